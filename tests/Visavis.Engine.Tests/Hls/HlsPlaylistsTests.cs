using Visavis.Engine.Hls;

namespace Visavis.Engine.Tests.Hls;

public sealed class HlsPlaylistsTests
{
    [Fact]
    public async Task Live_SlidesAndSkipsWhatAFollowerKnows()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(20 * 5);
        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:1
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.6,CAN-SKIP-UNTIL=6.0
            #EXT-X-PART-INF:PART-TARGET=0.2
            #EXT-X-MEDIA-SEQUENCE:12
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-DATERANGE:ID="synthetic",CLASS="org.iptc.digitalsourcetype",START-DATE="2026-11-25T12:00:00.000Z",X-DIGITAL-SOURCE-TYPE="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
            #EXT-X-SKIP:SKIPPED-SEGMENTS=2

            """ + Dated(14) + Dated(15) + Dated(16) + Date(17) + Parts(17) + Segment(17) + Date(18) + Parts(18) + Segment(18)
            + Date(19) + Parts(19) + Segment(19) + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part20.0.m4s\"\n",
            await stream.Playlist(19, 4, skip: true));
        var full = await stream.Playlist();
        Assert.DoesNotContain("SKIP:", full, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(12, 8).Select(n => $"seg{n}.m4s"), full.Split('\n').Where(line => line.StartsWith("seg", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Skip_ReplacesExactlyTheLinesThatTheFullPlaylistHas()
    {
        using var stream = new HlsStream(HlsKind.Event);
        stream.Publish(100 * 5 + 3);
        var full = (await stream.Playlist()).Split('\n');
        var delta = (await stream.Playlist(99, 4, skip: true)).Split('\n');
        var at = Array.FindIndex(delta, line => line.StartsWith("#EXT-X-SKIP", StringComparison.Ordinal));
        // 100.6 s less 6 s: the segments that end by 94 s.
        Assert.Equal("#EXT-X-SKIP:SKIPPED-SEGMENTS=94", delta[at]);
        Assert.Equal(full.Skip(Array.IndexOf(full, "seg93.m4s") + 1), delta.Skip(at + 1));
        Assert.Equal(full.Take(at), delta.Take(at));
    }

    [Fact]
    public async Task ShortStream_IsNeverSkipped()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(6 * 5 + 4);
        Assert.Equal(await stream.Playlist(), await stream.Playlist(6, 3, skip: true));
    }

    [Fact]
    public async Task ViewersOfOneMoment_ShareOneArray()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5);
        var first = await stream.Window.MediaPlaylistAsync(null, null, false, default);
        var second = await stream.Window.MediaPlaylistAsync(0, 4, false, default);
        Assert.Equal(first.Body, second.Body);
    }

    private static string Parts(int number) => string.Concat(Enumerable.Range(0, 5).Select(part =>
        $"#EXT-X-PART:DURATION=0.200,URI=\"part{number}.{part}.m4s\"{(part == 0 ? ",INDEPENDENT=YES" : "")}\n"));

    private static string Date(int number) => $"#EXT-X-PROGRAM-DATE-TIME:2026-11-25T12:00:{number:00}.000Z\n";

    private static string Segment(int number) => $"#EXTINF:1.000,\nseg{number}.m4s\n";

    private static string Dated(int number) => Date(number) + Segment(number);
}
