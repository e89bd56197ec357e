using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>
/// Where eight neighbouring pixels are read in a plane of a patch, and the weights of their four by four taps (AVX2).
/// Neighbours nearly always read from one window of 16 bytes and from one row or two: a load and a shuffle of each row then
/// replace eight gathered loads, which takes 0.65 of the time; the rest, some percent at the lips, is gathered.
/// </summary>
internal readonly unsafe ref struct BlendTaps
{
    /// <summary>How far before the first pixel's taps the window begins: pixels to its right may read from its left.</summary>
    private const int WindowLead = 2;

    /// <summary>The last byte of a window at which four taps may begin.</summary>
    private const int LastInWindow = 12;

    private readonly Vector256<sbyte> _across;
    private readonly Vector256<short> _upper, _lower;
    private readonly Vector256<int> _column, _row;
    private readonly Vector256<byte> _window, _isLower;
    private readonly int _first, _top;
    private readonly Reading _reading;

    /// <param name="shift">Displacements in Q8 pixels of the plane, along x in the low half.</param>
    /// <param name="x">The first pixel's column.</param>
    /// <param name="y">The pixels' row.</param>
    /// <param name="width">Pixels of the plane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlendTaps(Vector256<int> shift, int x, int y, int width)
    {
        Weights(shift, out _across, out _upper, out _lower);
        var column = ((shift << 16) >> (16 + BlendKernels.Fraction)) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) + Vector256.Create(x - 1);
        _column = Vector256.Min(Vector256.Max(column, Vector256.Create(BlendKernels.FirstColumn)), Vector256.Create(width + BlendKernels.ColumnsBeyond));
        _row = (shift >> (16 + BlendKernels.Fraction)) + Vector256.Create(y);
        _first = _column.ToScalar() - WindowLead;
        _top = _row.ToScalar();
        var offset = _column - Vector256.Create(_first);
        // The four bytes of the window that each lane takes.
        _window = (offset * 0x01010101 + Vector256.Create(0x03020100)).AsByte();
        var down = _row - Vector256.Create(_top);
        if (Vector256.LessThanAny(down, Vector256<int>.Zero))
        {
            (_top, down) = (_top - 1, down + Vector256<int>.One);
        }
        _isLower = Vector256.Equals(down, Vector256<int>.One).AsByte();
        var strays = (down & Vector256.Create(~1)) | Vector256.LessThan(offset, Vector256<int>.Zero) | Vector256.GreaterThan(offset, Vector256.Create(LastInWindow));
        _reading = strays != Vector256<int>.Zero ? Reading.Anywhere : down == Vector256<int>.Zero ? Reading.OneRow : Reading.TwoRows;
    }

    private enum Reading
    {
        OneRow,
        TwoRows,
        Anywhere,
    }

    /// <summary>Adds <paramref name="weight"/> times the eight pixels of <paramref name="patch"/>, a plane of the size given, to their sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in PatchPlane patch, int* sums, int weight)
    {
        Rows(patch, out var a, out var b, out var c, out var d);
        var sum = Avx2.MultiplyAddAdjacent(Words(a, b), _upper) + Avx2.MultiplyAddAdjacent(Words(c, d), _lower);
        var value = (sum + Vector256.Create(BlendKernels.RoundValue)) >> CubicWeights.Bits;
        (Vector256.Load(sums) + Avx2.MultiplyAddAdjacent(value.AsInt16(), Vector256.Create(weight).AsInt16())).Store(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weights(Vector256<int> shift, out Vector256<sbyte> across, out Vector256<short> upper, out Vector256<short> lower)
    {
        // Along x in the low word of every lane, along y in the high one: one calculation for both. The middle of a step as Q15.
        const short steps = BlendKernels.One - (1 << (BlendKernels.Fraction - CubicWeights.StepBits)), half = 1 << (14 - CubicWeights.StepBits);
        var fractions = ((shift.AsInt16() & Vector256.Create(steps)) << (15 - BlendKernels.Fraction)) | Vector256.Create(half);
        CubicWeights.At(fractions, out var w0, out var w1, out var w2, out var w3);
        var lowByte = Vector256.Create((short)0xFF);
        var low = Vector256.Create(0xFFFF);
        var pair01 = ((w0 & lowByte) | (w1 << 8)).AsInt32();
        var pair23 = ((w2 & lowByte) | (w3 << 8)).AsInt32();
        across = ((pair01 & low) | (pair23 << 16)).AsSByte();
        upper = ((w0.AsInt32() >>> 16) | (w1.AsInt32() & ~low)).AsInt16();
        lower = ((w2.AsInt32() >>> 16) | (w3.AsInt32() & ~low)).AsInt16();
    }

    /// <summary>The four rows round every pixel's position, each weighted along x: Q6, within 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Rows(in PatchPlane patch, out Vector256<int> a, out Vector256<int> b, out Vector256<int> c, out Vector256<int> d)
    {
        if (_reading == Reading.OneRow)
        {
            a = Across(Window(patch, _top - 1));
            b = Across(Window(patch, _top));
            c = Across(Window(patch, _top + 1));
            d = Across(Window(patch, _top + 2));
        }
        else if (_reading == Reading.TwoRows)
        {
            Vector256<byte> r1 = Window(patch, _top), r2 = Window(patch, _top + 1), r3 = Window(patch, _top + 2);
            a = Across(Avx2.BlendVariable(Window(patch, _top - 1), r1, _isLower));
            b = Across(Avx2.BlendVariable(r1, r2, _isLower));
            c = Across(Avx2.BlendVariable(r2, r3, _isLower));
            d = Across(Avx2.BlendVariable(r3, Window(patch, _top + 3), _isLower));
        }
        else
        {
            a = Across(Gathered(patch, -1));
            b = Across(Gathered(patch, 0));
            c = Across(Gathered(patch, 1));
            d = Across(Gathered(patch, 2));
        }
    }

    /// <summary>Four neighbouring pixels in every lane, out of one window of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Window(in PatchPlane patch, int row) =>
        Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(patch.Row(row) + _first), _window);

    /// <summary>Four neighbouring pixels in every lane, wherever each lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Gathered(in PatchPlane patch, int below)
    {
        var row = Vector256.Min(Vector256.Max(_row + Vector256.Create(below), Vector256<int>.Zero), Vector256.Create(patch.Height - 1));
        return Avx2.GatherVector256((int*)patch.Pixels, row * patch.Stride + _column, 1).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Across(Vector256<byte> pixels) =>
        Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(pixels, _across), Vector256<short>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Words(Vector256<int> low, Vector256<int> high) => ((low & Vector256.Create(0xFFFF)) | (high << 16)).AsInt16();
}
