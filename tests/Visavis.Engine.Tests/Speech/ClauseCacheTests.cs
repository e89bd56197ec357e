using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Tests.Session;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech;

public sealed class ClauseCacheTests : IDisposable
{
    /// <summary>Memory of a kept clause of one second with one word.</summary>
    private const long Second = 4 * MediaTime.Rate + 64 + 1_000;

    private readonly TestVoice _voice = new() { Length = MediaTime.Rate };

    public void Dispose() => _voice.Dispose();

    [Fact(Timeout = 10_000)]
    public async Task SecondRequest_GetsACopyThatIsItsOwn()
    {
        var cache = new ClauseCache();
        using (var first = await SayAsync(cache, "hello"))
        {
            first.Pcm.Span.Fill(9);
        }
        using var second = await SayAsync(cache, "hello");
        using var third = await SayAsync(cache, "hello");
        second.Pcm.Span.Fill(7);
        Assert.Single(_voice.Asked);
        Assert.Equal(0.5f, third.Pcm.Span[0]);
        Assert.Equal((MediaTime.Rate, "hello"), (third.Pcm.Length, third.Words.Single().Word));
        Assert.Equal((3, 2), cache.Figures);
    }

    public static TheoryData<Clause> Others() =>
    [
        Hello with { Text = "hello " },
        Hello with { Sentence = "oh, hello" },
        Hello with { End = ClauseEnd.Comma },
        Hello with { Speed = 1.1f },
        Hello with { Pause = MediaTime.FromMilliseconds(100) },
        Hello with { Readings = [new Reading(0, 5, "halo", false)] },
        Hello with { Readings = [new Reading(0, 5, "halo", true)] },
    ];

    private static Clause Hello => TestVoice.Clause("hello");

    [Theory(Timeout = 10_000)]
    [MemberData(nameof(Others))]
    public async Task ClauseThatIsSaidOtherwise_IsAnother(Clause other)
    {
        var cache = new ClauseCache();
        await SayAsync(cache, Hello);
        await SayAsync(cache, other);
        Assert.Equal(2, _voice.Asked.Count);
    }

    [Fact(Timeout = 10_000)]
    public async Task AnotherVoice_SpeaksForItself()
    {
        using var other = new TestVoice();
        var cache = new ClauseCache();
        using var mine = await SayAsync(cache, "hello");
        using var its = await SayAsync(cache, other, Hello);
        Assert.Equal((MediaTime.Rate, 480), (mine.Pcm.Length, its.Pcm.Length));
    }

    /// <summary>It has no voice: each attempt was a null reference, seen by nobody, and now and then the end of the process.</summary>
    [Fact(Timeout = 10_000)]
    public async Task ClauseThatIsThere_IsNotBegunAgain()
    {
        var cache = new ClauseCache();
        using var first = await SayAsync(cache, "hello");
        using var seat = cache.Join(_voice, Hello);
        var (faults, here) = (new List<Exception>(), Environment.CurrentManagedThreadId);
        void Note(object? sender, FirstChanceExceptionEventArgs fault)
        {
            if (Environment.CurrentManagedThreadId == here)
            {
                faults.Add(fault.Exception);
            }
        }
        AppDomain.CurrentDomain.FirstChanceException += Note;
        seat.Begin();
        AppDomain.CurrentDomain.FirstChanceException -= Note;
        Assert.True(seat.HasLanded);
        Assert.Empty(faults);
    }

    [Fact(Timeout = 10_000)]
    public async Task FullCache_ForgetsTheClauseUsedLongestAgo()
    {
        var cache = new ClauseCache(2 * Second);
        foreach (var text in new[] { "a", "b", "a", "c", "a", "b" })
        {
            await SayAsync(cache, text);
        }
        Assert.Equal(["a", "b", "c", "b"], _voice.Asked);
        Assert.Equal(2 * Second, cache.Bytes);
    }

