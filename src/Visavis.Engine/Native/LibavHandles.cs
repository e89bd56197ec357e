using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>An owned AVCodecContext.</summary>
internal sealed class CodecContextHandle : SafeHandle
{
    public CodecContextHandle(nint codec)
        : base(0, ownsHandle: true) => SetHandle(LibavError.NotNull(LibavMethods.avcodec_alloc_context3(codec), "avcodec_alloc_context3"));

    public override bool IsInvalid => handle == 0;

    /// <summary>Sets an AVOption of the context or of its encoder.</summary>
    public void Set(string name, string value) =>
        LibavError.ThrowIfError(LibavMethods.av_opt_set(handle, name, value, LibavLayout.SearchChildren), $"av_opt_set {name}={value}");

    protected override bool ReleaseHandle()
    {
        LibavMethods.avcodec_free_context(ref handle);
        return true;
    }
}

/// <summary>An owned AVFrame.</summary>
internal sealed class FrameHandle : SafeHandle
{
    public FrameHandle()
        : base(0, ownsHandle: true) => SetHandle(LibavError.NotNull(LibavMethods.av_frame_alloc(), "av_frame_alloc"));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibavMethods.av_frame_free(ref handle);
        return true;
    }
}

/// <summary>An owned AVPacket.</summary>
internal sealed class PacketHandle : SafeHandle
{
    public PacketHandle()
        : base(0, ownsHandle: true) => SetHandle(LibavError.NotNull(LibavMethods.av_packet_alloc(), "av_packet_alloc"));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibavMethods.av_packet_free(ref handle);
        return true;
    }
}
