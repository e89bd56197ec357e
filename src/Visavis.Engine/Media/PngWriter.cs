using System.Buffers.Binary;
using System.IO.Compression;

namespace Visavis.Engine.Media;

/// <summary>Writes PNG files (ISO/IEC 15948): 8-bit RGB and grey, 16-bit grey; no filter but "up", which serves photographs well enough.</summary>
public static class PngWriter
{
    private const byte Grey = 0, Rgb = 2, FilterUp = 2;

    public static void Write(string path, RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Write(path, picture.Width, picture.Height, 8, Rgb, picture.Samples);
    }

    /// <summary>An 8-bit grey picture, row by row.</summary>
    public static void Write(string path, int width, int height, ReadOnlySpan<byte> grey) => Write(path, width, height, 8, Grey, grey);

    /// <summary>A 16-bit grey picture, row by row.</summary>
    public static void Write(string path, int width, int height, ReadOnlySpan<ushort> grey)
    {
        var bytes = new byte[grey.Length * 2];
        for (var i = 0; i < grey.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), grey[i]);
        }
        Write(path, width, height, 16, Grey, bytes);
    }

    private static void Write(string path, int width, int height, byte bits, byte colour, ReadOnlySpan<byte> samples)
    {
        if (width <= 0 || height <= 0 || samples.Length % height != 0)
        {
            throw new ArgumentException($"{samples.Length} bytes are no picture of {width} x {height}.");
        }
        using var file = File.Create(path);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bits, colour);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compressed(samples, samples.Length / height));
        Chunk(file, "IEND"u8, []);
    }

    private static byte[] Compressed(ReadOnlySpan<byte> samples, int stride)
    {
        var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Fastest))
        {
            var line = new byte[stride + 1];
            line[0] = FilterUp;
            for (var start = 0; start < samples.Length; start += stride)
            {
                for (var i = 0; i < stride; i++)
                {
                    line[i + 1] = (byte)(samples[start + i] - (start == 0 ? 0 : samples[start - stride + i]));
                }
                zlib.Write(line);
            }
        }
        return bytes.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc(chunk.AsSpan(4, data.Length + 4)));
        file.Write(chunk);
    }

    /// <summary>CRC-32 of ISO 3309, bit by bit over a table made once.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }
        return ~crc;
    }

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n =>
        Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];
}
