using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>One plane of a patch: its first pixel, bytes from row to row, pixels across and down.</summary>
internal readonly unsafe struct PatchPlane(byte* pixels, int stride, int width, int height)
{
    public readonly byte* Pixels = pixels;
    public readonly int Stride = stride, Width = width, Height = height;

    /// <summary>The first pixel of a row; the outermost one's where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Row(int row) => Pixels + (nint)Math.Max(0, Math.Min(row, Height - 1)) * Stride;
}

/// <summary>
/// Weighted sums of patches, each read at displaced positions through a cubic of four by four taps: bilinear reading made
/// stubble and pores pulse with every movement of the jaw. Sums are Q14: a pixel, times 64 from the interpolation, times
/// 256 from the weights. A patch of 248 x 208 takes 0.14 ms, in the scalar twin 1.5.
/// </summary>
internal static unsafe class BlendKernels
{
    internal const int Fraction = MeshField.Fraction, One = 1 << Fraction;

    /// <summary>Added before an interpolated pixel is rounded to Q6.</summary>
    internal const int RoundValue = 1 << (CubicWeights.Bits - 1);

    /// <summary>Columns further out than these are read there: all four taps then lie in a row's margin, which repeats its first or last pixel.</summary>
    internal const int FirstColumn = -4, ColumnsBeyond = 1;

    /// <summary>Fractional bits of a sum.</summary>
    private const int SumBits = CubicWeights.Bits + PatchMix.OneBits, RoundSum = 1 << (SumBits - 1);

    /// <summary>Pixels done at once.</summary>
    private static int Group => Avx512Vbmi.IsSupported ? 16 : 8;

    /// <summary>
    /// Adds <paramref name="weight"/> times the patch to <paramref name="count"/> sums of row <paramref name="y"/>. <paramref name="field"/>
    /// is a row of a <see cref="MeshField"/>. Reads and writes up to the next multiple of 16; positions outside the patch read its edge.
    /// </summary>
    public static void Accumulate(PatchPlane patch, int* sums, int* field, int y, int count, int weight)
    {
        if (!Avx2.IsSupported)
        {
            AccumulateScalar(patch, sums, field, y, count, weight, half: false);
            return;
        }
        for (var i = 0; i < count; i += Group)
        {
            if (Avx512Vbmi.IsSupported)
            {
                AddSixteen(patch, sums + i, Vector512.Load(field + i), i, y, weight);
            }
            else
            {
                AddEight(patch, sums + i, Vector256.Load(field + i), i, y, weight);
            }
        }
    }

    /// <summary>
    /// The same for a row of both chroma planes, which lie alike: where to read and the weights are worked out once.
    /// <paramref name="field"/> is of luma pixels, two to a sum.
    /// </summary>
    public static void AccumulateChroma(PatchPlane u, PatchPlane v, int* sumsU, int* sumsV, int* field, int y, int count, int weight)
    {
        if (!Avx2.IsSupported)
        {
            AccumulateScalar(u, sumsU, field, y, count, weight, half: true);
            AccumulateScalar(v, sumsV, field, y, count, weight, half: true);
            return;
        }
        for (var i = 0; i < count; i += Group)
        {
            if (Avx512Vbmi.IsSupported)
            {
                AddSixteen(u, v, sumsU + i, sumsV + i, Halved(Vector512.Load(field + 2 * i), Vector512.Load(field + 2 * i + 16)), i, y, weight);
            }
            else
            {
                AddEight(u, v, sumsU + i, sumsV + i, Halved(Vector256.Load(field + 2 * i), Vector256.Load(field + 2 * i + 8)), i, y, weight);
            }
        }
    }

