using System.Buffers.Binary;

namespace Visavis.Engine.Media;

/// <summary>A kind of file that holds sound, told from its bytes and never from its name.</summary>
/// <param name="Name">For messages.</param>
/// <param name="MimeType">The type to store and answer.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Demuxer">ffmpeg's name for it. It is forced, so that no file can pose as a playlist.</param>
public sealed record SoundFormat(string Name, string MimeType, string Extension, string Demuxer)
{
    /// <summary>Bytes of a file's head that tell all kinds apart; fewer are enough for most.</summary>
    public const int HeadBytes = 16 << 10;

    public static readonly SoundFormat Mp3 = new("mp3", "audio/mpeg", ".mp3", "mp3");
    public static readonly SoundFormat Wav = new("wav", "audio/wav", ".wav", "wav");
    public static readonly SoundFormat M4a = new("m4a", "audio/mp4", ".m4a", "mov");
    public static readonly SoundFormat Mp4 = new("mp4", "video/mp4", ".mp4", "mov");
    public static readonly SoundFormat QuickTime = new("mov", "video/quicktime", ".mov", "mov");
    public static readonly SoundFormat Aac = new("aac", "audio/aac", ".aac", "aac");
    public static readonly SoundFormat Ogg = new("ogg", "audio/ogg", ".ogg", "ogg");
    public static readonly SoundFormat Opus = new("opus", "audio/ogg", ".opus", "ogg");
    public static readonly SoundFormat Flac = new("flac", "audio/flac", ".flac", "flac");
    public static readonly SoundFormat WebM = new("webm", "video/webm", ".webm", "matroska");
    public static readonly SoundFormat Matroska = new("matroska", "video/x-matroska", ".mkv", "matroska");

    /// <summary>All kinds in a sentence, for messages.</summary>
    internal const string Known = "mp3, wav, m4a, aac, ogg, opus, flac, webm or mp4";

    /// <summary>The kind of a file that begins with these bytes; null where it is none of ours.</summary>
    public static SoundFormat? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("ID3"u8) && head.Length >= 10)
        {
            return BehindTag(head);
        }
        return Marked(head) ?? (MpegFrames.AreAdts(head) ? Aac : MpegFrames.AreMpegAudio(head) ? Mp3 : null);
    }

    private static SoundFormat? Marked(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
        {
            return null;
        }
        var kind = head[..4];
        if (kind.SequenceEqual("RIFF"u8) || kind.SequenceEqual("RF64"u8))
        {
            return head.Slice(8, 4).SequenceEqual("WAVE"u8) ? Wav : null;
        }
        if (kind.SequenceEqual("fLaC"u8))
        {
            return Flac;
        }
        if (kind.SequenceEqual("OggS"u8))
        {
            return head[..Math.Min(head.Length, 128)].IndexOf("OpusHead"u8) >= 0 ? Opus : Ogg;
        }
        if (BinaryPrimitives.ReadUInt32BigEndian(kind) == 0x1A45DFA3)
        {
            return head[..Math.Min(head.Length, 64)].IndexOf("webm"u8) >= 0 ? WebM : Matroska;
        }
        return Boxes(head.Slice(4, 4), head.Slice(8, 4));
    }

    /// <summary>ISO 14496-12 begins with its brand; QuickTime's older films begin with any of their atoms.</summary>
    private static SoundFormat? Boxes(ReadOnlySpan<byte> box, ReadOnlySpan<byte> brand)
    {
        if (!box.SequenceEqual("ftyp"u8))
        {
            return box.SequenceEqual("moov"u8) || box.SequenceEqual("mdat"u8) || box.SequenceEqual("wide"u8) ? QuickTime : null;
        }
        if (brand.SequenceEqual("qt  "u8))
        {
            return QuickTime;
        }
        if (brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8))
        {
            return M4a;
        }
        // Still pictures in the same boxes: HEIF and AVIF.
        var isPicture = brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif"u8)
            || brand.StartsWith("msf"u8) || brand.StartsWith("avi"u8);
        return isPicture ? null : Mp4;
    }

    /// <summary>An ID3 tag (ID3v2.4 section 3.1: four bytes of seven bits) also stands before flac and aac; a long picture hides what follows.</summary>
    private static SoundFormat BehindTag(ReadOnlySpan<byte> head)
    {
        var size = 10 + ((head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7 | head[9] & 0x7F);
        if (size >= head.Length)
        {
            return Mp3;
        }
        var rest = head[size..];
        return rest.StartsWith("fLaC"u8) ? Flac : MpegFrames.AreAdts(rest) ? Aac : Mp3;
    }
}
