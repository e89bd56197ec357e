namespace Visavis.Engine.Native;

/// <summary>The fields of one protobuf message, one after the other, each with its bytes where they lie.</summary>
internal ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private bool _isNumber;

    public int Number { get; private set; }

    /// <summary>Of a field with a length (text, bytes, message); else empty.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Of a field that is a varint; else 0.</summary>
    public ulong Value { get; private set; }

    /// <summary>The field as it stands, its key included.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }
        var all = _rest;
        var key = Varint();
        Number = (int)(key >> 3);
        _isNumber = (key & 7) == 0;
        Content = [];
        Value = 0;
        switch (key & 7)
        {
            case 0:
                Value = Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Content = Take(Varint());
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new InvalidDataException($"A field of type {key & 7} is not protobuf.");
        }
        Whole = all[..(all.Length - _rest.Length)];
        return true;
    }

    /// <summary>Adds the numbers of a repeated field, which may come one by one or packed.</summary>
    public readonly void AddNumbers(List<long> numbers)
    {
        if (_isNumber)
        {
            numbers.Add((long)Value);
            return;
        }
        var packed = new ProtobufFields(Content);
        while (!packed._rest.IsEmpty)
        {
            numbers.Add((long)packed.Varint());
        }
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw new InvalidDataException($"A field of {length} bytes reaches beyond the end.");
        }
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("A number has no end.");
    }
}