    [Fact(Timeout = 10_000)]
    public async Task LongClause_IsNotKept()
    {
        using var voice = new TestVoice { Length = 8 * MediaTime.Rate + 1 };
        var cache = new ClauseCache();
        await SayAsync(cache, voice, Hello);
        await SayAsync(cache, voice, Hello);
        Assert.Equal((2, 0L), (voice.Asked.Count, cache.Bytes));
    }

    [Fact(Timeout = 10_000)]
    public async Task RequestsAtOnce_AreSpokenOnce()
    {
        var cache = new ClauseCache();
        _voice.Shut();
        var asked = Enumerable.Range(0, 4).Select(_ => SayAsync(cache, "hello")).ToArray();
        _voice.NextBegun();
        _voice.Open();
        var chunks = await Task.WhenAll(asked);
        Assert.Single(_voice.Asked);
        Assert.All(chunks, chunk => Assert.Equal(0.5f, chunk.Pcm.Span[^1]));
        Assert.Equal(4, chunks.Select(chunk => chunk.Pcm).Distinct().Count());
    }

    [Fact(Timeout = 10_000)]
    public async Task OneWhoLeaves_DoesNotTakeTheOthersClause()
    {
        var cache = new ClauseCache();
        _voice.Shut();
        using var cancel = new CancellationTokenSource();
        var leaver = SayAsync(cache, "hello", cancel.Token);
        _voice.NextBegun();
        var stayer = SayAsync(cache, "hello");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        Assert.False(_voice.Tokens.Single().IsCancellationRequested);
        _voice.Open();
        using var chunk = await stayer;
        Assert.Single(_voice.Asked);
    }

    [Fact(Timeout = 10_000)]
    public async Task LastWhoLeaves_EndsTheWork_AndTheNextBeginsAnew()
    {
        var cache = new ClauseCache();
        _voice.Shut();
        using var cancel = new CancellationTokenSource();
        var leaver = SayAsync(cache, "hello", cancel.Token);
        _voice.NextBegun();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        Assert.True(_voice.Tokens.Single().IsCancellationRequested);
        _voice.Open();
        using var chunk = await SayAsync(cache, "hello");
        Assert.Equal(2, _voice.Asked.Count);
    }

    [Fact(Timeout = 10_000)]
    public async Task Failure_ReachesAllWhoWaitAndIsNotKept()
    {
        var cache = new ClauseCache();
        _voice.Shut();
        var asked = new[] { SayAsync(cache, "fail"), SayAsync(cache, "fail") };
        _voice.NextBegun();
        _voice.Open();
        foreach (var request in asked)
        {
            await Assert.ThrowsAsync<SpeechException>(() => request);
        }
        await Assert.ThrowsAsync<SpeechException>(() => SayAsync(cache, "fail"));
    }

    [Fact(Timeout = 20_000)]
    public async Task ManyAtOnce_StayWithinTheCapacity()
    {
        var cache = new ClauseCache(5 * Second);
        var lengths = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), async (i, cancellation) =>
        {
            using var chunk = await SayAsync(cache, $"clause {i * 7 % 13}", cancellation);
            lengths.Add(chunk.Pcm.Length);
        });
        Assert.All(lengths, length => Assert.Equal(MediaTime.Rate, length));
        Assert.Equal(5 * Second, cache.Bytes);
    }

    private Task<SpeechChunk> SayAsync(ClauseCache cache, string text, CancellationToken cancellation = default) =>
        SayAsync(cache, _voice, TestVoice.Clause(text), cancellation);

    private Task<SpeechChunk> SayAsync(ClauseCache cache, Clause clause) => SayAsync(cache, _voice, clause);

    private static async Task<SpeechChunk> SayAsync(ClauseCache cache, ISpeechEngine voice, Clause clause, CancellationToken cancellation = default)
    {
        using var seat = cache.Join(voice, clause);
        _ = Task.Run(seat.Begin, CancellationToken.None);
        return await seat.TakeAsync(cancellation);
    }
}
