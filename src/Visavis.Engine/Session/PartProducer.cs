using Visavis.Engine.Encode;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Hls;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Session;

/// <summary>Paints, encodes and packages one part after another of one session; used by one thread at a time.</summary>
internal sealed class PartProducer : IDisposable
{
    /// <summary>200 ms: five pictures, and the AAC frames that begin in them.</summary>
    public static readonly MediaTime Part = MediaTime.FromFrames(5);

    /// <summary>1 s: a segment begins with an IDR picture.</summary>
    public static readonly MediaTime Segment = MediaTime.FromFrames(25);

    /// <summary>How far from a part's start its sound is read: its last AAC frame, and those that push that out of the encoder.</summary>
    public static readonly MediaTime Reach = Part + new MediaTime((1 + AudioEncoder.LagFrames) * AudioEncoder.FrameSamples);

    private readonly float[] _pcm = new float[AudioEncoder.FrameSamples];
    private readonly FragmentMuxer _muxer = new();
    private readonly SpeechTimeline _timeline;
    private readonly FrameRenderer _renderer;
    private readonly VideoEncoder _video;
    private readonly AudioEncoder _audio;
    private MediaTime _sent;

    public PartProducer(AvatarRig rig, SpeechTimeline timeline, SessionOptions options, TimeProvider time)
    {
        _timeline = timeline;
        _renderer = new FrameRenderer(rig);
        _video = new VideoEncoder(options.Video);
        _audio = new AudioEncoder();
        var kind = options.IsKnownAhead ? HlsKind.Event : HlsKind.Live;
        var parameters = new HlsParameters(
            _video.Codec, AudioEncoder.Codec, options.Video.Width, options.Video.Height, Bandwidth(options.Video), Bandwidth(options.Video) / 2);
        Window = new HlsWindow(kind, parameters, InitSegment.Write(_video, _audio), new HlsWindowOptions { MediaFile = options.MediaFile }, time);
    }

    /// <summary>What is produced goes there. It outlives its producer, for viewers come later: whoever takes it disposes it.</summary>
    public HlsWindow Window { get; }

    /// <summary>The part that begins at <paramref name="from"/>; called with each part's start in turn.</summary>
    public Fragment Produce(MediaTime from)
    {
        for (var time = from; time < from + Part; time += MediaTime.FromFrames(1))
        {
            _renderer.Paint(_timeline.FaceAt(time), _video.Picture);
            _muxer.AddVideo(_video.Encode(time, key: time.Samples % Segment.Samples == 0));
        }
        // A frame of sound belongs to the part in which it begins, and comes out when the encoder's lag has followed it.
        for (; _sent - new MediaTime(AudioEncoder.LagFrames * AudioEncoder.FrameSamples) < from + Part; _sent += new MediaTime(AudioEncoder.FrameSamples))
        {
            _timeline.Read(_sent, _pcm);
            _audio.Send(_pcm);
            while (_audio.TryReceive(out var sample))
            {
                _muxer.AddAudio(sample);
            }
        }
        return _muxer.Cut();
    }

    public void Dispose()
    {
        _renderer.Dispose();
        _video.Dispose();
        _audio.Dispose();
    }

    /// <summary>What one segment of 1 s can hold: the encoder's rate and its full buffer, sound, and a twentieth for boxes.</summary>
    private static int Bandwidth(VideoEncoderOptions video) =>
        (1000 * (video.MaxKbitPerSecond + video.BufferKbit) + AudioEncoder.BitsPerSecond) * 21 / 20;
}
