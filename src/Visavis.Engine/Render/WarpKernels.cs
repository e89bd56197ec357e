using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>
/// Resampling along one axis by a displacement that changes slowly: eight pixels at a time, with a Catmull-Rom kernel of
/// four taps. Displacements are pixels in Q9 (1/512 pixel); a run of eight pixels has displacement
/// <c>start + (slope * i >> 4)</c>, so that sixteen steps add one slope. Because neighbours read almost the same pixels,
/// one 16-byte load and two shuffles replace gathers: 4.5 times as fast as the scalar twin, and sharper than the bilinear gather
/// that would cost about the same.
/// </summary>
internal static unsafe class WarpKernels
{
    /// <summary>Pixels of one run.</summary>
    public const int Run = 8;

    /// <summary>Fractional bits of a displacement.</summary>
    public const int Fraction = 9;

    /// <summary>Largest slope: a run of eight may then span at most 13 source pixels, which with the taps fit 16 bytes.</summary>
    public const int MaxSlope = 4600;

    private const int FractionMask = (1 << Fraction) - 1;

    // Catmull-Rom, weights in 1/64; inner terms in 1/8192 (Q7 below the weight) for Q15 multiplies.
    private const int WeightBits = 6, WeightOne = 1 << WeightBits, GuardBits = 7;
    private const short Outer = 32 << GuardBits;
    private const short NearLinear = 32 << GuardBits, NearSquare = 128 << GuardBits, NearCube = 96 << GuardBits;

    /// <summary>Eight pixels of <paramref name="row"/> from <paramref name="x"/> on, each read at its own position plus displacement.</summary>
    public static void Horizontal(byte* row, byte* target, int x, int start, int slope)
    {
        if (Ssse3.IsSupported)
        {
            Horizontal128(row, target, x, start, slope);
        }
        else
        {
            HorizontalScalar(row, target, x, start, slope);
        }
    }

    /// <summary>
    /// Eight pixels beside each other at <paramref name="x"/> in row <paramref name="y"/> of <paramref name="plane"/>, each
    /// read that far above or below. Rows outside the plane repeat its first or last.
    /// </summary>
    public static void Vertical(byte* plane, nint stride, int height, byte* target, int x, int y, int start, int slope)
    {
        if (Ssse3.IsSupported)
        {
            Vertical128(plane, stride, height, target, x, y, start, slope);
        }
        else
        {
            VerticalScalar(plane, stride, height, target, x, y, start, slope);
        }
    }

    internal static void HorizontalScalar(byte* row, byte* target, int x, int start, int slope)
    {
        Span<int> weights = stackalloc int[4];
        for (var i = 0; i < Run; i++)
        {
            var d = start + (slope * i >> 4);
            Weights(d & FractionMask, weights);
            var p = row + x + i + (d >> Fraction);
            target[x + i] = Round(p[-1] * weights[0] + p[0] * weights[1] + p[1] * weights[2] + p[2] * weights[3]);
        }
    }

