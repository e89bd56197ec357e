using System.Numerics;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>A square of a picture, turned by <paramref name="Turn"/> radians clockwise.</summary>
internal readonly record struct CropRegion(float X, float Y, float Size, float Turn)
{
    /// <summary>The region for the next picture of the same face: 1.5 times the points' box, level with the eyes.</summary>
    public static CropRegion Around(ReadOnlySpan<Vector2> points)
    {
        Vector2 low = points[0], high = points[0];
        foreach (var point in points)
        {
            low = Vector2.Min(low, point);
            high = Vector2.Max(high, point);
        }
        var eyes = points[263] - points[33];
        var (size, centre) = (high - low, (low + high) / 2);
        return new CropRegion(centre.X, centre.Y, 1.5f * Math.Max(size.X, size.Y), MathF.Atan2(eyes.Y, eyes.X));
    }

    /// <summary>From the crop (0 to 1) to the picture.</summary>
    public Vector2 ToPicture(float x, float y)
    {
        var (sin, cos) = MathF.SinCos(Turn);
        var (qx, qy) = ((x - .5f) * Size, (y - .5f) * Size);
        return new Vector2(X + cos * qx - sin * qy, Y + sin * qx + cos * qy);
    }

    /// <summary>The network's input [1, side, side, 3]: bilinear, rounded to 8 bits, then value × scale + offset.</summary>
    public float[] Read(Pixels picture, int side, float scale, float offset, bool blackOutside)
    {
        var input = new float[side * side * 3];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var at = ToPicture((float)x / side, (float)y / side);
                var outside = blackOutside && (at.X < 0 || at.Y < 0 || at.X > picture.Width - 1 || at.Y > picture.Height - 1);
                var (r, g, b) = outside ? default : picture.At(at.X, at.Y);
                var i = (y * side + x) * 3;
                input[i] = MathF.Round(r) * scale + offset;
                input[i + 1] = MathF.Round(g) * scale + offset;
                input[i + 2] = MathF.Round(b) * scale + offset;
            }
        }
        return input;
    }
}
