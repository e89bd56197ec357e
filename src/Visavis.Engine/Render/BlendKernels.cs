using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>One plane of a patch: its first pixel, bytes from row to row, pixels across and down.</summary>
internal readonly unsafe struct PatchPlane(byte* pixels, int stride, int width, int height)
{
    public readonly byte* Pixels = pixels;
    public readonly int Stride = stride, Width = width, Height = height;
}

/// <summary>
/// Weighted sums of patches, each read at displaced positions through a cubic of four by four taps: bilinear reading made
/// stubble and pores pulse with every movement of the jaw. Sums are Q16: a pixel, times 256 from the interpolation, times
/// 256 from the weights. A patch of 248 x 208 takes 0.14 ms, in the scalar twin 1.5.
/// </summary>
internal static unsafe class BlendKernels
{
    internal const int Fraction = MeshField.Fraction, One = 1 << Fraction;

    /// <summary>From two weights of Q6 to Q8.</summary>
    internal const int CubicShift = 2 * CubicWeights.Bits - Fraction, RoundCubic = 1 << (CubicShift - 1);

    /// <summary>
    /// Adds <paramref name="weight"/> times the patch to <paramref name="count"/> sums of row <paramref name="y"/>. <paramref name="field"/>
    /// is a row of a <see cref="MeshField"/>. Reads and writes up to the next multiple of 8; positions outside the patch read its edge.
    /// </summary>
    public static void Accumulate(PatchPlane patch, int* sums, int* field, int y, int count, int weight)
    {
        if (!Avx2.IsSupported)
        {
            AccumulateScalar(patch, sums, field, y, count, weight, half: false);
            return;
        }
        for (var i = 0; i < count; i += 8)
        {
            var shift = Vector256.Load(field + i);
            if (shift == Vector256<int>.Zero)
            {
                AddUnmoved(patch, sums + i, y, i, weight);
                continue;
            }
            var x = ((shift << 16) >> 16) + Lane + Vector256.Create(i << Fraction);
            var taps = new BlendTaps(x, (shift >> 16) + Vector256.Create(y << Fraction), patch.Width, patch.Height);
            taps.Add(patch, sums + i, weight);
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
        for (var i = 0; i < count; i += 8)
        {
            var shift = EverySecond(field + 2 * i);
            if (shift == Vector256<int>.Zero)
            {
                AddUnmoved(u, sumsU + i, y, i, weight);
                AddUnmoved(v, sumsV + i, y, i, weight);
                continue;
            }
            // Halving a shift for chroma and extending its sign is one operation.
            var x = ((shift << 16) >> 17) + Lane + Vector256.Create(i << Fraction);
            var taps = new BlendTaps(x, (shift >> 17) + Vector256.Create(y << Fraction), u.Width, u.Height);
            taps.Add(u, sumsU + i, weight);
            taps.Add(v, sumsV + i, weight);
        }
    }

    /// <summary>Much of a face does not move: its pixels are taken as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddUnmoved(PatchPlane patch, int* sums, int y, int i, int weight)
    {
        var bytes = Vector128.CreateScalarUnsafe(*(ulong*)(patch.Pixels + y * patch.Stride + i)).AsByte();
        var pixels = Avx2.ConvertToVector256Int32(bytes);
        (Vector256.Load(sums) + pixels * (weight << Fraction)).Store(sums);
    }

    /// <summary>Rounds sums to pixels.</summary>
    public static void Store(int* sums, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var guard = Vector256.Create(1 << 15);
            for (; i + 8 <= count; i += 8)
            {
                var rounded = (Vector256.Load(sums + i) + guard) >> 16;
                var words = Sse2.PackSignedSaturate(rounded.GetLower(), rounded.GetUpper());
                *(ulong*)(target + i) = Sse2.PackUnsignedSaturate(words, words).AsUInt64().ToScalar();
            }
        }
        for (; i < count; i++)
        {
            target[i] = (byte)Math.Clamp((sums[i] + (1 << 15)) >> 16, 0, 255);
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

    /// <summary>The patch at a Q8 position, through the cubic, as Q8; may overshoot the range of a pixel.</summary>
    private static int SampleCubic(PatchPlane patch, int x, int y)
    {
        x = Math.Clamp(x, 0, (patch.Width - 1) << Fraction);
        y = Math.Clamp(y, 0, (patch.Height - 1) << Fraction);
        Span<int> across = stackalloc int[4], down = stackalloc int[4];
        CubicWeights.At((x & (One - 1)) << (15 - Fraction), across);
        CubicWeights.At((y & (One - 1)) << (15 - Fraction), down);
        var sum = 0;
        for (var tap = 0; tap < 4; tap++)
        {
            var p = patch.Pixels + Math.Clamp((y >> Fraction) + tap - 1, 0, patch.Height - 1) * patch.Stride + (x >> Fraction);
            sum += down[tap] * (p[-1] * across[0] + p[0] * across[1] + p[1] * across[2] + p[2] * across[3]);
        }
        return (sum + RoundCubic) >> CubicShift;
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

    private static Vector256<int> Lane => Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) << Fraction;

    /// <summary>The even ones of sixteen ints.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> EverySecond(int* at)
    {
        var even = Avx.Shuffle(Vector256.Load(at).AsSingle(), Vector256.Load(at + 8).AsSingle(), 0x88);
        return Avx2.Permute4x64(even.AsInt64(), 0xD8).AsInt32();
    }
}
