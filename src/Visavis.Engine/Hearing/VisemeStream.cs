namespace Visavis.Engine.Hearing;

/// <summary>
/// One stream of 16 kHz sound through the viseme net, in pieces of any length, which do not matter to what comes out. A frame
/// needs sound up to 137 ms behind its start.
/// </summary>
public sealed class VisemeStream
{
    /// <summary>Frames of one run at least: 4 at a time cost three times as much a second, 100 half as much.</summary>
    private const int LeastRun = 20;

    private const int MostRun = 200;

    /// <summary>Samples before the start of a frame that its window covers.</summary>
    private const int Before = (MelBank.FrameLength - MelBank.Hop) / 2;

    /// <summary>What digital silence comes to: (log10 of the least power + 3) / 3.</summary>
    private const float Silence = -4 / 3f, LeastPower = 1e-7f;

    private readonly VisemeNet _net;
    private readonly float[] _state = new float[VisemeNet.StateSize];
    private readonly float[] _mel = new float[(2 * VisemeNet.Context + MostRun) * MelBank.Bands];

    /// <summary>The window of the next frame and, behind it, samples of later ones.</summary>
    private readonly float[] _sound = new float[MelBank.FrameLength + MelBank.Hop];

    private int _soundCount = Before;
    private int _melCount = VisemeNet.Context;
    private long _samples;
    private long _frames;

    public VisemeStream(VisemeNet net)
    {
        _net = net;
        _mel.AsSpan(0, VisemeNet.Context * MelBank.Bands).Fill(Silence);
    }

    /// <summary>Takes sound and adds the frames it makes known to <paramref name="output"/>.</summary>
    public void Push(ReadOnlySpan<float> sound, List<VisemeFrame> output)
    {
        _samples += sound.Length;
        Hear(sound, output);
        if (_melCount - 2 * VisemeNet.Context >= LeastRun)
        {
            Run(output);
        }
    }

    /// <summary>The sound is over: adds the remaining frames, so that there is one for every begun 10 ms. Nothing may be pushed behind it.</summary>
    public void Finish(List<VisemeFrame> output)
    {
        var frames = (_samples + MelBank.Hop - 1) / MelBank.Hop;
        Span<float> silence = stackalloc float[MelBank.Hop];
        silence.Clear();
        while (_frames < frames)
        {
            Hear(silence, output);
        }
        _melCount -= (int)(_frames - frames);
        for (var i = 0; i < VisemeNet.Context; i++)
        {
            Room(output).Fill(Silence);
            _melCount++;
        }
        Run(output);
    }

    private void Hear(ReadOnlySpan<float> sound, List<VisemeFrame> output)
    {
        while (!sound.IsEmpty)
        {
            var part = sound[..Math.Min(sound.Length, _sound.Length - _soundCount)];
            part.CopyTo(_sound.AsSpan(_soundCount));
            _soundCount += part.Length;
            sound = sound[part.Length..];
            if (_soundCount >= MelBank.FrameLength)
            {
                Measure(Room(output));
                _sound.AsSpan(MelBank.Hop, _soundCount - MelBank.Hop).CopyTo(_sound);
                _soundCount -= MelBank.Hop;
            }
        }
    }

    /// <summary>Place for the next mel frame.</summary>
    private Span<float> Room(List<VisemeFrame> output)
    {
        if ((_melCount + 1) * MelBank.Bands > _mel.Length)
        {
            Run(output);
        }
        return _mel.AsSpan(_melCount * MelBank.Bands, MelBank.Bands);
    }

    private void Measure(Span<float> frame)
    {
        _net.Bank.Measure(_sound.AsSpan(0, MelBank.FrameLength), frame);
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = (MathF.Log10(MathF.Max(frame[i], LeastPower)) + 3) / 3;
        }
        _melCount++;
        _frames++;
    }

    private void Run(List<VisemeFrame> output)
    {
        if (_melCount <= 2 * VisemeNet.Context)
        {
            return;
        }
        _net.Run(_mel.AsMemory(0, _melCount * MelBank.Bands), _state, output);
        // The next run sees two contexts of this one's frames again.
        var kept = 2 * VisemeNet.Context;
        _mel.AsSpan((_melCount - kept) * MelBank.Bands, kept * MelBank.Bands).CopyTo(_mel);
        _melCount = kept;
    }
}
