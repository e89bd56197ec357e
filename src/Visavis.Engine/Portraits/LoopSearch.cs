using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Finds the stretch of a clip whose end joins its beginning best; where none joins well, one to be played back and forth.</summary>
internal sealed class LoopSearch(ClipTrack track)
{
    public const int LongestFrames = 20 * ClipGraph.FramesPerSecond;

    /// <summary>How far a face may be from itself over a fade (pixels at 100 between the eyes), and the whole picture (steps of luma, mean).</summary>
    private const float MostShift = 1.4f, MostChange = 1.6f;

    /// <summary>Pairs that are near by their points and are looked at more closely.</summary>
    private const int Candidates = 400;

    /// <summary>What a second of length is worth, of all that a seam may be apart.</summary>
    private const float WorthOfSecond = .06f;

    /// <summary>Pixels a frame by which a turn may be less calm for every second of length.</summary>
    private const float CalmWorthOfSecond = .16f;

    /// <summary>Frames round a turn that should be calm.</summary>
    private const int CalmFrames = 4;

    private readonly Vector2[][] _points = [.. Enumerable.Range(0, track.Count).Select(i => track.HasFace(i) ? Normal(track, i) : [])];

    /// <param name="runs">Stretches that will do; the plan keeps within one.</param>
    public LoopPlan Find(IReadOnlyList<(int From, int To)> runs) => Joined(runs) ?? BackAndForth(runs);

    /// <summary>The best plan that goes on forwards, or null.</summary>
    private LoopPlan? Joined(IReadOnlyList<(int From, int To)> runs)
    {
        var near = new List<(float Cost, int From, int To)>();
        foreach (var (from, to) in runs)
        {
            for (var i = from; i < to; i++)
            {
                for (var j = i + ClipChecks.ShortestFrames; j + LoopPlan.FadeFrames <= to && j - i <= LongestFrames; j++)
                {
                    if (Shift(i, j) is < MostShift and var shift)
                    {
                        near.Add((shift / MostShift - Worth(j - i), i, j));
                    }
                }
            }
        }
        var best = near.OrderBy(pair => pair.Cost).Take(Candidates)
            .Select(pair => (Cost: FadeCost(pair.From, pair.To), pair.From, pair.To)).Where(pair => pair.Cost <= 1)
            .Select(pair => (Cost: pair.Cost - Worth(pair.To - pair.From), Plan: (Func<LoopPlan>)(() => LoopPlan.Fade(pair.From, pair.To))));
        return best.Concat(Cuts(runs)).OrderBy(pair => pair.Cost).FirstOrDefault().Plan?.Invoke();
    }

    /// <summary>Ends that are followed by the beginning as by any other frame.</summary>
    private IEnumerable<(float Cost, Func<LoopPlan> Plan)> Cuts(IReadOnlyList<(int From, int To)> runs)
    {
        foreach (var (from, to) in runs)
        {
            // A clip that was made to loop ends where it ends: all others fade.
            for (var i = from; i < Math.Min(from + 3, to); i++)
            {
                for (var j = Math.Max(to - 2, i + ClipChecks.ShortestFrames); j <= to && j - i <= LongestFrames; j++)
                {
                    var usual = Usual(i, j);
                    var cost = Math.Max(Jerk(i, j) / (2 * usual.Jerk + .1f), Change(j - 1, i) / (1.2f * usual.Change + .05f));
                    if (cost <= 1)
                    {
                        var (first, last) = (i, j);
                        yield return (cost / 4 - Worth(j - i), () => LoopPlan.Cut(first, last));
                    }
                }
            }
        }
    }

