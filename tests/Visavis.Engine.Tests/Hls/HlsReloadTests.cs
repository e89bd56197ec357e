using Visavis.Engine.Hls;

namespace Visavis.Engine.Tests.Hls;

/// <summary>Blocking reloads (RFC 8216bis 6.2.5.2): which are answered, which wait, which are refused.</summary>
public sealed class HlsReloadTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task FirstRequest_WaitsForTheFirstWholeSegment()
    {
        using var stream = new HlsStream(HlsKind.Live);
        var playlist = stream.Playlist();
        stream.Publish(4);
        Assert.False(playlist.IsCompleted);
        stream.Publish(1);
        Assert.Contains("seg0.m4s", await playlist, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PartBehindTheSegmentsLast_MeansTheFirstOfTheNext()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5 + 5);
        var reload = stream.Playlist(1, 5);
        Assert.False(reload.IsCompleted);
        stream.Publish(1);
        Assert.Contains("part2.0.m4s", await reload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3L, null, HlsOutcome.TooFarAhead)]
    [InlineData(99L, 0, HlsOutcome.TooFarAhead)]
    [InlineData(1L, 17, HlsOutcome.TooFarAhead)]
    [InlineData(null, 1, HlsOutcome.TooFarAhead)]
    [InlineData(0L, null, HlsOutcome.Found)]
    [InlineData(1L, 1, HlsOutcome.Found)]
    public async Task Reload_IsRefusedOrAnsweredAtOnce(long? number, int? part, HlsOutcome expected)
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5 + 2);
        var answer = stream.Window.MediaPlaylistAsync(number, part, false, default);
        Assert.True(answer.IsCompleted);
        Assert.Equal(expected, (await answer).Outcome);
    }

    [Theory]
    [InlineData(2L, null)]
    [InlineData(1L, 16)]
    [InlineData(2L, 0)]
    public async Task ReloadWithinTheAdvanceLimit_WaitsAndTimesOut(long number, int? part)
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5 + 2);
        var answer = stream.Window.MediaPlaylistAsync(number, part, false, default).AsTask();
        stream.Time.Advance(Longest - TimeSpan.FromMilliseconds(1));
        Assert.False(answer.IsCompleted);
        stream.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HlsOutcome.TimedOut, (await answer).Outcome);
    }

    [Fact]
    public async Task TimeLimit_CountsFromTheRequestWhateverIsPublished()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5);
        var answer = stream.Window.MediaPlaylistAsync(2, null, false, default).AsTask();
        stream.Time.Advance(Longest / 2);
        stream.Publish(1);
        stream.Time.Advance(Longest / 2);
        Assert.Equal(HlsOutcome.TimedOut, (await answer).Outcome);
    }

    [Fact]
    public async Task EndWhileWaiting_AnswersEveryone()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5 + 1);
        var playlist = stream.Playlist(2, 3);
        var part = stream.Outcome("part1.1.m4s");
        stream.Window.Finish();
        Assert.EndsWith("#EXT-X-ENDLIST\n", await playlist, StringComparison.Ordinal);
        Assert.Equal(HlsOutcome.Unknown, await part);
    }

    [Fact]
    public async Task EndBeforeAnything_IsAnEmptyEndedPlaylist()
    {
        using var stream = new HlsStream(HlsKind.Live);
        var playlist = stream.Playlist();
        stream.Window.Finish();
        stream.Window.Finish();
        Assert.EndsWith("trainedAlgorithmicMedia\"\n#EXT-X-ENDLIST\n", await playlist, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => stream.Publish(1));
    }

    [Fact]
    public async Task ViewersThatAskWhileAPartIsPublished_AllGetIt()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5);
        for (var index = 5; index < 150; index++)
        {
            var (number, part) = (index / 5, index % 5);
            var viewers = Enumerable.Range(0, 20).Select(_ => Task.Run(() => Follow(number, part))).ToArray();
            // Some ask before and some after: neither may miss it.
            stream.Publish(1);
            await Task.WhenAll(viewers);
        }

        async Task Follow(int number, int part)
        {
            Assert.Contains($"part{number}.{part}.m4s", await stream.Playlist(number, part), StringComparison.Ordinal);
            Assert.Equal(HlsStream.PartBytes(number * 5 + part), await stream.Media($"part{number}.{part}.m4s"));
        }
    }
}
