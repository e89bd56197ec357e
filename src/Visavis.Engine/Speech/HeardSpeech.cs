using System.Runtime.InteropServices;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;

namespace Visavis.Engine.Speech;

/// <summary>Sound that is being heard: what of it has not been given away yet, and the mouths in it so far.</summary>
internal sealed class HeardSpeech(VisemeNet net)
{
    /// <summary>Samples that are heard at a time: 0.2 s, so that the first chunk need not wait for the whole of a large buffer.</summary>
    public const int Piece = MediaTime.Rate / 5;

    /// <summary>Samples at 48 kHz of one frame.</summary>
    private const int FrameSamples = MediaTime.Rate / 100;

    /// <summary>Frames of a chunk.</summary>
    private const int Least = 40, Most = 100;

    /// <summary>A mouth seen in one frame alone is no sound of its own.</summary>
    private const int ShortestSound = 2;

    private readonly Decimator _decimator = new();
    private readonly VisemeStream _stream = new(net);
    private readonly VisemeSpans _spans = new();
    private readonly List<float> _sound = [];
    private readonly List<VisemeFrame> _frames = [];
    private readonly float[] _low = new float[Decimator.MostOutput(Piece)];

    /// <summary>The frame at which the next chunk begins.</summary>
    private int _start;

    private bool _isOver;

    /// <param name="sound">48 kHz, at most <see cref="Piece"/> samples.</param>
    public void Push(ReadOnlySpan<float> sound)
    {
        _sound.AddRange(sound);
        var count = _decimator.Push(sound, _low);
        _stream.Push(_low.AsSpan(0, count), _frames);
        Hear();
    }

    public void Finish()
    {
        var count = _decimator.Finish(_low);
        _stream.Push(_low.AsSpan(0, count), _frames);
        _stream.Finish(_frames);
        Hear();
        _spans.Finish();
        _isOver = true;
    }

    /// <summary>The next chunk, if enough is known for one; when the sound is over, what is left.</summary>
    public SpeechChunk? TryCut()
    {
        if (_sound.Count == 0)
        {
            return null;
        }
        if (_isOver && _spans.Settled - _start <= Most)
        {
            return Cut(_spans.Settled, _sound.Count);
        }
        var end = Boundary();
        if (end is null && _spans.Settled - _start >= Most)
        {
            // A vowel held for long, or music: the mark goes on in the next chunk.
            end = _start + Most;
        }
        return end is { } frame ? Cut(frame, (frame - _start) * FrameSamples) : null;
    }

    private void Hear()
    {
        foreach (var frame in _frames)
        {
            _spans.Add(frame);
        }
        _frames.Clear();
    }

    /// <summary>The first change of mouths, or moment of rest, that makes a chunk neither too short nor too long.</summary>
    private int? Boundary()
    {
        var (least, most) = (_start + Least, _start + Most);
        foreach (var span in _spans.All)
        {
            var from = span.Class == VisemeClass.Rest ? Math.Max(span.From, Math.Min(least, span.End)) : span.From;
            if (from >= least)
            {
                return from <= most ? from : null;
            }
        }
        return null;
    }

    private SpeechChunk Cut(int end, int samples)
    {
        var phonemes = new List<PhonemeMark>();
        foreach (var span in _spans.Take(end))
        {
            if (HeardPhonemes.SymbolOf(span) is { } symbol && span.Frames >= ShortestSound)
            {
                phonemes.Add(new PhonemeMark(symbol, Time(span.From), Time(span.End), HeardPhonemes.StressOf(span)));
            }
        }
        var pcm = PcmBuffer.From(CollectionsMarshal.AsSpan(_sound)[..samples]);
        _sound.RemoveRange(0, samples);
        _start = end;
        return new SpeechChunk(pcm, [], phonemes, MediaTime.Zero);

        MediaTime Time(int frame) => new(Math.Min((long)(frame - _start) * FrameSamples, samples));
    }
}
