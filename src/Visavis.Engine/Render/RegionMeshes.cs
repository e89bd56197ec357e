using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>
/// Builds the triangulations. Lips and openings are sewn strip by strip, because their edges must be edges of the mesh in
/// every shape; the skin round them is triangulated freely.
/// </summary>
internal static class RegionMeshes
{
    /// <summary>Points of a lip ring, corner to corner over the upper lip and back; number 37 and 19 are the corners.</summary>
    public const int LipPoints = 38;

    /// <summary>Points round an eye: eight on the upper lid, eight back on the lower.</summary>
    public const int LidPoints = 16;

    private static readonly int[] UpperLip = [37, .. Enumerable.Range(0, 20)];
    private static readonly int[] LowerLip = [.. Enumerable.Range(19, 19).Reverse()];
    private static readonly int[] UpperLid = [15, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly int[] LowerLid = [15, 14, 13, 12, 11, 10, 9, 8];

    /// <summary>Vertices: outer lip ring, inner lip ring, then free ones, the last of which is the chin.</summary>
    public static RegionMesh Mouth(Vector2[] reference)
    {
        var opening = new Opening([.. UpperLip.Select(i => LipPoints + i)], [.. LowerLip.Select(i => LipPoints + i)], -1, 0);
        var triangles = Skin(reference, [.. Enumerable.Range(LipPoints, LipPoints)]);
        AddStrip(triangles, reference, opening.Upper, opening.Lower);
        for (var i = 0; i < LipPoints; i++)
        {
            var next = (i + 1) % LipPoints;
            triangles.Add(new Triangle(i, next, LipPoints + next));
            triangles.Add(new Triangle(i, LipPoints + next, LipPoints + i));
        }
        return new RegionMesh(reference.Length, [.. triangles], [opening]);
    }

    /// <summary>Vertices: lids of the picture's left eye, of its right eye, free ones, and last the two irises (not in the mesh).</summary>
    public static RegionMesh Eyes(Vector2[] reference, float leftRadius, float rightRadius)
    {
        int irises = reference.Length - 2;
        Opening Eye(int first, int iris, float radius) =>
            new([.. UpperLid.Select(i => first + i)], [.. LowerLid.Select(i => first + i)], iris, radius);
        Opening[] openings = [Eye(0, irises, leftRadius), Eye(LidPoints, irises + 1, rightRadius)];
        var triangles = Skin(reference, [irises, irises + 1]);
        AddStrip(triangles, reference, openings[0].Upper, openings[0].Lower);
        AddStrip(triangles, reference, openings[1].Upper, openings[1].Lower);
        return new RegionMesh(reference.Length, [.. triangles], openings);
    }

    /// <summary>Points just outside a rectangle that stay where they are: corners and about every 32 pixels between them.</summary>
    public static IEnumerable<Vector2> Border(int width, int height)
    {
        const int step = 32;
        int across = Math.Max(2, width / step), down = Math.Max(2, height / step);
        for (var i = 0; i <= across; i++)
        {
            var x = -1 + (width + 1f) * i / across;
            yield return new Vector2(x, -1);
            yield return new Vector2(x, height);
        }
        for (var i = 1; i < down; i++)
        {
            var y = -1 + (height + 1f) * i / down;
            yield return new Vector2(-1, y);
            yield return new Vector2(width, y);
        }
    }

    /// <summary>Sews two chains that run from left to right.</summary>
    private static void AddStrip(List<Triangle> triangles, Vector2[] points, int[] upper, int[] lower)
    {
        int u = 0, l = 0;
        while (u + 1 < upper.Length || l + 1 < lower.Length)
        {
            var goUpper = l + 1 == lower.Length || (u + 1 < upper.Length && points[upper[u + 1]].X <= points[lower[l + 1]].X);
            triangles.Add(new Triangle(upper[u], lower[l], goUpper ? upper[++u] : lower[++l]));
        }
    }

    /// <summary>
    /// Triangles over all points but some. They also lie under lips and openings, which the strips then cover: a ring's
    /// edge need not be one of theirs, and there is no gap where it is not.
    /// </summary>
    private static List<Triangle> Skin(Vector2[] points, HashSet<int> but)
    {
        var used = Enumerable.Range(0, points.Length).Where(i => !but.Contains(i)).ToArray();
        return [.. Delaunay.Triangulate([.. used.Select(i => points[i])]).Select(t => new Triangle(used[t.A], used[t.B], used[t.C]))];
    }
}
