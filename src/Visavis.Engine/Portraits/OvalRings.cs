using System.Numerics;
using Visavis.Engine.Faces;

namespace Visavis.Engine.Portraits;

/// <summary>
/// Three rings round the face's oval, so that a jaw moves against neck and background without a tear: the first follows it by less than
/// half, the others rest.
/// </summary>
internal sealed class OvalRings
{
    private static readonly (float Factor, float Follows)[] Rings = [(1.16f, .45f), (1.45f, 0), (1.9f, 0)];

    private readonly IReadOnlyList<int> _oval;

    public OvalRings(FaceTopology topology)
    {
        _oval = topology["face_oval"];
        var triangles = new List<(int, int, int)>();
        IReadOnlyList<int> before = _oval;
        for (var ring = 0; ring < Rings.Length; ring++)
        {
            var first = FacePoints.MeshCount + ring * _oval.Count;
            int[] now = [.. Enumerable.Range(first, _oval.Count)];
            for (var i = 0; i < now.Length; i++)
            {
                var next = (i + 1) % now.Length;
                triangles.Add((before[i], before[next], now[i]));
                triangles.Add((before[next], now[next], now[i]));
            }
            before = now;
        }
        Triangles = triangles;
    }

    /// <summary>Between the oval and the rings.</summary>
    public IReadOnlyList<(int A, int B, int C)> Triangles { get; }

    /// <summary>The mesh's points and the rings' of a face at rest and of the same face moved.</summary>
    public (Vector2[] From, Vector2[] To) Around(ReadOnlySpan<Vector2> rest, ReadOnlySpan<Vector2> moved)
    {
        var (from, to) = (new List<Vector2>(), new List<Vector2>());
        from.AddRange(rest[..FacePoints.MeshCount]);
        to.AddRange(moved[..FacePoints.MeshCount]);
        var centre = Vector2.Zero;
        foreach (var i in _oval)
        {
            centre += rest[i] / _oval.Count;
        }
        foreach (var (factor, follows) in Rings)
        {
            foreach (var i in _oval)
            {
                var at = centre + (rest[i] - centre) * factor;
                from.Add(at);
                to.Add(at + (moved[i] - rest[i]) * follows);
            }
        }
        return ([.. from], [.. to]);
    }
}
