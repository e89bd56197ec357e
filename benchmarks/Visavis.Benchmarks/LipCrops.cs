using System.Numerics;
using System.Text.Json;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Benchmarks;

/// <summary>Tells f and v by the picture itself: the lips' crop is nearer to the pack's FV patch than to any other (no single measure of points can).</summary>
internal sealed class LipCrops
{
    private const float PerEyeDistance = 60, HalfWidth = .57f, Top = .66f, Bottom = 1.40f;
    private const int Width = (int)(2 * HalfWidth * PerEyeDistance), Height = (int)((Bottom - Top) * PerEyeDistance), Shift = 2;

    private readonly Dictionary<string, float[]> _patches = [];

    public LipCrops(string pack, FaceModels models)
    {
        using var card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(pack, "pack.json")));
        var picture = RgbPicture.Of(PictureFile.Read(Path.Combine(pack, "base.png")));
        var face = new FaceTracker(models).Next(picture) ?? throw new InvalidDataException("The pack's picture shows no face.");
        var at = card.RootElement.GetProperty("rects").GetProperty("mouth");
        foreach (var patch in card.RootElement.GetProperty("patches").GetProperty("mouth").EnumerateObject())
        {
            var mouth = RgbPicture.Of(PictureFile.Read(Path.Combine(pack, patch.Value.GetProperty("file").GetString()!)));
            var whole = new RgbPicture(picture.Width, picture.Height, [.. picture.Samples]);
            for (var y = 0; y < mouth.Height; y++)
            {
                mouth.Samples.AsSpan(y * mouth.Width * 3, mouth.Width * 3).CopyTo(whole.Samples.AsSpan(((at[1].GetInt32() + y) * whole.Width + at[0].GetInt32()) * 3));
            }
            _patches[patch.Name] = Crop(whole, face.Frame, 0, 0);
        }
    }

    public bool IsFv(IPixels picture, FacePoints face)
    {
        var crops = (from x in Enumerable.Range(-Shift, 2 * Shift + 1) from y in Enumerable.Range(-Shift, 2 * Shift + 1) select Crop(picture, face.Frame, x, y)).ToList();
        return _patches.MaxBy(patch => crops.Max(crop => Likeness(crop, patch.Value))).Key == "FV";
    }

    /// <summary>Luma about the lips, mean 0, length 1.</summary>
    private static float[] Crop(IPixels picture, FaceFrame frame, int shiftX, int shiftY)
    {
        var crop = new float[Width * Height];
        Span<float> rgb = stackalloc float[3];
        var last = new Vector2(picture.Width - 1, picture.Height - 1);
        for (var i = 0; i < crop.Length; i++)
        {
            var at = frame.ToPicture(new Vector2((i % Width + shiftX) / PerEyeDistance - HalfWidth, (i / Width + shiftY) / PerEyeDistance + Top));
            picture.Sample(Vector2.Clamp(at, Vector2.Zero, last), rgb);
            crop[i] = .299f * rgb[0] + .587f * rgb[1] + .114f * rgb[2];
        }
        var mean = crop.Average();
        var length = MathF.Sqrt(crop.Sum(value => (value - mean) * (value - mean))) + 1e-6f;
        return [.. crop.Select(value => (value - mean) / length)];
    }

    private static float Likeness(float[] a, float[] b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
