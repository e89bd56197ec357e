using System.Globalization;
using System.Text;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Media;

namespace Visavis.Engine.Hls;

/// <summary>Playlist text (RFC 8216bis) from a snapshot; no I/O, no clock.</summary>
internal static class HlsPlaylists
{
    /// <summary>Seconds of segments that a live playlist lists.</summary>
    public const int LiveSegments = 8;

    /// <summary>A delta update leaves out what is older: six target durations is the least that is allowed (4.4.3.8).</summary>
    private const int SkipUntilSeconds = 6;

    /// <summary>Parts are listed for three target durations from the end (6.2.2).</summary>
    private const int SegmentsWithParts = 3;

    public static byte[] Master(HlsParameters parameters) => Bytes(new StringBuilder()
        .Append("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-INDEPENDENT-SEGMENTS\n")
        .Append(Invariant($"#EXT-X-SESSION-DATA:DATA-ID=\"org.iptc.digitalsourcetype\",VALUE=\"{InitSegment.SyntheticMark}\"\n"))
        .Append(Invariant($"#EXT-X-STREAM-INF:BANDWIDTH={parameters.Bandwidth},AVERAGE-BANDWIDTH={parameters.AverageBandwidth},"))
        .Append(Invariant($"CODECS=\"{parameters.VideoCodec},{parameters.AudioCodec}\",RESOLUTION={parameters.Width}x{parameters.Height},FRAME-RATE=25.000\n"))
        .Append("media.m3u8\n"));

    public static byte[] Media(HlsSnapshot snapshot, bool delta)
    {
        var listed = Listed(snapshot);
        var text = new StringBuilder(256 + 96 * listed.Length);
        AppendHead(text, snapshot, listed.Length > 0 ? listed[0].Number : 0);
        var skipped = delta ? Math.Max(0, listed.Length - SkipUntilSeconds) : 0;
        if (skipped > 0)
        {
            text.Append(Invariant($"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}\n"));
        }
        for (var i = skipped; i < listed.Length; i++)
        {
            AppendSegment(text, snapshot, listed[i], withParts: !snapshot.IsEnded && i >= listed.Length - SegmentsWithParts);
        }
        AppendEdge(text, snapshot);
        return Bytes(text);
    }

    private static ReadOnlySpan<HlsSegment> Listed(HlsSnapshot snapshot) =>
        snapshot.Kind == HlsKind.Live && snapshot.Segments.Length > LiveSegments
            ? snapshot.Segments.AsSpan()[^LiveSegments..] : snapshot.Segments.AsSpan();

    private static void AppendHead(StringBuilder text, HlsSnapshot snapshot, long first)
    {
        text.Append("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:1\n")
            .Append(Invariant($"#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.6,CAN-SKIP-UNTIL={SkipUntilSeconds}.0\n"))
            .Append("#EXT-X-PART-INF:PART-TARGET=0.2\n")
            .Append(Invariant($"#EXT-X-MEDIA-SEQUENCE:{first}\n"))
            .Append(snapshot.Kind == HlsKind.Event ? "#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-START:TIME-OFFSET=0\n" : "")
            .Append("#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"init.mp4\"\n")
            .Append(Invariant($"#EXT-X-DATERANGE:ID=\"synthetic\",CLASS=\"org.iptc.digitalsourcetype\",START-DATE=\"{Date(snapshot.Epoch)}\","))
            .Append(Invariant($"X-DIGITAL-SOURCE-TYPE=\"{InitSegment.SyntheticMark}\"\n"));
    }

    private static void AppendSegment(StringBuilder text, HlsSnapshot snapshot, HlsSegment segment, bool withParts)
    {
        AppendDate(text, snapshot, segment.Start);
        for (var i = 0; withParts && i < segment.Parts.Length; i++)
        {
            AppendPart(text, segment.Number, i, segment.Parts[i]);
        }
        text.Append(Invariant($"#EXTINF:{segment.Duration.Seconds:0.000},\nseg{segment.Number}.m4s\n"));
    }

    private static void AppendEdge(StringBuilder text, HlsSnapshot snapshot)
    {
        if (snapshot.IsEnded)
        {
            text.Append("#EXT-X-ENDLIST\n");
            return;
        }
        if (!snapshot.Open.IsEmpty)
        {
            AppendDate(text, snapshot, snapshot.OpenStart);
        }
        for (var i = 0; i < snapshot.Open.Length; i++)
        {
            AppendPart(text, snapshot.OpenNumber, i, snapshot.Open[i]);
        }
        text.Append(Invariant($"#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part{snapshot.OpenNumber}.{snapshot.Open.Length}.m4s\"\n"));
    }

    private static void AppendPart(StringBuilder text, long number, int index, HlsPart part) => text
        .Append(Invariant($"#EXT-X-PART:DURATION={part.Duration.Seconds:0.000},URI=\"part{number}.{index}.m4s\""))
        .Append(part.IsIndependent ? ",INDEPENDENT=YES\n" : "\n");

    private static void AppendDate(StringBuilder text, HlsSnapshot snapshot, MediaTime start) =>
        text.Append(Invariant($"#EXT-X-PROGRAM-DATE-TIME:{Date(snapshot.Epoch + start.ToTimeSpan())}\n"));

    private static string Date(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(StringBuilder text) => Encoding.UTF8.GetBytes(text.ToString());
}
