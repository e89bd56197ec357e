using System.Numerics;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>What the points of a face say, in units of its eye distance; level with the eyes.</summary>
/// <param name="Open">Gap between the lips.</param>
/// <param name="Width">From corner to corner.</param>
/// <param name="Ear">How open the eyes are, mean of both: height over width.</param>
internal readonly record struct FaceMeasures(float Open, float Width, float LowerLip, float Chin, float Ear)
{
    public static FaceMeasures Of(ReadOnlySpan<Vector2> points)
    {
        var (right, left) = ((points[33] + points[133]) / 2, (points[362] + points[263]) / 2);
        var distance = Vector2.Distance(left, right);
        var along = (left - right) / distance;
        var level = new Vector2[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var from = (points[i] - (left + right) / 2) / distance;
            level[i] = new Vector2(Vector2.Dot(from, along), Vector2.Dot(from, new Vector2(-along.Y, along.X)));
        }
        return new FaceMeasures(
            (Gap(level, 81, 178) + Gap(level, 82, 87) + Gap(level, 13, 14) + Gap(level, 312, 317) + Gap(level, 311, 402)) / 5,
            Math.Abs(level[291].X - level[61].X),
            Gap(level, 14, 17),
            Gap(level, 2, 152),
            (Eye(level, 33, 133, [(160, 144), (159, 145), (158, 153)]) + Eye(level, 263, 362, [(387, 373), (386, 374), (385, 380)])) / 2);
    }

    private static float Gap(Vector2[] points, int upper, int lower) => points[lower].Y - points[upper].Y;

    private static float Eye(Vector2[] points, int outer, int inner, (int Upper, int Lower)[] lids) =>
        lids.Average(lid => Vector2.Distance(points[lid.Upper], points[lid.Lower])) / Vector2.Distance(points[outer], points[inner]);
}
