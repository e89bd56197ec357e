using Microsoft.Extensions.Time.Testing;
using System.Text;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Hls;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Hls;

public sealed class HlsWindowTests : IDisposable
{
    private static readonly HlsParameters Parameters = new("avc1.64001F", "mp4a.40.2", 1280, 720, 2_000_000, 900_000);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Master_SaysWhatThePlayerNeeds()
    {
        using var window = Window(HlsKind.Live, 0);
        Assert.Equal("""
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-SESSION-DATA:DATA-ID="org.iptc.digitalsourcetype",VALUE="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
            #EXT-X-STREAM-INF:BANDWIDTH=2000000,AVERAGE-BANDWIDTH=900000,CODECS="avc1.64001F,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=25.000
            media.m3u8

            """, Encoding.UTF8.GetString(window.MasterPlaylist.Span));
    }

    [Fact]
    public async Task EventPlaylist_StartsAtZeroAndHintsTheNextPart()
    {
        using var window = Window(HlsKind.Event, 6);
        Assert.Equal("""
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:1
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.6,CAN-SKIP-UNTIL=6.0
            #EXT-X-PART-INF:PART-TARGET=0.2
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:EVENT
            #EXT-X-START:TIME-OFFSET=0
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-DATERANGE:ID="synthetic",CLASS="org.iptc.digitalsourcetype",START-DATE="2026-01-02T03:04:05.000Z",X-DIGITAL-SOURCE-TYPE="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
            #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000Z
            #EXT-X-PART:DURATION=0.200,URI="part0.0.m4s",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.200,URI="part0.1.m4s"
            #EXT-X-PART:DURATION=0.200,URI="part0.2.m4s"
            #EXT-X-PART:DURATION=0.200,URI="part0.3.m4s"
            #EXT-X-PART:DURATION=0.200,URI="part0.4.m4s"
            #EXTINF:1.000,
            seg0.m4s
            #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:06.000Z
            #EXT-X-PART:DURATION=0.200,URI="part1.0.m4s",INDEPENDENT=YES
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="part1.1.m4s"

            """, await Playlist(window));
    }

