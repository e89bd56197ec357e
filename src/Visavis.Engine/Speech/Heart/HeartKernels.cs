using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// The inner loops of <see cref="HeartSynthesis"/>, each with a scalar twin that also does what is left over after full vectors.
/// </summary>
internal static class HeartKernels
{
    /// <summary>No harmonic of the voice lies above.</summary>
    private const float HighestHarmonicHz = 11_000;

    /// <summary>Frames with a lower pitch are unvoiced.</summary>
    private const float LowestPitchHz = 40;

    /// <summary>Exponents of magnitudes are cut here, as in training.</summary>
    private const float LargestLog = 7;

    /// <summary>Denominators up to here are taken as the limit of the quotient.</summary>
    private const float SmallestDenominator = 0.002f;

    /// <summary>A sum of equally strong harmonics: f in Hz and phase in turns (±1/2) for each sample. 0.08 ms a clause of 2.65 s; scalar 1.1.</summary>
    public static void Pulses(ReadOnlySpan<float> pitch, ReadOnlySpan<float> turns, Span<float> pulses)
    {
        var i = 0;
        ref var f = ref MemoryMarshal.GetReference(pitch);
        ref var u = ref MemoryMarshal.GetReference(turns);
        for (; i <= pulses.Length - Vector.Count; i += Vector.Count)
        {
            Pulse(Vector256.LoadUnsafe(ref f, (nuint)i), Vector256.LoadUnsafe(ref u, (nuint)i)).CopyTo(pulses[i..]);
        }
        PulsesScalar(pitch[i..pulses.Length], turns[i..], pulses[i..]);
    }

    public static void PulsesScalar(ReadOnlySpan<float> pitch, ReadOnlySpan<float> turns, Span<float> pulses)
    {
        for (var i = 0; i < pulses.Length; i++)
        {
            var harmonics = MathF.Floor(HighestHarmonicHz / MathF.Max(pitch[i], LowestPitchHz)) + 0.5f;
            var denominator = 2 * MathF.Sin(MathF.PI * turns[i]);
            var pulse = MathF.Abs(denominator) <= SmallestDenominator
                ? harmonics - 0.5f
                : MathF.Sin(MathF.Tau * MathF.IEEERemainder(harmonics * turns[i], 1)) / denominator - 0.5f;
            pulses[i] = pitch[i] > LowestPitchHz ? pulse : 0;
        }
    }

    /// <summary>
    /// Shapes a spectrum in place: exp(lh) turned by π tanh(theta) times what is there, plus exp(lr) turned by phi.
    /// 0.44 ms a clause of 2.65 s; scalar 5.9.
    /// </summary>
    public static void Shape(in SpectralRow row, Span<float> re, Span<float> im)
    {
        var i = 0;
        for (; i <= re.Length - Vector.Count; i += Vector.Count)
        {
            var magnitude = Magnitude(row.HarmonicLog, i);
            var (sin, cos) = VectorMath.SinCosOfTurns(VectorMath.Tanh(Load(row.HarmonicTurn, i)) * 0.5f);
            var (er, ei) = (Load(re, i) * magnitude, Load(im, i) * magnitude);
            var free = Magnitude(row.FreeLog, i);
            var (freeSin, freeCos) = VectorMath.SinCosOfTurns(Load(row.FreePhase, i) * (1 / MathF.Tau));
            Vector256.MultiplyAddEstimate(free, freeCos, er * cos - ei * sin).CopyTo(re[i..]);
            Vector256.MultiplyAddEstimate(free, freeSin, er * sin + ei * cos).CopyTo(im[i..]);
        }
        ShapeScalar(row.From(i), re[i..], im[i..]);
    }

