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
    private const int Fraction = MeshField.Fraction, One = 1 << Fraction;

    /// <summary>From two weights of Q6 to Q8.</summary>
    private const int CubicShift = 2 * CubicWeights.Bits - Fraction, RoundCubic = 1 << (CubicShift - 1);

    /// <summary>
    /// Adds <paramref name="weight"/> times the patch to <paramref name="count"/> sums of row <paramref name="y"/>. <paramref name="field"/>
    /// is a row of a <see cref="MeshField"/>, for a chroma row (<paramref name="half"/>) of luma pixels, two to a sum. Reads and writes up to the next
    /// multiple of 8; positions outside the patch read its edge.
    /// </summary>
    public static void Accumulate(PatchPlane patch, int* sums, int* field, int y, int count, int weight, bool half)
    {
        if (!Avx2.IsSupported)
        {
            AccumulateScalar(patch, sums, field, y, count, weight, half);
            return;
        }
        for (var i = 0; i < count; i += 8)
        {
            var shift = half ? EverySecond(field + 2 * i) : Vector256.Load(field + i);
            if (shift == Vector256<int>.Zero)
            {
                // Much of a face does not move: its pixels are taken as they are.
                var pixels = Vector256.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)(patch.Pixels + y * patch.Stride + i)).AsByte()).ToVector256Unsafe()).AsInt32();
                (Vector256.Load(sums + i) + pixels * (weight << Fraction)).Store(sums + i);
            }
            else
            {
                // Halving a shift for chroma and extending its sign is one operation.
                var x = (shift << 16) >> (half ? 17 : 16);
                Accumulate8(patch, sums + i, x + Lane + Vector256.Create(i << Fraction), (shift >> (half ? 17 : 16)) + Vector256.Create(y << Fraction), weight);
            }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate8(PatchPlane patch, int* sums, Vector256<int> x, Vector256<int> y, int weight)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256<int>.Zero), Vector256.Create((patch.Width - 1) << Fraction));
        y = Vector256.Min(Vector256.Max(y, Vector256<int>.Zero), Vector256.Create((patch.Height - 1) << Fraction));
        // The fractions along x in the low word of every lane, along y in the high one: one calculation for both.
        var fractions = ((x & Vector256.Create(One - 1)) | ((y & Vector256.Create(One - 1)) << 16)).AsInt16() << (15 - Fraction);
        CubicWeights.At(fractions, out var w0, out var w1, out var w2, out var w3);
        var lowByte = Vector256.Create((short)0xFF);
        var low = Vector256.Create(0xFFFF);
        var pair01 = ((w0 & lowByte) | (w1 << 8)).AsInt32();
        var pair23 = ((w2 & lowByte) | (w3 << 8)).AsInt32();
        var across = ((pair01 & low) | (pair23 << 16)).AsSByte();
        var upper = ((w0.AsInt32() >>> 16) | (w1.AsInt32() & ~low)).AsInt16();
        var lower = ((w2.AsInt32() >>> 16) | (w3.AsInt32() & ~low)).AsInt16();
        var column = (x >> Fraction) - Vector256<int>.One;
        var row = y >> Fraction;
        var rows01 = Words(RowAt(patch, row - Vector256<int>.One, column, across), RowAt(patch, row, column, across));
        var rows23 = Words(RowAt(patch, row + Vector256<int>.One, column, across), RowAt(patch, row + Vector256.Create(2), column, across));
        var sum = Avx2.MultiplyAddAdjacent(rows01, upper) + Avx2.MultiplyAddAdjacent(rows23, lower);
        var value = (sum + Vector256.Create(RoundCubic)) >> CubicShift;
        (Vector256.Load(sums) + value * Vector256.Create(weight)).Store(sums);
    }

    /// <summary>Four neighbouring pixels of a row, gathered as one lane and weighted: Q6 in every lane, within 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> RowAt(PatchPlane patch, Vector256<int> row, Vector256<int> column, Vector256<sbyte> across)
    {
        row = Vector256.Min(Vector256.Max(row, Vector256<int>.Zero), Vector256.Create(patch.Height - 1));
        // Columns -1 to width + 1 lie within the margins of a picture's rows.
        var pixels = Avx2.GatherVector256((int*)patch.Pixels, row * patch.Stride + column, 1).AsByte();
        return Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(pixels, across), Vector256<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Words(Vector256<int> low, Vector256<int> high) => ((low & Vector256.Create(0xFFFF)) | (high << 16)).AsInt16();
}
