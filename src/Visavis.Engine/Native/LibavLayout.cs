using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>
/// Where the fields that no function reaches lie inside libav's structures. The soname freezes them for a major version;
/// only versions whose offsets an encode test has passed stand here.
/// </summary>
internal static unsafe class LibavLayout
{
    public const int SearchChildren = 1;
    public const int PacketIsKey = 1;
    public const int PixelYuv420 = 0;
    public const int SampleFloatPlanar = 8;

    private const uint KnownMajor = 59;

    /// <summary>AV_LOG_ERROR; by default x264 describes itself on the error stream at every opening.</summary>
    private const int LogErrors = 16;

    private static readonly Lazy<bool> Known = new(Check);

    // AVFrame of libavutil 57.
    private const int FrameData = 0, FrameStride = 64, FrameWidth = 104, FrameHeight = 108, FrameSamples = 112, FrameFormat = 116,
        FramePictureType = 124, FramePts = 136, FrameSampleRate = 208, FrameChannelLayout = 216;

    // AVPacket of libavcodec 59.
    private const int PacketPts = 8, PacketData = 24, PacketSize = 32, PacketFlags = 40;

    // AVCodecParameters of libavcodec 59.
    private const int ParametersExtradata = 16, ParametersExtradataSize = 24, ParametersFormat = 28;

    /// <summary>AV_CH_LAYOUT_MONO.</summary>
    private const long Mono = 4;

    /// <summary>Refuses a missing libavcodec and one whose structures we do not know, in one sentence.</summary>
    /// <exception cref="LibavException">Says what to install.</exception>
    public static void RequireKnownVersion() => _ = Known.Value;

    private static bool Check()
    {
        uint major;
        try
        {
            major = LibavMethods.avcodec_version() >> 16;
        }
        catch (DllNotFoundException)
        {
            throw new LibavException("libavcodec 59 (FFmpeg 5.1) is missing: on Debian 12 run apt-get install libavcodec59.");
        }
        RequireKnown(major);
        // Errors come back as codes; the rest would only fill the operator's log.
        LibavMethods.av_log_set_level(LogErrors);
        return true;
    }

    /// <exception cref="LibavException">The version's structures are not known.</exception>
    internal static void RequireKnown(uint major)
    {
        if (major != KnownMajor)
        {
            throw new LibavException($"libavcodec {major} is not known to Visavis, which reads the structures of version {KnownMajor}: install Debian 12's libavcodec59.");
        }
    }

    public static byte* Data(FrameHandle frame, int plane) => ((byte**)(Pointer(frame) + FrameData))[plane];

    public static int Stride(FrameHandle frame, int plane) => ((int*)(Pointer(frame) + FrameStride))[plane];

    public static int Width(FrameHandle frame) => *(int*)(Pointer(frame) + FrameWidth);

    public static int Height(FrameHandle frame) => *(int*)(Pointer(frame) + FrameHeight);

    public static int Format(FrameHandle frame) => *(int*)(Pointer(frame) + FrameFormat);

    public static void SetPicture(FrameHandle frame, int width, int height, int format)
    {
        *(int*)(Pointer(frame) + FrameWidth) = width;
        *(int*)(Pointer(frame) + FrameHeight) = height;
        *(int*)(Pointer(frame) + FrameFormat) = format;
    }

    public static void SetMonoSound(FrameHandle frame, int samples, int format, int rate)
    {
        *(int*)(Pointer(frame) + FrameSamples) = samples;
        *(int*)(Pointer(frame) + FrameFormat) = format;
        *(int*)(Pointer(frame) + FrameSampleRate) = rate;
        *(long*)(Pointer(frame) + FrameChannelLayout) = Mono;
    }

    public static void SetTime(FrameHandle frame, long pts) => *(long*)(Pointer(frame) + FramePts) = pts;

    /// <summary>Asks for an IDR picture (AV_PICTURE_TYPE_I with forced-idr), or leaves the choice to the encoder.</summary>
    public static void SetKey(FrameHandle frame, bool key) => *(int*)(Pointer(frame) + FramePictureType) = key ? 1 : 0;

    public static long Time(PacketHandle packet) => *(long*)(Pointer(packet) + PacketPts);

    public static bool IsKey(PacketHandle packet) => (*(int*)(Pointer(packet) + PacketFlags) & PacketIsKey) != 0;

    /// <summary>The packet's bytes; valid until it is unreferenced.</summary>
    public static Span<byte> Bytes(PacketHandle packet) =>
        new(*(byte**)(Pointer(packet) + PacketData), *(int*)(Pointer(packet) + PacketSize));

    /// <summary>Sets an encoder's sample format, which is no AVOption.</summary>
    public static void SetSampleFormat(CodecContextHandle context, int format) => WithParameters(context, parameters =>
    {
        *(int*)(parameters + ParametersFormat) = format;
        LibavError.ThrowIfError(LibavMethods.avcodec_parameters_to_context(context, parameters), "avcodec_parameters_to_context");
        return 0;
    });

    /// <summary>The parameter sets or AudioSpecificConfig of an opened encoder.</summary>
    public static byte[] Extradata(CodecContextHandle context) => WithParameters(context, static parameters =>
        new Span<byte>(*(byte**)(parameters + ParametersExtradata), *(int*)(parameters + ParametersExtradataSize)).ToArray());

    private static T WithParameters<T>(CodecContextHandle context, Func<nint, T> use)
    {
        var parameters = LibavError.NotNull(LibavMethods.avcodec_parameters_alloc(), "avcodec_parameters_alloc");
        try
        {
            LibavError.ThrowIfError(LibavMethods.avcodec_parameters_from_context(parameters, context), "avcodec_parameters_from_context");
            return use(parameters);
        }
        finally
        {
            LibavMethods.avcodec_parameters_free(ref parameters);
        }
    }

    private static nint Pointer(SafeHandle handle) => handle.DangerousGetHandle();
}
