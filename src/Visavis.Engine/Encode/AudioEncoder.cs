using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Encode;

/// <summary>
/// AAC-LC, mono, 48 kHz, 64 kbit/s by libavcodec. The encoder's priming packet is dropped, so that an access unit's time is
/// its sound's media time and no edit list is needed.
/// </summary>
public sealed unsafe class AudioEncoder : IDisposable
{
    /// <summary>Samples in one AAC access unit.</summary>
    public const int FrameSamples = 1024;

    /// <summary>
    /// Frames held back: the transform overlaps the frame that follows, and the encoder looks at one more. A frame comes out
    /// when this many later ones went in.
    /// </summary>
    public const int LagFrames = 2;

    public const int BitsPerSecond = 64_000;

    private readonly CodecContextHandle _context;
    private readonly FrameHandle _frame = new();
    private readonly PacketHandle _packet = new();
    private readonly byte[] _unit = new byte[8192];
    private long _sent;

    /// <exception cref="LibavException">The encoder is missing or refused the options.</exception>
    public AudioEncoder()
    {
        LibavLayout.RequireKnownVersion();
        var codec = LibavMethods.avcodec_find_encoder_by_name("aac");
        if (codec == 0)
        {
            throw new LibavException("This libavcodec has no AAC encoder: install Debian's libavcodec59, which has.");
        }
        _context = new CodecContextHandle(codec);
        _context.Set("ar", "48000");
        _context.Set("ch_layout", "mono");
        _context.Set("b", $"{BitsPerSecond}");
        _context.Set("flags", "+global_header");
        LibavLayout.SetSampleFormat(_context, LibavLayout.SampleFloatPlanar);
        LibavError.ThrowIfError(LibavMethods.avcodec_open2(_context, codec, 0), "avcodec_open2 aac");
        Configuration = LibavLayout.Extradata(_context);
        LibavLayout.SetMonoSound(_frame, FrameSamples, LibavLayout.SampleFloatPlanar, MediaTime.Rate);
        LibavError.ThrowIfError(LibavMethods.av_frame_get_buffer(_frame, 0), "av_frame_get_buffer");
    }

    /// <summary>AudioSpecificConfig (ISO 14496-3 1.6.2.1).</summary>
    public ReadOnlyMemory<byte> Configuration { get; }

    /// <summary>RFC 6381.</summary>
    public const string Codec = "mp4a.40.2";

    /// <summary>Takes the next 1,024 samples.</summary>
    /// <exception cref="ArgumentException">Not exactly one frame.</exception>
    public void Send(ReadOnlySpan<float> pcm)
    {
        if (pcm.Length != FrameSamples)
        {
            throw new ArgumentException($"An AAC frame is {FrameSamples} samples, not {pcm.Length}.", nameof(pcm));
        }
        LibavError.ThrowIfError(LibavMethods.av_frame_make_writable(_frame), "av_frame_make_writable");
        pcm.CopyTo(new Span<float>(LibavLayout.Data(_frame, 0), FrameSamples));
        LibavLayout.SetTime(_frame, _sent);
        _sent += FrameSamples;
        LibavError.ThrowIfError(LibavMethods.avcodec_send_frame(_context, _frame), "avcodec_send_frame");
    }

    /// <summary>The next access unit; it lags what was sent by <see cref="LagFrames"/>.</summary>
    public bool TryReceive(out EncodedSample sample)
    {
        while (true)
        {
            var code = LibavMethods.avcodec_receive_packet(_context, _packet);
            if (code == LibavError.Again)
            {
                sample = default;
                return false;
            }
            LibavError.ThrowIfError(code, "avcodec_receive_packet");
            var time = LibavLayout.Time(_packet);
            var bytes = LibavLayout.Bytes(_packet);
            bytes.CopyTo(_unit);
            sample = new EncodedSample(new MediaTime(time), new MediaTime(FrameSamples), IsKey: true, _unit.AsMemory(0, bytes.Length));
            LibavMethods.av_packet_unref(_packet);
            if (time >= 0)
            {
                return true;
            }
            // The priming packet (time -1,024) holds no sound of ours.
        }
    }

    public void Dispose()
    {
        _context.Dispose();
        _frame.Dispose();
        _packet.Dispose();
    }
}
