using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Hearing;

namespace Visavis.Engine.Tests.Hearing;

public sealed class VisemeStreamTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(HearingAssets.Expected).RootElement.GetProperty("viseme");

    [Fact]
    public void Sample_GivesTheLogitsPosesAndClosuresOfTheReference()
    {
        var frames = Hear(HearingAssets.Sample, int.MaxValue);

        Assert.Equal(Expected.GetProperty("melShape")[0].GetInt32(), frames.Count);
        foreach (var at in Expected.GetProperty("logits").EnumerateObject())
        {
            // Softmax takes one number off all logits of a frame.
            var logits = at.Value.EnumerateArray().Select(value => value.GetSingle()).ToArray();
            var offset = logits[0] - frames[int.Parse(at.Name)].Scores[0];
            Assert.All(Enumerable.Range(0, logits.Length), i => Assert.Equal(logits[i] - offset, frames[int.Parse(at.Name)].Scores[i], 2e-3));
        }
        foreach (var at in Expected.GetProperty("pose").EnumerateObject())
        {
            var (pose, value) = (frames[int.Parse(at.Name)].Pose, at.Value);
            float[] actual = [pose.Jaw, pose.Width, pose.Rounding, pose.Closure];
            Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(value[i].GetSingle(), actual[i], 1e-3));
        }
        foreach (var at in Expected.GetProperty("closed").EnumerateObject())
        {
            Assert.Equal(at.Value.GetSingle(), frames[int.Parse(at.Name)].Closed, 1e-3);
        }
    }

    [Fact]
    public void Sample_ClosesTheLipsWhereTheReferenceDoes()
    {
        var shut = new List<bool>();
        var closures = new ClosureRuns();
        Hear(HearingAssets.Sample, int.MaxValue).ForEach(frame => closures.Add(frame.Closed, shut));
        closures.Finish(shut);

        var runs = Enumerable.Range(0, shut.Count).Where(i => shut[i] && (i == 0 || !shut[i - 1])).Select(from => (from, shut.IndexOf(false, from)));
        Assert.Equal(Expected.GetProperty("closures").EnumerateArray().Select(run => (run[0].GetInt32(), run[1].GetInt32())), runs);
    }

    [Fact]
    public void Pieces_DoNotMatter()
    {
        var sound = HearingAssets.Sample.AsSpan(0, 16_050).ToArray();
        var whole = Hear(sound, int.MaxValue);
        Prop.ForAll(Gen.Choose(1, 5000).ToArbitrary(), piece =>
        {
            var frames = Hear(sound, piece);
            return frames.Count == whole.Count && frames.Zip(whole).All(pair => Near(pair.First, pair.Second));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(160, 1)]
    [InlineData(161, 2)]
    [InlineData(4001, 26)]
    public void Length_GivesOneFrameForEveryBegunHundredth(int samples, int frames) =>
        Assert.Equal(frames, Hear(new float[samples], 700).Count);

    private static bool Near(VisemeFrame a, VisemeFrame b) =>
        Enumerable.Range(0, VisemeScores.Count).All(i => Math.Abs(a.Scores[i] - b.Scores[i]) < 1e-4) && Math.Abs(a.Closed - b.Closed) < 1e-4;

    private static List<VisemeFrame> Hear(float[] sound, int piece)
    {
        var stream = new VisemeStream(HearingAssets.Net);
        var frames = new List<VisemeFrame>();
        for (var at = 0; at < sound.Length; at += Math.Min(piece, sound.Length - at))
        {
            stream.Push(sound.AsSpan(at, Math.Min(piece, sound.Length - at)), frames);
        }
        stream.Finish(frames);
        return frames;
    }
}