    private LoopPlan BackAndForth(IReadOnlyList<(int From, int To)> runs)
    {
        const int longest = LongestFrames / 2, shortest = ClipChecks.ShortestFrames / 2;
        var best = (Cost: float.MaxValue, First: 0, Last: 0);
        foreach (var (from, to) in runs)
        {
            float[] calm = [.. Enumerable.Range(from, to - from).Select(i => Unrest(i, from, to))];
            for (var i = from; i < to; i++)
            {
                for (var j = i + shortest; j < Math.Min(to, i + longest); j++)
                {
                    // A turn that is as calm as the calmest frames costs nothing; every second of length is worth some unrest.
                    var cost = Math.Max(calm[i - from], calm[j - from]) + .5f * (calm[i - from] + calm[j - from]) - CalmWorthOfSecond * (j - i) / ClipGraph.FramesPerSecond;
                    best = cost < best.Cost ? (cost, i, j) : best;
                }
            }
        }
        return LoopPlan.Turn(best.First, best.Last);
    }

    /// <summary>Mean step round a frame, in pixels at 100 between the eyes.</summary>
    private float Unrest(int frame, int from, int to)
    {
        var sum = 0f;
        for (var k = -CalmFrames; k <= CalmFrames; k++)
        {
            sum += track.Steps[Math.Clamp(frame + k, from + 1, to - 1)];
        }
        return sum / (2 * CalmFrames + 1);
    }

    private static float Worth(int frames) => WorthOfSecond * frames / ClipGraph.FramesPerSecond;

    /// <summary>How far apart the two sides of a fade are, as a share of what they may be.</summary>
    private float FadeCost(int from, int to)
    {
        float shift = 0, change = 0;
        for (var k = 0; k < LoopPlan.FadeFrames; k++)
        {
            shift += Shift(from + k, to + k) / LoopPlan.FadeFrames;
            change += Change(from + k, to + k) / LoopPlan.FadeFrames;
        }
        return Math.Max(shift / MostShift, change / MostChange);
    }

    private float Shift(int a, int b)
    {
        var (p, q) = (_points[a], _points[b]);
        var sum = 0f;
        for (var i = 0; i < p.Length; i++)
        {
            sum += Vector2.DistanceSquared(p[i], q[i]);
        }
        return MathF.Sqrt(sum / p.Length);
    }

    /// <summary>Change of velocity at a cut.</summary>
    private float Jerk(int from, int to) => Jerk(_points[to - 2], _points[to - 1], _points[from], _points[from + 1]);

    private static float Jerk(Vector2[] before, Vector2[] last, Vector2[] first, Vector2[] after)
    {
        var sum = 0f;
        for (var i = 0; i < first.Length; i++)
        {
            var step = first[i] - last[i];
            sum += (step - (last[i] - before[i] + after[i] - first[i]) / 2).LengthSquared();
        }
        return MathF.Sqrt(sum / first.Length);
    }

    private (float Jerk, float Change) Usual(int from, int to)
    {
        var jerks = Enumerable.Range(from + 2, to - from - 4).Select(i => Jerk(_points[i - 2], _points[i - 1], _points[i], _points[i + 1])).Order().ToArray();
        var changes = Enumerable.Range(from + 1, to - from - 1).Select(i => Change(i - 1, i)).Order().ToArray();
        return (jerks[jerks.Length / 2], changes[changes.Length * 9 / 10]);
    }

    /// <summary>Mean difference of two thumbnails.</summary>
    private float Change(int a, int b)
    {
        byte[] p = track[a].Thumbnail, q = track[b].Thumbnail;
        var sum = 0;
        for (var i = 0; i < p.Length; i++)
        {
            sum += Math.Abs(p[i] - q[i]);
        }
        return (float)sum / p.Length;
    }

    /// <summary>Every fifth rigid point, in pixels at 100 between the eyes.</summary>
    private static Vector2[] Normal(ClipTrack track, int frame)
    {
        var face = track.Face(frame);
        return [.. track.Places.Rigid.Where((_, k) => k % 5 == 0).Select(i => face.Flat(i) * (100 / track.Face(FirstFace(track)).Frame.EyeDistance))];
    }

    private static int FirstFace(ClipTrack track) => Enumerable.Range(0, track.Count).First(track.HasFace);
}
