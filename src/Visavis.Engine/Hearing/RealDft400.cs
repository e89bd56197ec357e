using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace Visavis.Engine.Hearing;

/// <summary>
/// Power spectrum of 400 real samples, 201 bins. 400 = 25 × 16: for each of 16 residues a transform of 25 points (the residues
/// lie side by side, so one vector holds eight of them), then one of 16 points whose matrix has the twiddle factors in it.
/// </summary>
/// <remarks>1.1 µs on one core against 1.3 ms of <see cref="PowersScalar"/>, which follows the definition.</remarks>
internal static class RealDft400
{
    public const int Size = 400;

    public const int Bins = Size / 2 + 1;

    private const int Points = 25, Residues = 16;

    /// <summary>Frequencies of the 25-point stage; the other twelve mirror them, the input being real.</summary>
    private const int Half = Points / 2 + 1;

    private const int Pairs = Points / 2;

    // Cosine and sine of each pair of samples (n, 25 - n) at each of the 13 frequencies.
    private static readonly float[] InnerCos = Make(Half * Pairs, i => Math.Cos(InnerAngle(i)));
    private static readonly float[] InnerSin = Make(Half * Pairs, i => Math.Sin(InnerAngle(i)));

    // For each of the 13 frequencies and each residue: the 16 factors it is multiplied with.
    private static readonly float[] OuterCos = Make(Half * Residues * Residues, i => Math.Cos(OuterAngle(i)));
    private static readonly float[] OuterSin = Make(Half * Residues * Residues, i => Math.Sin(OuterAngle(i)));

    /// <summary>|Σ x[n] e^(-2πi kn / 400)|² for k = 0 … 200.</summary>
    public static void Powers(ReadOnlySpan<float> samples, Span<float> powers)
    {
        samples = samples[..Size];
        powers = powers[..Bins];
        Span<Vector> sums = stackalloc Vector[2 * Pairs];
        Span<Vector> differences = stackalloc Vector[2 * Pairs];
        Fold(samples, sums, differences);
        Span<float> re = stackalloc float[Residues];
        Span<float> im = stackalloc float[Residues];
        Span<float> row = stackalloc float[Residues];
        for (var k = 0; k < Half; k++)
        {
            Inner(k, samples, sums, differences, re, im);
            Outer(k, re, im, row);
            for (var j = 0; j < Residues; j++)
            {
                var bin = k + Points * j;
                powers[bin < Bins ? bin : Size - bin] = row[j];
            }
        }
    }

    /// <summary>The same by the definition.</summary>
    public static void PowersScalar(ReadOnlySpan<float> samples, Span<float> powers)
    {
        for (var k = 0; k < Bins; k++)
        {
            double re = 0, im = 0;
            for (var n = 0; n < Size; n++)
            {
                var (sin, cos) = Math.SinCos(-Math.Tau * (k * n % Size) / Size);
                re += samples[n] * cos;
                im += samples[n] * sin;
            }
            powers[k] = (float)(re * re + im * im);
        }
    }

    private static void Fold(ReadOnlySpan<float> samples, Span<Vector> sums, Span<Vector> differences)
    {
        ref var x = ref MemoryMarshal.GetReference(samples);
        for (var i = 0; i < 2 * Pairs; i++)
        {
            var (n, half) = (i / 2 + 1, i % 2 * Vector.Count);
            var a = Vector256.LoadUnsafe(ref x, (nuint)(n * Residues + half));
            var b = Vector256.LoadUnsafe(ref x, (nuint)((Points - n) * Residues + half));
            (sums[i], differences[i]) = (a + b, a - b);
        }
    }

    /// <summary>Frequency <paramref name="k"/> of the 25-point transforms of all 16 residues.</summary>
    private static void Inner(
        int k, ReadOnlySpan<float> samples, ReadOnlySpan<Vector> sums, ReadOnlySpan<Vector> differences, Span<float> re, Span<float> im)
    {
        var (re0, re1) = (Vector256.Create(samples), Vector256.Create(samples[Vector.Count..]));
        var (im0, im1) = (Vector.Zero, Vector.Zero);
        for (var n = 0; n < Pairs; n++)
        {
            var cos = Vector256.Create(InnerCos[k * Pairs + n]);
            var sin = Vector256.Create(InnerSin[k * Pairs + n]);
            re0 = Vector256.MultiplyAddEstimate(sums[2 * n], cos, re0);
            re1 = Vector256.MultiplyAddEstimate(sums[2 * n + 1], cos, re1);
            im0 = Vector256.MultiplyAddEstimate(differences[2 * n], sin, im0);
            im1 = Vector256.MultiplyAddEstimate(differences[2 * n + 1], sin, im1);
        }
        re0.CopyTo(re);
        re1.CopyTo(re[Vector.Count..]);
        im0.CopyTo(im);
        im1.CopyTo(im[Vector.Count..]);
    }

    /// <summary>The 16 powers that frequency <paramref name="k"/> of the residues becomes: bins k, k + 25, k + 50 …</summary>
    private static void Outer(int k, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> row)
    {
        ref var cosines = ref OuterCos[k * Residues * Residues];
        ref var sines = ref OuterSin[k * Residues * Residues];
        var (re0, re1, im0, im1) = (Vector.Zero, Vector.Zero, Vector.Zero, Vector.Zero);
        for (var residue = 0; residue < Residues; residue++)
        {
            var (a, b) = (Vector256.Create(re[residue]), Vector256.Create(im[residue]));
            var at = (nuint)(residue * Residues);
            Turn(Vector256.LoadUnsafe(ref cosines, at), Vector256.LoadUnsafe(ref sines, at), a, b, ref re0, ref im0);
            at += (nuint)Vector.Count;
            Turn(Vector256.LoadUnsafe(ref cosines, at), Vector256.LoadUnsafe(ref sines, at), a, b, ref re1, ref im1);
        }
        (re0 * re0 + im0 * im0).CopyTo(row);
        (re1 * re1 + im1 * im1).CopyTo(row[Vector.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(Vector cos, Vector sin, Vector a, Vector b, ref Vector re, ref Vector im)
    {
        re = Vector256.MultiplyAddEstimate(a, cos, re) - b * sin;
        im = Vector256.MultiplyAddEstimate(a, sin, Vector256.MultiplyAddEstimate(b, cos, im));
    }

    private static double InnerAngle(int index) => -Math.Tau * ((index / Pairs * (index % Pairs + 1)) % Points) / Points;

    private static double OuterAngle(int index)
    {
        var (k, residue, j) = (index / (Residues * Residues), index / Residues % Residues, index % Residues);
        return -Math.Tau * (residue * (k + Points * j) % Size) / Size;
    }

    private static float[] Make(int length, Func<int, double> value) => [.. Enumerable.Range(0, length).Select(i => (float)value(i))];
}
