using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Tests.Speech;

public sealed class LoudnessMeterTests
{
    /// <summary>BS.1770: a full-scale sine of 997 Hz in one channel is −3.01 LKFS.</summary>
    [Theory]
    [InlineData(1, -3.01)]
    [InlineData(0.1, -23.01)]
    public void Sine_IsAsLoudAsTheStandardSays(double amplitude, double expected) =>
        Assert.Equal(expected, LoudnessMeter.Integrated(Sine(amplitude, 997, 3)), 0.05);

    [Fact]
    public void LowTone_CountsLess() => Assert.InRange(LoudnessMeter.Integrated(Sine(1, 40, 3)), -12, -7);

    [Fact]
    public void Silence_IsGatedOut()
    {
        float[] speech = [.. Sine(0.1, 997, 3), .. new float[MediaTime.Rate * 6]];
        Assert.Equal(-23.01, LoudnessMeter.Integrated(speech), 0.4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void Nothing_HasNoLoudness(int samples) => Assert.Equal(double.NegativeInfinity, LoudnessMeter.Integrated(new float[samples]));

    private static float[] Sine(double amplitude, double hertz, int seconds) =>
        [.. Enumerable.Range(0, seconds * MediaTime.Rate).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * i / MediaTime.Rate)))];
}
