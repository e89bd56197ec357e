using System.Numerics;
using Visavis.Engine.Faces;

namespace Visavis.Engine.Portraits;

/// <summary>Points of a face that only the head moves: not lips, chin and jaw, nor lids, irises and brows.</summary>
internal sealed class FacePlaces
{
    private static readonly string[] Moving =
    [
        "lips_outer", "lips_inner", "eye_r", "eye_l", "lid_crease_upper_r", "lid_crease_upper_l", "lid_ring_lower_r", "lid_ring_lower_l",
        "brow_upper_r", "brow_lower_r", "brow_upper_l", "brow_lower_l",
    ];

    public FacePlaces(FaceTopology topology)
    {
        HashSet<int> moving = [.. Moving.SelectMany(list => topology[list])];
        var nose = topology.Canonical[2].Y;
        Rigid = [.. Enumerable.Range(0, FacePoints.MeshCount).Where(i => topology.Canonical[i].Y > nose && !moving.Contains(i))];
        Shut = [.. Enumerable.Range(0, FacePoints.MeshCount).Where(i => topology.Canonical[i].Y <= nose)];
        Centre = topology["nose_tip"][0];
    }

    public IReadOnlyList<int> Rigid { get; }

    /// <summary>Points of the mouth and the jaw: the head's as well while the mouth is shut.</summary>
    public IReadOnlyList<int> Shut { get; }

    /// <summary>The tip of the nose.</summary>
    public int Centre { get; }

    /// <summary>Root mean square distance of two readings of a face, in pixels of a face with 100 between the eyes.</summary>
    public float Distance(FacePoints a, FacePoints b)
    {
        var sum = 0f;
        foreach (var i in Rigid)
        {
            sum += Vector2.DistanceSquared(a.Flat(i), b.Flat(i));
        }
        return MathF.Sqrt(sum / Rigid.Count) * 100 / a.Frame.EyeDistance;
    }
}
