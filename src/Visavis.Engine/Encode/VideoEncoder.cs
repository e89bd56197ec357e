using System.Globalization;
using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Encode;

/// <summary>What the picture is and what it may cost.</summary>
public sealed record VideoEncoderOptions
{
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;

    /// <summary>x264's constant rate factor: lower is better and larger.</summary>
    public int Crf { get; init; } = 26;

    /// <summary>Ceiling of the rate over time (VBV maxrate).</summary>
    public int MaxKbitPerSecond { get; init; } = 1600;

    /// <summary>What a moment may take beyond the rate (VBV bufsize): an IDR picture of 720p takes about 400.</summary>
    public int BufferKbit { get; init; } = 800;

    /// <summary>x264's speed: ultrafast, superfast, veryfast.</summary>
    public string Preset { get; init; } = "superfast";

    /// <summary>x264's tune; without zerolatency it would hold pictures back.</summary>
    public string Tune { get; init; } = "zerolatency";
}

/// <summary>
/// H.264 by libx264 (libavcodec): one picture in, one access unit out, none held back. The picture is painted in place in
/// the one frame that the encoder reads.
/// </summary>
public sealed unsafe class VideoEncoder : IDisposable
{
    private readonly CodecContextHandle _context;
    private readonly FrameHandle _frame = new();
    private readonly PacketHandle _packet = new();
    private byte[] _unit = new byte[256 * 1024];

    /// <exception cref="LibavException">libx264 is missing or refused the options.</exception>
    public VideoEncoder(VideoEncoderOptions options)
    {
        LibavLayout.RequireKnownVersion();
        var codec = LibavMethods.avcodec_find_encoder_by_name("libx264");
        if (codec == 0)
        {
            throw new LibavException("This libavcodec has no libx264: install Debian's libavcodec59, which has.");
        }
        _context = new CodecContextHandle(codec);
        Configure(_context, options);
        LibavError.ThrowIfError(LibavMethods.avcodec_open2(_context, codec, 0), "avcodec_open2 libx264");
        Configuration = AvcConfiguration.FromAnnexB(LibavLayout.Extradata(_context));
        LibavLayout.SetPicture(_frame, options.Width, options.Height, LibavLayout.PixelYuv420);
        LibavError.ThrowIfError(LibavMethods.av_frame_get_buffer(_frame, 64), "av_frame_get_buffer");
        Picture = new YuvPicture(
            LibavLayout.Data(_frame, 0), LibavLayout.Stride(_frame, 0), LibavLayout.Data(_frame, 1), LibavLayout.Stride(_frame, 1),
            LibavLayout.Data(_frame, 2), LibavLayout.Stride(_frame, 2), options.Width, options.Height);
        Options = options;
    }

    public VideoEncoderOptions Options { get; }

    /// <summary>Where the next picture is painted.</summary>
    public YuvPicture Picture { get; }

    /// <summary>The content of an avcC box (ISO 14496-15 5.3.3.1).</summary>
    public ReadOnlyMemory<byte> Configuration { get; }

    /// <summary>RFC 6381, such as avc1.64001F.</summary>
    public string Codec => string.Create(CultureInfo.InvariantCulture,
        $"avc1.{Configuration.Span[1]:X2}{Configuration.Span[2]:X2}{Configuration.Span[3]:X2}");

    /// <summary>Encodes what is painted; <paramref name="key"/> asks for an IDR.</summary>
    /// <exception cref="LibavException">The encoder failed, or held the picture back.</exception>
    public EncodedSample Encode(MediaTime time, bool key)
    {
        LibavLayout.SetTime(_frame, time.Samples / MediaTime.SamplesPerFrame);
        LibavLayout.SetKey(_frame, key);
        LibavError.ThrowIfError(LibavMethods.avcodec_send_frame(_context, _frame), "avcodec_send_frame");
        LibavError.ThrowIfError(LibavMethods.avcodec_receive_packet(_context, _packet), "avcodec_receive_packet");
        try
        {
            var size = AvcConfiguration.ToLengths(LibavLayout.Bytes(_packet), ref _unit);
            return new EncodedSample(time, new MediaTime(MediaTime.SamplesPerFrame), LibavLayout.IsKey(_packet), _unit.AsMemory(0, size));
        }
        finally
        {
            LibavMethods.av_packet_unref(_packet);
        }
    }

    public void Dispose()
    {
        _context.Dispose();
        _frame.Dispose();
        _packet.Dispose();
    }

    private static void Configure(CodecContextHandle context, VideoEncoderOptions options)
    {
        context.Set("video_size", $"{options.Width}x{options.Height}");
        context.Set("pixel_format", "yuv420p");
        context.Set("time_base", "1/25");
        context.Set("threads", "1");
        context.Set("flags", "+global_header");
        context.Set("color_primaries", "bt709");
        context.Set("color_trc", "bt709");
        context.Set("colorspace", "bt709");
        context.Set("color_range", "tv");
        context.Set("bf", "0");
        context.Set("g", "250");
        context.Set("maxrate", $"{options.MaxKbitPerSecond}k");
        context.Set("bufsize", $"{options.BufferKbit}k");
        context.Set("preset", options.Preset);
        // As an option of the encoder: inside x264-params the tune is not applied and four frames are held back.
        context.Set("tune", options.Tune);
        context.Set("crf", options.Crf.ToString(CultureInfo.InvariantCulture));
        context.Set("forced-idr", "1");
        // Weighted prediction looks for fades, which a presenter has none of: without it a tenth of the time is saved, every bit the same.
        context.Set("x264-params", "scenecut=0:repeat-headers=0:weightp=0");
    }
}
