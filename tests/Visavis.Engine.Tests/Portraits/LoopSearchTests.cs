using System.Numerics;
using Visavis.Engine.Portraits;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>Where loops close, on clips that exist only as tracks.</summary>
public sealed class LoopSearchTests
{
    /// <summary>Sways with two times that meet again after 160 frames and after 320.</summary>
    private static Vector2 Sway(int i) => new(12 * MathF.Sin(i * MathF.Tau / 160), 5 * MathF.Sin(i * MathF.Tau / 80 + 1));

    /// <summary>Never where it was: a slow drift with swaying.</summary>
    private static Vector2 Drift(int i) => Sway(i) * .6f + new Vector2(.25f * i, .05f * i);

    [Fact]
    public void SwayThatComesBack_IsLoopedForwardsForLong()
    {
        var track = SyntheticTracks.Of(420, Sway);

        var plan = Plan(track);

        Assert.Equal(LoopSeam.Fade, plan.Seam);
        Assert.Equal(320, plan.Frames.Count);
        AssertSmooth(track, plan);
    }

    [Fact]
    public void ClipMadeToLoop_IsPlayedWhole()
    {
        var track = SyntheticTracks.Of(160, Sway);

        var plan = Plan(track);

        Assert.Equal(LoopSeam.Cut, plan.Seam);
        Assert.InRange(plan.Frames.Count, 156, 160);
        AssertSmooth(track, plan);
    }

    [Fact]
    public void HeadThatDrifts_IsPlayedBackAndForth()
    {
        var track = SyntheticTracks.Of(400, Drift);

        var plan = Plan(track);

        Assert.Equal(LoopSeam.Turn, plan.Seam);
        Assert.InRange(plan.Frames.Count, 2 * 100, 520);
        AssertSmooth(track, plan);
    }

    [Fact]
    public void SameHeadInOtherLight_IsNotFaded()
    {
        var track = SyntheticTracks.Of(300, Sway, light: i => (byte)(i / 10));

        Assert.Equal(LoopSeam.Turn, Plan(track).Seam);
    }

    [Fact]
    public void Turns_ReverseWithoutAJolt()
    {
        // At a pixel a frame through both turns.
        var plan = LoopPlan.Turn(0, 100);
        float[] places = [.. plan.Frames.Select(frame => frame.First + frame.Share * (frame.Second - frame.First))];

        Assert.Equal((0f, 100f), (places.Min(), places.Max()));
        for (var i = 0; i < places.Length; i++)
        {
            float before = places[(i + places.Length - 1) % places.Length], after = places[(i + 1) % places.Length];
            Assert.InRange(MathF.Abs(after - places[i]), 0, 1);
            Assert.InRange(MathF.Abs(after - 2 * places[i] + before), 0, 2f / LoopPlan.TurnFrames + 1e-3f);
        }
    }

    [Fact]
    public void SpokenMiddle_IsLeftOut()
    {
        var track = SyntheticTracks.Of(500, Sway, i => i is > 180 and < 260 && i % 8 < 5 ? .2f : 0);

        var plan = Plan(track);

        Assert.True(plan.To <= 182 || plan.From >= 258);
    }

    public static TheoryData<string, string> Unfit => new()
    {
        { "no_face", "No face is seen for long enough: send a clip that shows one person's face from the front all the time." },
        { "several_faces", "The clip shows more than one face: send one of the person who is to speak alone." },
        { "too_small", "The face is too small (42 pixels between the eyes at a width of 1280, at least 56 are needed): send a clip taken from closer." },
        { "turned", "The face is turned too far away: send a clip taken from the front." },
        { "moves", "The head moves too much: send a clip of a person who listens calmly." },
        { "talks", "The person speaks: send a clip in which the person listens with a closed mouth for at least four seconds on end." },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void UnfitClip_SaysWhy(string code, string message)
    {
        var track = code switch
        {
            "no_face" => SyntheticTracks.Of(200, Sway, missing: i => i % 40 < 25),
            "too_small" => SyntheticTracks.Of(200, Sway, size: .4f),
            "turned" => SyntheticTracks.Of(200, Sway, yaw: _ => 40),
            "moves" => SyntheticTracks.Of(200, i => 6 * Sway(8 * i)),
            "talks" => SyntheticTracks.Of(200, Sway, i => i % 50 < 8 ? .15f : 0),
            _ => SyntheticTracks.Of(200, Sway),
        };

        var refusal = Assert.Throws<PortraitException>(() => ClipChecks.Runs(track, code == "several_faces"));

        Assert.Equal((code, message), (refusal.Code, refusal.Message));
    }

    [Fact]
    public void FaceLostForAMoment_GoesOnEvenly()
    {
        var track = SyntheticTracks.Of(200, Drift, missing: i => i is 50 or 51 or 120);

        Assert.Equal([(0, 200)], ClipChecks.Runs(track, false));
        Assert.All(track.Steps, step => Assert.InRange(step, 0, 1.5f));
    }

    private static LoopPlan Plan(ClipTrack track) => new LoopSearch(track).Find(ClipChecks.Runs(track, false));

    /// <summary>No step of what is played, its seam included, is larger than the clip's own largest.</summary>
    private static void AssertSmooth(ClipTrack track, LoopPlan plan)
    {
        Vector2[] places = [.. plan.Frames.Select(frame => Vector2.Lerp(track.Face(frame.First).Flat(1), track.Face(frame.Second).Flat(1), frame.Share))];
        var own = Enumerable.Range(plan.From + 1, plan.To - plan.From - 1).Max(i => Vector2.Distance(track.Face(i).Flat(1), track.Face(i - 1).Flat(1)));
        for (var i = 0; i < places.Length; i++)
        {
            Assert.InRange(Vector2.Distance(places[i], places[(i + 1) % places.Length]), 0, own + 1e-3f);
        }
    }
}
