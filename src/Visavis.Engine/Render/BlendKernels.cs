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
/// Weighted sums of patches, each read bilinearly at displaced positions. Sums are Q16: a pixel, times 256 from the
/// interpolation, times 256 from the weights.
/// </summary>
internal static unsafe class BlendKernels
{
    private const int Fraction = MeshField.Fraction, One = 1 << Fraction;

    /// <summary>
    /// Adds <paramref name="weight"/> times the patch to <paramref name="count"/> sums of row <paramref name="y"/>. For a chroma row
    /// (<paramref name="half"/>) the displacements are luma ones, two to a pixel. Reads and writes up to the next
    /// multiple of 8; positions outside the patch read its edge.
    /// </summary>
    public static void Accumulate(PatchPlane patch, int* sums, short* dx, short* dy, int y, int count, int weight, bool half)
    {
        if (!Avx2.IsSupported)
        {
            AccumulateScalar(patch, sums, dx, dy, y, count, weight, half);
            return;
        }
        // 0.12 ms for a patch of 250x200 against 0.35 scalar.
        if (half)
        {
            AccumulateHalf256(patch, sums, (int*)dx, (int*)dy, y, count, weight);
        }
        else
        {
            AccumulateFull256(patch, sums, dx, dy, y, count, weight);
        }
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
                var words = (Vector256.Load(sums + i) + guard) >>> 16;
                var bytes = Vector128.Narrow(words.GetLower().AsUInt32(), words.GetUpper().AsUInt32());
                *(ulong*)(target + i) = Sse2.PackUnsignedSaturate(bytes.AsInt16(), bytes.AsInt16()).AsUInt64().ToScalar();
            }
        }
        for (; i < count; i++)
        {
            target[i] = (byte)((sums[i] + (1 << 15)) >> 16);
        }
    }

    internal static void AccumulateScalar(PatchPlane patch, int* sums, short* dx, short* dy, int y, int count, int weight, bool half)
    {
        for (var i = 0; i < count; i++)
        {
            int shiftX = half ? dx[2 * i] >> 1 : dx[i], shiftY = half ? dy[2 * i] >> 1 : dy[i];
            sums[i] += weight * Sample(patch, (i << Fraction) + shiftX, (y << Fraction) + shiftY);
        }
    }

    /// <summary>The patch at a Q8 position, as Q8.</summary>
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

    private static void AccumulateFull256(PatchPlane patch, int* sums, short* dx, short* dy, int y, int count, int weight)
    {
        var lane = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) << Fraction;
        for (var i = 0; i < count; i += 8)
        {
            var x = Avx2.ConvertToVector256Int32(dx + i) + lane + Vector256.Create(i << Fraction);
            var rows = Avx2.ConvertToVector256Int32(dy + i) + Vector256.Create(y << Fraction);
            Accumulate8(patch, sums + i, x, rows, weight);
        }
    }

    private static void AccumulateHalf256(PatchPlane patch, int* sums, int* dx, int* dy, int y, int count, int weight)
    {
        var lane = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) << Fraction;
        for (var i = 0; i < count; i += 8)
        {
            // A pair of displacements in one lane: the first is the low half; 17 = sign extension and halving in one.
            var x = ((Vector256.Load(dx + i) << 16) >> 17) + lane + Vector256.Create(i << Fraction);
            var rows = ((Vector256.Load(dy + i) << 16) >> 17) + Vector256.Create(y << Fraction);
            Accumulate8(patch, sums + i, x, rows, weight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate8(PatchPlane patch, int* sums, Vector256<int> x, Vector256<int> y, int weight)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256<int>.Zero), Vector256.Create((patch.Width - 1) << Fraction));
        y = Vector256.Min(Vector256.Max(y, Vector256<int>.Zero), Vector256.Create((patch.Height - 1) << Fraction));
        var column = Vector256.Min(x >> Fraction, Vector256.Create(patch.Width - 2));
        var row = Vector256.Min(y >> Fraction, Vector256.Create(patch.Height - 2));
        var fx = x - (column << Fraction);
        var fy = y - (row << Fraction);
        var at = row * patch.Stride + column;
        // Every gather brings four bytes of which the lower two are wanted; the margin behind the rows covers the last.
        var upper = Avx2.GatherVector256((int*)patch.Pixels, at, 1);
        var lower = Avx2.GatherVector256((int*)(patch.Pixels + patch.Stride), at, 1);
        var alongX = (Vector256.Create(One) - fx) | (fx << 16);
        var top = Avx2.MultiplyAddAdjacent(Words(upper), alongX.AsInt16());
        var bottom = Avx2.MultiplyAddAdjacent(Words(lower), alongX.AsInt16());
        var value = (top * (Vector256.Create(One) - fy) + bottom * fy) >> Fraction;
        (Vector256.Load(sums) + value * Vector256.Create(weight)).Store(sums);
    }

    /// <summary>The two low bytes of each 32-bit lane as two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Words(Vector256<int> pixels) =>
        ((pixels & Vector256.Create(0xFF)) | ((pixels & Vector256.Create(0xFF00)) << 8)).AsInt16();
}