    [Fact]
    public async Task FinishedPlaylist_ClosesTheOpenSegmentAndEnds()
    {
        using var window = Window(HlsKind.Event, 6);
        window.Finish();
        Assert.EndsWith("""
            #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000Z
            #EXTINF:1.000,
            seg0.m4s
            #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:06.000Z
            #EXTINF:0.200,
            seg1.m4s
            #EXT-X-ENDLIST

            """, await Playlist(window), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeltaUpdate_SkipsWhatIsOlderThanSixSeconds()
    {
        using var window = Window(HlsKind.Live, 5 * 20);
        var full = await Playlist(window);
        var delta = await Playlist(window, number: 19, skip: true);
        Assert.Contains("#EXT-X-MEDIA-SEQUENCE:12\n", full, StringComparison.Ordinal);
        Assert.Contains("#EXT-X-MEDIA-SEQUENCE:12\n", delta, StringComparison.Ordinal);
        Assert.Contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n", delta, StringComparison.Ordinal);
        Assert.DoesNotContain("seg13.m4s", delta, StringComparison.Ordinal);
        Assert.EndsWith(full[full.IndexOf("#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:19", StringComparison.Ordinal)..], delta, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BlockedReload_AnswersWithThePartItAskedFor()
    {
        using var window = Window(HlsKind.Live, 6);
        var waiting = window.MediaPlaylistAsync(1, 1, skip: false, default).AsTask();
        Assert.False(waiting.IsCompleted);
        Publish(window, 6, 7);
        Assert.Contains("part1.1.m4s\"\n#EXT-X-PRELOAD-HINT", Encoding.UTF8.GetString((await waiting).Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WholeSegment_IsWaitedForWhenNoPartIsNamed()
    {
        using var window = Window(HlsKind.Live, 6);
        var waiting = window.MediaPlaylistAsync(1, null, skip: false, default).AsTask();
        Publish(window, 6, 9);
        Assert.False(waiting.IsCompleted);
        Publish(window, 9, 10);
        Assert.Contains("seg1.m4s", Encoding.UTF8.GetString((await waiting).Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HintedPart_IsSentWhenItIsMade()
    {
        using var window = Window(HlsKind.Live, 6);
        var waiting = window.MediaAsync("part1.1.m4s", default).AsTask();
        Assert.False(waiting.IsCompleted);
        Publish(window, 6, 7);
        Assert.Equal(Bytes(6), (await waiting).Body.ToArray());
    }

    [Fact]
    public async Task ViewerLeavesWhileWaiting_WaiterIsReleased()
    {
        using var window = Window(HlsKind.Live, 6);
        using var left = new CancellationTokenSource();
        var waiting = window.MediaPlaylistAsync(1, 1, skip: false, left.Token).AsTask();
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task NothingComesInThreeSeconds_TimesOut()
    {
        using var window = Window(HlsKind.Live, 6);
        var waiting = window.MediaPlaylistAsync(1, 1, skip: false, default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(HlsOutcome.TimedOut, (await waiting).Outcome);
    }

    [Fact]
    public async Task StreamEndsWhileWaiting_AnswersWithTheEnd()
    {
        using var window = Window(HlsKind.Live, 6);
        var waiting = window.MediaPlaylistAsync(1, 1, skip: false, default).AsTask();
        var part = window.MediaAsync("part1.1.m4s", default).AsTask();
        window.Finish();
        Assert.EndsWith("#EXT-X-ENDLIST\n", Encoding.UTF8.GetString((await waiting).Body.Span), StringComparison.Ordinal);
        Assert.Equal(HlsOutcome.Unknown, (await part).Outcome);
    }

    [Theory]
    [InlineData(4L, 0)]
    [InlineData(null, 0)]
    public async Task ReloadOfNoFutureThatIsNear_IsRefused(long? number, int? part)
    {
        using var window = Window(HlsKind.Live, 6);
        Assert.Equal(HlsOutcome.TooFarAhead, (await window.MediaPlaylistAsync(number, part, skip: false, default)).Outcome);
    }

    [Theory]
    [InlineData("seg0.m4s", HlsOutcome.Gone)]
    [InlineData("part0.0.m4s", HlsOutcome.Gone)]
    [InlineData("seg99.m4s", HlsOutcome.Unknown)]
    [InlineData("part20.1.m4s", HlsOutcome.Unknown)]
    [InlineData("seg1.1.m4s", HlsOutcome.Unknown)]
    [InlineData("../init.mp4", HlsOutcome.Unknown)]
    [InlineData("seg99999999999999999999.m4s", HlsOutcome.Unknown)]
    public async Task Names_ThatAreNotThere(string name, HlsOutcome outcome)
    {
        using var window = Window(HlsKind.Live, 5 * 20);
        Assert.Equal(outcome, (await window.MediaAsync(name, default)).Outcome);
    }

    [Fact]
    public async Task OldSegmentOfAnEvent_ComesFromTheFile()
    {
        using var window = Window(HlsKind.Event, 5 * 40);
        for (var number = 0; number < 40; number++)
        {
            var expected = Enumerable.Range(5 * number, 5).SelectMany(Bytes).ToArray();
            Assert.Equal(expected, (await window.MediaAsync($"seg{number}.m4s", default)).Body.ToArray());
        }
    }

    [Fact]
    public void FileOverItsLimit_NamesTheLimit()
    {
        using var window = new HlsWindow(HlsKind.Event, Parameters, [1], new HlsWindowOptions { MediaFile = _file, MaxFileBytes = 1 << 20 }, _time);
        var error = Assert.Throws<MediaLimitException>(() => Enumerable.Range(0, 100).ToList().ForEach(i =>
            window.Publish(new Fragment(new byte[300_000], new MediaTime(i * 9600L), new MediaTime(9600), i % 5 == 0))));
        Assert.Equal("The session's media exceeds its limit of 1 MiB.", error.Message);
    }

    [Fact]
    public async Task Rebase_DatesWhatWasPublishedBefore()
    {
        using var window = Window(HlsKind.Live, 5);
        window.Rebase(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Contains("#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:00.000Z\n", await Playlist(window), StringComparison.Ordinal);
    }

    private static byte[] Bytes(int part) => [(byte)part, (byte)(part >> 8), 7];

    private static void Publish(HlsWindow window, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            window.Publish(new Fragment(Bytes(i), new MediaTime(i * 9600L), new MediaTime(9600), i % 5 == 0));
        }
    }

    private static async Task<string> Playlist(HlsWindow window, long? number = null, bool skip = false) =>
        Encoding.UTF8.GetString((await window.MediaPlaylistAsync(number, null, skip, default)).Body.Span);

    private HlsWindow Window(HlsKind kind, int parts)
    {
        var window = new HlsWindow(kind, Parameters, [1, 2, 3], new HlsWindowOptions { MediaFile = _file }, _time);
        Publish(window, 0, parts);
        return window;
    }
}
