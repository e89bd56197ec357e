using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>
/// Where the teeth are behind the lips: the edge of the upper row, which stays with the skull, and of the lower row, which goes
/// with the jaw. Found once in a pack's own wide mouths; the chin does not tell, because rounded lips lift its skin by
/// several pixels while the jaw stays down.
/// </summary>
internal sealed class ToothLines
{
    /// <summary>The jaw's teeth go this far for a pixel of the chin between shut and wide open: the studio packs' 1.1, strangers' alike.</summary>
    private const float DropPerChin = 1.1f, LeastDropPerChin = .8f, MostDropPerChin = 1.5f;

    /// <summary>A row that shows has an edge of at least so many levels over two pixels.</summary>
    private const int VisibleEdge = 25;

    /// <summary>A gap between the rows must be this high before the lower edge is looked for, and lies at most this far from where the jaw says.</summary>
    private const float LeastGap = 3, MostCorrection = 4;

    /// <summary>The lower lip's wet edge, which is no tooth.</summary>
    private const float LipPixels = 4;

    /// <summary>So many columns must agree on where a row is.</summary>
    private const int LeastColumns = 6;

    private readonly float[] _upper, _lower, _drop;

    private ToothLines(float[] upper, float[] lower, float[] drop) => (_upper, _lower, _drop) = (upper, lower, drop);

    /// <summary>The upper row's edge at a column of the rectangle.</summary>
    public float UpperAt(int column) => _upper[column];

    /// <summary>The lower row's edge at a column while the mouth is shut, behind the upper teeth.</summary>
    public float LowerAt(int column) => _lower[column];

    /// <summary>How far a patch's lower row has gone down from there, in pixels.</summary>
    public float DropOf(int patch) => _drop[patch];

    /// <summary>The drop of a mixed mouth.</summary>
    public float DropOf(ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        for (var patch = 0; patch < _drop.Length; patch++)
        {
            sum += weights[patch] * _drop[patch];
        }
        return sum;
    }

    /// <param name="patches">The mouth's patches in the order of <see cref="MouthMix.Names"/>.</param>
    /// <param name="openings">Their openings.</param>
    /// <param name="chinTravel">How far the chin goes from shut to wide open, in pixels.</param>
    public static ToothLines Find(YuvPlanes[] patches, OpeningProfile[] openings, float chinTravel)
    {
        ReadOnlySpan<int> open = [MouthMix.Neutral(3), MouthMix.Neutral(4), MouthMix.Wide(3), MouthMix.Wide(4)];
        List<Vector2> upperEdges = [], lowerEdges = [];
        foreach (var patch in open)
        {
            AddUpperEdges(patches[patch], openings[patch], upperEdges);
        }
        var widest = openings[MouthMix.Neutral(4)];
        var upper = Curve(upperEdges, widest, .45f);
        foreach (var patch in (ReadOnlySpan<int>)[MouthMix.Neutral(4), MouthMix.Wide(4)])
        {
            AddLowerEdges(patches[patch], openings[patch], upper, lowerEdges);
        }
        var lowest = Curve(lowerEdges, widest, .7f);
        var travel = Math.Clamp(Travel(patches, openings, upper, lowest) ?? DropPerChin * chinTravel, LeastDropPerChin * chinTravel, MostDropPerChin * chinTravel);
        float[] lower = [.. lowest.Select(y => y - travel)];
        var drop = new float[patches.Length];
        for (var patch = 0; patch < drop.Length; patch++)
        {
            var said = travel * MouthMix.JawOf(patch);
            drop[patch] = said + (Correction(patches[patch], openings[patch], upper, lower, said) ?? 0);
        }
        PlaceRounded(patches, openings, upper, lower, drop);
        return new ToothLines(upper, lower, drop);
    }

    private static void AddUpperEdges(YuvPlanes patch, OpeningProfile opening, List<Vector2> edges)
    {
        foreach (var x in Middle(opening))
        {
            // Teeth end by the middle of a wide mouth; what falls deepest above it is their edge.
            var edge = Edge(patch, x, opening.Top[x] + 3, opening.Top[x] + opening.HeightAt(x) * .7f, -1);
            if (edge is { } y)
            {
                edges.Add(new Vector2(x, y));
            }
        }
    }

