using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>
/// What a place of a loop's frame shows of the base picture, and in what light. With u and v the place's distances from the picture's centre
/// in hundreds of pixels: it shows the base's place (x, y) + (x0 + x1 u + x2 v + x3 u² + x4 uv + x5 v², y0 + …), its luma changed by
/// l0 + lx u + ly v and its chromas by two numbers.
/// </summary>
internal sealed class LoopMap
{
    public const int PerAxis = 6, Lights = 5, Count = 2 * PerAxis + Lights;

    private const double Unit = 100;

    /// <param name="values">Six numbers of x, six of y, five of light.</param>
    public LoopMap(double[] values)
    {
        Values = values.Length == Count ? values : throw new ArgumentException($"A map has {Count} numbers, not {values.Length}.", nameof(values));
    }

    public static LoopMap Identity => new(new double[Count]);

    public double[] Values { get; }

    public IEnumerable<double> Map => Values.Take(2 * PerAxis);

    public IEnumerable<double> Light => Values.Skip(2 * PerAxis);

    public Vector2 At(Vector2 place)
    {
        Span<double> terms = stackalloc double[PerAxis];
        Terms(place, terms);
        double x = place.X, y = place.Y;
        for (var k = 0; k < PerAxis; k++)
        {
            x += Values[k] * terms[k];
            y += Values[PerAxis + k] * terms[k];
        }
        return new Vector2((float)x, (float)y);
    }

    /// <summary>The place that shows <paramref name="target"/> of the base: by iteration, since maps are nearly shifts.</summary>
    public Vector2 Back(Vector2 target)
    {
        var place = target;
        for (var step = 0; step < 12; step++)
        {
            place += target - At(place);
        }
        return place;
    }

    public static LoopMap Mean(ReadOnlySpan<(LoopMap Map, double Share)> maps)
    {
        var values = new double[Count];
        foreach (var (map, share) in maps)
        {
            for (var i = 0; i < Count; i++)
            {
                values[i] += share * map.Values[i];
            }
        }
        return new LoopMap(values);
    }

    /// <summary>A map whose terms are those of coordinates of its own, written in the picture's.</summary>
    /// <param name="local">Six numbers of x, six of y, in pixels, by terms of (place − centre) / unit; then l0, lx, ly by the same, and the chromas.</param>
    /// <param name="centre">Where the own coordinates are zero.</param>
    /// <param name="unit">Their unit in pixels.</param>
    public static LoopMap FromLocal(ReadOnlySpan<double> local, Vector2 centre, double unit)
    {
        var a = Unit / unit;
        double b = (ClipGraph.Width / 2.0 - centre.X) / unit, c = (ClipGraph.Height / 2.0 - centre.Y) / unit;
        var values = new double[Count];
        for (var axis = 0; axis < 2; axis++)
        {
            var p = local.Slice(axis * PerAxis, PerAxis);
            var q = values.AsSpan(axis * PerAxis, PerAxis);
            q[0] = p[0] + p[1] * b + p[2] * c + p[3] * b * b + p[4] * b * c + p[5] * c * c;
            q[1] = a * (p[1] + 2 * p[3] * b + p[4] * c);
            q[2] = a * (p[2] + p[4] * b + 2 * p[5] * c);
            q[3] = a * a * p[3];
            q[4] = a * a * p[4];
            q[5] = a * a * p[5];
        }
        var light = local[(2 * PerAxis)..];
        values[12] = light[0] + light[1] * b + light[2] * c;
        values[13] = a * light[1];
        values[14] = a * light[2];
        values[15] = light[3];
        values[16] = light[4];
        return new LoopMap(values);
    }

    private static void Terms(Vector2 place, Span<double> terms)
    {
        double u = (place.X - ClipGraph.Width / 2.0) / Unit, v = (place.Y - ClipGraph.Height / 2.0) / Unit;
        (terms[0], terms[1], terms[2], terms[3], terms[4], terms[5]) = (1, u, v, u * u, u * v, v * v);
    }
}
