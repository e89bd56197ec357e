using System.Buffers.Binary;

namespace Visavis.Engine.Media;

/// <summary>What a picture file says of itself, read here so that its limits hold before anything is decoded.</summary>
/// <param name="Format">Its kind.</param>
/// <param name="Width">Pixels as stored.</param>
/// <param name="Height">Pixels as stored.</param>
/// <param name="Orientation">EXIF's 1 to 8: how the stored picture is to be turned and mirrored.</param>
/// <param name="IsAnimated">A WebP of several frames, which ffmpeg 5.1 does not decode. An animated PNG has its still picture in front.</param>
/// <param name="IsWhole">The file's end is there.</param>
public sealed record PictureHead(PictureFormat Format, int Width, int Height, int Orientation, bool IsAnimated, bool IsWhole)
{
    /// <summary>Pixels across when upright.</summary>
    public int UprightWidth => Orientation > 4 ? Height : Width;

    public int UprightHeight => Orientation > 4 ? Width : Height;

    /// <summary>Reads a whole file's structure; null where it is of no known kind or has no size.</summary>
    public static PictureHead? Of(ReadOnlySpan<byte> file)
    {
        var format = PictureFormat.Of(file);
        var head = format == PictureFormat.Jpeg ? Jpeg(file) : format == PictureFormat.Png ? Png(file) : format == PictureFormat.WebP ? WebP(file) : null;
        return head is { Width: > 0, Height: > 0 } ? head : null;
    }

    /// <summary>Marker segments up to the first scan (ITU-T T.81, B.1.1); the size stands in the frame header.</summary>
    private static PictureHead? Jpeg(ReadOnlySpan<byte> file)
    {
        var (width, height, orientation) = (0, 0, 1);
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var size = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var body = file[Math.Min(at + 4, file.Length)..Math.Min(at + 2 + Math.Max((int)size, 2), file.Length)];
            if (marker == 0xDA)
            {
                // Entropy-coded data stuffs every FF, so that EOI there is the end and no chance; a camera's trailer may follow it.
                var isWhole = file[at..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
                return new PictureHead(PictureFormat.Jpeg, width, height, orientation, false, isWhole);
            }
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC && body.Length >= 5)
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
            }
            else if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Of(body[6..]);
            }
            at += 2 + Math.Max((int)size, 2);
        }
        // Cut off before its first scan.
        return new PictureHead(PictureFormat.Jpeg, Math.Max(width, 1), Math.Max(height, 1), orientation, false, false);
    }

    /// <summary>Chunks (ISO/IEC 15948, 5.3).</summary>
    private static PictureHead? Png(ReadOnlySpan<byte> file)
    {
        var (width, height, orientation) = (1, 1, 1);
        for (var at = 8; at + 12 <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var kind = file.Slice(at + 4, 4);
            var body = file[(at + 8)..(int)Math.Min(at + 8L + size, file.Length)];
            if (kind.SequenceEqual("IEND"u8))
            {
                return new PictureHead(PictureFormat.Png, width, height, orientation, false, true);
            }
            if (kind.SequenceEqual("IHDR"u8) && body.Length >= 8)
            {
                (width, height) = (Side(BinaryPrimitives.ReadUInt32BigEndian(body)), Side(BinaryPrimitives.ReadUInt32BigEndian(body[4..])));
            }
            else if (kind.SequenceEqual("eXIf"u8))
            {
                orientation = ExifOrientation.Of(body);
            }
            at = (int)Math.Min(at + 12L + size, file.Length);
        }
        return new PictureHead(PictureFormat.Png, width, height, orientation, false, false);
    }

    /// <summary>RIFF chunks (RFC 9649, 2.5 to 2.7).</summary>
    private static PictureHead? WebP(ReadOnlySpan<byte> file)
    {
        var isWhole = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length;
        var (width, height, orientation, animated) = (0, 0, 1, false);
        for (var at = 12; at + 8 <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var kind = file.Slice(at, 4);
            var body = file[(at + 8)..(int)Math.Min(at + 8L + size, file.Length)];
            if (kind.SequenceEqual("VP8X"u8) && body.Length >= 10)
            {
                (width, height) = (1 + ReadUInt24(body[4..]), 1 + ReadUInt24(body[7..]));
                animated = (body[0] & 2) != 0;
            }
            else if (width == 0 && kind.SequenceEqual("VP8 "u8) && body.Length >= 10)
            {
                (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF);
            }
            else if (width == 0 && kind.SequenceEqual("VP8L"u8) && body.Length >= 5)
            {
                var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
                (width, height) = (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
            }
            else if (kind.SequenceEqual("EXIF"u8))
            {
                orientation = ExifOrientation.Of(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
            }
            at = (int)Math.Min(at + 8L + size + (size & 1), file.Length);
        }
        return isWhole ? new PictureHead(PictureFormat.WebP, width, height, orientation, animated, true)
            : new PictureHead(PictureFormat.WebP, Math.Max(width, 1), Math.Max(height, 1), orientation, animated, false);
    }

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;

    private static int Side(uint value) => (int)Math.Min(value, int.MaxValue);
}
