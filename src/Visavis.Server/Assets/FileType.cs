using System.Text.RegularExpressions;

namespace Visavis.Server.Assets;

/// <summary>What a file is for.</summary>
public enum FileKind
{
    Image,
    Video,
    Audio,
    Document,
}

/// <summary>A type of file that assets may have, told from the first bytes: names and content types that clients send prove nothing.</summary>
/// <param name="Extension">Without a dot.</param>
/// <param name="MimeType">What it is served as.</param>
/// <param name="Kind">What it is for.</param>
public sealed partial record FileType(string Extension, string MimeType, FileKind Kind)
{
    private static readonly FileType Png = new("png", "image/png", FileKind.Image);
    private static readonly FileType Jpeg = new("jpg", "image/jpeg", FileKind.Image);
    private static readonly FileType Webp = new("webp", "image/webp", FileKind.Image);
    private static readonly FileType Mp4 = new("mp4", "video/mp4", FileKind.Video);
    private static readonly FileType Webm = new("webm", "video/webm", FileKind.Video);
    private static readonly FileType Mp3 = new("mp3", "audio/mpeg", FileKind.Audio);
    private static readonly FileType Wav = new("wav", "audio/wav", FileKind.Audio);
    private static readonly FileType M4a = new("m4a", "audio/mp4", FileKind.Audio);
    private static readonly FileType Aac = new("aac", "audio/aac", FileKind.Audio);
    private static readonly FileType Ogg = new("ogg", "audio/ogg", FileKind.Audio);
    private static readonly FileType Opus = new("opus", "audio/ogg", FileKind.Audio);
    private static readonly FileType Flac = new("flac", "audio/flac", FileKind.Audio);
    private static readonly FileType Pdf = new("pdf", "application/pdf", FileKind.Document);
    private static readonly FileType Srt = new("srt", "application/x-subrip", FileKind.Document);

    /// <summary>For messages.</summary>
    public const string AllNames = "png, jpeg, webp, mp4, webm, mp3, wav, m4a, aac, ogg, opus, flac, pdf, srt";

    /// <summary>The type of what begins with <paramref name="head"/>; null if it is none of ours.</summary>
    public static FileType? Of(ReadOnlySpan<byte> head) =>
        OfPicture(head) ?? OfContainer(head) ?? OfBareSound(head) ?? OfText(head);

    /// <summary>The type that is served as <paramref name="mimeType"/>.</summary>
    public static FileType Served(string mimeType) => All().First(type => type.MimeType == mimeType);

    private static FileType[] All() => [Png, Jpeg, Webp, Mp4, Webm, Mp3, Wav, M4a, Aac, Ogg, Opus, Flac, Pdf, Srt];

    private static FileType? OfPicture(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : head.StartsWith("RIFF"u8) && At(head, 8, "WEBP"u8) ? Webp
        : null;

    private static FileType? OfContainer(ReadOnlySpan<byte> head) =>
        At(head, 4, "ftyp"u8) ? OfBrand(head[8..])
        : head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && head[..Math.Min(head.Length, 64)].IndexOf("webm"u8) > 0 ? Webm
        : head.StartsWith("OggS"u8) ? (At(head, 28, "OpusHead"u8) ? Opus : At(head, 28, "\u0001vorbis"u8) ? Ogg : null)
        : (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8)) && At(head, 8, "WAVE"u8) ? Wav
        : head.StartsWith("fLaC"u8) ? Flac
        : null;

    /// <summary>ISO 14496-12 4.3: the major brand says what a file is best read as.</summary>
    private static FileType? OfBrand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("M4A "u8) || brand.StartsWith("M4B "u8) ? M4a
        : brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("avc1"u8) || brand.StartsWith("dash"u8) || brand.StartsWith("M4V"u8) ? Mp4
        : null;

    private static FileType? OfBareSound(ReadOnlySpan<byte> head) =>
        head.StartsWith("ID3"u8) ? Mp3
        : head.Length < 3 || head[0] != 0xFF || (head[1] & 0xE0) != 0xE0 ? null
        // ADTS has layer 0 (ISO 13818-7 6.2); MPEG audio never has, nor bit rate 15 or sample rate 3 (ISO 11172-3 2.4.2.3).
        : (head[1] & 0xF6) == 0xF0 ? Aac
        : (head[1] & 0x06) != 0 && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C ? Mp3
        : null;

    private static FileType? OfText(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? Pdf : FirstSubtitle().IsMatch(System.Text.Encoding.UTF8.GetString(head[..Math.Min(head.Length, 256)])) ? Srt : null;

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> mark) => head.Length > offset && head[offset..].StartsWith(mark);

    [GeneratedRegex(@"^\uFEFF?\s*\d+\s*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3} --> ")]
    private static partial Regex FirstSubtitle();
}
