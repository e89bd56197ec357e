using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Lipsync;

/// <summary>The life of a face over minutes: nothing jumps, nothing comes again.</summary>
public sealed class FaceLifeTests
{
    private const float Frame = 1f / MediaTime.FramesPerSecond;

    /// <summary>Breath is the most regular; what loops correlates by 1.</summary>
    [Theory]
    [InlineData(1u)]
    [InlineData(42u)]
    [InlineData(3_000_000_000u)]
    public void TenMinutes_NoMotionComesAgainWithinAMinute(uint seed)
    {
        var life = new FaceLife(seed);
        var faces = Enumerable.Range(0, 600 * MediaTime.FramesPerSecond).Select(frame => life.At(MediaTime.FromFrames(frame))).ToArray();

        foreach (var channel in (Func<FaceState, float>[])[face => face.Yaw, face => face.Pitch, face => face.Roll, face => face.GazeX, face => face.Breath])
        {
            var values = faces.Select(face => (double)channel(face)).ToArray();
            for (var lag = 10.0; lag <= 60; lag += .2)
            {
                Assert.InRange(Correlation(values, (int)(lag * MediaTime.FramesPerSecond)), -.75, .75);
            }
        }
    }

    [Fact]
    public void WhateverIsSaidOrCut_NothingJumps()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (life, faces) = (new FaceLife((uint)seed), new List<FaceState>());
            for (var frame = 0; frame < 30 * MediaTime.FramesPerSecond; frame++)
            {
                Disturb(life, random, MediaTime.FromFrames(frame));
                faces.Add(life.At(MediaTime.FromFrames(frame)));
            }
            AssertSmooth(faces, face => face.Yaw, FaceSpeed.Degrees, FaceSpeed.DegreesUp);
            AssertSmooth(faces, face => face.Pitch, FaceSpeed.Degrees, FaceSpeed.DegreesUp);
            AssertSmooth(faces, face => face.Roll, FaceSpeed.Degrees, FaceSpeed.DegreesUp);
            AssertSmooth(faces, face => face.Brow, FaceSpeed.Brow, FaceSpeed.BrowUp);
            AssertSmooth(faces, face => face.Smile, FaceSpeed.Smile, FaceSpeed.SmileUp);
            AssertSmooth(faces, face => face.Breath, 2.2f, 10);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void BargeIn_LooksAsideUntilItSpeaksAgain()
    {
        var aside = Enumerable.Range(0, 20).Count(seed =>
        {
            var life = new FaceLife((uint)seed);
            life.Speak(MediaTime.Zero, Marks.Even("hɑthɑthɑthɑt", 100));
            life.Cut(MediaTime.FromSeconds(1));
            return Enumerable.Range(0, 5 * MediaTime.FramesPerSecond).Select(frame => life.At(MediaTime.FromFrames(frame))).Any(face => face.GazeY > .2f && Math.Abs(face.GazeX) > .3f);
        });

        Assert.InRange(aside, 18, 20);
    }

    [Fact]
    public void FirstWords_ComeWithASmile()
    {
        var (spoken, silent) = (new FaceLife(4), new FaceLife(4));
        spoken.Speak(MediaTime.FromSeconds(1), Marks.Even("hɑthɑthɑthɑthɑthɑt", 100));
        var frames = Enumerable.Range(0, 60).Select(frame => MediaTime.FromFrames(frame)).ToList();

        var more = frames.Select(frame => spoken.At(frame).Smile).Zip(frames.Select(frame => silent.At(frame).Smile), (a, b) => a - b).ToList();

        Assert.Equal(0, more[0]);
        Assert.InRange(more.Max(), .12f, .25f);
    }

    [Fact]
    public void NoAmounts_NoMotion()
    {
        var life = new FaceLife(9, new LifeAmounts(0, 0, 0, 0, 0, 0));
        life.Speak(MediaTime.FromSeconds(1), Marks.Even("hɑthɑthɑthɑthɑthɑt", 100));

        var faces = Enumerable.Range(0, 20 * MediaTime.FramesPerSecond).Select(frame => life.At(MediaTime.FromFrames(frame)) with { Lid = 0 }).Distinct();

        Assert.Equal([new FaceState { Brow = .06f }], faces);
    }

    private static void Disturb(FaceLife life, Random random, MediaTime now)
    {
        switch (random.Next(60))
        {
            case 0:
                life.Speak(now + MediaTime.FromMilliseconds(random.Next(-100, 500)), Marks.Random(random.Next(), random.Next(1, 40)));
                break;
            case 1:
                life.Cut(now + MediaTime.FromMilliseconds(random.Next(0, 300)));
                break;
            case 2:
                life.Forget(now);
                break;
        }
    }

    private static void AssertSmooth(List<FaceState> faces, Func<FaceState, float> channel, float velocity, float acceleration)
    {
        var speeds = faces.Zip(faces.Skip(1), (a, b) => (channel(b) - channel(a)) / Frame).ToList();
        Assert.InRange(speeds.Max(Math.Abs), 0, velocity * 1.001f);
        Assert.InRange(speeds.Zip(speeds.Skip(1), (a, b) => Math.Abs(b - a) / Frame).Max(), 0, acceleration * 1.01f);
    }

    private static double Correlation(double[] values, int lag)
    {
        var (mean, count) = (values.Average(), values.Length - lag);
        double ab = 0, aa = 0;
        for (var i = 0; i < count; i++)
        {
            ab += (values[i] - mean) * (values[i + lag] - mean);
        }
        foreach (var value in values)
        {
            aa += (value - mean) * (value - mean) * count / values.Length;
        }
        return ab / aa;
    }
}
