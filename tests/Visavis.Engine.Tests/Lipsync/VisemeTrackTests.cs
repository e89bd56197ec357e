using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Tests.Lipsync;

public sealed class VisemeTrackTests
{
    private static readonly MediaTime Begin = MediaTime.FromSeconds(1);

    [Fact]
    public void AnyPhonemes_LipsShutInAPictureOfEachClosure_WhateverThePhase() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (seed, phase) =>
        {
            var marks = Marks.Random(seed, 40);
            var track = new FaceTrack(1);
            track.Speak(Begin, marks);
            var frames = Frames(track, (int)((uint)phase % MediaTime.SamplesPerFrame), 12);
            return marks.Where(mark => "pbm".Contains(mark.Symbol)).All(mark => Near(frames, mark).Any(face => face.Closure >= .97f));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyPhonemes_LowerLipUnderTeethInAPictureOfEachFV() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var marks = Marks.Random(seed, 40);
            var track = new FaceTrack(1);
            track.Speak(Begin, marks);
            var frames = Frames(track, 0, 12);
            return marks.Where(mark => "fv".Contains(mark.Symbol)).All(mark => Near(frames, mark).Any(face => face.FV >= .97f));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyPhonemes_NumbersStayInRangeAndMoveSmoothly() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var track = new VisemeTrack();
            track.Add(Begin, Marks.Random(seed, 40));
            var before = new FaceState();
            return Enumerable.Range(0, 12_000).All(ms =>
            {
                var face = Mouth(track, ms);
                var jump = Math.Max(Math.Abs(face.Jaw - before.Jaw), Math.Max(Math.Abs(face.Width - before.Width), Math.Abs(face.Closure - before.Closure)));
                before = face;
                return face.Jaw is >= 0 and <= 1 && Math.Abs(face.Width) <= 1 && face.Closure is >= 0 and <= 1 && jump < .03f;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void PauseOverThreeHundred_MouthShut_AndCalmInAShortOne()
    {
        var track = new VisemeTrack();
        track.Add(Begin, Marks.Even("ɑtɑ ɑtɑ", pause: 320));
        var shortPause = new VisemeTrack();
        shortPause.Add(Begin, Marks.Even("ɑtɑ ɑtɑ", pause: 200));

        Assert.InRange(Mouth(track, 1370).Jaw, 0, .04f);
        Assert.InRange(Mouth(shortPause, 1310).Jaw, .03f, .35f);
    }

    [Fact]
    public void Vowel_IsWidestLeadBeforeItsMiddle()
    {
        var track = new VisemeTrack();
        track.Add(Begin, Marks.Even("tɑt", 120));

        var widest = Enumerable.Range(1000, 400).MaxBy(ms => Mouth(track, ms).Jaw);

        Assert.InRange(VisemeTrack.Lead.Milliseconds, 1, 40);
        Assert.InRange(1180 - widest, VisemeTrack.Lead.Milliseconds - 3, VisemeTrack.Lead.Milliseconds + 3);
    }

    [Fact]
    public void StressedOpenVowel_OpensBeyondSixtyPercent_UnstressedAndFastDoesNot()
    {
        Assert.InRange(WidestOf(Marks.Even("hɑt", 220)), .6f, .8f);
        Assert.InRange(WidestOf([.. Marks.Even("hɑt", 60).Select(mark => mark with { Stress = 0 })]), .2f, .5f);
    }

    [Fact]
    public void RoundedNeighbour_RoundsTheConsonant()
    {
        var (rounded, spread) = (new VisemeTrack(), new VisemeTrack());
        rounded.Add(Begin, Marks.Even("utu"));
        spread.Add(Begin, Marks.Even("iti"));

        Assert.True(Mouth(rounded, 1090).Width < -.4f);
        Assert.True(Mouth(spread, 1090).Width > .3f);
    }

    [Fact]
    public void Cut_MouthFallsShutWithoutAJump()
    {
        var track = new VisemeTrack();
        track.Add(Begin, Marks.Even("hɑɪtɑtɑmɑtɑ", 120));
        var before = Mouth(track, 1150);
        track.Cut(MediaTime.FromMilliseconds(1180));
        var jaws = Enumerable.Range(1150, 300).Select(ms => Mouth(track, ms).Jaw).ToList();

        Assert.Equal(before.Jaw, jaws[0]);
        Assert.True(before.Jaw > .4f);
        Assert.True(jaws.Zip(jaws.Skip(1), (a, b) => Math.Abs(a - b)).Max() < .03f);
        Assert.InRange(jaws[200], 0, .04f);
    }

    [Fact]
    public void Forget_ChangesNoLaterState()
    {
        var marks = Marks.Random(5, 60);
        var (kept, forgetful) = (new FaceTrack(9), new FaceTrack(9));
        kept.Speak(Begin, marks);
        forgetful.Speak(Begin, marks);
        for (var frame = 0L; frame < 300; frame++)
        {
            var time = MediaTime.FromFrames(frame);
            forgetful.Forget(time);
            Assert.Equal(kept.At(time), forgetful.At(time));
        }
    }

    private static float WidestOf(PhonemeMark[] marks)
    {
        var track = new VisemeTrack();
        track.Add(Begin, marks);
        return Enumerable.Range(1000, 800).Max(ms => Mouth(track, ms).Jaw);
    }

    private static FaceState Mouth(VisemeTrack track, double milliseconds)
    {
        var face = new FaceState();
        track.Fill(ref face, MediaTime.FromMilliseconds(milliseconds));
        return face;
    }

    private static List<(MediaTime Time, FaceState Face)> Frames(FaceTrack track, int phase, double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * MediaTime.FramesPerSecond)).Select(frame =>
        {
            var time = MediaTime.FromFrames(frame) + new MediaTime(phase);
            return (time, track.At(time));
        })];

    private static IEnumerable<FaceState> Near(List<(MediaTime Time, FaceState Face)> frames, PhonemeMark mark)
    {
        var around = MediaTime.FromMilliseconds(20);
        return frames.Where(frame => frame.Time >= Begin + mark.Start - around && frame.Time <= Begin + mark.End + around).Select(frame => frame.Face);
    }
}
