using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Faces;

/// <summary>A square of a picture, turned by <paramref name="Turn"/> radians clockwise; read from right to left if <paramref name="Mirrored"/>.</summary>
public readonly record struct CropRegion(float X, float Y, float Size, float Turn, bool Mirrored = false)
{
    /// <summary>The region for the next picture of the same face: 1.5 times the points' box, level with the eyes.</summary>
    public static CropRegion Around(FacePoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Vector2 low = points.Flat(0), high = low;
        for (var i = 1; i < FacePoints.Count; i++)
        {
            low = Vector2.Min(low, points.Flat(i));
            high = Vector2.Max(high, points.Flat(i));
        }
        var eyes = points.Flat(263) - points.Flat(33);
        var (size, centre) = (high - low, (low + high) / 2);
        return new CropRegion(centre.X, centre.Y, 1.5f * Math.Max(size.X, size.Y), MathF.Atan2(eyes.Y, eyes.X));
    }

    /// <summary>From the crop (0 to 1) to the picture.</summary>
    public Vector2 ToPicture(float x, float y)
    {
        var (sin, cos) = MathF.SinCos(Turn);
        var (qx, qy) = ((Mirrored ? .5f - x : x - .5f) * Size, (y - .5f) * Size);
        return new Vector2(X + cos * qx - sin * qy, Y + sin * qx + cos * qy);
    }

    /// <summary>
    /// A network's input [1, side, side, 3]: bilinear, rounded to 8 bits, then value × scale + offset. Outside the picture it is
    /// black, or the border goes on.
    /// </summary>
    internal float[] Read(IPixels picture, int side, float scale, float offset, bool blackOutside)
    {
        var input = new float[side * side * 3];
        var origin = ToPicture(0, 0);
        var (right, down) = ((ToPicture(1, 0) - origin) / side, (ToPicture(0, 1) - origin) / side);
        var limit = new Vector2(picture.Width - 1, picture.Height - 1);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var at = origin + x * right + y * down;
                var inside = Vector2.Clamp(at, Vector2.Zero, limit);
                var target = input.AsSpan((y * side + x) * 3, 3);
                if (blackOutside && at != inside)
                {
                    target.Fill(offset);
                    continue;
                }
                picture.Sample(inside, target);
                for (var c = 0; c < 3; c++)
                {
                    target[c] = MathF.Round(target[c]) * scale + offset;
                }
            }
        }
        return input;
    }
}
