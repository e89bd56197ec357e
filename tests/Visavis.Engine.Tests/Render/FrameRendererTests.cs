using Visavis.Engine.Lipsync;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed class FrameRendererTests
{
    public static TheoryData<string, string> PureMouths
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in new[] { "nora", "joe", "amara" })
            {
                foreach (var patch in MouthMix.Names)
                {
                    data.Add(name, patch);
                }
            }
            return data;
        }
    }

    public static TheoryData<string> PureEyes => [.. EyesMix.Names];

    [Theory]
    [MemberData(nameof(PureMouths))]
    public void PureMouthShape_ShowsItsPatch(string name, string patch)
    {
        var rig = Rigs.Get(name);
        Assert.Equal(Inside(rig.Mouth, patch), Inside(Rigs.Paint(rig, PureMouth(patch)), rig.Mouth));
    }

    [Theory]
    [MemberData(nameof(PureEyes))]
    public void PureEyeShape_ShowsItsPatch(string patch)
    {
        var rig = Rigs.Get("joe");
        Assert.Equal(Inside(rig.Eyes, patch), Inside(Rigs.Paint(rig, PureEye(patch)), rig.Eyes));
    }

    [Theory]
    [InlineData("nora")]
    [InlineData("joe")]
    [InlineData("amara")]
    public void ClosedLips_ShutWhateverElseTheMouthDoes(string name)
    {
        var rig = Rigs.Get(name);
        var face = new FaceState { Jaw = .9f, Width = -.7f, FV = .5f, L = 1, Smile = .8f, Closure = 1 };
        Assert.Equal(Inside(rig.Mouth, "MBP"), Inside(Rigs.Paint(rig, face), rig.Mouth));
    }

    [Fact]
    public void AlmostPureShape_IsAlmostItsPatch()
    {
        var rig = Rigs.Get("nora");
        foreach (var patch in new[] { "neutral_j50", "round_j75", "wide_j25", "neutral" })
        {
            var face = PureMouth(patch);
            face.Jaw += .002f;
            var difference = Difference(Inside(rig.Mouth, patch), Inside(Rigs.Paint(rig, face), rig.Mouth));
            Assert.InRange(difference.Mean, 0, .5);
            Assert.InRange(difference.Largest, 0, 40);
        }
    }

    [Theory]
    [InlineData("nora", 1)]
    [InlineData("joe", 2)]
    [InlineData("amara", 3)]
    public void PaintingOnInPlace_EqualsAFreshPainting(string name, int seed)
    {
        var rig = Rigs.Get(name);
        var random = new Random(seed);
        var renderer = new FrameRenderer(rig);
        var picture = Rigs.Picture(rig);
        var face = default(FaceState);
        for (var i = 0; i < 15; i++)
        {
            face = ChangeSome(face, random);
            renderer.Paint(face, picture.View);
            Assert.Equal(Rigs.Pixels(Rigs.Paint(rig, face)), Rigs.Pixels(picture));
        }
    }

    [Fact]
    public void AnotherTarget_IsPaintedWhole()
    {
        var rig = Rigs.Get("joe");
        var renderer = new FrameRenderer(rig);
        var face = new FaceState { Jaw = .4f, Roll = 2 };
        YuvPlanes first = Rigs.Picture(rig), second = Rigs.Picture(rig);
        renderer.Paint(face, first.View);
        renderer.Paint(face, second.View);
        Assert.Equal(Rigs.Pixels(first), Rigs.Pixels(second));
    }

    [Fact]
    public void StillHead_ChangesNothingOutsideMouthAndEyes()
    {
        var rig = Rigs.Get("amara");
        var painted = Rigs.Paint(rig, new FaceState { Jaw = .6f, Lid = .5f, Brow = .5f });
        foreach (var region in new[] { rig.Mouth, rig.Eyes })
        {
            CopyInside(rig.Still, painted, region.Rectangle);
        }
        Assert.Equal(Rigs.Pixels(rig.Still), Rigs.Pixels(painted));
    }

    [Fact]
    public void NumbersOutOfRange_CountAsTheNearestAllowed()
    {
        var rig = Rigs.Get("nora");
        var wild = new FaceState
        {
            Jaw = 7, Width = float.NegativeInfinity, Closure = -3, FV = float.NaN, Smile = -1, Lid = 9, GazeX = float.NaN,
            GazeY = -8, Brow = 5, Yaw = float.PositiveInfinity, Pitch = -1e30f, Roll = float.NaN, Breath = 40,
        };
        var tame = new FaceState
        {
            Jaw = 1, Width = -1, Lid = 1, GazeY = -1, Brow = 1, Yaw = FaceLimits.MostDegrees, Pitch = -FaceLimits.MostDegrees, Breath = 1,
        };
        Assert.Equal(Rigs.Pixels(Rigs.Paint(rig, tame)), Rigs.Pixels(Rigs.Paint(rig, wild)));
    }

    [Theory]
    [InlineData("nora", 11)]
    [InlineData("joe", 12)]
    public void SmallChange_ChangesLittle(string name, int seed)
    {
        var rig = Rigs.Get(name);
        var random = new Random(seed);
        for (var i = 0; i < 15; i++)
        {
            var face = Rigs.RandomFace(random);
            var moved = Nudge(face, random, .004f);
            byte[] before = Rigs.Pixels(Rigs.Paint(rig, face)), after = Rigs.Pixels(Rigs.Paint(rig, moved));
            var difference = Difference(before, after);
            Assert.InRange(difference.Mean, 0, .25);
            Assert.InRange(difference.Largest, 0, 90);
        }
    }

    [Fact]
    public void Painting_AllocatesNothing()
    {
        var rig = Rigs.Get("nora");
        var renderer = new FrameRenderer(rig);
        var picture = Rigs.Picture(rig);
        var random = new Random(5);
        var faces = Enumerable.Range(0, 20).Select(_ => Rigs.RandomFace(random)).ToArray();
        Array.ForEach(faces, face => renderer.Paint(face, picture.View));
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var face in faces)
        {
            renderer.Paint(face, picture.View);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TargetOfAnotherSize_IsRefused()
    {
        var renderer = new FrameRenderer(Rigs.Get("joe"));
        var small = new YuvPlanes(640, 360);
        Assert.Throws<ArgumentException>(() => renderer.Paint(default, small.View));
    }

    private static FaceState PureMouth(string patch) => patch switch
    {
        "neutral" => new FaceState(),
        "MBP" => new FaceState { Closure = 1 },
        "FV" => new FaceState { FV = 1 },
        "TH" => new FaceState { TH = 1 },
        "L" => new FaceState { L = 1 },
        "SZ" => new FaceState { SZ = 1 },
        "CH" => new FaceState { CH = 1 },
        "smile" => new FaceState { Smile = 1 },
        "smile_open" => new FaceState { Smile = 1, Jaw = .22f },
        _ => new FaceState
        {
            Jaw = int.Parse(patch.Split("_j")[1], System.Globalization.CultureInfo.InvariantCulture) / 100f,
            Width = patch.StartsWith("wide", StringComparison.Ordinal) ? 1 : patch.StartsWith("round", StringComparison.Ordinal) ? -1 : 0,
        },
    };

    private static FaceState PureEye(string patch) => patch switch
    {
        "open" => new FaceState(),
        "closed" => new FaceState { Lid = 1 },
        "gaze_left" => new FaceState { GazeX = 1 },
        "gaze_right" => new FaceState { GazeX = -1 },
        "gaze_up" => new FaceState { GazeY = 1 },
        "gaze_down" => new FaceState { GazeY = -1 },
        "brow_up" => new FaceState { Brow = 1 },
        "brow_down" => new FaceState { Brow = -1 },
        _ => new FaceState { Lid = int.Parse(patch[3..], System.Globalization.CultureInfo.InvariantCulture) / 100f },
    };

    /// <summary>As in a session: often only the mouth moves, or only the eyes, or nothing.</summary>
    private static FaceState ChangeSome(FaceState face, Random random)
    {
        var next = Rigs.RandomFace(random);
        if (random.Next(2) == 0)
        {
            (next.Yaw, next.Pitch, next.Roll, next.Breath) = (face.Yaw, face.Pitch, face.Roll, face.Breath);
        }
        if (random.Next(3) == 0)
        {
            (next.Lid, next.GazeX, next.GazeY, next.Brow) = (face.Lid, face.GazeX, face.GazeY, face.Brow);
        }
        return random.Next(6) == 0 ? face : random.Next(8) == 0 ? default : next;
    }

    private static FaceState Nudge(FaceState face, Random random, float step)
    {
        object moved = face;
        foreach (var property in typeof(FaceState).GetProperties())
        {
            property.SetValue(moved, (float)property.GetValue(face)! + step * (2 * random.NextSingle() - 1));
        }
        return (FaceState)moved;
    }

    private static byte[] Inside(FaceRegion region, string patch)
    {
        var planes = region.Patches[region.Names.ToList().IndexOf(patch)];
        return Rows(planes, new PixelRectangle(0, 0, region.Rectangle.Width, region.Rectangle.Height));
    }

    private static byte[] Inside(YuvPlanes picture, FaceRegion region) => Rows(picture, region.Rectangle);

    private static byte[] Rows(YuvPlanes picture, PixelRectangle r)
    {
        var bytes = new List<byte>();
        for (var y = r.Y; y < r.Y + r.Height; y++)
        {
            bytes.AddRange(picture.View.YRow(y).Slice(r.X, r.Width));
        }
        for (var y = r.Y / 2; y < (r.Y + r.Height) / 2; y++)
        {
            bytes.AddRange(picture.View.URow(y).Slice(r.X / 2, r.Width / 2));
            bytes.AddRange(picture.View.VRow(y).Slice(r.X / 2, r.Width / 2));
        }
        return [.. bytes];
    }

    private static void CopyInside(YuvPlanes source, YuvPlanes target, PixelRectangle r)
    {
        for (var y = r.Y; y < r.Y + r.Height; y++)
        {
            source.View.YRow(y).Slice(r.X, r.Width).CopyTo(target.View.YRow(y)[r.X..]);
            source.View.URow(y / 2).Slice(r.X / 2, r.Width / 2).CopyTo(target.View.URow(y / 2)[(r.X / 2)..]);
            source.View.VRow(y / 2).Slice(r.X / 2, r.Width / 2).CopyTo(target.View.VRow(y / 2)[(r.X / 2)..]);
        }
    }

    private static (double Mean, int Largest) Difference(byte[] a, byte[] b)
    {
        var differences = a.Zip(b, (x, y) => Math.Abs(x - y)).ToArray();
        return (differences.Average(), differences.Max());
    }
}
