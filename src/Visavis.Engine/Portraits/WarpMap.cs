using System.Numerics;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Portraits;

/// <summary>For every pixel of a rectangle its place in another picture: affine within each triangle of a mesh.</summary>
internal sealed class WarpMap
{
    private WarpMap(PixelRectangle rectangle)
    {
        Rectangle = rectangle;
        Source = new Vector2[rectangle.Width * rectangle.Height];
        Covered = new bool[Source.Length];
    }

    public PixelRectangle Rectangle { get; }

    /// <summary>Places by pixel, row by row; a pixel that no triangle covers is its own.</summary>
    public Vector2[] Source { get; }

    /// <summary>Whether a triangle covers the pixel.</summary>
    public bool[] Covered { get; }

    /// <summary>Later triangles cover earlier ones.</summary>
    public static WarpMap Of(ReadOnlySpan<Vector2> source, ReadOnlySpan<Vector2> target, IEnumerable<(int A, int B, int C)> triangles, PixelRectangle rectangle)
    {
        var map = new WarpMap(rectangle);
        for (var i = 0; i < map.Source.Length; i++)
        {
            map.Source[i] = new Vector2(rectangle.X + i % rectangle.Width, rectangle.Y + i / rectangle.Width);
        }
        foreach (var (a, b, c) in triangles)
        {
            map.Fill((source[a], source[b], source[c]), (target[a], target[b], target[c]));
        }
        return map;
    }

    /// <summary>The source of a place between pixels, linear to the next ones.</summary>
    public Vector2 At(Vector2 place)
    {
        int x = Math.Clamp((int)(place.X - Rectangle.X), 0, Rectangle.Width - 2), y = Math.Clamp((int)(place.Y - Rectangle.Y), 0, Rectangle.Height - 2);
        var (at, right, down) = (Source[y * Rectangle.Width + x], Source[y * Rectangle.Width + x + 1], Source[(y + 1) * Rectangle.Width + x]);
        return at + (place.X - Rectangle.X - x) * (right - at) + (place.Y - Rectangle.Y - y) * (down - at);
    }

    /// <summary>The picture carried along, bicubic.</summary>
    public Vector3[] Read(RgbPicture picture)
    {
        var pixels = new Vector3[Source.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Sampling.Cubic(picture, Source[i].X, Source[i].Y);
        }
        return pixels;
    }

    private void Fill((Vector2 A, Vector2 B, Vector2 C) source, (Vector2 A, Vector2 B, Vector2 C) target)
    {
        var origin = new Vector2(Rectangle.X, Rectangle.Y);
        Vector2 a = target.A - origin, e = target.B - target.A, f = target.C - target.A;
        var determinant = e.X * f.Y - f.X * e.Y;
        if (MathF.Abs(determinant) < 1e-6f)
        {
            return;
        }
        Vector2 low = Vector2.Min(a, Vector2.Min(a + e, a + f)), high = Vector2.Max(a, Vector2.Max(a + e, a + f));
        int top = Math.Max(0, (int)MathF.Floor(low.Y)), bottom = Math.Min(Rectangle.Height - 1, (int)MathF.Ceiling(high.Y));
        int left = Math.Max(0, (int)MathF.Floor(low.X)), right = Math.Min(Rectangle.Width - 1, (int)MathF.Ceiling(high.X));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var r = new Vector2(x, y) - a;
                var (u, v) = ((f.Y * r.X - f.X * r.Y) / determinant, (e.X * r.Y - e.Y * r.X) / determinant);
                if (u >= -1e-3f && v >= -1e-3f && u + v <= 1.001f)
                {
                    Source[y * Rectangle.Width + x] = source.A + u * (source.B - source.A) + v * (source.C - source.A);
                    Covered[y * Rectangle.Width + x] = true;
                }
            }
        }
    }
}