    /// <summary>Rounds sums to pixels.</summary>
    public static void Store(int* sums, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var guard = Vector256.Create(RoundSum);
            for (; i + 8 <= count; i += 8)
            {
                var rounded = (Vector256.Load(sums + i) + guard) >> SumBits;
                var words = Sse2.PackSignedSaturate(rounded.GetLower(), rounded.GetUpper());
                *(ulong*)(target + i) = Sse2.PackUnsignedSaturate(words, words).AsUInt64().ToScalar();
            }
        }
        for (; i < count; i++)
        {
            target[i] = (byte)Math.Clamp((sums[i] + RoundSum) >> SumBits, 0, 255);
        }
    }

    internal static void AccumulateScalar(PatchPlane patch, int* sums, int* field, int y, int count, int weight, bool half)
    {
        for (var i = 0; i < count; i++)
        {
            var shift = field[half ? 2 * i : i];
            int shiftX = (short)shift >> (half ? 1 : 0), shiftY = shift >> (half ? 17 : 16);
            sums[i] += weight * SampleCubic(patch, (i << Fraction) + shiftX, (y << Fraction) + shiftY);
        }
    }

    /// <summary>The patch at a Q8 position, through the cubic, as Q6; may overshoot the range of a pixel.</summary>
    private static int SampleCubic(PatchPlane patch, int x, int y)
    {
        const int steps = 1 << CubicWeights.StepBits, step = Fraction - CubicWeights.StepBits;
        sbyte* across = CubicWeights.Steps + ((x >> step) & (steps - 1)), down = CubicWeights.Steps + ((y >> step) & (steps - 1));
        var sum = 0;
        for (var tap = 0; tap < 16; tap++)
        {
            int column = Math.Clamp((x >> Fraction) + tap % 4 - 1, 0, patch.Width - 1), row = (y >> Fraction) + tap / 4 - 1;
            sum += patch.Row(row)[column] * across[tap % 4 * steps] * down[tap / 4 * steps];
        }
        return (sum + RoundValue) >> CubicWeights.Bits;
    }

    // Where neighbours read too far apart for sixteen at once, eight at a time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSixteen(PatchPlane patch, int* sums, Vector512<int> shift, int x, int y, int weight)
    {
        if (shift == Vector512<int>.Zero)
        {
            AddSixteenUnmoved(patch, sums, x, y, weight);
            return;
        }
        var taps = new WideBlendTaps(shift, x, y, patch.Width);
        if (taps.AreNear)
        {
            taps.Add(patch, sums, weight);
            return;
        }
        AddEight(patch, sums, shift.GetLower(), x, y, weight);
        AddEight(patch, sums + 8, shift.GetUpper(), x + 8, y, weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSixteen(PatchPlane u, PatchPlane v, int* sumsU, int* sumsV, Vector512<int> shift, int x, int y, int weight)
    {
        if (shift == Vector512<int>.Zero)
        {
            AddSixteenUnmoved(u, sumsU, x, y, weight);
            AddSixteenUnmoved(v, sumsV, x, y, weight);
            return;
        }
        var taps = new WideBlendTaps(shift, x, y, u.Width);
        if (taps.AreNear)
        {
            taps.Add(u, sumsU, weight);
            taps.Add(v, sumsV, weight);
            return;
        }
        AddEight(u, v, sumsU, sumsV, shift.GetLower(), x, y, weight);
        AddEight(u, v, sumsU + 8, sumsV + 8, shift.GetUpper(), x + 8, y, weight);
    }

    internal static void AddEight(PatchPlane patch, int* sums, Vector256<int> shift, int x, int y, int weight)
    {
        if (shift == Vector256<int>.Zero)
        {
            AddEightUnmoved(patch, sums, x, y, weight);
            return;
        }
        new BlendTaps(shift, x, y, patch.Width).Add(patch, sums, weight);
    }

    internal static void AddEight(PatchPlane u, PatchPlane v, int* sumsU, int* sumsV, Vector256<int> shift, int x, int y, int weight)
    {
        if (shift == Vector256<int>.Zero)
        {
            AddEightUnmoved(u, sumsU, x, y, weight);
            AddEightUnmoved(v, sumsV, x, y, weight);
            return;
        }
        var taps = new BlendTaps(shift, x, y, u.Width);
        taps.Add(u, sumsU, weight);
        taps.Add(v, sumsV, weight);
    }

    // Much of a face does not move: its pixels are taken as they are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEightUnmoved(PatchPlane patch, int* sums, int x, int y, int weight)
    {
        var bytes = Vector128.CreateScalarUnsafe(*(ulong*)(patch.Row(y) + x)).AsByte();
        (Vector256.Load(sums) + Avx2.ConvertToVector256Int32(bytes) * (weight << CubicWeights.Bits)).Store(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSixteenUnmoved(PatchPlane patch, int* sums, int x, int y, int weight)
    {
        var pixels = Avx512F.ConvertToVector512Int32(Vector128.Load(patch.Row(y) + x));
        (Vector512.Load(sums) + pixels * (weight << CubicWeights.Bits)).Store(sums);
    }

    /// <summary>Every second displacement, of half as large pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> Halved(Vector256<int> left, Vector256<int> right)
    {
        var even = Avx.Shuffle(left.AsSingle(), right.AsSingle(), 0x88);
        return (Avx2.Permute4x64(even.AsInt64(), 0xD8).AsInt16() >> 1).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Halved(Vector512<int> left, Vector512<int> right)
    {
        var even = Avx512F.PermuteVar16x32x2(left, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), right);
        return (even.AsInt16() >> 1).AsInt32();
    }

    /// <summary>The patch at a Q8 position, bilinearly, as Q8: for the few pixels behind openings.</summary>
    public static int Sample(PatchPlane patch, int x, int y)
    {
        x = Math.Clamp(x, 0, (patch.Width - 1) << Fraction);
        y = Math.Clamp(y, 0, (patch.Height - 1) << Fraction);
        // The last pixel is read as the far neighbour of the one before, so that no read leaves the patch.
        int column = Math.Min(x >> Fraction, patch.Width - 2), row = Math.Min(y >> Fraction, patch.Height - 2);
        int fx = x - (column << Fraction), fy = y - (row << Fraction);
        var p = patch.Pixels + row * patch.Stride + column;
        var upper = p[0] * (One - fx) + p[1] * fx;
        var lower = p[patch.Stride] * (One - fx) + p[patch.Stride + 1] * fx;
        return (upper * (One - fy) + lower * fy) >> Fraction;
    }
}
