using Visavis.Engine.Speech.Heart;

namespace Visavis.Engine.Tests.Speech.Heart;

public sealed class Fft1200Tests
{
    private readonly Fft1200 _fft = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RandomSignal_IsItsFourierSum(bool scalar)
    {
        var (re, im) = (Noise(1), Noise(2));
        var (expectedRe, expectedIm) = Definition(re, im);

        Action<float[], float[]> transform = scalar ? (r, i) => _fft.ForwardScalar(r, i) : (r, i) => _fft.Forward(r, i);
        transform(re, im);

        Assert.All(re.Zip(expectedRe), pair => Assert.Equal(pair.Second, pair.First, 2e-4));
        Assert.All(im.Zip(expectedIm), pair => Assert.Equal(pair.Second, pair.First, 2e-4));
    }

    [Fact]
    public void ForwardThenExchanged_GivesTheSignalTimesItsLength()
    {
        var (re, im) = (Noise(3), Noise(4));
        var (originalRe, originalIm) = (re.ToArray(), im.ToArray());

        _fft.Forward(re, im);
        _fft.Forward(im, re);

        Assert.All(re.Zip(originalRe), pair => Assert.Equal(pair.Second, pair.First / Fft1200.Size, 2e-6));
        Assert.All(im.Zip(originalIm), pair => Assert.Equal(pair.Second, pair.First / Fft1200.Size, 2e-6));
    }

    private static float[] Noise(int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, Fft1200.Size).Select(_ => random.NextSingle() * 2 - 1).ToArray();
    }

    private static (double[] Re, double[] Im) Definition(float[] re, float[] im)
    {
        var (sumRe, sumIm) = (new double[Fft1200.Size], new double[Fft1200.Size]);
        for (var k = 0; k < Fft1200.Size; k++)
        {
            for (var n = 0; n < Fft1200.Size; n++)
            {
                var (sin, cos) = Math.SinCos(-Math.Tau * (k * n % Fft1200.Size) / Fft1200.Size);
                sumRe[k] += re[n] * cos - im[n] * sin;
                sumIm[k] += re[n] * sin + im[n] * cos;
            }
        }
        return (sumRe, sumIm);
    }
}
