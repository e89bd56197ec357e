using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>A picture that can be read between its pixels; RGB in 0 to 255.</summary>
internal abstract class Pixels(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Reads at (x, y), where pixel i is position i and the border goes on outside.</summary>
    public abstract (float R, float G, float B) At(float x, float y);

    protected static float Bilinear(byte[] plane, int offset, int width, int height, int step, float x, float y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, width - 1), Math.Min(top + 1, height - 1));
        var (s, t) = (x - left, y - top);
        float a = plane[offset + (top * width + left) * step], b = plane[offset + (top * width + right) * step];
        float c = plane[offset + (bottom * width + left) * step], d = plane[offset + (bottom * width + right) * step];
        return (a + s * (b - a)) * (1 - t) + (c + s * (d - c)) * t;
    }
}

/// <summary>Pixels of a picture file.</summary>
internal sealed class RgbPixels(PictureFile file) : Pixels(file.Width, file.Height)
{
    public override (float R, float G, float B) At(float x, float y) => (Read(0, x, y), Read(1, x, y), Read(2, x, y));

    private float Read(int channel, float x, float y) => Bilinear(file.Samples, channel, Width, Height, file.Channels, x, y);
}

/// <summary>A decoded frame: I420, BT.709, limited range, chroma at the left pixel of each pair and between the lines.</summary>
internal sealed class I420Pixels(byte[] planes, int width, int height) : Pixels(width, height)
{
    public override (float R, float G, float B) At(float x, float y)
    {
        var luma = 1.164384f * (Bilinear(planes, 0, Width, Height, 1, x, y) - 16);
        var u = Bilinear(planes, Width * Height, Width / 2, Height / 2, 1, x / 2, (y - .5f) / 2) - 128;
        var v = Bilinear(planes, Width * Height * 5 / 4, Width / 2, Height / 2, 1, x / 2, (y - .5f) / 2) - 128;
        return (Byte(luma + 1.792741f * v), Byte(luma - .213249f * u - .532909f * v), Byte(luma + 2.112402f * u));
    }

    private static float Byte(float value) => Math.Clamp(value, 0, 255);
}
