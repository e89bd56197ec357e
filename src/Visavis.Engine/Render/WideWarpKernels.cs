using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>
/// The same as <see cref="WarpKernels"/> for four runs at once (AVX-512 with VBMI), straight from the displacements at the cells' borders:
/// permutations spread these over the pixels, take the taps out of one window of 64 bytes and look up their weights. A 16-bit lane is one pixel.
/// </summary>
internal static unsafe class WideWarpKernels
{
    /// <summary>Pixels done at once: two cells of luma, four of chroma.</summary>
    public const int Pixels = 4 * WarpKernels.Run;

    /// <summary>How far before the first pixel's taps the window begins: pixels to its right may read from its left.</summary>
    private const int WindowLead = 14;

    /// <summary>The last byte of the window at which four taps may begin.</summary>
    private const int LastInWindow = 60;

    /// <summary>
    /// Resamples along <paramref name="row"/> from <paramref name="x"/> on. False, and nothing done, where the pixels read too far apart for one window.
    /// </summary>
    /// <param name="row">The row to read; up to 16 bytes before and 48 behind it are touched.</param>
    /// <param name="target">The row to write.</param>
    /// <param name="x">The first pixel.</param>
    /// <param name="nodes">Displacements in luma pixels of Q9 at the borders of the cells from the first pixel's on; eight are read.</param>
    /// <param name="luma">Cells of sixteen pixels; else of eight, which count double.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Horizontal(byte* row, byte* target, int x, short* nodes, bool luma)
    {
        var d = Spread(nodes, luma);
        var first = (luma ? *nodes : *nodes >> 1) >> WarpKernels.Fraction;
        var offset = Lane + (d >> WarpKernels.Fraction) - Vector512.Create((short)(first - WindowLead));
        // Negative ones are large ones without their sign.
        if (Vector512.GreaterThanAny(offset.AsUInt16(), Vector512.Create((ushort)LastInWindow)))
        {
            return false;
        }
        var nearTaps = (offset * 0x0101 + Vector512.Create((short)0x0100)).AsByte();
        var farTaps = nearTaps + Vector512.Create((byte)2);
        var window = Vector512.Load(row + x + first - 1 - WindowLead);
        Weights(d, out var near, out var far);
        var sum = Avx512BW.MultiplyAddAdjacent(Avx512Vbmi.PermuteVar64x8(window, nearTaps), near)
            + Avx512BW.MultiplyAddAdjacent(Avx512Vbmi.PermuteVar64x8(window, farTaps), far);
        Store(sum, target + x);
        return true;
    }

    /// <summary>Resamples the columns from <paramref name="x"/> on for row <paramref name="y"/>. Rows outside the plane repeat its first or last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Vertical(byte* plane, nint stride, int height, byte* target, int x, int y, short* nodes, bool luma)
    {
        var d = Spread(nodes, luma);
        var whole = d >> WarpKernels.Fraction;
        Weights(d, out var near, out var far);
        var (lowest, highest) = Rows(nodes, luma);
        var sum = RowsAt(plane + x, stride, height, y + lowest, near, far);
        // Where pixels read different rows: work out each choice and take lane by lane.
        for (var k = lowest + 1; k <= highest; k++)
        {
            var shifted = RowsAt(plane + x, stride, height, y + k, near, far);
            sum = Vector512.ConditionalSelect(Vector512.Equals(whole, Vector512.Create((short)k)), shifted, sum);
        }
        Store(sum, target + x);
    }

    private static Vector512<short> Lane => Vector512<short>.Indices;

