using System.Numerics;

namespace Visavis.Engine.Media;

/// <summary>
/// A decoded frame in one piece of memory: luma, then both chroma planes of half the size; BT.709, limited range, chroma at the left pixel
/// of each pair and between the lines (ITU-T H.273, location "left").
/// </summary>
/// <param name="Planes">Width × Height × 3 / 2 bytes.</param>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
public sealed record I420Picture(byte[] Planes, int Width, int Height) : IPixels
{
    /// <inheritdoc/>
    public void Sample(Vector2 at, Span<float> rgb)
    {
        var luma = 1.164384f * (Bilinear(0, Width, Height, at.X, at.Y) - 16);
        var u = Bilinear(Width * Height, Width / 2, Height / 2, at.X / 2, (at.Y - .5f) / 2) - 128;
        var v = Bilinear(Width * Height * 5 / 4, Width / 2, Height / 2, at.X / 2, (at.Y - .5f) / 2) - 128;
        rgb[0] = Math.Clamp(luma + 1.792741f * v, 0, 255);
        rgb[1] = Math.Clamp(luma - .213249f * u - .532909f * v, 0, 255);
        rgb[2] = Math.Clamp(luma + 2.112402f * u, 0, 255);
    }

    private float Bilinear(int offset, int width, int height, float x, float y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
        var (s, t) = (x - left, y - top);
        float a = Planes[offset + top * width + left], b = Planes[offset + top * width + right];
        float c = Planes[offset + bottom * width + left], d = Planes[offset + bottom * width + right];
        return (a + s * (b - a)) * (1 - t) + (c + s * (d - c)) * t;
    }
}
