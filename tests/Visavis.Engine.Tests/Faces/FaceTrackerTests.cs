using System.Diagnostics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Faces;

/// <summary>One face through a clip, and through a gap in it.</summary>
public sealed class FaceTrackerTests
{
    [Fact]
    public void ListeningClip_FaceIsKeptAndBlinks()
    {
        var tracker = new FaceTracker(TestFaces.Models);

        var faces = Frames().Select(picture => tracker.Next(picture)).ToList();

        Assert.Equal(150, faces.Count);
        Assert.All(faces, Assert.NotNull);
        var openness = faces.Select(face => face!.EyeOpenness).Order().ToList();
        var median = openness[75];
        // Shut below .55 of its own median; the clip has two blinks.
        Assert.InRange(openness[0], 0, .55f * median);
        Assert.InRange(faces.Count(face => face!.EyeOpenness < .55f * median), 2, 30);
    }

    [Fact]
    public void FaceGoneAndBack_IsFoundAgain()
    {
        var (tracker, nora, nobody) = (new FaceTracker(TestFaces.Models), TestFaces.Presenter("nora"), new RgbPicture(1280, 720));

        bool[] seen = [.. new[] { nora, nobody, nobody, nora }.Select(picture => tracker.Next(picture) is not null)];

        Assert.Equal([true, false, false, true], seen);
    }

    private static IEnumerable<I420Picture> Frames()
    {
        const int Bytes = 1280 * 720 * 3 / 2;
        var clip = Path.Combine(TestAssets.Folder, "portraits", "listening.mp4");
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-threads", "1", "-i", clip, "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var planes = new byte[Bytes];
        while (process.StandardOutput.BaseStream.ReadAtLeast(planes, Bytes, false) == Bytes)
        {
            yield return new I420Picture(planes, 1280, 720);
        }
        process.WaitForExit();
    }
}
