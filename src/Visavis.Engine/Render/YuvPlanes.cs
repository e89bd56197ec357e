using System.Runtime.InteropServices;
using Visavis.Engine.Media;

namespace Visavis.Engine.Render;

/// <summary>
/// A 4:2:0 picture that owns its memory: pinned, so that kernels may hold plain pointers into it for as long as the
/// object lives, and with a margin round every row, so that a kernel may read a whole vector at any pixel.
/// </summary>
internal sealed unsafe class YuvPlanes
{
    /// <summary>
    /// Bytes before and after every row. Windows begin at most 16 before a row and end at most 48 behind it, which lies in the next
    /// row or, after the last, in its own alignment and both margins; of those bytes only the nearest 16 are used.
    /// </summary>
    public const int Margin = 32;

    private readonly byte[] _memory;

    public YuvPlanes(int width, int height)
    {
        Width = width;
        Height = height;
        YStride = Align(width) + 2 * Margin;
        CStride = Align(width / 2) + 2 * Margin;
        var lumaBytes = YStride * height;
        var chromaBytes = CStride * (height / 2);
        _memory = GC.AllocateArray<byte>(lumaBytes + 2 * chromaBytes + Margin, pinned: true);
        Y = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) + Margin;
        U = Y + lumaBytes;
        V = U + chromaBytes;
    }

    public int Width { get; }

    public int Height { get; }

    public int YStride { get; }

    public int CStride { get; }

    public byte* Y { get; }

    public byte* U { get; }

    public byte* V { get; }

    public int Bytes => _memory.Length;

    public YuvPicture View => new(Y, YStride, U, CStride, V, CStride, Width, Height);

    /// <summary>Repeats the outermost pixels into the margins, so that a warp at the edge reads sensible ones.</summary>
    public void FillMargins()
    {
        FillMargins(Y, YStride, Width, Height);
        FillMargins(U, CStride, Width / 2, Height / 2);
        FillMargins(V, CStride, Width / 2, Height / 2);
    }

    public void CopyFrom(YuvPlanes other) => other._memory.CopyTo(_memory, 0);

    private static void FillMargins(byte* plane, int stride, int width, int height)
    {
        for (var y = 0; y < height; y++, plane += stride)
        {
            // The end of one row's margin is the start of the next row's; each gets half.
            new Span<byte>(plane - Margin / 2, Margin / 2).Fill(plane[0]);
            new Span<byte>(plane + width, Margin / 2).Fill(plane[width - 1]);
        }
    }

    private static int Align(int bytes) => (bytes + 31) & ~31;
}
