using System.Buffers.Binary;
using System.Text;

namespace Visavis.Engine.Fmp4;

/// <summary>Writes ISO base media boxes (ISO 14496-12): big-endian numbers, sizes filled in when a box is closed.</summary>
internal sealed class BoxWriter
{
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    public int Length => _length;

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public void Clear() => _length = 0;

    /// <summary>Opens a box; close it with the returned mark.</summary>
    public int Open(string type)
    {
        var mark = _length;
        Int32(0);
        Text(type);
        return mark;
    }

    /// <summary>Opens a box with version and flags (4.2, FullBox).</summary>
    public int OpenFull(string type, byte version, int flags)
    {
        var mark = Open(type);
        Int32((version << 24) | flags);
        return mark;
    }

    public void Close(int mark) => PatchInt32(mark, _length - mark);

    public void Byte(int value) => Take(1)[0] = (byte)value;

    public void Int16(int value) => BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)value);

    public void Int32(long value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), (uint)value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    public void Zeros(int count) => Take(count).Clear();

    public void Text(string text) => Encoding.Latin1.GetBytes(text, Take(text.Length));

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void PatchInt32(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(at), value);

    private Span<byte> Take(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
