using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Reads colours between pixels and writes them back; RGB in 0 to 255.</summary>
internal static class Sampling
{
    /// <summary>Bicubic (Keys, 1981, a = −0.6); the border goes on outside.</summary>
    public static Vector3 Cubic(RgbPicture picture, float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        Span<float> across = stackalloc float[4], down = stackalloc float[4];
        Weights(x - left, across);
        Weights(y - top, down);
        var sum = Vector3.Zero;
        for (var j = 0; j < 4; j++)
        {
            var row = Math.Clamp(top - 1 + j, 0, picture.Height - 1) * picture.Width;
            var line = Vector3.Zero;
            for (var i = 0; i < 4; i++)
            {
                line += across[i] * Load(picture, (row + Math.Clamp(left - 1 + i, 0, picture.Width - 1)) * 3);
            }
            sum += down[j] * line;
        }
        return sum;
    }

    public static Vector3 Load(RgbPicture picture, int index) =>
        new(picture.Samples[index], picture.Samples[index + 1], picture.Samples[index + 2]);

    public static void Store(RgbPicture picture, int index, Vector3 colour)
    {
        colour = Vector3.Clamp(colour + new Vector3(.5f), Vector3.Zero, new Vector3(255));
        (picture.Samples[index], picture.Samples[index + 1], picture.Samples[index + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
    }

    /// <summary>Light as a lens adds it, 0 to 1.</summary>
    public static Vector3 ToLinear(Vector3 colour)
    {
        colour = Vector3.Clamp(colour / 255, Vector3.Zero, Vector3.One);
        return new(MathF.Pow(colour.X, 2.2f), MathF.Pow(colour.Y, 2.2f), MathF.Pow(colour.Z, 2.2f));
    }

    public static Vector3 FromLinear(Vector3 light)
    {
        light = Vector3.Clamp(light, Vector3.Zero, Vector3.One);
        return 255 * new Vector3(MathF.Pow(light.X, 1 / 2.2f), MathF.Pow(light.Y, 1 / 2.2f), MathF.Pow(light.Z, 1 / 2.2f));
    }

    public static float Luma(Vector3 colour) => Vector3.Dot(colour, new Vector3(.299f, .587f, .114f));

    private static void Weights(float t, Span<float> weights)
    {
        const float a = -.6f;
        weights[0] = Far(1 + t);
        weights[1] = Near(t);
        weights[2] = Near(1 - t);
        weights[3] = Far(2 - t);
        static float Near(float d) => ((a + 2) * d - (a + 3)) * d * d + 1;
        static float Far(float d) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
    }
}
