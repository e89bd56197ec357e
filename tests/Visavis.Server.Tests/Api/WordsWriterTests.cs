using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Session;
using Visavis.Server.Api;

namespace Visavis.Server.Tests.Api;

public sealed class WordsWriterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly WordTrack _track = new();

    [Fact]
    public async Task WordsAndEnd_AreFramesInOrder()
    {
        var following = FollowAsync();
        _track.Add([new TimedWord("Hi", 0.1, 0.35), new TimedWord(",", 0.35, 0.4)]);
        Assert.Equal("data: {\"words\":[{\"word\":\"Hi\",\"start\":0.1,\"end\":0.35},{\"word\":\",\",\"start\":0.35,\"end\":0.4}]}\n\n", await ReadAsync());
        _track.Add([new TimedWord("\"x\" <é>", 0.5, 0.75)]);
        Assert.Equal("data: {\"words\":[{\"word\":\"\\\"x\\\" <é>\",\"start\":0.5,\"end\":0.75}]}\n\n", await ReadAsync());
        _track.Finish(SessionEnd.FinalMarker);
        Assert.Equal("event: end\ndata: {\"reason\":\"final_marker\"}\n\n", await ReadAsync());
        await following;
    }

    [Fact]
    public async Task LateReader_GetsTheHistoryInBatchesOfTenWords()
    {
        _track.Add(Words(11, length: 0.01));
        _track.Finish(SessionEnd.Completed);
        await FollowAsync();
        Assert.Equal("10, 1", BatchSizes(await ReadAsync()));
    }

    [Fact]
    public async Task LateReader_GetsTheHistoryInBatchesOfOneSecond()
    {
        _track.Add(Words(6, length: 0.3));
        _track.Finish(SessionEnd.Completed);
        await FollowAsync();
        Assert.Equal("3, 3", BatchSizes(await ReadAsync()));
    }

    [Fact]
    public async Task WordOfMoreThanASecond_IsABatchOfItsOwn()
    {
        _track.Add(Words(2, length: 1.5));
        _track.Finish(SessionEnd.Completed);
        await FollowAsync();
        Assert.Equal("1, 1", BatchSizes(await ReadAsync()));
    }

    [Fact]
    public async Task Silence_IsKeptAliveByComments()
    {
        var following = FollowAsync();
        _time.Advance(WordsWriter.KeepAlive);
        Assert.Equal(": keep-alive\n\n", await ReadAsync());
        _track.Finish(SessionEnd.IdleTimeout);
        Assert.Equal("event: end\ndata: {\"reason\":\"idle_timeout\"}\n\n", await ReadAsync());
        await following;
    }

    [Theory]
    [InlineData(SessionEnd.Completed, "completed")]
    [InlineData(SessionEnd.Cancelled, "completed")]
    [InlineData(SessionEnd.FinalMarker, "final_marker")]
    [InlineData(SessionEnd.IdleTimeout, "idle_timeout")]
    [InlineData(SessionEnd.Error, "error")]
    public async Task End_HasItsReason(SessionEnd end, string reason)
    {
        await new WordsWriter(_pipe.Writer, _time).WriteAllAsync([], end, CancellationToken.None);
        Assert.Equal($"event: end\ndata: {{\"reason\":\"{reason}\"}}\n\n", await ReadAsync());
    }

    [Fact]
    public async Task ReaderWhoStopsReading_HoldsUpNeitherTheTrackNorOthers()
    {
        var full = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        using var gone = new CancellationTokenSource();
        var stuck = new WordsWriter(full.Writer, _time).FollowAsync(_track, gone.Token);
        var following = FollowAsync();
        _track.Add(Words(1, length: 0.3));
        _track.Add(Words(1, length: 0.3));
        _track.Finish(SessionEnd.Completed);
        await following;
        Assert.False(stuck.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck);
    }

    private Task FollowAsync() => new WordsWriter(_pipe.Writer, _time).FollowAsync(_track, CancellationToken.None);

    private async Task<string> ReadAsync()
    {
        var read = await _pipe.Reader.ReadAsync();
        var text = Encoding.UTF8.GetString(read.Buffer);
        _pipe.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    private static TimedWord[] Words(int count, double length) =>
        Enumerable.Range(0, count).Select(i => new TimedWord($"w{i}", i * length, (i + 1) * length)).ToArray();

    private static string BatchSizes(string frames) => string.Join(", ", frames
        .Split("\n\n")
        .Where(frame => frame.StartsWith("data:", StringComparison.Ordinal))
        .Select(frame => frame.Split("\"word\":").Length - 1));
}
