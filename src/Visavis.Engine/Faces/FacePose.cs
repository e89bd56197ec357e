using System.Numerics;

namespace Visavis.Engine.Faces;

/// <summary>How a head is turned, in degrees: yaw towards picture right, pitch up, roll clockwise; level and frontal is 0, 0, 0.</summary>
public readonly record struct FacePose(float Yaw, float Pitch, float Roll)
{
    /// <summary>The canonical mesh looks up by so much against a level face.</summary>
    private const double LevelPitch = -8.7;

    /// <summary>From the weighted similarity that carries the canonical mesh onto the points (Umeyama, 1991).</summary>
    public static FacePose Of(FacePoints points, FaceTopology topology)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(topology);
        var r = Rotation(points, topology);
        var (x, y, z) = (r[0, 2], r[1, 2], r[2, 2]);
        return new FacePose(Degrees(Math.Atan2(x, z)), (float)(Degrees(Math.Atan2(y, Math.Sqrt(x * x + z * z))) - LevelPitch), -Degrees(Math.Atan2(r[1, 0], r[1, 1])));
    }

    private static double[,] Rotation(FacePoints points, FaceTopology topology)
    {
        var weight = topology.PoseBasis.Sum(p => p.Weight);
        var source = topology.PoseBasis.Select(p => topology.Canonical[p.Index]).ToArray();
        var target = topology.PoseBasis.Select(p => points[p.Index] * new Vector3(1, -1, -1)).ToArray();
        Vector3 from = default, to = default;
        foreach (var (i, (_, w)) in topology.PoseBasis.Index())
        {
            (from, to) = (from + w / weight * source[i], to + w / weight * target[i]);
        }
        var covariance = new double[3, 3];
        foreach (var (i, (_, w)) in topology.PoseBasis.Index())
        {
            var (a, b) = (source[i] - from, target[i] - to);
            for (var row = 0; row < 3; row++)
            {
                for (var column = 0; column < 3; column++)
                {
                    covariance[row, column] += w / weight * b[row] * a[column];
                }
            }
        }
        return NearestRotation(covariance);
    }

    /// <summary>The orthogonal factor of the polar decomposition, by Newton's iteration (Higham, 1986).</summary>
    private static double[,] NearestRotation(double[,] m)
    {
        for (var step = 0; step < 30; step++)
        {
            var inverse = InverseTransposed(m);
            var next = new double[3, 3];
            for (var i = 0; i < 9; i++)
            {
                next[i / 3, i % 3] = (m[i / 3, i % 3] + inverse[i / 3, i % 3]) / 2;
            }
            m = next;
        }
        return m;
    }

    private static double[,] InverseTransposed(double[,] m)
    {
        var cofactors = new double[3, 3];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                int r = (i + 1) % 3, s = (i + 2) % 3, c = (j + 1) % 3, d = (j + 2) % 3;
                cofactors[i, j] = m[r, c] * m[s, d] - m[r, d] * m[s, c];
            }
        }
        var determinant = m[0, 0] * cofactors[0, 0] + m[0, 1] * cofactors[0, 1] + m[0, 2] * cofactors[0, 2];
        for (var i = 0; i < 9; i++)
        {
            cofactors[i / 3, i % 3] /= determinant;
        }
        return cofactors;
    }

    private static float Degrees(double radians) => (float)(radians * 180 / Math.PI);
}
