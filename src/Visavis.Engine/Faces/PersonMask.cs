using System.Numerics;
using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Faces;

/// <summary>Where in a picture a person is (MediaPipe selfie segmentation). Thread-safe.</summary>
public sealed class PersonMask(FaceModels models)
{
    internal const int Side = 256;

    /// <summary>A square about the head, in eye distances from between the eyes, at which the edge is found to 0.8 pixels.</summary>
    private const float HeadWidth = 5.8f, AboveEyes = 2.4f;

    /// <summary>0 to 1 for every pixel of the picture: finely about the head, coarsely elsewhere.</summary>
    public FloatPlane Read(RgbPicture picture, FaceFrame face)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var whole = Part(picture, 0, 0, picture.Width, picture.Height);
        var size = HeadWidth * face.EyeDistance;
        var (x, y) = (face.Origin.X - size / 2, face.Origin.Y - AboveEyes * face.EyeDistance);
        var head = Part(picture, x, y, size, size);
        var mask = new FloatPlane(picture.Width, picture.Height);
        for (var row = 0; row < mask.Height; row++)
        {
            for (var column = 0; column < mask.Width; column++)
            {
                var coarse = whole.At(column * (float)Side / picture.Width, row * (float)Side / picture.Height);
                var (u, v) = ((column - x) / size, (row - y) / size);
                var near = Math.Clamp(Math.Min(Math.Min(u, 1 - u), Math.Min(v, 1 - v)) / .12f, 0, 1);
                mask[column, row] = near == 0 ? coarse : coarse + near * (head.At(u * Side, v * Side) - coarse);
            }
        }
        return mask;
    }

    /// <summary>The network's own answer to an input of [1, 256, 256, 3].</summary>
    internal float[] Run(float[] input) => models.Segmentation.Run([("input", new OrtTensor(input, 1, Side, Side, 3))], "mask")[0].Floats.ToArray();

    private FloatPlane Part(RgbPicture picture, float x, float y, float width, float height)
    {
        var input = new float[Side * Side * 3];
        var last = new Vector2(picture.Width - 1, picture.Height - 1);
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var at = new Vector2(x + column * width / Side, y + row * height / Side);
                if (at == Vector2.Clamp(at, Vector2.Zero, last))
                {
                    var target = input.AsSpan((row * Side + column) * 3, 3);
                    picture.Sample(at, target);
                    (target[0], target[1], target[2]) = (MathF.Round(target[0]) / 255, MathF.Round(target[1]) / 255, MathF.Round(target[2]) / 255);
                }
            }
        }
        var mask = new FloatPlane(Side, Side);
        Run(input).CopyTo(mask.Values, 0);
        return mask;
    }
}
