using Visavis.Engine.Media;

namespace Visavis.Engine.Speech;

/// <summary>The energy of a sound in frames of 5 ms, to find where it pauses, begins and ends. Positions are samples.</summary>
internal sealed class SoundLevels
{
    /// <summary>40 dB: what lies further below the loudest frame is silence.</summary>
    private const float Quiet = 1e-4f;

    private const int GapFrames = 8;

    private readonly float[] _energies;
    private readonly int _frame;

    /// <param name="sound">The sound.</param>
    /// <param name="rate">Its samples a second.</param>
    public SoundLevels(ReadOnlySpan<float> sound, int rate)
    {
        _frame = rate / 200;
        _energies = new float[sound.Length / _frame];
        for (var i = 0; i < _energies.Length; i++)
        {
            var frame = sound.Slice(i * _frame, _frame);
            _energies[i] = Resampler.Dot(frame, frame) / _frame;
        }
        Threshold = _energies.DefaultIfEmpty().Max() * Quiet;
    }

    /// <summary>The energy under which a frame counts as silence.</summary>
    public float Threshold { get; }

    /// <summary>The middle of the quietest 40 ms between two positions, or null where even these are not silent.</summary>
    public int? Pause(int from, int to)
    {
        var best = float.MaxValue;
        var at = 0;
        var (first, last) = Frames(from, to);
        for (var i = first; i + GapFrames <= last; i++)
        {
            var energy = Mean(_energies.AsSpan(i, GapFrames));
            if (energy < best)
            {
                (best, at) = (energy, (i + GapFrames / 2) * _frame);
            }
        }
        return best < Threshold ? at : null;
    }

    /// <summary>Where the first audible frame between two positions begins; <paramref name="to"/> if all is silent.</summary>
    public int FirstSound(int from, int to)
    {
        var (first, last) = Frames(from, to);
        var found = _energies.AsSpan(first..last).IndexOfAnyInRange(Threshold, float.MaxValue);
        return found < 0 ? to : Math.Max(from, (first + found) * _frame);
    }

    /// <summary>Where the last audible frame between two positions ends; <paramref name="from"/> if all is silent.</summary>
    public int LastSound(int from, int to)
    {
        var (first, last) = Frames(from, to);
        var found = _energies.AsSpan(first..last).LastIndexOfAnyInRange(Threshold, float.MaxValue);
        return found < 0 ? from : Math.Min(to, (first + found + 1) * _frame);
    }

    private static float Mean(ReadOnlySpan<float> energies)
    {
        var sum = 0f;
        foreach (var energy in energies)
        {
            sum += energy;
        }
        return sum / energies.Length;
    }

    private (int First, int Last) Frames(int from, int to)
    {
        var first = Math.Clamp(from / _frame, 0, _energies.Length);
        return (first, Math.Clamp((to + _frame - 1) / _frame, first, _energies.Length));
    }
}
