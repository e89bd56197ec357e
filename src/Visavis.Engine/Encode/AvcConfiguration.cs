using System.Buffers.Binary;

namespace Visavis.Engine.Encode;

/// <summary>H.264 as MP4 stores it (ISO 14496-15): parameter sets apart, access units with 4-byte lengths.</summary>
internal static class AvcConfiguration
{
    private const int SequenceParameterSet = 7, PictureParameterSet = 8, SupplementalInformation = 6;

    /// <summary>The avcC record (5.3.3.1) of one sequence and one picture parameter set.</summary>
    public static byte[] FromAnnexB(ReadOnlySpan<byte> stream)
    {
        byte[] sequence = [], picture = [];
        while (TryTakeUnit(ref stream, out var unit))
        {
            switch (unit[0] & 31)
            {
                case SequenceParameterSet:
                    sequence = unit.ToArray();
                    break;
                case PictureParameterSet:
                    picture = unit.ToArray();
                    break;
            }
        }
        var record = new List<byte> { 1, sequence[1], sequence[2], sequence[3], 0xFF, 0xE1 };
        AddSized(record, sequence);
        record.Add(1);
        AddSized(record, picture);
        // High profile appends chroma format and bit depths: 4:2:0, 8 bit.
        record.AddRange([0xFD, 0xF8, 0xF8, 0]);
        return [.. record];
    }

    /// <summary>Rewrites an access unit with start codes into lengths; supplemental information is left out.</summary>
    /// <returns>Bytes written to <paramref name="target"/>, which grows when it is too small.</returns>
    public static int ToLengths(ReadOnlySpan<byte> stream, ref byte[] target)
    {
        if (target.Length < 2 * stream.Length)
        {
            target = new byte[2 * stream.Length];
        }
        var size = 0;
        while (TryTakeUnit(ref stream, out var unit))
        {
            if ((unit[0] & 31) != SupplementalInformation)
            {
                BinaryPrimitives.WriteInt32BigEndian(target.AsSpan(size), unit.Length);
                unit.CopyTo(target.AsSpan(size + 4));
                size += 4 + unit.Length;
            }
        }
        return size;
    }

    private static void AddSized(List<byte> record, byte[] set)
    {
        record.Add((byte)(set.Length >> 8));
        record.Add((byte)set.Length);
        record.AddRange(set);
    }

    /// <summary>Takes the next NAL unit between start codes of three or four bytes (ISO 14496-10 annex B).</summary>
    private static bool TryTakeUnit(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> unit)
    {
        var start = rest.IndexOf(StartCode);
        if (start < 0)
        {
            unit = default;
            return false;
        }
        var body = rest[(start + StartCode.Length)..];
        var next = body.IndexOf(StartCode);
        // A unit never ends in a zero byte: what stands there belongs to the next start code.
        unit = (next < 0 ? body : body[..next]).TrimEnd((byte)0);
        rest = next < 0 ? default : body[next..];
        return true;
    }

    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];
}
