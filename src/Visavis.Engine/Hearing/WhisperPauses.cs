namespace Visavis.Engine.Hearing;

/// <summary>
/// Stretches of quiet in a window, in seconds. Attention says to some 50 ms where a word is; where there is a pause beside it, the
/// word begins at the pause's end (mean error 42 to 47 ms instead of 47 to 61).
/// </summary>
internal sealed class WhisperPauses
{
    private const int FrameSamples = 160;

    /// <summary>Frames: shorter gaps are the closures of p, t and k.</summary>
    private const int Shortest = 5;

    /// <summary>30 dB below the loud moments.</summary>
    private const float Quiet = 1e-3f;

    private const double LookBack = 0.10;
    private const double LookAhead = 0.12;

    /// <summary>A word lasts at least so long before a pause can end it.</summary>
    private const double ShortestWord = 0.08;

    private readonly List<(double Start, double End)> _pauses = [];

    public WhisperPauses(ReadOnlySpan<float> sound)
    {
        var energies = new float[sound.Length / FrameSamples];
        for (var t = 0; t < energies.Length; t++)
        {
            foreach (var sample in sound.Slice(t * FrameSamples, FrameSamples))
            {
                energies[t] += sample * sample;
            }
        }
        if (energies.Length == 0)
        {
            return;
        }
        var limit = Quiet * energies.Order().ElementAt((int)(0.95 * (energies.Length - 1)));
        for (int t = 0, first = 0; t <= energies.Length; t++)
        {
            if (t < energies.Length && energies[t] < limit)
            {
                continue;
            }
            if (t - first >= Shortest)
            {
                _pauses.Add((first * 0.01, t * 0.01));
            }
            first = t + 1;
        }
    }

    /// <summary>Moves word starts to the ends of pauses beside them, and gives each word its end.</summary>
    /// <param name="starts">Ascending; one more than there are words, the last being where the text ends.</param>
    public List<(double Start, double End)> Snap(IReadOnlyList<double> starts)
    {
        var words = new List<(double Start, double End)>();
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            var start = starts[i];
            if (Nearest(start) is { } pause)
            {
                // Never beyond the next word.
                start = Math.Min(pause.End, Math.Max(start, starts[i + 1] - ShortestWord));
                EndAt(words, Math.Min(pause.Start, start));
            }
            if (words.Count > 0)
            {
                start = Math.Max(start, words[^1].Start);
                EndAt(words, Math.Min(words[^1].End, start));
            }
            words.Add((start, Math.Max(start, starts[i + 1])));
        }
        if (words.Count > 0)
        {
            var quiet = _pauses.Find(pause => pause.Start >= words[^1].Start + ShortestWord);
            EndAt(words, quiet == default ? words[^1].End : quiet.Start);
        }
        return words;
    }

    private (double Start, double End)? Nearest(double start)
    {
        (double Start, double End)? nearest = null;
        var least = double.MaxValue;
        foreach (var pause in _pauses.Where(pause => pause.Start <= start + LookAhead && pause.End >= start - LookBack))
        {
            var distance = Math.Max(0, Math.Max(pause.Start - start, start - pause.End));
            if (distance < least)
            {
                (nearest, least) = (pause, distance);
            }
        }
        return nearest;
    }

    private static void EndAt(List<(double Start, double End)> words, double end)
    {
        if (words.Count > 0)
        {
            words[^1] = (words[^1].Start, Math.Max(words[^1].Start, end));
        }
    }
}
