using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>
/// The same as <see cref="BlendTaps"/> for sixteen neighbouring pixels at once (AVX-512 with VBMI), where all of them read from a window of
/// 32 bytes in one row or two: one permutation of two rows' windows takes every pixel's taps, and one of a table its weight.
/// </summary>
internal readonly unsafe ref struct WideBlendTaps
{
    /// <summary>How far before the first pixel's taps the windows begin: pixels to its right may read from its left.</summary>
    private const int WindowLead = 6;

    private const int WindowBits = 5;

    /// <summary>The last byte of a window at which four taps may begin.</summary>
    private const int LastInWindow = (1 << WindowBits) - 4;

    private readonly Vector512<sbyte> _across;
    private readonly Vector512<short> _down0, _down1, _down2, _down3;
    private readonly Vector512<byte> _taken;
    private readonly int _first, _top;

    /// <param name="shift">Displacements in Q8 pixels of the plane, along x in the low half.</param>
    /// <param name="x">The first pixel's column.</param>
    /// <param name="y">The pixels' row.</param>
    /// <param name="width">Pixels of the plane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideBlendTaps(Vector512<int> shift, int x, int y, int width)
    {
        Weights(shift, out _across, out _down0, out _down1, out _down2, out _down3);
        var column = ((shift << 16) >> (16 + BlendKernels.Fraction)) + Lane + Vector512.Create(x - 1);
        column = Vector512.Min(Vector512.Max(column, Vector512.Create(BlendKernels.FirstColumn)), Vector512.Create(width + BlendKernels.ColumnsBeyond));
        var row = shift >> (16 + BlendKernels.Fraction);
        int first = column.ToScalar() - WindowLead, top = row.ToScalar();
        Vector512<int> offset = column - Vector512.Create(first), down = row - Vector512.Create(top);
        // Whether a pixel reads from above the first one's row changes too often for a branch to be foreseen.
        var above = Vector512.LessThanAny(down, Vector512<int>.Zero) ? 1 : 0;
        down += Vector512.Create(above);
        (_first, _top) = (first, y + top - above);
        // Negative ones are large ones without their sign.
        var strays = Vector512.GreaterThan(offset.AsUInt32(), Vector512.Create((uint)LastInWindow)) | Vector512.GreaterThan(down.AsUInt32(), Vector512<uint>.One);
        AreNear = strays == Vector512<uint>.Zero;
        // The four bytes of the two windows that each lane takes.
        _taken = Spread((offset | (down << WindowBits)).AsByte(), 0) + Vector512.Create(0x03020100).AsByte();
    }

    /// <summary>True where the sixteen pixels can be taken from two windows of a row each; <see cref="Add"/> may not be called otherwise.</summary>
    public bool AreNear { get; }

    private static Vector512<int> Lane => Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    /// <summary>Adds <paramref name="weight"/> times the sixteen pixels of <paramref name="patch"/>, a plane of the size given, to their sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in PatchPlane patch, int* sums, int weight)
    {
        Vector256<byte> r0 = Window(patch, -1), r1 = Window(patch, 0), r2 = Window(patch, 1), r3 = Window(patch, 2), r4 = Window(patch, 3);
        var sum = Weighted(r0, r1, _down0) + Weighted(r1, r2, _down1) + (Weighted(r2, r3, _down2) + Weighted(r3, r4, _down3));
        var value = (sum + Vector512.Create(BlendKernels.RoundValue)) >> CubicWeights.Bits;
        (Vector512.Load(sums) + Avx512BW.MultiplyAddAdjacent(value.AsInt16(), Vector512.Create(weight).AsInt16())).Store(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weights(
        Vector512<int> shift, out Vector512<sbyte> across, out Vector512<short> down0, out Vector512<short> down1, out Vector512<short> down2, out Vector512<short> down3)
    {
        const int step = BlendKernels.Fraction - CubicWeights.StepBits;
        // A permutation looks at the low six bits of every byte only: those of a step.
        var steps = (shift.AsUInt16() >>> step).AsByte();
        Vector512<byte> x = Spread(steps, 0), y = Spread(steps, 2);
        // Not by ConditionalSelect: the compiler of .NET 10.0 then loses the table's address.
        across = (Weight(x, 0) & ByteOf(0)) | (Weight(x, 1) & ByteOf(1)) | (Weight(x, 2) & ByteOf(2)) | (Weight(x, 3) & ByteOf(3));
        down0 = Weight(y, 0).AsInt16() >> 8;
        down1 = Weight(y, 1).AsInt16() >> 8;
        down2 = Weight(y, 2).AsInt16() >> 8;
        down3 = Weight(y, 3).AsInt16() >> 8;
    }

    private static Vector512<sbyte> ByteOf(int tap) => Vector512.Create(0xFF << (8 * tap)).AsSByte();

    /// <summary>One byte of every lane in all of its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Spread(Vector512<byte> lanes, int which)
    {
        // The shuffle counts bytes within every sixteen.
        var quarter = Vector128.Create(0x00000000, 0x04040404, 0x08080808, 0x0C0C0C0C).AsByte() + Vector128.Create((byte)which);
        return Avx512BW.Shuffle(lanes, Vector512.Create(Vector256.Create(quarter, quarter), Vector256.Create(quarter, quarter)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<sbyte> Weight(Vector512<byte> steps, int tap) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(CubicWeights.Steps + (tap << CubicWeights.StepBits)), steps.AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Window(in PatchPlane patch, int below) => Vector256.Load(patch.Row(_top + below) + _first);

    /// <summary>Every pixel's four taps in its own one of two rows, weighted along x and down: Q12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Weighted(Vector256<byte> row, Vector256<byte> next, Vector512<short> down)
    {
        // Vector512.Create would go through the stack.
        var both = Avx512F.InsertVector256(row.ToVector512Unsafe(), next, 1);
        return Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(Avx512Vbmi.PermuteVar64x8(both, _taken), _across), down);
    }
}