    /// <summary>The displacement of every pixel: <see cref="Displacement"/>'s own of every run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Spread(short* nodes, bool luma)
    {
        var borders = Vector128.Load(nodes).ToVector256Unsafe().ToVector512Unsafe();
        var cell = Lane >>> (luma ? 4 : 3);
        var start = Avx512BW.PermuteVar32x16(borders, cell);
        var slope = Avx512BW.PermuteVar32x16(borders, cell + Vector512<short>.One) - start;
        // Chroma pixels count double: half the displacement, and as half of it over half the pixels, the same slope.
        start = luma ? start + ((slope >> 1) & Vector512.Equals(Lane & Vector512.Create((short)8), Vector512.Create((short)8))) : start >> 1;
        return start + (((Lane & Vector512.Create((short)7)) * slope) >> 4);
    }

    /// <summary>
    /// The first and last of the whole rows that any pixel is displaced by: displacements lie between those of the borders, or up to two
    /// below, for each of a run's two summands is rounded down.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Lowest, int Highest) Rows(short* nodes, bool luma)
    {
        const int rounded = 2;
        int lowest = Math.Min(Math.Min(nodes[0], nodes[1]), nodes[2]), highest = Math.Max(Math.Max(nodes[0], nodes[1]), nodes[2]);
        if (!luma)
        {
            lowest = Math.Min(lowest, Math.Min(nodes[3], nodes[4])) >> 1;
            highest = Math.Max(highest, Math.Max(nodes[3], nodes[4])) >> 1;
        }
        return ((lowest - rounded) >> WarpKernels.Fraction, highest >> WarpKernels.Fraction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> RowsAt(byte* column, nint stride, int height, int row, Vector512<sbyte> near, Vector512<sbyte> far)
    {
        var last = height - 1;
        var a = Vector256.Load(column + Math.Max(0, Math.Min(row - 1, last)) * stride);
        var b = Vector256.Load(column + Math.Max(0, Math.Min(row, last)) * stride);
        var c = Vector256.Load(column + Math.Max(0, Math.Min(row + 1, last)) * stride);
        var e = Vector256.Load(column + Math.Max(0, Math.Min(row + 2, last)) * stride);
        return Avx512BW.MultiplyAddAdjacent(Interleave(a, b), near) + Avx512BW.MultiplyAddAdjacent(Interleave(c, e), far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Interleave(Vector256<byte> upper, Vector256<byte> lower)
    {
        // Vector512.Create would go through the stack.
        var both = Avx512F.InsertVector256(upper.ToVector512Unsafe(), lower, 1);
        return Avx512Vbmi.PermuteVar64x8(both, (Lane * 0x0101 + Vector512.Create((short)(Pixels << 8))).AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<short> sum, byte* target)
    {
        var rounded = (sum + Vector512.Create((short)(CubicWeights.One / 2))) >> CubicWeights.Bits;
        Avx512BW.ConvertToVector256ByteWithSaturation(Vector512.Max(rounded, Vector512<short>.Zero).AsUInt16()).Store(target);
    }

    /// <summary>The four weights of each lane as two pairs of signed bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weights(Vector512<short> d, out Vector512<sbyte> near, out Vector512<sbyte> far)
    {
        // The step in both bytes of every lane; a permutation looks at their low six bits only.
        var quarter = Vector128.Create((byte)0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10, 12, 12, 14, 14);
        var twice = Vector512.Create(Vector256.Create(quarter, quarter), Vector256.Create(quarter, quarter));
        var steps = Avx512BW.Shuffle((d >> (WarpKernels.Fraction - CubicWeights.StepBits)).AsByte(), twice).AsSByte();
        near = Pair(Weight(steps, 0), Weight(steps, 1));
        far = Pair(Weight(steps, 2), Weight(steps, 3));
    }

    // Not by ConditionalSelect: the compiler of .NET 10.0 then loses the table's address.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<sbyte> Pair(Vector512<sbyte> even, Vector512<sbyte> odd) =>
        (even & Vector512.Create((short)0xFF).AsSByte()) | (odd & Vector512.Create(unchecked((short)0xFF00)).AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<sbyte> Weight(Vector512<sbyte> steps, int tap) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(CubicWeights.Steps + (tap << CubicWeights.StepBits)), steps);
}
