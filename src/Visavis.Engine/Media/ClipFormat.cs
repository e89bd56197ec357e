namespace Visavis.Engine.Media;

/// <summary>A kind of film, told from its bytes and never from its name.</summary>
/// <param name="MimeType">The type to store and answer.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Demuxer">ffmpeg's name for it. It is forced, so that no file can pose as a playlist.</param>
public sealed record ClipFormat(string MimeType, string Extension, string Demuxer)
{
    /// <summary>Bytes of a file's head that tell all kinds apart.</summary>
    public const int HeadBytes = SoundFormat.HeadBytes;

    /// <summary>All kinds in a sentence, for messages.</summary>
    internal const string Known = "mp4, mov or webm";

    /// <summary>The kind of a file that begins with these bytes; null where it is no film.</summary>
    public static ClipFormat? Of(ReadOnlySpan<byte> head)
    {
        var format = SoundFormat.Of(head);
        return format == SoundFormat.Mp4 || format == SoundFormat.QuickTime || format == SoundFormat.WebM || format == SoundFormat.Matroska
            ? new ClipFormat(format.MimeType, format.Extension, format.Demuxer) : null;
    }
}
