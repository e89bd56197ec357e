using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>The functions of libavcodec and libavutil that we call, by their own names.</summary>
internal static unsafe partial class LibavMethods
{
    private const string Codec = "libavcodec.so.59";
    private const string Util = "libavutil.so.57";

    [LibraryImport(Codec)] internal static partial uint avcodec_version();
    [LibraryImport(Codec, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint avcodec_find_encoder_by_name(string name);
    [LibraryImport(Codec, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint avcodec_find_decoder_by_name(string name);
    [LibraryImport(Codec)] internal static partial nint avcodec_alloc_context3(nint codec);
    [LibraryImport(Codec)] internal static partial void avcodec_free_context(ref nint context);
    [LibraryImport(Codec)] internal static partial int avcodec_open2(CodecContextHandle context, nint codec, nint options);
    [LibraryImport(Codec)] internal static partial int avcodec_send_frame(CodecContextHandle context, FrameHandle frame);
    [LibraryImport(Codec)] internal static partial int avcodec_receive_packet(CodecContextHandle context, PacketHandle packet);
    [LibraryImport(Codec)] internal static partial int avcodec_send_packet(CodecContextHandle context, PacketHandle packet);
    [LibraryImport(Codec)] internal static partial int avcodec_receive_frame(CodecContextHandle context, FrameHandle frame);
    [LibraryImport(Codec)] internal static partial nint avcodec_parameters_alloc();
    [LibraryImport(Codec)] internal static partial void avcodec_parameters_free(ref nint parameters);
    [LibraryImport(Codec)] internal static partial int avcodec_parameters_from_context(nint parameters, CodecContextHandle context);
    [LibraryImport(Codec)] internal static partial int avcodec_parameters_to_context(CodecContextHandle context, nint parameters);
    [LibraryImport(Codec)] internal static partial nint av_packet_alloc();
    [LibraryImport(Codec)] internal static partial void av_packet_free(ref nint packet);
    [LibraryImport(Codec)] internal static partial void av_packet_unref(PacketHandle packet);
    [LibraryImport(Codec)] internal static partial int av_new_packet(PacketHandle packet, int size);

    [LibraryImport(Util)] internal static partial nint av_frame_alloc();
    [LibraryImport(Util)] internal static partial void av_frame_free(ref nint frame);
    [LibraryImport(Util)] internal static partial int av_frame_get_buffer(FrameHandle frame, int align);
    [LibraryImport(Util)] internal static partial int av_frame_make_writable(FrameHandle frame);
    [LibraryImport(Util, StringMarshalling = StringMarshalling.Utf8)] internal static partial int av_opt_set(nint target, string name, string value, int flags);
    [LibraryImport(Util)] internal static partial int av_strerror(int code, byte* text, nuint size);
    [LibraryImport(Util)] internal static partial void av_log_set_level(int level);
}
