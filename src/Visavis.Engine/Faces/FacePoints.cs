using System.Numerics;

namespace Visavis.Engine.Faces;

/// <summary>
/// The 478 points of a face (MediaPipe's mesh with irises) in pixels of its picture: x right, y down, z away from the viewer with zero
/// about the head's centre. Left and right are the person's.
/// </summary>
public sealed class FacePoints
{
    public const int Count = 478;

    /// <summary>Points of the mesh; the rest are the irises.</summary>
    public const int MeshCount = 468;

    private static readonly (int Upper, int Lower)[] Lips = [(81, 178), (82, 87), (13, 14), (312, 317), (311, 402)];
    private static readonly (int Upper, int Lower)[] RightLids = [(160, 144), (159, 145), (158, 153)];
    private static readonly (int Upper, int Lower)[] LeftLids = [(387, 373), (386, 374), (385, 380)];

    private readonly Vector3[] _points;

    /// <param name="points">478 of them.</param>
    /// <param name="presence">How sure it is that there is a face, 0 to 1.</param>
    public FacePoints(Vector3[] points, float presence)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Length != Count)
        {
            throw new ArgumentException($"A face has {Count} points, not {points.Length}.", nameof(points));
        }
        (_points, Presence) = (points, presence);
        Vector2 right = (Flat(33) + Flat(133)) / 2, left = (Flat(362) + Flat(263)) / 2;
        var distance = Math.Max(1e-6f, Vector2.Distance(left, right));
        Frame = new FaceFrame((left + right) / 2, (left - right) / distance, distance);
    }

    public float Presence { get; }

    public FaceFrame Frame { get; }

    public ReadOnlySpan<Vector3> Points => _points;

    public Vector3 this[int index] => _points[index];

    /// <summary>A point without its depth.</summary>
    public Vector2 Flat(int index) => new(_points[index].X, _points[index].Y);

    /// <summary>A chain of points by their indices.</summary>
    public Vector2[] Flat(IEnumerable<int> indices) => [.. indices.Select(Flat)];

    public Vector2 Normalised(int index) => Frame.Normalise(Flat(index));

    /// <summary>Gap between the lips in eye distances, mean of five places.</summary>
    public float LipOpening => Lips.Average(pair => Normalised(pair.Lower).Y - Normalised(pair.Upper).Y);

    /// <summary>From corner to corner of the lips in eye distances.</summary>
    public float LipWidth => Math.Abs(Normalised(291).X - Normalised(61).X);

    /// <summary>Height over width of the eye on the picture's left (the person's right).</summary>
    public float RightEyeOpenness => Openness(33, 133, RightLids);

    public float LeftEyeOpenness => Openness(263, 362, LeftLids);

    /// <summary>Mean of both eyes' height over width; an open one has about 0.3, a closed one 0.05.</summary>
    public float EyeOpenness => (RightEyeOpenness + LeftEyeOpenness) / 2;

    private float Openness(int outer, int inner, (int Upper, int Lower)[] lids) =>
        lids.Average(lid => Vector2.Distance(Flat(lid.Upper), Flat(lid.Lower))) / Vector2.Distance(Flat(outer), Flat(inner));
}
