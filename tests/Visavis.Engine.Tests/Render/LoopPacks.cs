using System.Text.Json.Nodes;
using Visavis.Engine.Encode;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

/// <summary>Motion packs out of a studio pack: its still picture moved by known maps, which the pack then tells.</summary>
internal static class LoopPacks
{
    private static readonly VideoEncoderOptions Options = new() { Crf = 8, MaxKbitPerSecond = 60_000, BufferKbit = 60_000, Tune = "zerolatency,fastdecode" };

    /// <param name="name">A studio pack.</param>
    /// <param name="maps">Coefficients, one set a picture.</param>
    /// <param name="light">Told in every picture, and taken off it.</param>
    /// <param name="mask">255 where the base picture is laid over.</param>
    public static string Make(string name, float[][] maps, float[] light, Func<int, int, byte> mask)
    {
        var (folder, rig) = (Directory.CreateTempSubdirectory("loop").FullName, Rigs.Get(name));
        foreach (var file in Directory.EnumerateFiles(Rigs.Folder(name), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Rigs.Folder(name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        byte[] paint = [.. Enumerable.Range(0, rig.Width * rig.Height).Select(i => mask(i % rig.Width, i / rig.Width))];
        PngWriter.Write(Path.Combine(folder, "paint.png"), rig.Width, rig.Height, paint);
        var frames = Encode(Path.Combine(folder, "loop.h264"), rig, maps, light);
        var card = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "pack.json")))!;
        card["loop"] = new JsonObject { ["file"] = "loop.h264", ["paint"] = "paint.png", ["frames"] = frames };
        File.WriteAllText(Path.Combine(folder, "pack.json"), card.ToJsonString());
        return folder;
    }

    private static JsonArray Encode(string path, AvatarRig rig, float[][] maps, float[] light)
    {
        using var stream = File.Create(path);
        using var encoder = new VideoEncoder(Options with { Width = rig.Width, Height = rig.Height });
        var frames = new JsonArray();
        for (var i = 0; i < maps.Length; i++)
        {
            Move(rig.Still, encoder.Picture, new FaceMap(maps[i], rig.Width, rig.Height), light);
            var bytes = AnnexB.Write(stream, encoder.Configuration.Span, encoder.Encode(MediaTime.FromFrames(i), i % 50 == 0));
            frames.Add(new JsonObject { ["bytes"] = bytes, ["map"] = new JsonArray([.. maps[i].Select(c => (JsonNode)c)]), ["light"] = new JsonArray([.. light.Select(c => (JsonNode)c)]) });
        }
        return frames;
    }

    /// <summary>What the map says, read pixel by pixel without any of the painter's parts.</summary>
    public static unsafe void Move(YuvPlanes still, YuvPicture target, FaceMap map, float[] light)
    {
        for (var y = 0; y < target.Height; y++)
        {
            for (var x = 0; x < target.Width; x++)
            {
                var at = new System.Numerics.Vector2(x, y) + map.Displacement(new(x, y));
                var added = light[0] + (light[1] * (x - target.Width / 2) + light[2] * (y - target.Height / 2)) / 100;
                target.YRow(y)[x] = Step(Bilinear(still.Y, still.YStride, still.Width, still.Height, at.X, at.Y) - added);
                if ((x | y) % 2 == 0)
                {
                    at = (at + map.Displacement(new(x + 1, y + 1)) - map.Displacement(new(x, y))) / 2;
                    target.URow(y / 2)[x / 2] = Step(Bilinear(still.U, still.CStride, still.Width / 2, still.Height / 2, at.X, at.Y) - light[3]);
                    target.VRow(y / 2)[x / 2] = Step(Bilinear(still.V, still.CStride, still.Width / 2, still.Height / 2, at.X, at.Y) - light[4]);
                }
            }
        }
    }

    private static byte Step(float value) => (byte)Math.Clamp(value + .5f, 0, 255);

    private static unsafe float Bilinear(byte* plane, int stride, int width, int height, float x, float y)
    {
        (x, y) = (Math.Clamp(x, 0, width - 1), Math.Clamp(y, 0, height - 1));
        int left = Math.Min((int)x, width - 2), top = Math.Min((int)y, height - 2);
        var (s, t) = (x - left, y - top);
        var at = plane + (nint)top * stride + left;
        return (at[0] * (1 - s) + at[1] * s) * (1 - t) + (at[stride] * (1 - s) + at[stride + 1] * s) * t;
    }
}
