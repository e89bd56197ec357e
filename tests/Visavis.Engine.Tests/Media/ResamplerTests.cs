using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

public sealed class ResamplerTests
{
    private const int InputLength = 4100;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(50, 23)]
    [InlineData(25, 11)]
    [InlineData(100, 41)]
    [InlineData(100, 53)]
    [InlineData(320, 147)]
    public void Sine_ComesOutAsTheSameSineWithoutDelayAndWithoutImages(int up, int down)
    {
        foreach (var frequency in new[] { 0.001, 0.05, 0.2, 0.4, 0.44 })
        {
            var input = Sine(InputLength, frequency);
            var output = new float[new Resampler(up, down).OutputLength(InputLength)];

            new Resampler(up, down).Resample(input, output);

            // Whatever differs from the ideal sine, images first of all, is counted; the ends see the silence around the input.
            var expected = Sine(output.Length, frequency * down / up);
            var margin = 40 * up / down;
            var snr = Decibels.Snr(expected.AsSpan()[margin..^margin], output.AsSpan()[margin..^margin]);
            Assert.True(snr >= 80, $"{frequency}: {snr:0.0} dB");
        }
    }

    [Fact]
    public void OutputLength_CountsTheSamplesBeforeTheInputsEnd() => Prop.ForAll(
        Gen.Choose(0, 100_000).ToArbitrary(), Gen.Choose(1, 320).ToArbitrary(), Gen.Choose(1, 320).ToArbitrary(),
        (length, a, b) =>
        {
            var (up, down) = (Math.Max(a, b), Math.Min(a, b));
            var count = new Resampler(up, down).OutputLength(length);
            return (long)(count - 1) * down < (long)length * up && (long)count * down >= (long)length * up;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Constant_StaysConstant()
    {
        var output = new float[218];

        new Resampler(50, 23).Resample(Enumerable.Repeat(0.5f, 100).ToArray(), output);

        Assert.All(output[80..^80], sample => Assert.Equal(0.5f, sample, 1e-6));
    }

    [Fact]
    public void Dot_AgreesWithItsScalarTwinAtEveryLength()
    {
        var random = new Random(1);
        for (var length = 0; length <= 25; length++)
        {
            var (a, b) = (Noise(random, length), Noise(random, length));

            Assert.Equal(Resampler.DotScalar(a, b), Resampler.Dot(a, b), 1e-5);
        }
    }

    [Fact]
    public void LowerRate_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(1, 2));

    private static float[] Sine(int length, double frequency) =>
        [.. Enumerable.Range(0, length).Select(i => (float)Math.Sin(Math.Tau * frequency * i + 0.3))];

    private static float[] Noise(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
}
