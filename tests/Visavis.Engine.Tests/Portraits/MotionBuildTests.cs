using System.Globalization;
using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Tests.Faces;
using Visavis.Engine.Tests.Media;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>Clips made for these tests: motion that is known, and what will not do.</summary>
public sealed class MotionBuildTests(ClipFiles files) : IClassFixture<ClipFiles>
{
    private static readonly ClipDecoder Decoder = new(new ClipDecoderOptions(), TimeProvider.System);

    /// <summary>About the picture's middle, clockwise, in radians.</summary>
    private static float Turn(int frame) => .03f * MathF.Sin(frame * MathF.Tau / 100);

    [Fact]
    public async Task KnownMotion_IsFoundToAPixel()
    {
        // The face stands beside the middle, so that it moves by nine pixels each way as well as it turns.
        var clip = files.Moved("turning.mp4", ClipFiles.Portrait("glasses-knot.jpg"), 5, "scale=-2:620,pad=1280:720:120:40:0x808890,rotate=0.03*sin(2*PI*n/100):bilinear=1");
        var tracking = new ClipTracking(TestFaces.Models);
        await foreach (var picture in Decoder.DecodeAsync(clip, default))
        {
            tracking.Add(picture);
        }
        var (track, plan) = (tracking.Track, LoopPlan.Cut(0, 100));
        using var frames = await LoopFrames.ReadAsync(Decoder, clip, plan, files.Of("frames"), default);
        var first = frames[0];
        var face = new FaceReader(TestFaces.Models).ReadAveraged(first, track.Face(0));

        var maps = LoopMaps.Of(plan, frames, track, new FaceAlignment(first, face, track.Places, TestFaces.Models.Topology), _ => { });

        // What is painted: lips, chin, brows and lids.
        foreach (var (i, map) in maps.Index())
        {
            foreach (var point in (int[])[61, 291, 13, 152, 105, 334, 159, 386, 1])
            {
                Assert.InRange(Vector2.Distance(map.At(Turned(face.Flat(point), Turn(i))), face.Flat(point)), 0, 1);
            }
            Assert.All(map.Light, light => Assert.InRange(light, -3, 3));
        }
    }

    [Fact]
    public async Task UprightWebm_BecomesAPackThatSpeaks()
    {
        var clip = files.Make("upright.webm", "-loop", "1", "-framerate", "25", "-i", ClipFiles.Portrait("fringe-red.jpg"), "-t", "5",
            "-vf", "scale=540:-2,rotate=0.02*sin(2*PI*n/120):bilinear=1,crop=360:640,format=yuv420p", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "3M");

        var rig = AvatarRig.Load(await BuildAsync(clip, "upright"));

        Assert.Equal((1280, 720, 0f), (rig.Width, rig.Height, rig.Life.Head));
    }

    public static TheoryData<string, string> Unfit => new()
    {
        { "no_face", "No face is seen for long enough: send a clip that shows one person's face from the front all the time." },
        { "several_faces", "The clip shows more than one face: send one of the person who is to speak alone." },
        { "talks", "The person speaks: send a clip in which the person listens with a closed mouth for at least four seconds on end." },
        { "blurred", "The clip is blurred: send a sharper one." },
        { "still", "Nothing moves in the clip: send one of a living person, or make a photo avatar of the picture." },
        { "too_short", "The clip is 3.0 s long; at least 5 s are needed: send a longer one." },
        { "unreadable", "The file is a still picture, not a clip: send mp4, mov or webm, or make a photo avatar of it." },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task UnfitClip_SaysWhyAndLeavesNothing(string code, string message)
    {
        const string sway = "rotate=0.02*sin(2*PI*n/90):bilinear=1";
        var (nora, joe) = (PhotoFiles.Presenter("nora"), PhotoFiles.Presenter("joe"));
        string[] h264 = ["-c:v", "libx264", "-preset", "ultrafast"];
        var clip = code switch
        {
            "no_face" => files.Make("nobody.mp4", ["-f", "lavfi", "-i", "testsrc2=s=1280x720:d=5:r=25", .. h264]),
            "several_faces" => files.Make("two.mp4", ["-loop", "1", "-framerate", "25", "-i", nora, "-loop", "1", "-framerate", "25", "-i", joe, "-t", "5",
                "-filter_complex", $"[0]crop=640:720[a];[1]crop=640:720[b];[a][b]hstack,{sway},format=yuv420p", .. h264]),
            "talks" => files.Make("talks.mp4", ["-loop", "1", "-framerate", "25", "-i", nora, "-loop", "1", "-framerate", "25", "-i", Path.Combine(AssetFolders.Avatars, "nora", "mouth", "neutral_j75.png"), "-t", "5",
                "-filter_complex", $"[0][1]overlay={Corner("nora")}:enable='lt(mod(n,25),10)',{sway},format=yuv420p", .. h264]),
            "blurred" => files.Moved("blurred.mp4", nora, 5, $"gblur=sigma=7,{sway}"),
            "still" => files.Moved("still.mp4", nora, 5, "null"),
            "too_short" => files.Moved("short.mp4", nora, 3, sway),
            _ => ClipFiles.Portrait("child.jpg"),
        };

        var refusal = await Assert.ThrowsAsync<PortraitException>(() => BuildAsync(clip, code));

        Assert.Equal((code, message), (refusal.Code, refusal.Message));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(files.Of("x"))!, code + ".pack*"));
    }

    [Theory]
    [InlineData("tracking")]
    [InlineData("painting")]
    [InlineData("encoding")]
    public async Task CancelledBuild_LeavesNothing(string stage)
    {
        using var cancel = new CancellationTokenSource();
        var progress = new MotionPack.Immediate(step =>
        {
            if (step.Stage == stage && step.Share > 0)
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MotionPack.Builder.BuildMotionAsync(
            ClipFiles.Listening, files.Of("cancelled.pack"), new PackCard("c", "C", null, null), progress, cancel.Token));

        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(files.Of("x"))!, "cancelled.pack*"));
    }

    private async Task<string> BuildAsync(string clip, string name)
    {
        var folder = files.Of(name + ".pack");
        await MotionPack.Builder.BuildMotionAsync(clip, folder, new PackCard(name, name, null, null), null, default);
        return folder;
    }

    /// <summary>Where a place of the unturned picture is in a turned one.</summary>
    private static Vector2 Turned(Vector2 place, float angle)
    {
        var middle = new Vector2(639.5f, 359.5f);
        var (sin, cos) = MathF.SinCos(angle);
        var way = place - middle;
        return middle + new Vector2(cos * way.X - sin * way.Y, sin * way.X + cos * way.Y);
    }

    private static string Corner(string presenter)
    {
        using var pack = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AssetFolders.Avatars, presenter, "pack.json")));
        var mouth = pack.RootElement.GetProperty("rects").GetProperty("mouth");
        return string.Create(CultureInfo.InvariantCulture, $"{mouth[0].GetInt32()}:{mouth[1].GetInt32()}");
    }
}
