using Visavis.Engine.Tests.Media;
using Visavis.Engine.Speech.Heart;

namespace Visavis.Engine.Tests.Speech.Heart;

public sealed class HeartModelTests
{
    private static readonly float[] Unchanged = [1];

    [Theory]
    [InlineData("heart_1")]
    [InlineData("heart_2")]
    [InlineData("heart_3")]
    public void ReferenceSentence_HasTheReferenceLengthsAndSound(string name)
    {
        var vector = HeartVector.Read(name);

        using var run = HeartVoice.Model.Run(vector.Phonemes, 1, Unchanged);

        Assert.Equal(Starts(vector.Durations), Enumerable.Range(-1, vector.Durations.Length).Select(run.Start));
        Assert.Equal(vector.F0.Select(f => f > 40), run.F0.Select(f => f > 40));
        Assert.Equal(vector.Sound.Length, run.Length);
        Assert.True(Decibels.Snr(vector.Sound, run.Sound) >= 60, $"{Decibels.Snr(vector.Sound, run.Sound):0.0} dB");
    }

    [Fact]
    public void LowerPitchAtAnotherSpeed_IsTheReferenceOfTheMaleVariant()
    {
        var vector = HeartVector.Read("heart_male", "heart_male_before_resampling");

        using var run = HeartVoice.Model.Run("tˈu blˈu fˈɪʃ swˈæm ɪn ðə tˈæŋk.", 1 / 0.82f, new[] { 0.7f });

        Assert.Equal(Starts(vector.Durations), Enumerable.Range(-1, vector.Durations.Length).Select(run.Start));
        Assert.True(Decibels.Snr(vector.Sound, run.Sound) >= 60, $"{Decibels.Snr(vector.Sound, run.Sound):0.0} dB");
    }

    [Fact]
    public void ReferencePitch_GivesTheReferencePulses()
    {
        var vector = HeartVector.Read("heart_1");
        var first = vector.Json.GetProperty("pulses_first_voiced");
        var at = first.GetProperty("index").GetInt32();
        var expected = first.GetProperty("values").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        var pulses = new float[vector.F0.Length * HeartSynthesis.Hop];

        new HeartSynthesis().Pulses(vector.F0, pulses);

        Assert.All(expected.Zip(pulses.Skip(at)), pair => Assert.Equal(pair.First, pair.Second, 0.01));
    }

    [Fact]
    public void SameInputTwice_GivesTheSameSamples()
    {
        using var first = HeartVoice.Model.Run("jˈɛs.", 1, Unchanged);
        using var second = HeartVoice.Model.Run("jˈɛs.", 1, Unchanged);

        Assert.True(first.Sound.SequenceEqual(second.Sound));
    }

    private static IEnumerable<int> Starts(float[] durations)
    {
        var sum = 0;
        foreach (var duration in durations)
        {
            yield return sum;
            sum += (int)duration * HeartRun.UnitSamples;
        }
    }
}