    /// <summary>The strongest edge below the upper row: the tongue between the rows has a weaker one.</summary>
    private static void AddLowerEdges(YuvPlanes patch, OpeningProfile opening, float[] upper, List<Vector2> edges)
    {
        foreach (var x in Middle(opening))
        {
            if (Edge(patch, x, upper[x] + 2, opening.Bottom[x] - 2, 1) is { } y)
            {
                edges.Add(new Vector2(x, y));
            }
        }
    }

    /// <summary>Rounded lips shade their teeth, so that the lip's own edge is the strongest, and hide the tongue: there it is the first.</summary>
    private static void AddShadedEdges(YuvPlanes patch, OpeningProfile opening, float[] upper, List<Vector2> edges)
    {
        foreach (var x in Middle(opening))
        {
            if (FirstRise(patch, x, upper[x] + 2, opening.Bottom[x] - LipPixels) is { } y)
            {
                edges.Add(new Vector2(x, y));
            }
        }
    }

    /// <summary>The lower row's way from shut to wide open, from its way between three quarters and all; null where it does not show.</summary>
    private static float? Travel(YuvPlanes[] patches, OpeningProfile[] openings, float[] upper, float[] lowest)
    {
        List<float> ways = [];
        foreach (var patch in (ReadOnlySpan<int>)[MouthMix.Neutral(3), MouthMix.Wide(3)])
        {
            List<Vector2> edges = [];
            AddLowerEdges(patches[patch], openings[patch], upper, edges);
            ways.AddRange(edges.Select(edge => lowest[(int)edge.X] - edge.Y));
        }
        return ways.Count < 2 * LeastColumns ? null : Median(ways) / (1 - MouthMix.JawOf(MouthMix.Neutral(3)));
    }

    /// <summary>
    /// Rounded lips keep the teeth apart before the jaw has opened, in some faces by half its way: a straight line through
    /// what the open ones show says where the row is, also in those too shut to show it.
    /// </summary>
    private static void PlaceRounded(YuvPlanes[] patches, OpeningProfile[] openings, float[] upper, float[] lower, float[] drop)
    {
        const int least = 2, most = 4;
        List<Vector2> seen = [];
        for (var quarters = least; quarters <= most; quarters++)
        {
            var patch = MouthMix.Round(quarters);
            List<Vector2> edges = [];
            AddShadedEdges(patches[patch], openings[patch], upper, edges);
            if (edges.Count >= LeastColumns)
            {
                seen.Add(new Vector2(quarters, Median([.. edges.Select(edge => edge.Y - lower[(int)edge.X])])));
            }
        }
        if (seen.Count < 2)
        {
            return;
        }
        Vector2 first = seen[0], last = seen[^1], middle = new(seen.Average(p => p.X), seen.Average(p => p.Y));
        var perQuarter = (last.Y - first.Y) / (last.X - first.X);
        for (var quarters = 0; quarters <= most; quarters++)
        {
            drop[MouthMix.Round(quarters)] = MathF.Max(0, middle.Y + perQuarter * (quarters - middle.X));
        }
    }

    /// <summary>How much lower the row shows in a patch than the jaw says; null where no gap lies between the rows.</summary>
    private static float? Correction(YuvPlanes patch, OpeningProfile opening, float[] upper, float[] lower, float said)
    {
        List<float> found = [];
        foreach (var x in Middle(opening))
        {
            var expected = lower[x] + said;
            float first = MathF.Max(upper[x] + 2, expected - MostCorrection), last = MathF.Min(opening.Bottom[x] - 2, expected + MostCorrection);
            if (expected - upper[x] >= LeastGap && Edge(patch, x, first, last, 1) is { } y)
            {
                found.Add(y - expected);
            }
        }
        return found.Count < LeastColumns ? null : Median(found);
    }

    /// <summary>The middle half of an opening's columns: beyond it rows bend away and lie in the dark.</summary>
    private static IEnumerable<int> Middle(OpeningProfile opening)
    {
        var width = opening.Last - opening.First;
        return width < 8 ? [] : Enumerable.Range(opening.First + width / 4, width / 2);
    }

