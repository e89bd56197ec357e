using System.Numerics;
using Visavis.Engine.Lipsync;

namespace Visavis.Engine.Render;

/// <summary>
/// From the numbers of a face to weights of the eye patches and to the shape. Lids, gaze and brows are independent, so the
/// shape adds up what each does to the open eye; the pixels are a mix, in which gaze and brows fade as the lids close.
/// </summary>
internal static class EyesMix
{
    private const int Lids = 5, GazeLeft = 5, GazeRight = 6, GazeUp = 7, GazeDown = 8, BrowUp = 9, BrowDown = 10;

    /// <summary>All eye patches. The constants above index it. Left and right are the person's: left is picture right.</summary>
    public static readonly string[] Names =
        ["open", "lid25", "lid50", "lid75", "closed", "gaze_left", "gaze_right", "gaze_up", "gaze_down", "brow_up", "brow_down"];

    public static string Closed => Names[Lids - 1];

    public static void Fill(in FaceState face, Span<float> weights)
    {
        weights.Clear();
        var (row, s) = Lid(face.Lid);
        if (row == Lids - 2)
        {
            // The shut eye's lashes hide the lower rim; fading them in late would leave it as a pale line.
            s = 1 - (1 - s) * (1 - s);
        }
        // Gaze and brow patches show open eyes, whose bright corners would be blocks under a lid: the shape alone carries on what they say.
        var open = (1 - face.Lid) * (1 - face.Lid) * (1 - face.Lid);
        float horizontal = Math.Abs(face.GazeX), vertical = Math.Abs(face.GazeY), brow = Math.Abs(face.Brow);
        var extras = Math.Max(Math.Max(horizontal, vertical), brow) * open;
        var unit = extras > 0 ? extras / (horizontal + vertical + brow) : 0;
        weights[face.GazeX > 0 ? GazeLeft : GazeRight] = horizontal * unit;
        weights[face.GazeY > 0 ? GazeUp : GazeDown] = vertical * unit;
        weights[face.Brow > 0 ? BrowUp : BrowDown] = brow * unit;
        weights[row] += (1 - s) * (1 - extras);
        weights[row + 1] += s * (1 - extras);
    }

    public static void Place(in FaceState face, Vector2[][] shapes, Span<Vector2> target)
    {
        var (row, s) = Lid(face.Lid);
        var open = 1 - face.Lid;
        Vector2[] rest = shapes[0], upper = shapes[row], lower = shapes[row + 1];
        var horizontal = shapes[face.GazeX > 0 ? GazeLeft : GazeRight];
        var vertical = shapes[face.GazeY > 0 ? GazeUp : GazeDown];
        var brow = shapes[face.Brow > 0 ? BrowUp : BrowDown];
        float x = Math.Abs(face.GazeX) * open, y = Math.Abs(face.GazeY) * open, b = Math.Abs(face.Brow);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = Vector2.Lerp(upper[i], lower[i], s)
                + (horizontal[i] - rest[i]) * x + (vertical[i] - rest[i]) * y + (brow[i] - rest[i]) * b;
        }
    }

    private static (int Row, float Fraction) Lid(float lid)
    {
        var s = lid * (Lids - 1);
        var row = Math.Min((int)s, Lids - 2);
        return (row, s - row);
    }
}
