using System.Numerics;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Tests.Faces;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>What a pack of the listening clip holds: its files, its seam, and that what is painted lies where the face is.</summary>
public sealed class MotionPackTests(MotionPack pack) : IClassFixture<MotionPack>
{
    private const int Width = 1280, Height = 720, FrameBytes = Width * Height * 3 / 2;

    [Fact]
    public void Loop_IsAsItsCardSays()
    {
        var stream = File.ReadAllBytes(Path.Combine(pack.Folder, "loop.h264"));
        Assert.Equal(stream.Length, pack.Sizes.Sum());
        Assert.InRange(pack.Sizes.Length, 100, 500);
        using var decoder = new H264Decoder();
        var at = 0;
        foreach (var (i, size) in pack.Sizes.Index())
        {
            var unit = stream.AsSpan(at, size);
            // A sequence set (type 7) first where decoding may begin.
            Assert.Equal(i % 50 == 0, (unit[4] & 31) == 7);
            var picture = decoder.Decode(unit);
            Assert.Equal((Width, Height), (picture.Width, picture.Height));
            at += size;
        }
        Assert.Equal(["base.png", "depth.png", "eyes", "head.png", "loop.h264", "matte.png", "mouth", "pack.json", "paint.png", "preview.png"],
            Directory.EnumerateFileSystemEntries(pack.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(("""{"head":0,"breath":0}""", "loop.h264", "paint.png"),
            (pack.Card.GetProperty("life").GetRawText(), pack.Card.GetProperty("loop").GetProperty("file").GetString(), pack.Card.GetProperty("loop").GetProperty("paint").GetString()));
        Assert.Equal((Width, Height), (AvatarRig.Load(pack.Folder) is var rig ? rig.Width : 0, rig.Height));
    }

    [Fact]
    public void Paint_EndsSoftlyWithinThePatches()
    {
        var paint = PictureFile.Read(Path.Combine(pack.Folder, "paint.png"));
        var face = Base().Face;
        Assert.Equal((Width, Height, 1), (paint.Width, paint.Height, paint.Channels));
        // All of the lips, the chin and the eyes; nothing of the nose's tip, the cheeks' middle, the forehead and the ground.
        Assert.All((int[])[0, 17, 61, 291, 152, 159, 386, 105, 334], i => Assert.InRange(At(face.Flat(i)), 230, 255));
        Assert.All((int[])[1, 10, 123, 352, 127, 356], i => Assert.InRange(At(face.Flat(i)), 0, 64));
        var rectangles = pack.Card.GetProperty("rects").EnumerateObject().Select(r => r.Value.EnumerateArray().Select(v => v.GetInt32()).ToArray()).ToArray();
        for (var i = 0; i < paint.Samples.Length; i++)
        {
            int x = i % Width, y = i / Width;
            Assert.True(paint.Samples[i] == 0 || rectangles.Any(r => x > r[0] && y > r[1] && x < r[0] + r[2] - 1 && y < r[1] + r[3] - 1));
            Assert.True(x == 0 || Math.Abs(paint.Samples[i] - paint.Samples[i - 1]) < 50);
        }

        byte At(Vector2 p) => paint.Samples[(int)p.Y * Width + (int)p.X];
    }

    [Fact]
    public void Seam_IsNoLargerThanTheClipsOwnSteps()
    {
        var pictures = Pictures().Select(planes => (byte[])[.. Thumbnail(planes)]).ToArray();
        double[] steps = [.. pictures.Select((picture, i) => Change(picture, pictures[(i + 1) % pictures.Length]))];
        Assert.InRange(steps[^1], 0, steps[..^1].Max());

        var mouth = Base().Face.Flat(13);
        Vector2[] places = [.. pack.Maps.Select(map => map.Back(mouth))];
        float[] moves = [.. places.Select((place, i) => Vector2.Distance(place, places[(i + 1) % places.Length]))];
        Assert.InRange(moves[^1], 0, moves[..^1].Max());
    }

    [Fact]
    public void PaintedMouth_LiesOnTheFaceAndFollowsEvenly()
    {
        var (picture, face) = Base();
        var (centre, s) = ((face.Flat(13) + face.Flat(14)) / 2, face.Frame.EyeDistance);
        var meter = new DriftMeter(picture);
        Vector2[] mouth = [.. Pictures().Select((planes, i) => meter.Shift(planes, pack.Maps[i], centre, new Vector2(.42f, .2f) * s))];
        Vector2[] nose = [.. Pictures().Select((planes, i) => meter.Shift(planes, pack.Maps[i], face.Flat(4), new Vector2(.25f, .25f) * s))];

        // The clip is small enough to wobble by a third of a pixel itself.
        Assert.InRange(mouth.Average(shift => shift.Length()), 0, .55f);
        Assert.InRange(mouth.Max(shift => shift.Length()), 0, 1.3f);
        Assert.InRange(MathF.Sqrt(nose.Average(shift => shift.LengthSquared())), 0, .6f);
        Vector2[] places = [.. pack.Maps.Select(map => map.Back(centre))];
        Assert.All(Enumerable.Range(0, places.Length), i => Assert.InRange(
            (places[(i + 1) % places.Length] - 2 * places[i] + places[(i + places.Length - 1) % places.Length]).Length(), 0, .6f));
    }

    [Fact]
    public void Progress_RisesThroughAllStages()
    {
        Assert.Equal(["tracking", "looping", "painting", "encoding", "saving"], pack.Steps.Select(step => step.Stage).Distinct());
        Assert.Equal(pack.Steps.Select(step => step.Share).Order(), pack.Steps.Select(step => step.Share));
        Assert.Equal((0, 1), (pack.Steps[0].Share, pack.Steps[^1].Share));
        Assert.All(pack.Steps.Zip(pack.Steps.Skip(1)), pair => Assert.InRange(pair.Second.Share - pair.First.Share, 0, .21));
    }

    private (RgbPicture Picture, Visavis.Engine.Faces.FacePoints Face) Base()
    {
        var picture = RgbPicture.Of(PictureFile.Read(Path.Combine(pack.Folder, "base.png")));
        return (picture, TestFaces.Face(picture));
    }

    /// <summary>The loop's pictures as ffmpeg decodes them; each is valid until the next.</summary>
    private IEnumerable<byte[]> Pictures()
    {
        var stream = File.ReadAllBytes(Path.Combine(pack.Folder, "loop.h264"));
        using var decoder = new H264Decoder();
        var (at, planes) = (0, new byte[FrameBytes]);
        foreach (var size in pack.Sizes)
        {
            Copy(decoder.Decode(stream.AsSpan(at, size)), planes);
            at += size;
            yield return planes;
        }
    }

    private static void Copy(YuvPicture picture, byte[] planes)
    {
        for (var y = 0; y < Height; y++)
        {
            picture.YRow(y).CopyTo(planes.AsSpan(y * Width));
        }
    }

    private static IEnumerable<byte> Thumbnail(byte[] planes)
    {
        for (var y = 4; y < Height; y += 8)
        {
            for (var x = 4; x < Width; x += 8)
            {
                yield return (byte)((planes[y * Width + x] + planes[y * Width + x + 1] + planes[(y + 1) * Width + x] + planes[(y + 1) * Width + x + 1]) / 4);
            }
        }
    }

    private static double Change(byte[] a, byte[] b) => a.Zip(b, (p, q) => Math.Abs(p - q)).Average();
}
