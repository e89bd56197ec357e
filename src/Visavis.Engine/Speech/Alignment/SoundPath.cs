using Visavis.Engine.Hearing;

namespace Visavis.Engine.Speech.Alignment;

/// <summary>
/// Lays expected sounds over heard frames: the likeliest lengths, given what the net heard and how long the reader took for each
/// (Viterbi over segments; the logarithm of a length is taken as normally spread around the reader's at the sound's own pace).
/// </summary>
internal static class SoundPath
{
    /// <summary>Spread of the logarithm of a length.</summary>
    private const double Spread = 0.45;

    /// <summary>No frame counts more against a class than this, whatever the net believes.</summary>
    private const float LeastScore = -7;

    /// <summary>Frames that a pause takes at least where there is one.</summary>
    private const int ShortestPause = 4;

    /// <summary>What a pause between words costs, so that none is found where nothing speaks for it.</summary>
    private const float PauseCost = 3;

    /// <summary>A sound is at most so much longer than expected.</summary>
    private const double Longest = 3.5;

    /// <summary>Where each sound begins, in frames, and one more: where the last ends.</summary>
    public static int[] Find(IReadOnlyList<VisemeFrame> heard, IReadOnlyList<ExpectedSound> sounds)
    {
        var speaking = heard.Count(frame => frame.Scores[(int)VisemeClass.Rest] < MathF.Log(0.5f));
        var pace = Math.Clamp(speaking / Math.Max(1, sounds.Sum(sound => sound.Frames)), 0.3, 3);
        return Find(heard, sounds, pace);
    }

    private static int[] Find(IReadOnlyList<VisemeFrame> heard, IReadOnlyList<ExpectedSound> sounds, double pace)
    {
        var frames = heard.Count;
        var sums = Sums(heard);
        var (best, next) = (new float[frames + 1], new float[frames + 1]);
        var lengths = new int[sounds.Count][];
        Array.Fill(best, float.NegativeInfinity);
        best[0] = 0;
        for (var i = 0; i < sounds.Count; i++)
        {
            lengths[i] = new int[frames + 1];
            var isEdge = i == 0 || i == sounds.Count - 1;
            if (sounds[i].IsPause)
            {
                Rest(best, next, sums[(int)VisemeClass.Rest], lengths[i], isEdge);
            }
            else
            {
                Say(best, next, sums[(int)sounds[i].Class], lengths[i], Prior(sounds[i].Frames * pace));
            }
            (best, next) = (next, best);
        }
        // Sound too short for so many sounds is shared out evenly.
        return float.IsNegativeInfinity(best[frames]) ? [.. Enumerable.Range(0, sounds.Count + 1).Select(i => i * frames / sounds.Count)] : Trace(lengths, frames);
    }

    /// <summary>A sound of every length that is thinkable behind every end of the one before.</summary>
    private static void Say(float[] from, float[] to, float[] sums, int[] lengths, float[] prior)
    {
        for (var end = 0; end < to.Length; end++)
        {
            var (most, length) = (float.NegativeInfinity, 0);
            for (var d = 1; d < prior.Length && d <= end; d++)
            {
                var score = from[end - d] - sums[end - d] + prior[d];
                (most, length) = score > most ? (score, d) : (most, length);
            }
            to[end] = most + sums[end];
            lengths[end] = length;
        }
    }

    /// <summary>A pause of any length, or none. The best start for each end is found on the way.</summary>
    private static void Rest(float[] from, float[] to, float[] sums, int[] lengths, bool isEdge)
    {
        var (most, start) = (float.NegativeInfinity, 0);
        var (shortest, cost) = isEdge ? (1, 0f) : (ShortestPause, PauseCost);
        for (var end = 0; end < to.Length; end++)
        {
            if (end >= shortest && from[end - shortest] - sums[end - shortest] > most)
            {
                (most, start) = (from[end - shortest] - sums[end - shortest], end - shortest);
            }
            var resting = most + sums[end] - cost;
            (to[end], lengths[end]) = resting > from[end] ? (resting, end - start) : (from[end], 0);
        }
    }

    private static int[] Trace(int[][] lengths, int end)
    {
        var starts = new int[lengths.Length + 1];
        starts[^1] = end;
        for (var i = lengths.Length - 1; i >= 0; i--)
        {
            starts[i] = starts[i + 1] - lengths[i][starts[i + 1]];
        }
        return starts;
    }

    /// <summary>For each class the sums of its scores up to each frame.</summary>
    private static float[][] Sums(IReadOnlyList<VisemeFrame> heard)
    {
        var sums = new float[VisemeScores.Count][];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = new float[heard.Count + 1];
            for (var t = 0; t < heard.Count; t++)
            {
                sums[i][t + 1] = sums[i][t] + MathF.Max(heard[t].Scores[i], LeastScore);
            }
        }
        return sums;
    }

    /// <summary>The logarithm of how likely each length is, up to a constant.</summary>
    private static float[] Prior(double expected)
    {
        var prior = new float[(int)Math.Ceiling(expected * Longest) + 3];
        for (var d = 1; d < prior.Length; d++)
        {
            var off = Math.Log(d / expected) / Spread;
            prior[d] = (float)(-0.5 * off * off);
        }
        return prior;
    }
}
