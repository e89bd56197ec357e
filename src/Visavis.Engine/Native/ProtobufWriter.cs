using System.Buffers;
using System.Text;

namespace Visavis.Engine.Native;

/// <summary>Writes one protobuf message, field by field.</summary>
internal sealed class ProtobufWriter(int capacity = 256)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>A field as it stood elsewhere.</summary>
    public ProtobufWriter Whole(ReadOnlySpan<byte> field)
    {
        _bytes.Write(field);
        return this;
    }

    public ProtobufWriter Bytes(int number, ReadOnlySpan<byte> content)
    {
        Varint((ulong)number << 3 | 2);
        Varint((ulong)content.Length);
        _bytes.Write(content);
        return this;
    }

    public ProtobufWriter Text(int number, string text) => Bytes(number, Encoding.UTF8.GetBytes(text));

    public ProtobufWriter Numbers(int number, params ReadOnlySpan<long> values)
    {
        foreach (var value in values)
        {
            Varint((ulong)number << 3);
            Varint((ulong)value);
        }
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value & 0x7f | 0x80)]);
        }
        _bytes.Write([(byte)value]);
    }
}
