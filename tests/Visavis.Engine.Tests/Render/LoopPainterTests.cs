using System.Text.Json.Nodes;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed class LoopPainterTests
{
    private static readonly float[] NoLight = [0, 0, 0, 0, 0];

    private static readonly float[] Still = new float[12];

    /// <summary>Moved, turned by some degrees and a little larger; the last one far beyond what a node holds.</summary>
    private static readonly float[][] Moves =
    [
        Still,
        [14.5f, 0, 0, 0, 0, 0, -9.25f, 0, 0, 0, 0, 0],
        [-20, 4, 7, .3f, -.2f, .1f, 11, -7, 5, .1f, .3f, -.2f],
        [130, -3, -5, 0, .2f, 0, -95, 5, -4, 0, .1f, .2f],
    ];

    private static readonly FaceState Talking = new() { Jaw = .7f, Width = .3f, Lid = .2f, Brow = .4f };

    [Fact]
    public void EveryPicture_ShowsTheFaceWhereTheHeadIs()
    {
        var rig = Load(LoopPacks.Make("nora", Moves, NoLight, Everywhere));
        using var renderer = new FrameRenderer(rig);
        var scene = Rigs.Paint(Rigs.Get("nora"), Talking);
        foreach (var move in Moves.Concat(Moves))
        {
            YuvPlanes painted = Rigs.Picture(rig), expected = Rigs.Picture(rig), silent = Rigs.Picture(rig);
            var map = new FaceMap(move, rig.Width, rig.Height);
            renderer.Paint(Talking, painted.View);
            LoopPacks.Move(scene, expected.View, map, NoLight);
            LoopPacks.Move(rig.Still, silent.View, map, NoLight);
            var still = Rigs.Pixels(silent);
            // A bilinear sample beside our cubic one, and the encoder's loss outside the face.
            Assert.InRange(Difference(expected, painted, (_, _) => true), 0, 1.2);
            Assert.InRange(Difference(expected, painted, (value, i) => Math.Abs(value - still[i]) > 16), 0, 4);
        }
    }

    [Fact]
    public void Light_IsThatOfThePicture()
    {
        float[] light = [-14, 2, -1, 3, -4];
        var rig = Load(LoopPacks.Make("joe", [Still], light, Everywhere));
        using var renderer = new FrameRenderer(rig);
        YuvPlanes painted = Rigs.Picture(rig), expected = Rigs.Picture(rig);
        renderer.Paint(default, painted.View);
        LoopPacks.Move(Rigs.Paint(Rigs.Get("joe"), default), expected.View, new FaceMap(Still, rig.Width, rig.Height), [.. light.Select(l => -l)]);
        var (inside, outside) = (Mean(painted, rig.Mouth.Rectangle), Mean(expected, rig.Mouth.Rectangle));
        Assert.InRange(inside - outside, -.7, .7);
    }

    [Fact]
    public void WhereTheMaskIsEmpty_TheLoopIsShownAsItIs()
    {
        var rig = Load(LoopPacks.Make("amara", [Moves[1]], NoLight, (_, _) => 0));
        using FrameRenderer renderer = new(rig), other = new(rig);
        YuvPlanes talking = Rigs.Picture(rig), silent = Rigs.Picture(rig);
        renderer.Paint(Talking, talking.View);
        other.Paint(default, silent.View);
        Assert.Equal(Rigs.Pixels(silent), Rigs.Pixels(talking));
    }

    [Fact]
    public void SoftMask_MixesBoth()
    {
        var rig = Load(LoopPacks.Make("nora", [Still], NoLight, (_, _) => 128));
        using var renderer = new FrameRenderer(rig);
        var (painted, r) = (Rigs.Picture(rig), rig.Mouth.Rectangle);
        renderer.Paint(Talking, painted.View);
        var half = (Mean(Rigs.Paint(Rigs.Get("nora"), Talking), r) + Mean(Rigs.Paint(Rigs.Get("nora"), default), r)) / 2;
        Assert.InRange(Mean(painted, r) - half, -.5, .5);
    }

    [Theory]
    [InlineData("bytes", "is not as long as its file")]
    [InlineData("map", "needs 12 numbers for map")]
    [InlineData("file", "lacks the file")]
    [InlineData("frames", "without pictures")]
    public void BrokenLoop_IsRefusedAtLoadInOneSentence(string what, string says)
    {
        var folder = LoopPacks.Make("nora", [Still], NoLight, Everywhere);
        var path = Path.Combine(folder, "pack.json");
        var card = JsonNode.Parse(File.ReadAllText(path))!;
        var loop = card["loop"]!;
        (what switch
        {
            "bytes" => (Action)(() => loop["frames"]![0]!["bytes"] = 100_000_000),
            "map" => () => loop["frames"]![0]!["map"] = new JsonArray(1, 2, 3),
            "file" => () => loop["file"] = "none.h264",
            _ => () => loop["frames"] = new JsonArray(),
        })();
        File.WriteAllText(path, card.ToJsonString());
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoopThatIsNoFilm_IsRefused()
    {
        var folder = LoopPacks.Make("nora", [Still], NoLight, Everywhere);
        var path = Path.Combine(folder, "loop.h264");
        File.WriteAllBytes(path, new byte[new FileInfo(path).Length]);
        Assert.Contains("cannot be decoded", Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    private static byte Everywhere(int x, int y) => 255;

    private static AvatarRig Load(string folder)
    {
        try
        {
            return AvatarRig.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Mean(YuvPlanes picture, PixelRectangle r)
    {
        var sum = 0L;
        for (var y = r.Y; y < r.Y + r.Height; y++)
        {
            foreach (var value in picture.View.YRow(y).Slice(r.X, r.Width))
            {
                sum += value;
            }
        }
        return (double)sum / (r.Width * r.Height);
    }

    /// <summary>Mean absolute difference of the pixels that count, luma and chroma, by their value in the first picture and their number.</summary>
    private static double Difference(YuvPlanes a, YuvPlanes b, Func<byte, int, bool> counts)
    {
        byte[] left = Rigs.Pixels(a), right = Rigs.Pixels(b);
        return left.Select((value, i) => (value, i)).Where(pixel => counts(pixel.value, pixel.i)).Average(pixel => Math.Abs(pixel.value - right[pixel.i]));
    }
}
