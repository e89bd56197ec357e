using System.Numerics;
using Visavis.Engine.Faces;

namespace Visavis.Engine.Portraits;

/// <summary>From the 478 points of a face to the chains of points that packs have.</summary>
internal sealed class PackPoints(Portrait portrait, FaceTopology topology)
{
    /// <summary>Points of a lip ring: corner at 37 and 19, the upper lip between them first.</summary>
    private const int UpperLip = 21, LowerLip = 19;

    /// <summary>Points of an eye with both corners: upper lid, lower lid.</summary>
    private const int UpperLid = 10, LowerLid = 8;

    private const int Jaw = 19, Brow = 5;

    /// <param name="p">All points in the shape.</param>
    /// <param name="eye">The outline of an eye (<c>eye_r</c>, <c>eye_l</c>), where it is not that of the points.</param>
    public IReadOnlyDictionary<string, object> Of(Vector2[] p, Func<string, Vector2[]>? eye = null) => new Dictionary<string, object>
    {
        ["lip_outer"] = Numbers(Lips(p, "lips_outer_upper", "lips_outer_lower")),
        ["lip_inner"] = Numbers(Lips(p, "lips_inner_upper", "lips_inner_lower")),
        ["jaw_line"] = Numbers(Resampled(LeftToRight(Chain(p, "jaw_lower")), Jaw)),
        ["chin"] = Number(p[152]),
        ["nose_base"] = Number(p[2]),
        ["nose_tip"] = Number(p[1]),
        ["eye_r"] = Numbers(eye?.Invoke("eye_r") ?? Eye(p, "r")),
        ["eye_l"] = Numbers(eye?.Invoke("eye_l") ?? Eye(p, "l")),
        ["brow_r"] = Numbers(InnerFirst(BrowLine(p, "r"))),
        ["brow_l"] = Numbers(InnerFirst(BrowLine(p, "l"))),
        ["iris_r"] = Number(p[468]),
        ["iris_l"] = Number(p[473]),
        ["iris_radius_r"] = Radius(468),
        ["iris_radius_l"] = Radius(473),
    };

    private Vector2[] Lips(Vector2[] p, string upper, string lower)
    {
        var above = Resampled(LeftToRight(Chain(p, upper)), UpperLip);
        var below = Resampled(LeftToRight(Chain(p, lower)), LowerLip);
        // From the right corner over the upper lip to the left one and back; the right corner is the last.
        return [.. above[1..], .. below[1..^1].Reverse(), above[0]];
    }

    private Vector2[] Eye(Vector2[] p, string side)
    {
        var above = Resampled(LeftToRight(Chain(p, "lid_upper_" + side)), UpperLid);
        var below = Resampled(LeftToRight(Chain(p, "lid_lower_" + side)), LowerLid);
        return [.. above[1..], .. below[1..^1].Reverse(), above[0]];
    }

    private Vector2[] BrowLine(Vector2[] p, string side) =>
        Resampled([.. Chain(p, "brow_upper_" + side).Zip(Chain(p, "brow_lower_" + side), (u, l) => (u + l) / 2)], Brow);

    private Vector2[] InnerFirst(Vector2[] line)
    {
        var middle = portrait.Face.Frame.Origin.X;
        return Math.Abs(line[0].X - middle) < Math.Abs(line[^1].X - middle) ? line : [.. line.Reverse()];
    }

    private float Radius(int iris) =>
        MathF.Round(Enumerable.Range(iris + 1, 4).Average(i => Vector2.Distance(portrait.Flat[i], portrait.Flat[iris])), 2);

    private Vector2[] Chain(Vector2[] p, string list) => [.. topology[list].Select(i => p[i])];

    private static Vector2[] LeftToRight(Vector2[] line) => line[0].X <= line[^1].X ? line : [.. line.Reverse()];

    /// <summary>So many points at equal distances along a line, its ends included.</summary>
    private static Vector2[] Resampled(Vector2[] line, int count)
    {
        var at = new float[line.Length];
        for (var i = 1; i < line.Length; i++)
        {
            at[i] = at[i - 1] + Vector2.Distance(line[i], line[i - 1]);
        }
        var (points, segment) = (new Vector2[count], 0);
        for (var k = 0; k < count; k++)
        {
            var wanted = at[^1] * k / (count - 1);
            while (segment + 2 < line.Length && at[segment + 1] < wanted)
            {
                segment++;
            }
            points[k] = Vector2.Lerp(line[segment], line[segment + 1], Math.Clamp((wanted - at[segment]) / Math.Max(1e-6f, at[segment + 1] - at[segment]), 0, 1));
        }
        return points;
    }

    private static float[][] Numbers(IEnumerable<Vector2> points) => [.. points.Select(Number)];

    private static float[] Number(Vector2 p) => [MathF.Round(p.X, 2), MathF.Round(p.Y, 2)];
}
