namespace Visavis.Engine.Media;

/// <summary>A kind of picture file, told from its bytes and never from its name.</summary>
/// <param name="MimeType">The type to store and answer.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Demuxer">ffmpeg's name for it; forced, so that no file can pose as something else.</param>
public sealed record PictureFormat(string MimeType, string Extension, string Demuxer)
{
    public static readonly PictureFormat Jpeg = new("image/jpeg", ".jpg", "jpeg_pipe");
    public static readonly PictureFormat Png = new("image/png", ".png", "png_pipe");
    public static readonly PictureFormat WebP = new("image/webp", ".webp", "webp_pipe");

    /// <summary>The kind of a file that begins with these bytes; 16 are enough.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? WebP
        : null;
}
