using System.Buffers.Binary;

namespace Visavis.Engine.Encode;

/// <summary>H.264 as a stream of its own (ISO 14496-10 annex B): start codes before units, parameter sets before key pictures.</summary>
internal static class AnnexB
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 0, 1];

    /// <summary>Appends one access unit.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="configuration">The encoder's avcC record.</param>
    /// <param name="sample">A picture with 4-byte lengths.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Stream stream, ReadOnlySpan<byte> configuration, in EncodedSample sample)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var written = sample.IsKey ? WriteSets(stream, configuration) : 0;
        for (var rest = sample.Data.Span; rest.Length > 0;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(rest);
            written += WriteUnit(stream, rest.Slice(sizeof(int), size));
            rest = rest[(sizeof(int) + size)..];
        }
        return written;
    }

    /// <summary>The sequence set and the picture set of an avcC record that has one of each (ISO 14496-15 5.3.3.1).</summary>
    private static int WriteSets(Stream stream, ReadOnlySpan<byte> configuration)
    {
        const int sequenceAt = 6, countBytes = 1;
        var sequence = Sized(configuration[sequenceAt..]);
        var picture = Sized(configuration[(sequenceAt + sizeof(ushort) + sequence.Length + countBytes)..]);
        return WriteUnit(stream, sequence) + WriteUnit(stream, picture);
    }

    private static ReadOnlySpan<byte> Sized(ReadOnlySpan<byte> bytes) => bytes.Slice(sizeof(ushort), BinaryPrimitives.ReadUInt16BigEndian(bytes));

    private static int WriteUnit(Stream stream, ReadOnlySpan<byte> unit)
    {
        stream.Write(StartCode);
        stream.Write(unit);
        return StartCode.Length + unit.Length;
    }
}
