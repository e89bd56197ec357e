using Visavis.Engine.Session;

namespace Visavis.Engine.Tests.Session;

public sealed class WordTrackTests
{
    [Fact]
    public async Task LateReader_GetsTheWholeHistory()
    {
        var track = new WordTrack();
        track.Add([new TimedWord("a", 0, 1), new TimedWord("b", 1, 2)]);
        await track.WaitAsync(0, default);
        Assert.Equal([new TimedWord("a", 0, 1), new TimedWord("b", 1, 2)], track.Since(0));
        Assert.Equal([new TimedWord("b", 1, 2)], track.Since(1));
    }

    [Fact]
    public async Task WaitingReader_IsWokenByAWordAndByTheEnd()
    {
        var track = new WordTrack();
        var word = track.WaitAsync(0, default).AsTask();
        Assert.False(word.IsCompleted);
        track.Add([new TimedWord("a", 0, 1)]);
        await word;
        var end = track.WaitAsync(1, default).AsTask();
        Assert.False(end.IsCompleted);
        track.Finish(SessionEnd.FinalMarker);
        await end;
        Assert.Equal(SessionEnd.FinalMarker, track.End);
    }

    [Fact]
    public async Task ReaderWhoLeaves_IsReleased()
    {
        var track = new WordTrack();
        using var leave = new CancellationTokenSource();
        var wait = track.WaitAsync(0, leave.Token).AsTask();
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
