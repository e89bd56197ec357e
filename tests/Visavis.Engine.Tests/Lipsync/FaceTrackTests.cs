using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Lipsync;

public sealed class FaceTrackTests
{
    [Theory]
    [InlineData(1u)]
    [InlineData(77u)]
    [InlineData(4_000_000_000u)]
    public void TenMinutes_TenToTwentyBlinksAMinute_Irregular_EachShutInOnePicture(uint seed)
    {
        var starts = new List<double>();
        var shut = 0;
        var before = 0f;
        foreach (var (time, face) in Listen(new FaceTrack(seed), 600))
        {
            if (face.Lid > 0 && before == 0)
            {
                starts.Add(time);
            }
            shut += face.Lid == 1 && before < 1 ? 1 : 0;
            before = face.Lid;
        }
        var gaps = starts.Zip(starts.Skip(1), (a, b) => b - a).ToList();

        Assert.InRange(starts.Count / 10.0, 10, 20);
        Assert.InRange(starts.Count - shut, 0, 1); // the last may still be falling
        Assert.True(gaps.Max() - gaps.Min() > 2);
    }

    [Fact]
    public void Listener_MouthShut_AndNeverFrozen()
    {
        var faces = Listen(new FaceTrack(3), 60).Select(frame => frame.Face).ToList();

        Assert.Equal((0f, 0f, 0f), (faces.Max(face => face.Jaw), faces.Max(face => face.Closure), faces.Max(face => face.FV)));
        Assert.All(faces.Zip(faces.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.InRange(faces.Max(face => Math.Abs(face.Yaw)), .5f, 2.5f);
        Assert.InRange(faces.Max(face => Math.Abs(face.GazeX)), .1f, .4f);
        Assert.All(faces, face => Assert.InRange(face.Smile, .2f, .25f));
    }

    [Fact]
    public void SameSeed_SameFaces_HoweverFarAheadSpeechIsAdded()
    {
        var marks = Marks.Random(3, 50);
        var start = MediaTime.FromSeconds(2);
        var (early, late) = (new FaceTrack(5), new FaceTrack(5));
        early.Speak(start, marks);
        var first = Listen(early, 10).Select(frame => frame.Face).ToList();
        var second = new List<FaceState>();
        for (var frame = 0; frame < 250; frame++)
        {
            if (frame == 30)
            {
                late.Speak(start, marks);
            }
            second.Add(late.At(MediaTime.FromFrames(frame)));
        }

        Assert.Equal(first.Select(Mouth), second.Select(Mouth));
        Assert.NotEqual(first.Select(face => face.Yaw), Listen(new FaceTrack(6), 10).Select(frame => frame.Face.Yaw));
    }

    [Fact]
    public void SpeechAddedTooLate_NothingJumps()
    {
        var track = new FaceTrack(2);
        var faces = new List<FaceState>();
        for (var frame = 0; frame < 100; frame++)
        {
            if (frame == 50)
            {
                track.Speak(MediaTime.FromFrames(49), Marks.Even("ɑɑɑɑɑɑɑ", 200));
            }
            faces.Add(track.At(MediaTime.FromFrames(frame)));
        }

        Assert.InRange(faces.Zip(faces.Skip(1), (a, b) => Math.Abs(a.Jaw - b.Jaw)).Max(), .2f, .53f);
        Assert.InRange(faces.Zip(faces.Skip(1), (a, b) => Math.Abs(a.Brow - b.Brow)).Max(), .01f, .25f);
    }

    [Fact]
    public void PhraseEnd_DrawsABlinkToIt()
    {
        var drawn = Enumerable.Range(0, 200).Count(seed =>
        {
            var track = new FaceTrack((uint)seed);
            track.Speak(MediaTime.FromSeconds(1), Marks.Even("hɑthɑthɑthɑthɑthɑthɑthɑt", 80));
            return Listen(track, 5).Any(frame => frame.Time is > 2.9 and < 3.3 && frame.Face.Lid > 0);
        });

        Assert.InRange(drawn, 60, 200);
    }

    [Fact]
    public void Stress_RaisesBrowsAndNods()
    {
        var track = new FaceTrack(8);
        var silent = Listen(new FaceTrack(8), 3).Select(frame => frame.Face).ToList();
        track.Speak(MediaTime.FromSeconds(1), Marks.Even("ɑt", 200));
        var spoken = Listen(track, 3).Select(frame => frame.Face).ToList();

        Assert.InRange(spoken.Zip(silent, (a, b) => a.Brow - b.Brow).Max(), .1f, .6f);
        Assert.InRange(spoken.Zip(silent, (a, b) => b.Pitch - a.Pitch).Max(), .3f, 1.5f);
    }

    private static (float, float, float, float) Mouth(FaceState face) => (face.Jaw, face.Width, face.Closure, face.FV);

    private static IEnumerable<(double Time, FaceState Face)> Listen(FaceTrack track, double seconds)
    {
        for (var frame = 0; frame < seconds * MediaTime.FramesPerSecond; frame++)
        {
            yield return (frame / (double)MediaTime.FramesPerSecond, track.At(MediaTime.FromFrames(frame)));
        }
    }
}
