using System.Text.Json;
using System.Text.Json.Serialization;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Writes a pack in the layout of the studio packs.</summary>
internal static class PackWriter
{
    private const int PreviewWidth = 640;

    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Write(string folder, PackCard card, Portrait portrait, IReadOnlyList<PaintedPatch> patches, FaceTopology topology, LoopCard? loop = null)
    {
        foreach (var region in (ReadOnlySpan<string>)["mouth", "eyes"])
        {
            Directory.CreateDirectory(Path.Combine(folder, region));
        }
        var rest = WithMouth(portrait, patches);
        PngWriter.Write(Path.Combine(folder, "base.png"), rest);
        PngWriter.Write(Path.Combine(folder, "preview.png"), rest.Reduced(PreviewWidth));
        QuietLoop.For(patches.Count, i => PngWriter.Write(Path.Combine(folder, File(patches[i])), patches[i].Picture));
        var relief = PortraitRelief.Of(portrait, topology);
        relief.Write(folder);
        System.IO.File.WriteAllBytes(Path.Combine(folder, "pack.json"), JsonSerializer.SerializeToUtf8Bytes(Card(card, portrait, patches, relief, loop), Options));
    }

    /// <summary>The picture as it is at rest: a photo whose mouth was open has it shut.</summary>
    private static RgbPicture WithMouth(Portrait portrait, IReadOnlyList<PaintedPatch> patches)
    {
        var (picture, r) = (new RgbPicture(portrait.Picture.Width, portrait.Picture.Height, [.. portrait.Picture.Samples]), portrait.Mouth);
        var neutral = patches.First(patch => patch.Name == "neutral").Picture;
        for (var y = 0; y < r.Height; y++)
        {
            neutral.Samples.AsSpan(y * r.Width * 3, r.Width * 3).CopyTo(picture.Samples.AsSpan(((r.Y + y) * picture.Width + r.X) * 3));
        }
        return picture;
    }

    private static object Card(PackCard card, Portrait portrait, IReadOnlyList<PaintedPatch> patches, PortraitRelief relief, LoopCard? loop) => new
    {
        name = card.Id,
        title = card.Title,
        version = 1,
        look = new { gender = card.Gender ?? "unknown", voice = card.Voice ?? "heart" },
        image_size = new[] { portrait.Picture.Width, portrait.Picture.Height },
        files = new { @base = "base.png", preview = "preview.png", matte = "matte.png", head = "head.png", depth = "depth.png" },
        rects = new { mouth = Numbers(portrait.Mouth), eyes = Numbers(portrait.Eyes) },
        camera = new { lens_mm = PortraitRelief.LensMillimetres, sensor_mm = PortraitRelief.SensorMillimetres },
        depth = new { unit = "metre", near = relief.Near, far = relief.Far },
        neck_pivot = new[] { relief.Pivot.X, relief.Pivot.Y },
        patches = patches.GroupBy(patch => patch.Region).ToDictionary(region => region.Key, region => region.ToDictionary(
            patch => patch.Name, patch => new { file = File(patch), points = patch.Points })),
        loop = loop?.Json,
        // A clip moves its own head.
        life = loop is null ? null : new { head = 0, breath = 0 },
    };

    private static string File(PaintedPatch patch) => $"{patch.Region}/{patch.Name}.png";

    private static int[] Numbers(Render.PixelRectangle r) => [r.X, r.Y, r.Width, r.Height];
}
