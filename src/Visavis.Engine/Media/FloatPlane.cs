using System.Numerics;

namespace Visavis.Engine.Media;

/// <summary>One channel of a picture as floats, rows from the top. Reading outside gives the border's value.</summary>
public sealed class FloatPlane(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values { get; } = new float[width * height];

    public float this[int x, int y]
    {
        get => Values[y * Width + x];
        set => Values[y * Width + x] = value;
    }

    /// <summary>Bilinear.</summary>
    public float At(float x, float y)
    {
        x = Math.Clamp(x, 0, Width - 1);
        y = Math.Clamp(y, 0, Height - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, Width - 1), bottom = Math.Min(top + 1, Height - 1);
        var (s, t) = (x - left, y - top);
        float a = this[left, top], b = this[right, top], c = this[left, bottom], d = this[right, bottom];
        return (a + s * (b - a)) * (1 - t) + (c + s * (d - c)) * t;
    }

    /// <summary>ITU-R BT.601 luma of a picture, 0 to 255, which the thresholds of the face checks were measured with.</summary>
    public static FloatPlane Luma(RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var luma = new FloatPlane(picture.Width, picture.Height);
        for (var i = 0; i < luma.Values.Length; i++)
        {
            luma.Values[i] = .299f * picture.Samples[3 * i] + .587f * picture.Samples[3 * i + 1] + .114f * picture.Samples[3 * i + 2];
        }
        return luma;
    }

    /// <summary>Gaussian blur in place; the border is mirrored about its last pixel, as OpenCV does.</summary>
    public FloatPlane Blur(float sigma)
    {
        if (sigma <= 0)
        {
            return this;
        }
        var kernel = Kernel(sigma);
        var line = new float[Math.Max(Width, Height) + 2 * (kernel.Length / 2)];
        for (var y = 0; y < Height; y++)
        {
            Convolve(kernel, line, y * Width, 1, Width);
        }
        for (var x = 0; x < Width; x++)
        {
            Convolve(kernel, line, x, Width, Height);
        }
        return this;
    }

    private static float[] Kernel(float sigma)
    {
        var radius = Math.Max(1, (int)MathF.Ceiling(3.5f * sigma));
        float[] kernel = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => MathF.Exp(-i * i / (2 * sigma * sigma)))];
        var sum = kernel.Sum();
        return [.. kernel.Select(value => value / sum)];
    }

    private void Convolve(float[] kernel, float[] line, int start, int step, int count)
    {
        var radius = kernel.Length / 2;
        for (var i = -radius; i < count + radius; i++)
        {
            line[i + radius] = Values[start + Mirror(i, count) * step];
        }
        for (var i = 0; i < count; i++)
        {
            Values[start + i * step] = Dot(line.AsSpan(i, kernel.Length), kernel);
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }
        var rest = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            rest += a[i] * b[i];
        }
        return rest;
    }

    private static int Mirror(int i, int count)
    {
        if (count == 1)
        {
            return 0;
        }
        var period = 2 * (count - 1);
        i = Math.Abs(i) % period;
        return i < count ? i : period - i;
    }
}
