using Visavis.Engine.Speech.Heart;

namespace Visavis.Engine.Tests.Speech.Heart;

public sealed class HeartKernelsTests
{
    private readonly Random _random = new(7);

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 26), SpectralRow.Bins];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Pulses_AgreeWithTheirScalarTwin(int length)
    {
        var (pitch, turns) = (Noise(length, 20, 400), Noise(length, -0.5f, 0.5f));
        var (vector, scalar) = (new float[length], new float[length]);

        HeartKernels.Pulses(pitch, turns, vector);
        HeartKernels.PulsesScalar(pitch, turns, scalar);

        AssertAlike(scalar, vector, 2e-3f);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Shape_AgreesWithItsScalarTwin(int length)
    {
        var (lh, theta, lr, phi) = (Noise(length, -20, 9), Noise(length, -8, 8), Noise(length, -20, 9), Noise(length, -40, 40));
        var (re, im) = (Noise(length, -1, 1), Noise(length, -1, 1));
        var (scalarRe, scalarIm) = (re.ToArray(), im.ToArray());

        HeartKernels.Shape(new SpectralRow(lh, theta, lr, phi), re, im);
        HeartKernels.ShapeScalar(new SpectralRow(lh, theta, lr, phi), scalarRe, scalarIm);

        AssertAlike(scalarRe, re, 5e-3f);
        AssertAlike(scalarIm, im, 5e-3f);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Windows_AgreeWithTheirScalarTwins(int length)
    {
        var (source, window) = (Noise(length, -1, 1), Noise(length, 0, 1));
        var (vector, scalar) = (new float[length], new float[length]);

        HeartKernels.Window(source, window, vector);
        HeartKernels.WindowScalar(source, window, scalar);
        AssertAlike(scalar, vector, 1e-6f);

        HeartKernels.AddWindowed(source, window, vector);
        HeartKernels.AddWindowedScalar(source, window, scalar);
        AssertAlike(scalar, vector, 1e-6f);
    }

    private static void AssertAlike(float[] expected, float[] actual, float tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    private float[] Noise(int length, float from, float to) =>
        [.. Enumerable.Range(0, length).Select(_ => from + (to - from) * _random.NextSingle())];
}
