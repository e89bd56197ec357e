using System.Runtime.InteropServices;

namespace Visavis.Engine.Hearing;

/// <summary>
/// 400 samples of 16 kHz sound (25 ms) to the power in 80 mel bands (Slaney's scale, 0 to 8 kHz): periodic Hann window, power
/// spectrum, filter bank. What it gives is linear; each net takes its own logarithm. Immutable and free of allocation: one
/// instance serves all callers at once.
/// </summary>
public sealed class MelBank
{
    /// <summary>Hz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples of one frame.</summary>
    public const int FrameLength = RealDft400.Size;

    /// <summary>Samples from one frame to the next: 100 frames a second.</summary>
    public const int Hop = 160;

    public const int Bands = 80;

    private static readonly float[] Window = [.. Enumerable.Range(0, FrameLength).Select(i => (float)(0.5 - 0.5 * Math.Cos(Math.Tau * i / FrameLength)))];

    private readonly float[] _weights;
    private readonly Band[] _bands;

    private MelBank(float[] weights)
    {
        _weights = weights;
        _bands = [.. Enumerable.Range(0, Bands).Select(Find)];
    }

    /// <param name="path">mel80.f32: 80 rows of 201 little-endian floats.</param>
    /// <exception cref="InvalidDataException">The file has another size.</exception>
    public static MelBank Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes.Length == Bands * RealDft400.Bins * sizeof(float)
            ? new MelBank(MemoryMarshal.Cast<byte, float>(bytes).ToArray())
            : throw new InvalidDataException($"{path} has {bytes.Length} bytes; a bank of 80 × 201 floats has {Bands * RealDft400.Bins * sizeof(float)}.");
    }

    /// <summary>Fills <paramref name="bands"/> (80) with the power of each band in <paramref name="samples"/> (400). 2 µs.</summary>
    public void Measure(ReadOnlySpan<float> samples, Span<float> bands)
    {
        samples = samples[..FrameLength];
        bands = bands[..Bands];
        Span<float> windowed = stackalloc float[FrameLength];
        for (var i = 0; i < windowed.Length; i++)
        {
            windowed[i] = samples[i] * Window[i];
        }
        Span<float> powers = stackalloc float[RealDft400.Bins];
        RealDft400.Powers(windowed, powers);
        for (var i = 0; i < bands.Length; i++)
        {
            var band = _bands[i];
            bands[i] = Sum(powers[band.First..band.End], _weights.AsSpan(band.Weights));
        }
    }

    /// <summary>Plain: a band is 1 to 16 bins wide.</summary>
    private static float Sum(ReadOnlySpan<float> powers, ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        for (var i = 0; i < powers.Length; i++)
        {
            sum += powers[i] * weights[i];
        }
        return sum;
    }

    /// <summary>The bins between the first and the last that count in a band.</summary>
    private Band Find(int index)
    {
        var row = _weights.AsSpan(index * RealDft400.Bins, RealDft400.Bins);
        var first = row.IndexOfAnyExcept(0f);
        var (from, end) = first < 0 ? (0, 0) : (first, row.LastIndexOfAnyExcept(0f) + 1);
        return new Band(from, end, index * RealDft400.Bins + from);
    }

    private readonly record struct Band(int First, int End, int Weights);
}
