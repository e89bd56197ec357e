using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>Three indices into a list of vertices.</summary>
internal readonly record struct Triangle(int A, int B, int C);

/// <summary>Delaunay triangulation by insertion (Bowyer-Watson): quadratic, for the hundred points of a face region.</summary>
internal static class Delaunay
{
    private const float FarAway = 1e5f;

    public static List<Triangle> Triangulate(IReadOnlyList<Vector2> points)
    {
        var all = new List<Vector2>(points) { new(-FarAway, -FarAway), new(FarAway, -FarAway), new(0, FarAway) };
        var triangles = new List<Triangle> { new(points.Count, points.Count + 1, points.Count + 2) };
        for (var i = 0; i < points.Count; i++)
        {
            Insert(all, triangles, i);
        }
        triangles.RemoveAll(t => t.A >= points.Count || t.B >= points.Count || t.C >= points.Count);
        return triangles;
    }

    private static void Insert(List<Vector2> points, List<Triangle> triangles, int index)
    {
        var hollow = triangles.FindAll(t => CircleContains(points[t.A], points[t.B], points[t.C], points[index]));
        triangles.RemoveAll(hollow.Contains);
        var edges = hollow.SelectMany(t => new[] { (t.A, t.B), (t.B, t.C), (t.C, t.A) }).ToHashSet();
        foreach (var (a, b) in edges)
        {
            if (!edges.Contains((b, a)))
            {
                triangles.Add(new Triangle(a, b, index));
            }
        }
    }

    private static bool CircleContains(Vector2 a, Vector2 b, Vector2 c, Vector2 p)
    {
        // Doubles: the outer triangle makes products of 1e15.
        double ax = a.X - p.X, ay = a.Y - p.Y, bx = b.X - p.X, by = b.Y - p.Y, cx = c.X - p.X, cy = c.Y - p.Y;
        var determinant = (ax * ax + ay * ay) * (bx * cy - cx * by)
            - (bx * bx + by * by) * (ax * cy - cx * ay)
            + (cx * cx + cy * cy) * (ax * by - bx * ay);
        var orientation = (double)(b.X - a.X) * (c.Y - a.Y) - (double)(c.X - a.X) * (b.Y - a.Y);
        return orientation > 0 ? determinant > 0 : determinant < 0;
    }
}
