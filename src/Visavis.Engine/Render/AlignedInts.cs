using System.Runtime.InteropServices;

namespace Visavis.Engine.Render;

/// <summary>Numbers at a place that stays, from a boundary of 64 bytes on: vectors of that size then never lie across two lines of the cache.</summary>
internal sealed unsafe class AlignedInts
{
    private const int Boundary = 64;

    private readonly int[] _memory;

    public AlignedInts(int count)
    {
        Count = count;
        _memory = GC.AllocateArray<int>(count + Boundary / sizeof(int), pinned: true);
        First = (int*)((Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) + Boundary - 1) & ~(nint)(Boundary - 1));
    }

    public int Count { get; }

    public int* First { get; }

    public Span<int> Span => new(First, Count);
}
