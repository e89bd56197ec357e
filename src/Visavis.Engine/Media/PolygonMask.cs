using System.Numerics;

namespace Visavis.Engine.Media;

/// <summary>Fills polygons with smooth edges.</summary>
public static class PolygonMask
{
    /// <summary>Lines sampled in each row; along a line coverage is exact.</summary>
    private const int LinesPerRow = 8;

    /// <summary>Adds the share of every pixel that lies inside <paramref name="polygon"/> (even-odd), by maximum; pixel i covers i − ½ to i + ½.</summary>
    /// <param name="target">Its upper left pixel lies at <paramref name="origin"/> of the polygon's coordinates.</param>
    public static FloatPlane Fill(this FloatPlane target, ReadOnlySpan<Vector2> polygon, Vector2 origin = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var crossings = new List<float>();
        var line = new float[target.Width];
        for (var y = 0; y < target.Height; y++)
        {
            Array.Clear(line);
            for (var sub = 0; sub < LinesPerRow; sub++)
            {
                Cross(polygon, origin, y - .5f + (sub + .5f) / LinesPerRow, crossings);
                for (var i = 0; i + 1 < crossings.Count; i += 2)
                {
                    Cover(line, crossings[i] + .5f, crossings[i + 1] + .5f);
                }
            }
            for (var x = 0; x < line.Length; x++)
            {
                target[x, y] = Math.Max(target[x, y], line[x] / LinesPerRow);
            }
        }
        return target;
    }

    private static void Cross(ReadOnlySpan<Vector2> polygon, Vector2 origin, float y, List<float> crossings)
    {
        crossings.Clear();
        for (var i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i] - origin, polygon[(i + 1) % polygon.Length] - origin);
            if (a.Y <= y != b.Y <= y)
            {
                crossings.Add(a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X));
            }
        }
        crossings.Sort();
    }

    private static void Cover(float[] line, float from, float to)
    {
        from = Math.Clamp(from, 0, line.Length);
        to = Math.Clamp(to, 0, line.Length);
        for (var x = (int)from; x < to && x < line.Length; x++)
        {
            line[x] += Math.Min(x + 1, to) - Math.Max(x, from);
        }
    }
}