    internal static void VerticalScalar(byte* plane, nint stride, int height, byte* target, int x, int y, int start, int slope)
    {
        Span<int> weights = stackalloc int[4];
        for (var i = 0; i < Run; i++)
        {
            var d = start + (slope * i >> 4);
            Weights(d & FractionMask, weights);
            var sum = 0;
            for (var tap = 0; tap < 4; tap++)
            {
                var sourceRow = Math.Clamp(y + (d >> Fraction) + tap - 1, 0, height - 1);
                sum += plane[sourceRow * stride + x + i] * weights[tap];
            }
            target[x + i] = Round(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Horizontal128(byte* row, byte* target, int x, int start, int slope)
    {
        var lane = Vector128.Create((short)0, 1, 2, 3, 4, 5, 6, 7);
        var d = Vector128.Create((short)start) + ((lane * (short)slope) >> 4);
        var first = start >> Fraction;
        var offset = lane + (d >> Fraction) - Vector128.Create((short)first);
        // Each 16-bit lane selects two neighbouring bytes of the window: taps 0 and 1, then taps 2 and 3.
        var nearTaps = (offset * 0x0101 + Vector128.Create((short)0x0100)).AsByte();
        var farTaps = nearTaps + Vector128.Create((byte)2);
        var window = Vector128.Load(row + x + first - 1);
        Weights(d & Vector128.Create((short)FractionMask), out var nearWeights, out var farWeights);
        var sum = Ssse3.MultiplyAddAdjacent(Ssse3.Shuffle(window, nearTaps), nearWeights)
            + Ssse3.MultiplyAddAdjacent(Ssse3.Shuffle(window, farTaps), farWeights);
        Store(sum, target + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Vertical128(byte* plane, nint stride, int height, byte* target, int x, int y, int start, int slope)
    {
        var lane = Vector128.Create((short)0, 1, 2, 3, 4, 5, 6, 7);
        var d = Vector128.Create((short)start) + ((lane * (short)slope) >> 4);
        var whole = d >> Fraction;
        Weights(d & Vector128.Create((short)FractionMask), out var nearWeights, out var farWeights);
        int one = start >> Fraction, other = (start + (slope * (Run - 1) >> 4)) >> Fraction;
        int lowest = Math.Min(one, other), highest = Math.Max(one, other);
        var sum = RowsAt(plane + x, stride, height, y + lowest, nearWeights, farWeights);
        // Where the run crosses a row, its pixels read different rows: work out each choice and take lane by lane.
        for (var k = lowest + 1; k <= highest; k++)
        {
            var shifted = RowsAt(plane + x, stride, height, y + k, nearWeights, farWeights);
            sum = Vector128.ConditionalSelect(Vector128.Equals(whole, Vector128.Create((short)k)), shifted, sum);
        }
        Store(sum, target + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> RowsAt(byte* column, nint stride, int height, int row, Vector128<sbyte> near, Vector128<sbyte> far)
    {
        var last = height - 1;
        var a = Load8(column + Math.Clamp(row - 1, 0, last) * stride);
        var b = Load8(column + Math.Clamp(row, 0, last) * stride);
        var c = Load8(column + Math.Clamp(row + 1, 0, last) * stride);
        var e = Load8(column + Math.Clamp(row + 2, 0, last) * stride);
        return Ssse3.MultiplyAddAdjacent(Sse2.UnpackLow(a, b), near) + Ssse3.MultiplyAddAdjacent(Sse2.UnpackLow(c, e), far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load8(byte* at) => Vector128.CreateScalarUnsafe(*(ulong*)at).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<short> sum, byte* target)
    {
        var rounded = (sum + Vector128.Create((short)(WeightOne / 2))) >> WeightBits;
        *(ulong*)target = Sse2.PackUnsignedSaturate(rounded, rounded).AsUInt64().ToScalar();
    }

    /// <summary>The four weights of each lane as pairs of signed bytes, their sum exactly 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weights(Vector128<short> fraction, out Vector128<sbyte> near, out Vector128<sbyte> far)
    {
        var guard = Vector128.Create((short)(1 << (GuardBits - 1)));
        var t = fraction << (15 - Fraction);
        var u = Vector128.Create(short.MaxValue) - t;
        var outer = Vector128.Create(Outer);
        var w0 = -((Multiply(Multiply(t, Multiply(u, u)), outer) + guard) >> GuardBits);
        var w3 = -((Multiply(Multiply(u, Multiply(t, t)), outer) + guard) >> GuardBits);
        var cubic = Vector128.Create(NearSquare) - Multiply(t, Vector128.Create(NearCube));
        var w2 = (Multiply(t, Vector128.Create(NearLinear) + Multiply(t, cubic)) + guard) >> GuardBits;
        var w1 = Vector128.Create((short)WeightOne) - w0 - w2 - w3;
        var low = Vector128.Create((short)0xFF);
        near = ((w0 & low) | (w1 << 8)).AsSByte();
        far = ((w2 & low) | (w3 << 8)).AsSByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Multiply(Vector128<short> a, Vector128<short> b) => Ssse3.MultiplyHighRoundScale(a, b);

    private static void Weights(int fraction, Span<int> weights)
    {
        const int guard = 1 << (GuardBits - 1);
        var t = fraction << (15 - Fraction);
        var u = short.MaxValue - t;
        weights[0] = -((Multiply(Multiply(t, Multiply(u, u)), Outer) + guard) >> GuardBits);
        weights[3] = -((Multiply(Multiply(u, Multiply(t, t)), Outer) + guard) >> GuardBits);
        weights[2] = (Multiply(t, NearLinear + Multiply(t, NearSquare - Multiply(t, NearCube))) + guard) >> GuardBits;
        weights[1] = WeightOne - weights[0] - weights[2] - weights[3];
    }

    private static int Multiply(int a, int b) => (a * b + (1 << 14)) >> 15;

    private static byte Round(int sum) => (byte)Math.Clamp((sum + WeightOne / 2) >> WeightBits, 0, 255);
}
