using System.Text.Json;
using Visavis.Engine.Faces;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Native;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Tests.Faces;
using Visavis.Engine.Tests.FaceMesh;
using Visavis.Engine.Tests.Media;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>Packs of strangers, painted and read back by the face mesh.</summary>
public sealed class PackBuilderTests(PhotoFiles files) : IClassFixture<PhotoFiles>
{
    private static readonly PackBuilder Builder = new(TestFaces.Models, AssetFolders.Avatars, new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System));

    [Theory]
    [InlineData("child")]
    [InlineData("open-smile")]
    [InlineData("elder-beard")]
    public async Task Stranger_SpeaksAndBlinks(string name)
    {
        var rig = AvatarRig.Load(await BuildAsync(name));
        FaceState[] faces =
        [
            default, new() { Jaw = .25f }, new() { Jaw = .5f }, new() { Jaw = 1 }, new() { Jaw = .6f, Closure = 1 }, new() { Jaw = .25f, Width = -1 }, new() { Lid = 1 }, new() { Yaw = 4, Pitch = 2 },
        ];
        // Each face for a while, so that the encoder shows it as it is.
        var measures = Recording.Measure(rig, faces.SelectMany(face => Enumerable.Repeat(face, 10)));
        var (rest, jaw25, jaw50, jaw100, closed, round, blink, turned) = (measures[9], measures[19], measures[29], measures[39], measures[49], measures[59], measures[69], measures[79]);

        Assert.InRange(rest.Open, -.02f, .025f);
        Assert.InRange(closed.Open, -.02f, .025f);
        Assert.InRange(jaw25.Open, .035f, jaw50.Open - .015f);
        Assert.InRange(jaw100.Open, jaw50.Open + .03f, .4f);
        Assert.InRange(round.Width, .4f, .9f * rest.Width);
        Assert.InRange(blink.Ear, 0, .6f * rest.Ear);
        Assert.InRange(turned.Open, -.02f, .03f);
    }

    [Fact]
    public async Task Patches_MeetThePictureAtTheirEdges()
    {
        var folder = await BuildAsync("glasses-knot");
        using var pack = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "pack.json")));
        var picture = PictureFile.Read(Path.Combine(folder, "base.png"));
        foreach (var region in (string[])["mouth", "eyes"])
        {
            int[] r = [.. pack.RootElement.GetProperty("rects").GetProperty(region).EnumerateArray().Select(v => v.GetInt32())];
            foreach (var patch in pack.RootElement.GetProperty("patches").GetProperty(region).EnumerateObject())
            {
                var pixels = PictureFile.Read(Path.Combine(folder, patch.Value.GetProperty("file").GetString()!));
                Assert.Equal((r[2], r[3]), (pixels.Width, pixels.Height));
                for (var x = 0; x < r[2]; x++)
                {
                    Assert.InRange(Math.Abs(pixels.Samples[3 * x] - picture.Samples[(r[1] * picture.Width + r[0] + x) * 3]), 0, 12);
                }
            }
        }
    }

    [Fact]
    public async Task SmallPortraitPicture_FillsTheFrame()
    {
        var photo = files.Write("narrow.png", TestFaces.Presenter("joe").Placed(500, 640, .8f));

        var rig = AvatarRig.Load(await BuildFileAsync(photo, "narrow"));

        Assert.Equal((1280, 720), (rig.Width, rig.Height));
    }

    [Fact]
    public async Task UnfitPhoto_LeavesNothing()
    {
        var photo = files.Write("nobody.png", new RgbPicture(640, 480));

        var refusal = await Assert.ThrowsAsync<PortraitException>(() => BuildFileAsync(photo, "nobody"));

        Assert.Equal("no_face", refusal.Code);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(files.Of("x"))!, "nobody.pack*"));
    }

    [Fact]
    public async Task CancelledBuild_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Immediate(step =>
        {
            if (step.Stage == "painting")
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Builder.BuildPhotoAsync(
            Portrait("child"), files.Of("cancelled.pack"), new PackCard("c", "C", null, null), progress, cancel.Token));

        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(files.Of("x"))!, "cancelled.pack*"));
    }

    [Fact]
    public async Task Progress_RisesThroughAllStages()
    {
        var steps = new List<PackProgress>();

        await Builder.BuildPhotoAsync(Portrait("fringe-red"), files.Of("progress.pack"), new PackCard("p", "P", null, null), new Immediate(steps.Add), default);

        Assert.Equal(["decoding", "finding", "checking", "cutting", "shaping", "painting", "saving"], steps.Select(step => step.Stage).Distinct());
        Assert.Equal(steps.Select(step => step.Share).Order(), steps.Select(step => step.Share));
        Assert.Equal(1, steps[^1].Share);
    }

    [Fact]
    public async Task Build_GivesWayToLiveSessions()
    {
        List<(string Stage, int Nice)> seen = [];

        await Builder.BuildPhotoAsync(Portrait("child"), files.Of("quiet.pack"), new PackCard("q", "Q", null, null), new Immediate(step => seen.Add((step.Stage, NiceThread.Value))), default);

        Assert.All(seen.Where(step => step.Stage != "decoding"), step => Assert.Equal((step.Stage, 10), step));
        Assert.Contains(seen, step => step.Nice == 10);
    }

    private static string Portrait(string name) => Path.Combine(TestAssets.Folder, "portraits", name + ".jpg");

    private Task<string> BuildAsync(string name) => BuildFileAsync(Portrait(name), name);

    private async Task<string> BuildFileAsync(string photo, string name)
    {
        var folder = files.Of(name + ".pack");
        await Builder.BuildPhotoAsync(photo, folder, new PackCard(name, name, null, null), null, default);
        return folder;
    }

    private sealed class Immediate(Action<PackProgress> report) : IProgress<PackProgress>
    {
        public void Report(PackProgress value) => report(value);
    }
}
