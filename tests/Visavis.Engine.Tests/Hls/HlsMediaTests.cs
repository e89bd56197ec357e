using Visavis.Engine.Fmp4;
using Visavis.Engine.Hls;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Hls;

/// <summary>Segments and parts by name: what is there, what waits, what is over, and where the bytes lie.</summary>
public sealed class HlsMediaTests
{
    [Fact]
    public async Task ViewerLeavesWhileWaiting_WaiterIsReleased()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5);
        using var leave = new CancellationTokenSource();
        var playlist = stream.Window.MediaPlaylistAsync(1, 0, false, leave.Token).AsTask();
        var part = stream.Window.MediaAsync("part1.0.m4s", leave.Token).AsTask();
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playlist);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => part);
    }

    [Fact]
    public async Task OpenSegment_ComesWhenItIsComplete()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5 + 1);
        var segment = stream.Media("seg1.m4s");
        Assert.False(segment.IsCompleted);
        stream.Publish(4);
        Assert.Equal(HlsStream.SegmentBytes(1), await segment);
    }

    [Fact]
    public async Task CompleteSegment_IsItsPartsOneAfterTheOther()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5);
        Assert.Equal([1, 2, 3], await stream.Media("init.mp4"));
        Assert.Equal(HlsStream.SegmentBytes(0), await stream.Media("seg0.m4s"));
        Assert.Equal(HlsStream.PartBytes(3), await stream.Media("part0.3.m4s"));
    }

    [Theory]
    [InlineData("seg3.m4s")]
    [InlineData("part1.3.m4s")]
    [InlineData("part2.0.m4s")]
    [InlineData("part0.5.m4s")]
    [InlineData("seg00.m4s")]
    [InlineData("seg-1.m4s")]
    [InlineData("seg+1.m4s")]
    [InlineData("seg99999999999999999999.m4s")]
    [InlineData("part0.m4s")]
    [InlineData("part.0.m4s")]
    [InlineData("part0..m4s")]
    [InlineData(".m4s")]
    [InlineData("")]
    [InlineData("../media.m4s")]
    [InlineData("init.mp4/")]
    public async Task NameThatNeverWas_IsUnknownAtOnce(string name)
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(5 + 2);
        var answer = stream.Window.MediaAsync(name, default);
        Assert.True(answer.IsCompleted);
        Assert.Equal(HlsOutcome.Unknown, (await answer).Outcome);
    }

    [Fact]
    public async Task ExpiredSegmentWithoutAFile_IsGone()
    {
        using var stream = new HlsStream(HlsKind.Live, withFile: false);
        stream.Publish(40 * 5);
        Assert.Equal(HlsOutcome.Gone, await stream.Outcome("seg27.m4s"));
        Assert.Equal(HlsOutcome.Gone, await stream.Outcome("part27.0.m4s"));
        // Listed are 32 to 39; those before outlive the listing.
        Assert.Equal(HlsStream.SegmentBytes(28), await stream.Media("seg28.m4s"));
    }

    [Fact]
    public async Task Event_KeepsEverySegmentReachable()
    {
        using var stream = new HlsStream(HlsKind.Event);
        stream.Publish(40 * 5);
        for (var number = 0; number < 40; number++)
        {
            Assert.Equal(HlsStream.SegmentBytes(number), await stream.Media($"seg{number}.m4s"));
        }
        Assert.Equal(HlsOutcome.Gone, await stream.Outcome("part3.0.m4s"));
    }

    [Theory]
    [InlineData(HlsKind.Event)]
    [InlineData(HlsKind.Live)]
    public void Hour_HoldsNoMoreMediaInMemoryThanAMinute(HlsKind kind)
    {
        using var stream = new HlsStream(kind);
        stream.Publish(60 * 5);
        var minute = stream.Window.BytesInMemory;
        stream.Publish(3540 * 5);
        Assert.Equal(MediaTime.FromSeconds(3600), stream.Window.Duration);
        Assert.InRange(stream.Window.BytesInMemory, 1, minute + 16);
    }

    [Fact]
    public async Task LongLiveStream_ListsTheLastSegmentsOnly()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(1000 * 5);
        var playlist = await stream.Playlist();
        Assert.Contains("#EXT-X-MEDIA-SEQUENCE:992\n", playlist, StringComparison.Ordinal);
        Assert.Contains("#EXT-X-PROGRAM-DATE-TIME:2026-11-25T12:16:32.000Z\n#EXTINF:1.000,\nseg992.m4s\n", playlist, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClosedWindow_SaysGoneForWhatWasInTheFile()
    {
        using var stream = new HlsStream(HlsKind.Event);
        stream.Publish(40 * 5);
        stream.Window.Finish();
        stream.Window.Dispose();
        Assert.Equal(HlsOutcome.Gone, await stream.Outcome("seg0.m4s"));
        Assert.Equal(HlsStream.SegmentBytes(39), await stream.Media("seg39.m4s"));
    }

    [Fact]
    public void PartThatIsNotTheNext_IsRefused()
    {
        using var stream = new HlsStream(HlsKind.Live);
        stream.Publish(6);
        Assert.Throws<ArgumentException>(() => stream.Window.Publish(Part(7, true)));
        stream.Publish(4);
        Assert.Throws<ArgumentException>(() => stream.Window.Publish(Part(10, false)));
        Assert.Equal(MediaTime.FromSeconds(2), stream.Window.Duration);
    }

    [Fact]
    public async Task RebaseAtTheSameMomentAsAPart_LosesNeither()
    {
        using var stream = new HlsStream(HlsKind.Live);
        var epoch = stream.Time.GetUtcNow();
        using var go = new Barrier(2);
        var rebasing = Task.Run(() =>
        {
            go.SignalAndWait();
            for (var i = 0; i < 2000; i++)
            {
                stream.Window.Rebase(epoch + TimeSpan.FromMilliseconds(i));
            }
        });
        go.SignalAndWait();
        stream.Publish(2000);
        await rebasing;
        Assert.Equal(MediaTime.FromSeconds(400), stream.Window.Duration);
    }

    private static Fragment Part(int index, bool independent) => new([1], new MediaTime(index * 9600L), new MediaTime(9600), independent);
}
