namespace Visavis.Engine.Media;

/// <summary>
/// A view of a YUV 4:2:0 picture (BT.709, limited range) in memory that somebody else owns, such as the
/// encoder's own frame. Chroma planes have half the width and height; strides are in bytes.
/// </summary>
public readonly unsafe struct YuvPicture(byte* y, int yStride, byte* u, int uStride, byte* v, int vStride, int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public int YStride { get; } = yStride;

    public int UStride { get; } = uStride;

    public int VStride { get; } = vStride;

    public byte* Y { get; } = y;

    public byte* U { get; } = u;

    public byte* V { get; } = v;

    public Span<byte> YRow(int row) => new(Y + (nint)row * YStride, Width);

    public Span<byte> URow(int row) => new(U + (nint)row * UStride, Width / 2);

    public Span<byte> VRow(int row) => new(V + (nint)row * VStride, Width / 2);
}
