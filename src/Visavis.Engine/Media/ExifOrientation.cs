using System.Buffers.Binary;

namespace Visavis.Engine.Media;

/// <summary>How a camera was held (EXIF 2.32, tag 0x0112): 1 upright to 8, as most photos of telephones say.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const int MostEntries = 200;

    /// <summary>1 to 8; 1 where the file says nothing that can be read.</summary>
    public static int Of(ReadOnlySpan<byte> file)
    {
        var at = file.IndexOf("Exif\0\0"u8);
        var tiff = at >= 0 ? file[(at + 6)..] : Chunk(file);
        return tiff.Length < 8 ? 1 : Read(tiff, tiff.StartsWith("II"u8));
    }

    /// <summary>The picture as it should be seen.</summary>
    public static RgbPicture Upright(RgbPicture picture, int orientation) => orientation switch
    {
        2 => Mirrored(picture),
        3 => picture.Turned(2),
        4 => Mirrored(picture).Turned(2),
        5 => Mirrored(picture).Turned(3),
        6 => picture.Turned(1),
        7 => Mirrored(picture).Turned(1),
        8 => picture.Turned(3),
        _ => picture,
    };

    /// <summary>PNG's eXIf and WebP's EXIF hold the TIFF structure bare.</summary>
    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file)
    {
        var png = file.IndexOf("eXIf"u8);
        if (png >= 0)
        {
            return file[(png + 4)..];
        }
        var webp = file.StartsWith("RIFF"u8) ? file.IndexOf("EXIF"u8) : -1;
        return webp >= 0 && webp + 8 < file.Length ? file[(webp + 8)..] : [];
    }

    private static int Read(ReadOnlySpan<byte> tiff, bool little)
    {
        var directory = Word32(tiff[4..], little);
        if (directory + 2 > tiff.Length)
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

    private static RgbPicture Mirrored(RgbPicture picture)
    {
        var mirrored = new RgbPicture(picture.Width, picture.Height);
        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            var (x, y) = (i % picture.Width, i / picture.Width);
            picture.Samples.AsSpan(i * 3, 3).CopyTo(mirrored.Samples.AsSpan((y * picture.Width + picture.Width - 1 - x) * 3));
        }
        return mirrored;
    }

    private static ushort Word16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Word32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
