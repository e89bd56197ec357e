using System.Buffers.Binary;
using Visavis.Engine.Native;

namespace Visavis.Engine.Media;

/// <summary>The pixels of a picture file of our own: rows from the top, channels interleaved, no padding.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">1 grey, 3 RGB, 4 RGBA.</param>
/// <param name="Samples">8-bit samples in order; empty for a 16-bit picture.</param>
/// <param name="DeepSamples">16-bit samples; empty for an 8-bit picture.</param>
public sealed record PictureFile(int Width, int Height, int Channels, byte[] Samples, ushort[] DeepSamples)
{
    private const int MaxBytes = 64 << 20;
    private const string MaxPixels = "67108864";
    private const int Rgb24 = 2, Grey8 = 8, Rgba = 26, Grey16 = 29;

    /// <summary>Decodes a PNG of our own making in this process; strangers' pictures never come here.</summary>
    /// <exception cref="LibavException">The file is no PNG of a kind that packs use.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PictureFile Read(string path)
    {
        LibavLayout.RequireKnownVersion();
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new LibavException($"{path} is larger than {MaxBytes >> 20} MiB, the limit for a pack's picture.");
        }
        var file = File.ReadAllBytes(path);
        var codec = LibavMethods.avcodec_find_decoder_by_name("png");
        if (codec == 0)
        {
            throw new LibavException("This libavcodec has no PNG decoder: install Debian's libavcodec59, which has.");
        }
        using var context = new CodecContextHandle(codec);
        context.Set("max_pixels", MaxPixels);
        using var packet = new PacketHandle();
        using var frame = new FrameHandle();
        LibavError.ThrowIfError(LibavMethods.avcodec_open2(context, codec, 0), "avcodec_open2 png");
        LibavError.ThrowIfError(LibavMethods.av_new_packet(packet, file.Length), "av_new_packet");
        file.CopyTo(LibavLayout.Bytes(packet));
        Check(LibavMethods.avcodec_send_packet(context, packet), path);
        Check(LibavMethods.avcodec_receive_frame(context, frame), path);
        return Copy(frame, path);
    }

    private static unsafe PictureFile Copy(FrameHandle frame, string path)
    {
        var (width, height) = (LibavLayout.Width(frame), LibavLayout.Height(frame));
        var channels = LibavLayout.Format(frame) switch
        {
            Grey8 or Grey16 => 1,
            Rgb24 => 3,
            Rgba => 4,
            var other => throw new LibavException($"{path} has libav's pixel format {other}; packs use 8-bit grey, RGB, RGBA and 16-bit grey."),
        };
        var deep = LibavLayout.Format(frame) == Grey16;
        var (bytes, words) = (new byte[deep ? 0 : width * height * channels], new ushort[deep ? width * height : 0]);
        var row = width * channels * (deep ? 2 : 1);
        for (var y = 0; y < height; y++)
        {
            var source = new ReadOnlySpan<byte>(LibavLayout.Data(frame, 0) + (nint)y * LibavLayout.Stride(frame, 0), row);
            if (deep)
            {
                Swap(source, words.AsSpan(y * width, width));
            }
            else
            {
                source.CopyTo(bytes.AsSpan(y * row));
            }
        }
        return new PictureFile(width, height, channels, bytes, words);
    }

    /// <summary>PNG's 16-bit samples are big-endian (PNG specification 7.1).</summary>
    private static void Swap(ReadOnlySpan<byte> source, Span<ushort> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            target[x] = BinaryPrimitives.ReadUInt16BigEndian(source[(2 * x)..]);
        }
    }

    private static void Check(int code, string path)
    {
        if (code < 0)
        {
            throw new LibavException($"{path} cannot be decoded as a PNG (libav error {code}).");
        }
    }
}