    /// <summary>The row between <paramref name="first"/> and <paramref name="last"/> where light changes most, to a fraction; null where it hardly does.</summary>
    private static float? Edge(YuvPlanes patch, int x, float first, float last, int sign)
    {
        int best = -1, steepest = VisibleEdge;
        for (var y = Math.Max(2, (int)MathF.Ceiling(first)); y <= Math.Min(patch.Height - 3, (int)last); y++)
        {
            if (Step(patch, x, y, sign) > steepest)
            {
                (best, steepest) = (y, Step(patch, x, y, sign));
            }
        }
        if (best < 0)
        {
            return null;
        }
        float above = Math.Max(0, Step(patch, x, best - 1, sign)), below = Math.Max(0, Step(patch, x, best + 1, sign));
        return best + (below - above) / (above + steepest + below);
    }

    /// <summary>The first such row where light rises and no longer faster: below the teeth the lip is brighter still.</summary>
    private static float? FirstRise(YuvPlanes patch, int x, float first, float last)
    {
        for (var y = Math.Max(2, (int)MathF.Ceiling(first)); y <= Math.Min(patch.Height - 3, (int)last); y++)
        {
            if (Step(patch, x, y, 1) > VisibleEdge && Step(patch, x, y, 1) >= Step(patch, x, y + 1, 1))
            {
                return Edge(patch, x, y, y, 1);
            }
        }
        return null;
    }

    private static int Step(YuvPlanes patch, int x, int y, int sign) => sign * (patch.View.YRow(y + 1)[x] - patch.View.YRow(y - 1)[x]);

    /// <summary>A parabola through edges, once more without those far from it; where hardly any show, a share of the widest opening.</summary>
    private static float[] Curve(List<Vector2> edges, OpeningProfile widest, float share)
    {
        var width = widest.Top.Length;
        if (edges.Count < 16)
        {
            var middle = Math.Clamp((widest.First + widest.Last) / 2, 0, width - 1);
            var level = widest.Last < widest.First ? 0 : widest.Top[middle] + share * widest.HeightAt(middle);
            return [.. Enumerable.Repeat(level, width)];
        }
        var fit = Parabola.Through(edges);
        List<Vector2> near = [.. edges.Where(edge => MathF.Abs(fit.At(edge.X) - edge.Y) < 2)];
        fit = near.Count >= 16 ? Parabola.Through(near) : fit;
        // Outside what was seen the bend goes on no further than a quarter of the mouth.
        float first = edges.Min(edge => edge.X), last = edges.Max(edge => edge.X), beyond = (last - first) / 2;
        return [.. Enumerable.Range(0, width).Select(x => fit.At(Math.Clamp(x, first - beyond, last + beyond)))];
    }

    private static float Median(List<float> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}

/// <summary>y = a + b (x - middle) + c (x - middle)².</summary>
internal readonly record struct Parabola(float Middle, float A, float B, float C)
{
    public float At(float x) => A + (B + C * (x - Middle)) * (x - Middle);

    /// <summary>The least squares through at least three points at different places.</summary>
    public static Parabola Through(IReadOnlyCollection<Vector2> points)
    {
        double middle = points.Average(p => p.X), n = points.Count, x1 = 0, x2 = 0, x3 = 0, x4 = 0, y0 = 0, y1 = 0, y2 = 0;
        foreach (var p in points)
        {
            double x = p.X - middle, xx = x * x;
            (x1, x2, x3, x4) = (x1 + x, x2 + xx, x3 + xx * x, x4 + xx * xx);
            (y0, y1, y2) = (y0 + p.Y, y1 + x * p.Y, y2 + xx * p.Y);
        }
        // Cramer's rule on the normal equations.
        var determinant = Determinant(n, x1, x2, x1, x2, x3, x2, x3, x4);
        return Math.Abs(determinant) < 1e-6 ? new Parabola((float)middle, (float)(y0 / n), 0, 0) : new Parabola((float)middle,
            (float)(Determinant(y0, x1, x2, y1, x2, x3, y2, x3, x4) / determinant),
            (float)(Determinant(n, y0, x2, x1, y1, x3, x2, y2, x4) / determinant),
            (float)(Determinant(n, x1, y0, x1, x2, y1, x2, x3, y2) / determinant));
    }

    private static double Determinant(double a, double b, double c, double d, double e, double f, double g, double h, double i) =>
        a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
