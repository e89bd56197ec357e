using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Media;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Session;

/// <summary>Whole sessions with the real voice, painter and encoders; only the wall clock is the test's.</summary>
public sealed class AvatarSessionTests(Studio studio) : IClassFixture<Studio>, IDisposable
{
    private const string Script = "The quick brown fox jumps over the lazy dog. Then it goes home, and it sleeps for the rest of the long day.";

    private readonly FakeTimeProvider _time = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact(Timeout = 60_000)]
    public async Task Script_SpeaksInItsFirstSegment()
    {
        using var session = Create(SessionKind.Script, Script);
        var running = session.RunAsync(default);
        await session.Playable;
        Assert.Equal(SessionStatus.Streaming, session.Status);
        Assert.Equal("The", session.Words.Since(0)[0].Word);
        Assert.InRange(session.Words.Since(0)[0].Start, 0, 0.2);
        session.Cancel();
        await running;
    }

    [Fact(Timeout = 60_000)]
    public async Task Script_WaitsBehindTheCurtainAtItsLead_ThenEndsAndLingers()
    {
        using var session = Create(SessionKind.Script, Script);
        var running = session.RunAsync(default);
        await session.ReachAsync(4);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, session.Hls.Duration.Seconds);
        session.ViewerArrived();
        await PlayAsync(session, until: () => session.End is not null);
        Assert.Equal((SessionEnd.Completed, SessionStatus.Streaming), (session.End, session.Status));
        Assert.Equal("day", session.Words.Since(0)[^2].Word);
        _time.Advance(TimeSpan.FromSeconds(20));
        await running;
        Assert.Equal(SessionStatus.Completed, session.Status);
        Assert.EndsWith("#EXT-X-ENDLIST\n", await session.PlaylistAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task ShortScript_WaitsForAViewerWhoComesLate()
    {
        using var session = Create(SessionKind.Script, "Hi.");
        var running = session.RunAsync(default);
        while (session.End is null)
        {
            await session.Hls.MediaPlaylistAsync((long)session.Hls.Duration.Seconds, null, skip: false, default);
        }
        _time.Advance(TimeSpan.FromSeconds(4.5));
        session.ViewerArrived();
        _time.Advance(TimeSpan.FromSeconds(session.Hls.Duration.Seconds + 3.5));
        Assert.Equal(SessionStatus.Streaming, session.Status);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await running;
        Assert.Equal(SessionStatus.Completed, session.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task TextStream_BeginsIdleAndSpeaksWhenWatched()
    {
        using var session = Create(SessionKind.TextStream, "Hello there. ");
        var running = session.RunAsync(default);
        await session.Playable;
        Assert.Equal(0, session.Words.Count);
        session.ViewerArrived();
        await PlayAsync(session, until: () => session.Words.Count == 3);
        Assert.InRange(session.Words.Since(0)[0].Start, 1, 1.3);
        session.Cancel();
        await running;
        Assert.Equal((SessionEnd.Cancelled, SessionStatus.Completed), (session.Words.End, session.Status));
    }

    [Fact(Timeout = 60_000)]
    public async Task TextStream_EndsWhenTheFinalTextIsSaid()
    {
        using var session = Create(SessionKind.TextStream, "One.");
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        Assert.True(session.Append(" Two.", final: true));
        Assert.False(session.Append(" Three.", final: false));
        await PlayAsync(session, until: () => session.End is not null);
        Assert.Equal(SessionEnd.FinalMarker, session.End);
        Assert.Equal(["One", ".", "Two", "."], session.Words.Since(0).Select(word => word.Word));
        _time.Advance(TimeSpan.FromSeconds(10));
        await running;
    }

    [Fact(Timeout = 60_000)]
    public async Task TextStream_WithoutText_ListensThenEnds()
    {
        using var session = Create(SessionKind.TextStream, "One.", options => options with { IdleTimeout = TimeSpan.FromSeconds(3) });
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        await PlayAsync(session, until: () => session.End is not null);
        Assert.Equal(SessionEnd.IdleTimeout, session.End);
        Assert.InRange(session.Hls.Duration.Seconds, session.Words.Since(0)[0].End + 3, session.Words.Since(0)[0].End + 3.6);
        _time.Advance(TimeSpan.FromSeconds(10));
        await running;
    }

    [Fact(Timeout = 60_000)]
    public async Task Interrupt_DropsWhatIsNotSaidAndGoesOn()
    {
        using var session = Create(SessionKind.TextStream, "One two three four five six seven eight nine ten eleven twelve.");
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        await PlayAsync(session, until: () => session.Words.Count >= 3);
        var told = session.Words.Count;
        var spoken = session.Interrupt("Stop now.");
        Assert.StartsWith("One two three", spoken, StringComparison.Ordinal);
        Assert.DoesNotContain("nine", spoken, StringComparison.Ordinal);
        await PlayAsync(session, until: () => session.Words.Since(0).Any(word => word.Word == "now"));
        var words = session.Words.Since(0).Select(word => word.Word).ToList();
        Assert.DoesNotContain("twelve", words);
        Assert.Equal(spoken!.TrimEnd('.').Split(' '), words.TakeWhile(word => word != "Stop").Where(word => word != "."));
        Assert.True(words.Count >= told + 2);
        session.Cancel();
        await running;
    }

    [Fact(Timeout = 60_000)]
    public async Task VoiceFails_SessionEndsWithItsSentence()
    {
        using var session = new AvatarSession(studio.Rig, new BrokenVoice(), Options(SessionKind.Script), studio.Pool, _time);
        session.Append("Hello.", final: true);
        await session.RunAsync(default);
        Assert.Equal((SessionStatus.Error, SessionEnd.Error), (session.Status, session.Words.End));
        Assert.Equal("The voice is hoarse.", session.ErrorMessage);
        Assert.True(session.Playable.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task VoiceThatFallsBehind_LeavesNoReloadUnanswered()
    {
        using var session = new AvatarSession(studio.Rig, new LateVoice(), Options(SessionKind.Script), studio.Pool, _time);
        session.Append("One. Two.", final: true);
        var running = session.RunAsync(default);
        await session.ReachAsync(4);
        session.ViewerArrived();
        // Five seconds are spoken and the second clause never comes: the picture reaches their end, and goes on all the same.
        for (var part = 20; part < 29; part++)
        {
            var reload = session.Hls.MediaPlaylistAsync(part / 5, part % 5, skip: false, default).AsTask();
            for (var wait = 0; wait < 14 && !reload.IsCompleted; wait++)
            {
                _time.Advance(TimeSpan.FromSeconds(0.2));
                await Task.WhenAny(reload, SettledAsync());
            }
            Assert.True(reload.IsCompleted, $"Part {part} was not there after 2.8 s.");
        }
        session.Cancel();
        await running;
    }

    [Fact(Timeout = 60_000)]
    public async Task CancelledSession_StopsItsVoiceAtOnce()
    {
        using var voice = new TestVoice();
        using var speech = new SpeechPool(new ClauseCache(), _time, slowThreads: 1);
        voice.Shut();
        using var session = new AvatarSession(studio.Rig, speech.Of(voice, costPerSecond: 0.6), Options(SessionKind.Script), studio.Pool, _time);
        session.Append(Script, final: true);
        var running = session.RunAsync(default);
        voice.NextBegun();
        session.Cancel();
        await running;
        Assert.True(voice.Tokens.Single().IsCancellationRequested);
        Assert.Equal(SessionEnd.Cancelled, session.End);
    }

    /// <summary>Somebody waits for the first clause of an answer, and for what is said after a barge-in.</summary>
    [Fact(Timeout = 60_000)]
    public async Task ClausesThatBeginAnAnswer_AreSpokenAsFirst()
    {
        using var voice = new AskedVoice();
        using var session = new AvatarSession(studio.Rig, voice, Options(SessionKind.TextStream) with { WholeSentences = true }, studio.Pool, _time);
        session.Append("Hello, you. How are you today, and where do you go? Fine.\n", final: false);
        var running = session.RunAsync(default);
        await voice.UntilAsync(4);
        session.Interrupt("Sorry, wait. ");
        await voice.UntilAsync(6);
        Assert.Equal(
            ["Hello, first", "you. later", "How are you today, and where do you go? later", "Fine. later", "Sorry, first", "wait. later"],
            voice.Asked);
        session.Cancel();
        await running;
    }

    /// <summary>A sentence is spoken as one, but not where its listeners would wait for it; then its clauses are urgent.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(0, new[] { "Hello, first", "you. later", "How are you all now, and where to? later" })]
    [InlineData(4, new[] { "Hello, first", "you. first", "How are you all now, first", "and where to? first" })]
    public async Task SlowVoice_SpeaksWholeSentencesWhileItIsAhead(int seconds, string[] expected)
    {
        using var voice = new AskedVoice(_time) { Takes = TimeSpan.FromSeconds(seconds) };
        using var session = new AvatarSession(studio.Rig, voice, Options(SessionKind.TextStream) with { WholeSentences = true }, studio.Pool, _time);
        session.Append("Hello, you. How are you all now, and where to?\n", final: false);
        var running = session.RunAsync(default);
        await voice.UntilAsync(expected.Length);
        Assert.Equal(expected, voice.Asked);
        session.Cancel();
        await running;
    }

    [Fact(Timeout = 60_000)]
    public async Task ServerStops_StreamEndsCleanly()
    {
        using var stop = new CancellationTokenSource();
        using var session = Create(SessionKind.TextStream, "Hello.");
        var running = session.RunAsync(stop.Token);
        await session.Playable;
        await stop.CancelAsync();
        await running;
        Assert.Equal((SessionStatus.Completed, SessionEnd.Cancelled), (session.Status, session.Words.End));
        Assert.EndsWith("#EXT-X-ENDLIST\n", await session.PlaylistAsync(), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SessionThatIsOver_KeepsItsMediaOnly(bool runs)
    {
        var session = Create(SessionKind.TextStream, "Hello there. ");
        Assert.True(session.CanProduce);
        if (runs)
        {
            var running = session.RunAsync(default);
            await session.Playable;
            session.Cancel();
            await running;
            Assert.False(session.CanProduce);
            Assert.EndsWith("#EXT-X-ENDLIST\n", await session.PlaylistAsync(), StringComparison.Ordinal);
        }
        session.Dispose();
        Assert.False(session.CanProduce);
    }

    [Fact(Timeout = 60_000)]
    public async Task QuieterSound_LeavesEveryPictureAsItWas()
    {
        var pictures = new List<byte[]>();
        foreach (var voice in new[] { studio.Voice, new QuietVoice(studio.Voice) })
        {
            using var session = new AvatarSession(studio.Rig, voice, Options(SessionKind.Script), studio.Pool, _time);
            session.Append("My mother may buy five blue boats.", final: true);
            var running = session.RunAsync(default);
            await session.ReachAsync(2);
            session.Cancel();
            await running;
            var first = (await session.Hls.MediaAsync("seg0.m4s", default)).Body.ToArray();
            var second = (await session.Hls.MediaAsync("seg1.m4s", default)).Body.ToArray();
            pictures.Add(Ffmpeg.DecodeVideo([.. session.Hls.Init.Span, .. first, .. second]));
        }
        Assert.True(pictures[0].AsSpan().SequenceEqual(pictures[1]), "The pictures depend on the level of the sound.");
    }

    private SessionOptions Options(SessionKind kind) => new() { Kind = kind, MediaFile = _file, Seed = 7 };

    private AvatarSession Create(SessionKind kind, string text, Func<SessionOptions, SessionOptions>? change = null)
    {
        var options = Options(kind);
        var session = new AvatarSession(studio.Rig, studio.Voice, change?.Invoke(options) ?? options, studio.Pool, _time);
        session.Append(text, final: kind == SessionKind.Script);
        return session;
    }

    private Task PlayAsync(AvatarSession session, Func<bool> until) => session.PlayAsync(_time, until);

    /// <summary>Time for the session's own threads to act on a step of the clock: one segment of another session.</summary>
    private async Task SettledAsync()
    {
        using var other = Create(SessionKind.TextStream, "");
        var running = other.RunAsync(default);
        await other.Playable;
        other.Cancel();
        await running;
    }

    private sealed class AskedVoice(FakeTimeProvider? clock = null) : ISpeechEngine, IDisposable
    {
        /// <summary>To speak a clause of 1 s.</summary>
        public TimeSpan Takes { get; init; }

        private readonly SemaphoreSlim _asked = new(0);

        public List<string> Asked { get; } = [];

        public bool CanRead(string text) => true;

        /// <summary>Waits for so many clauses in all.</summary>
        public async Task UntilAsync(int clauses)
        {
            while (Asked.Count < clauses)
            {
                await _asked.WaitAsync();
            }
        }

        public void Dispose() => _asked.Dispose();

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, SpeechNeed need, CancellationToken cancellation)
        {
            clock?.Advance(Takes);
            Asked.Add($"{clause.Text} {(need.IsUrgent ? "first" : "later")}");
            _asked.Release();
            return ValueTask.FromResult(new SpeechChunk(new PcmBuffer(MediaTime.Rate), [], [], MediaTime.Zero));
        }
    }

    private sealed class LateVoice : ISpeechEngine
    {
        private bool _spoke;

        public bool CanRead(string text) => true;

        public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
        {
            if (_spoke)
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            _spoke = true;
            return new SpeechChunk(new PcmBuffer(5 * MediaTime.Rate), [], [], MediaTime.Zero);
        }
    }

    private sealed class BrokenVoice : ISpeechEngine
    {
        public bool CanRead(string text) => true;

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) => throw new SpeechException("The voice is hoarse.");
    }

    private sealed class QuietVoice(ISpeechEngine voice) : ISpeechEngine
    {
        public bool CanRead(string text) => voice.CanRead(text);

        public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
        {
            var chunk = await voice.SpeakAsync(clause, cancellation);
            foreach (ref var sample in chunk.Pcm.Span)
            {
                sample *= 0.1f;
            }
            return chunk;
        }
    }
}
