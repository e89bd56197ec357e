using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Media;
using Visavis.Engine.Native;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Session;

public sealed class SpeechPoolTests : IDisposable
{
    private const double Slow = 0.6, Cheap = 0.006;

    private readonly FakeTimeProvider _time = new();
    private readonly TestVoice _engine = new();
    private readonly SpeechPool _pool;

    public SpeechPoolTests() => _pool = new SpeechPool(new ClauseCache(), _time, slowThreads: 1);

    public void Dispose()
    {
        _engine.Open();
        _pool.Dispose();
        _engine.Dispose();
    }

    [Fact(Timeout = 10_000)]
    public async Task WaitingClauses_AreSpokenInTheOrderTheyAreDue()
    {
        _engine.Shut();
        var voice = _pool.Of(_engine, Slow);
        var first = Say(voice, "first", 99);
        _engine.NextBegun();
        var others = new[] { 30, 10, 20 }.Select(due => Say(voice, $"{due}", due)).ToArray();
        _engine.Open();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(["first", "10", "20", "30"], _engine.Asked);
    }

    /// <summary>Every session of a server has its space's list in front of its voice.</summary>
    [Fact(Timeout = 10_000)]
    public async Task PronunciationList_KeepsTheOrderInWhichClausesAreDue()
    {
        _engine.Shut();
        var voice = new PronouncingEngine(_pool.Of(_engine, Slow), PronunciationList.Empty, "en-US");
        var first = Say(voice, "first", 99);
        _engine.NextBegun();
        var others = new[] { 30, 10, 20 }.Select(due => Say(voice, $"{due}", due)).ToArray();
        _engine.Open();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(["first", "10", "20", "30"], _engine.Asked);
    }

    /// <summary>A long script has its clauses due later and later: whoever is about to be heard goes between them.</summary>
    [Fact(Timeout = 10_000)]
    public async Task LongScript_DelaysTenOthersByNoMoreThanTheClauseBeingSpoken()
    {
        _engine.Shut();
        var voice = _pool.Of(_engine, Slow);
        var script = Enumerable.Range(1, 20).Select(i => Say(voice, $"script {i}", 1000 * i)).ToArray();
        _engine.NextBegun();
        var others = Enumerable.Range(1, 10).Select(i => Say(_pool.Of(_engine, Slow), $"other {i}", i)).ToArray();
        _engine.Open();
        await Task.WhenAll([.. script, .. others]);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"other {i}"), _engine.Asked.Skip(1).Take(10));
    }

    [Fact(Timeout = 10_000)]
    public async Task SlowClauses_NeverKeepACheapOneWaiting()
    {
        using var slow = new TestVoice();
        slow.Shut();
        var clauses = Enumerable.Range(0, 5).Select(i => Say(_pool.Of(slow, Slow), $"{i}", i)).ToArray();
        slow.NextBegun();
        await Say(_pool.Of(_engine, Cheap), "cheap", long.MaxValue);
        Assert.Single(slow.Asked);
        slow.Open();
        await Task.WhenAll(clauses);
    }

    [Fact(Timeout = 10_000)]
    public async Task OnlySlowVoices_GiveWayToWhatPaints()
    {
        var (slow, cheap) = (new PriorityVoice(), new PriorityVoice());
        await Say(_pool.Of(slow, Slow), "a", 1);
        await Say(_pool.Of(cheap, Cheap), "a", 1);
        Assert.Equal((10, 0), (slow.Nice, cheap.Nice));
    }

    /// <summary>Somebody waits for it, and on a full machine what gives way hardly runs.</summary>
    [Fact(Timeout = 10_000)]
    public async Task FirstClauseOfASlowVoice_DoesNotGiveWayNorWaitBehindLaterOnes()
    {
        _engine.Shut();
        var later = Say(_pool.Of(_engine, Slow), "later", 1);
        _engine.NextBegun();
        var first = new PriorityVoice();
        await Say(_pool.Of(first, Slow), "first", 99, isFirst: true);
        Assert.Equal((0, 1), (first.Nice, _engine.Asked.Count));
        _engine.Open();
        await later;
    }

    [Fact(Timeout = 10_000)]
    public async Task CancelledClause_EndsAtOnceAndIsNotSpoken()
    {
        _engine.Shut();
        var voice = _pool.Of(_engine, Slow);
        var first = Say(voice, "first", 1);
        _engine.NextBegun();
        using var cancel = new CancellationTokenSource();
        var second = Say(voice, "second", 2, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _engine.Open();
        await first;
        await Say(voice, "third", 3);
        Assert.Equal(["first", "third"], _engine.Asked);
    }

    [Fact(Timeout = 10_000)]
    public async Task CancelledClauseUnderWay_TellsTheEngineAndDoesNotWaitForIt()
    {
        _engine.Shut();
        using var cancel = new CancellationTokenSource();
        var clause = Say(_pool.Of(_engine, Slow), "long", 1, cancel.Token);
        _engine.NextBegun();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clause);
        Assert.True(_engine.Tokens.Single().IsCancellationRequested);
    }

    [Fact(Timeout = 10_000)]
    public async Task EngineThatFails_IsItsCallersCause_AndTheNextTriesAgain()
    {
        var voice = _pool.Of(_engine, Slow);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("It failed.", (await Assert.ThrowsAsync<SpeechException>(() => Say(voice, "fail", 1))).Message);
        }
        Assert.Equal(2, _engine.Asked.Count);
    }

    [Fact(Timeout = 10_000)]
    public async Task EngineThatWaits_GivesItsThreadBackAndResumesInItsTurn()
    {
        var reading = new ReadingVoice();
        var waiting = Say(_pool.Of(reading, Slow), "waits", 50);
        await reading.Waits.Task;
        await Say(_pool.Of(_engine, Slow), "meanwhile", 60);
        _engine.Shut();
        var other = Say(_pool.Of(_engine, Slow), "other", 70);
        _engine.NextBegun();
        _engine.NextBegun();
        var last = Say(_pool.Of(_engine, Slow), "last", 80);
        reading.Go.SetResult();
        await reading.Resumes.Task;
        _engine.Open();
        await Task.WhenAll(waiting, other, last);
        Assert.Equal((10, "slow speech 0"), (reading.Nice, reading.Thread));
    }

    private static Task Say(ISpeechEngine voice, string text, long due, CancellationToken cancellation = default) => Say(voice, text, due, isFirst: false, cancellation);

    private static async Task Say(ISpeechEngine voice, string text, long due, bool isFirst, CancellationToken cancellation = default)
    {
        using var chunk = await voice.SpeakAsync(TestVoice.Clause(text), new SpeechNeed(due, isFirst), cancellation);
    }

    private static SpeechChunk Nothing() => new(new PcmBuffer(0), [], [], MediaTime.Zero);

    private sealed class PriorityVoice : ISpeechEngine
    {
        public int Nice { get; private set; }

        public bool CanRead(string text) => true;

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
        {
            Nice = NiceThread.Value;
            return ValueTask.FromResult(Nothing());
        }
    }

    /// <summary>Waits for another process before it computes.</summary>
    private sealed class ReadingVoice : ISpeechEngine
    {
        public TaskCompletionSource Waits { get; } = new();

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Resumes { get; } = new();

        public int Nice { get; private set; }

        public string? Thread { get; private set; }

        public bool CanRead(string text) => true;

        public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
        {
            Waits.SetResult();
            await Go.Task.ConfigureAwait(false);
            Resumes.SetResult();
            await SpeechTurn.Resume(cancellation);
            (Nice, Thread) = (NiceThread.Value, System.Threading.Thread.CurrentThread.Name);
            return Nothing();
        }
    }
}
