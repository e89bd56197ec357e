using System.Buffers.Binary;

namespace Visavis.Engine.Media;

/// <summary>How a camera was held (EXIF 2.32, tag 0x0112): 1 upright to 8, as most photos of telephones say.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const int MostEntries = 200;

    /// <summary>1 to 8 by a TIFF structure, which JPEG, PNG and WebP hold alike; 1 where it says nothing that can be read.</summary>
    public static int Of(ReadOnlySpan<byte> tiff) =>
        tiff.Length >= 8 && (tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)) ? Read(tiff, tiff.StartsWith("II"u8)) : 1;

    /// <summary>The picture as it should be seen.</summary>
    public static RgbPicture Upright(RgbPicture picture, int orientation) => orientation switch
    {
        2 => picture.Mirrored(),
        3 => picture.Turned(2),
        4 => picture.Mirrored().Turned(2),
        5 => picture.Mirrored().Turned(3),
        6 => picture.Turned(1),
        7 => picture.Mirrored().Turned(1),
        8 => picture.Turned(3),
        _ => picture,
    };

    private static int Read(ReadOnlySpan<byte> tiff, bool little)
    {
        var directory = Word32(tiff[4..], little);
        // Compared as it is, since adding to a hostile offset might wrap round.
        if (directory > tiff.Length - 2)
        {
            return 1;
        }
        var entries = Math.Min((int)Word16(tiff[(int)directory..], little), MostEntries);
        for (var i = 0; i < entries; i++)
        {
            var entry = (int)directory + 2 + 12 * i;
            if (entry + 12 > tiff.Length)
            {
                return 1;
            }
            if (Word16(tiff[entry..], little) == Tag)
            {
                return Word16(tiff[(entry + 8)..], little) is >= 1 and <= 8 and var orientation ? orientation : 1;
            }
        }
        return 1;
    }

    private static ushort Word16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Word32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