    public static void ShapeScalar(in SpectralRow row, Span<float> re, Span<float> im)
    {
        for (var i = 0; i < re.Length; i++)
        {
            var magnitude = MathF.Exp(MathF.Min(row.HarmonicLog[i], LargestLog));
            var (sin, cos) = MathF.SinCos(MathF.PI * MathF.Tanh(row.HarmonicTurn[i]));
            var (er, ei) = (re[i] * magnitude, im[i] * magnitude);
            var free = MathF.Exp(MathF.Min(row.FreeLog[i], LargestLog));
            var (freeSin, freeCos) = MathF.SinCos(row.FreePhase[i]);
            re[i] = er * cos - ei * sin + free * freeCos;
            im[i] = er * sin + ei * cos + free * freeSin;
        }
    }

    /// <summary>target = source × window.</summary>
    public static void Window(ReadOnlySpan<float> source, ReadOnlySpan<float> window, Span<float> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector.Count; i += Vector.Count)
        {
            (Load(source, i) * Load(window, i)).CopyTo(target[i..]);
        }
        WindowScalar(source[i..], window[i..], target[i..]);
    }

    public static void WindowScalar(ReadOnlySpan<float> source, ReadOnlySpan<float> window, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source[i] * window[i];
        }
    }

    /// <summary>target += source × window.</summary>
    public static void AddWindowed(ReadOnlySpan<float> source, ReadOnlySpan<float> window, Span<float> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector.Count; i += Vector.Count)
        {
            Vector256.MultiplyAddEstimate(Load(source, i), Load(window, i), Load(target, i)).CopyTo(target[i..]);
        }
        AddWindowedScalar(source[i..], window[i..], target[i..]);
    }

    public static void AddWindowedScalar(ReadOnlySpan<float> source, ReadOnlySpan<float> window, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += source[i] * window[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Pulse(Vector f, Vector u)
    {
        var lowest = Vector256.Create(LowestPitchHz);
        var harmonics = Vector256.Floor(Vector256.Create(HighestHarmonicHz) / Vector256.Max(f, lowest)) + Vector256.Create(0.5f);
        var denominator = VectorMath.SinOfTurns(u * 0.5f) * 2;
        var quotient = VectorMath.SinOfTurns(harmonics * u) / denominator;
        var small = Vector256.LessThanOrEqual(Vector256.Abs(denominator), Vector256.Create(SmallestDenominator));
        var pulse = Vector256.ConditionalSelect(small, harmonics, quotient) - Vector256.Create(0.5f);
        return pulse & Vector256.GreaterThan(f, lowest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Magnitude(ReadOnlySpan<float> log, int i) =>
        VectorMath.Exp(Vector256.Min(Load(log, i), Vector256.Create(LargestLog)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Load(ReadOnlySpan<float> source, int i) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)i);
}

/// <summary>What the network says of one frame, bin by bin (601, from 0 to the half of the sampling rate).</summary>
internal readonly ref struct SpectralRow(
    ReadOnlySpan<float> harmonicLog, ReadOnlySpan<float> harmonicTurn, ReadOnlySpan<float> freeLog, ReadOnlySpan<float> freePhase)
{
    /// <summary>Rows of the network's output side by side: lh, theta, ln (the noise branch, left out), lr, phi.</summary>
    public const int Width = 5 * Bins;

    public const int Bins = 601;

    /// <summary>Log magnitude of the harmonic branch.</summary>
    public ReadOnlySpan<float> HarmonicLog { get; } = harmonicLog;

    /// <summary>Phase of the harmonic branch before π tanh().</summary>
    public ReadOnlySpan<float> HarmonicTurn { get; } = harmonicTurn;

    /// <summary>Log magnitude of the branch with phases of its own.</summary>
    public ReadOnlySpan<float> FreeLog { get; } = freeLog;

    /// <summary>Those phases, in radians.</summary>
    public ReadOnlySpan<float> FreePhase { get; } = freePhase;

    public static SpectralRow Of(ReadOnlySpan<float> spectrum, int frame)
    {
        var row = spectrum.Slice(frame * Width, Width);
        return new SpectralRow(row[..Bins], row[Bins..(2 * Bins)], row[(3 * Bins)..(4 * Bins)], row[(4 * Bins)..]);
    }

    public SpectralRow From(int bin) => new(HarmonicLog[bin..], HarmonicTurn[bin..], FreeLog[bin..], FreePhase[bin..]);
}
