using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Session;

/// <summary>Sessions that speak a sound, with the real painter and encoders; what hears the sound is the test's.</summary>
public sealed class AudioSessionTests(Studio studio) : IClassFixture<Studio>, IDisposable
{
    private const int Block = 4_801;

    private readonly FakeTimeProvider _time = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact(Timeout = 60_000)]
    public async Task SoundIn_IsSoundOut()
    {
        var sound = await SpeechAsync("The quick brown fox jumps over the lazy dog. Then it goes home, and sleeps for the rest of the day.");
        using var session = Create(Whole(sound));
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.End is not null);
        Assert.InRange(session.Hls.Duration.Samples - sound.Length, 28_800, 28_800 + PartProducer.Part.Samples);
        var heard = Ffmpeg.DecodeAudio(await session.FileAsync());
        Assert.True(Likeness(sound, heard, 0) > 0.98, $"{Likeness(sound, heard, 0)}");
        Assert.All([-48, -24, 24, 48], lag => Assert.True(Likeness(sound, heard, lag) < Likeness(sound, heard, 0)));
        await EndAsync(running);
        Assert.Equal((SessionEnd.Completed, SessionStatus.Completed), (session.End, session.Status));
        Assert.Equal(SessionEnd.Completed, session.Words.End);
        var playlist = await session.PlaylistAsync();
        Assert.Contains("#EXT-X-PLAYLIST-TYPE:EVENT\n", playlist, StringComparison.Ordinal);
        Assert.EndsWith("#EXT-X-ENDLIST\n", playlist, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Silence_IsShownToItsEnd()
    {
        using var session = Create(Whole(new float[3 * MediaTime.Rate]));
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.End is not null);
        Assert.Equal(3.6, session.Hls.Duration.Seconds);
        Assert.All(Ffmpeg.DecodeAudio(await session.FileAsync()), sample => Assert.True(Math.Abs(sample) < 1e-4));
        await EndAsync(running);
        Assert.Equal(0, session.Words.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task EmptySound_IsAnErrorThatSaysSo()
    {
        using var session = Create(Whole([]));
        await session.RunAsync(default);
        Assert.Equal((SessionStatus.Error, 0), (session.Status, session.Hls.Duration.Samples));
        Assert.Equal("The sound is empty: there is nothing in it to say. Send a file that holds sound.", session.ErrorMessage);
        Assert.True(session.Playable.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task SoundThatCannotBeHad_IsAnErrorAtOnce()
    {
        using var session = Create(Failing(seconds: 0));
        await session.RunAsync(default);
        Assert.Equal((SessionStatus.Error, "The file ends in the middle.", 0), (session.Status, session.ErrorMessage, session.Hls.Duration.Samples));
    }

    [Fact(Timeout = 60_000)]
    public async Task SoundThatBreaksOff_IsSaidUntilThereAndIsAnErrorThen()
    {
        using var session = Create(Failing(seconds: 2));
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.End is not null);
        await running;
        Assert.Equal((SessionStatus.Error, "The file ends in the middle."), (session.Status, session.ErrorMessage));
        Assert.Equal(SessionEnd.Error, session.Words.End);
        Assert.InRange(session.Hls.Duration.Seconds, 2.6, 2.8);
        Assert.EndsWith("#EXT-X-ENDLIST\n", await session.PlaylistAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task EndlessSound_IsTakenOnlySomeSecondsAheadOfThePicture()
    {
        var source = new Source();
        using var session = Create(source.EndlessAsync());
        var running = session.RunAsync(default);
        await session.ReachAsync(4);
        await source.WaitUntilAsync(4 + 11.5);
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.Hls.Duration.Seconds >= 8);
        await source.WaitUntilAsync(8 + 11.5);
        Assert.InRange(source.Seconds, 8 + 11.5, 8 + 12.6);
        session.Cancel();
        await running;
        Assert.True(source.IsClosed);
        Assert.Equal((SessionEnd.Cancelled, SessionStatus.Completed), (session.End, session.Status));
    }

    [Fact(Timeout = 60_000)]
    public async Task SourceThatStalls_HoldsThePictureUntilItsViewersWouldWait_ThenNothingIsLost()
    {
        var feed = Channel.CreateUnbounded<PcmBuffer>();
        using var session = Create(feed.Reader.ReadAllAsync());
        var running = session.RunAsync(default);
        Feed(feed, 3);
        await session.Playable;
        session.ViewerArrived();
        await session.ReachAsync(2);
        // 3 s are there and 0.3 s beyond a part are looked at: the picture stops short of the third second until its viewers are there.
        for (var i = 0; i < 12; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.2));
        }
        Assert.InRange(session.Hls.Duration.Seconds, 2, 2.8);
        await session.PlayAsync(_time, () => session.Hls.Duration.Seconds >= 5);
        Feed(feed, 2);
        feed.Writer.Complete();
        await session.PlayAsync(_time, () => session.End is not null);
        var heard = Ffmpeg.DecodeAudio(await session.FileAsync());
        Assert.Equal(5, heard.Count(sample => Math.Abs(sample) > 0.1) / (double)MediaTime.Rate, 0.1);
        Assert.True(session.Hls.Duration.Seconds > 7);
        await EndAsync(running);
    }

    [Fact(Timeout = 60_000)]
    public async Task Words_ComeWithTheirSoundOrAtOnceWhenLate_AndEndBehindTheLast()
    {
        var heard = Channel.CreateUnbounded<HeardWord>();
        using var session = Create(Whole(new float[3 * MediaTime.Rate]), Words(heard));
        var running = session.RunAsync(default);
        Say(heard, "second", 1.2, 1.5);
        await session.ReachAsync(1);
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.Words.Count == 1);
        Say(heard, "first", 0.2, 0.4);
        await session.Words.WaitAsync(1, default);
        await session.PlayAsync(_time, () => session.End is not null);
        Assert.Null(session.Words.End);
        Say(heard, "last", 2.5, 3.4);
        await session.Words.WaitAsync(2, default);
        Assert.Null(session.Words.End);
        heard.Writer.Complete();
        await session.Words.WaitAsync(3, default);
        Assert.Equal(SessionEnd.Completed, session.Words.End);
        Assert.Equal([new TimedWord("second", 1.2, 1.5), new TimedWord("first", .2, .4), new TimedWord("last", 2.5, 3)], session.Words.Since(0));
        Assert.Equal(3, session.Figures.WordDelaysMs.Count);
        await EndAsync(running);
    }

    [Fact(Timeout = 60_000)]
    public async Task WordsThatAreLateTogether_ComeInTheirOrder()
    {
        var heard = Channel.CreateUnbounded<HeardWord>();
        using var session = Create(Whole(new float[6 * MediaTime.Rate]), Words(heard));
        var running = session.RunAsync(default);
        await session.ReachAsync(4);
        Say(heard, "later", 4.4, 4.6);
        Say(heard, "sooner", 4.1, 4.3);
        heard.Writer.Complete();
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.Words.Count == 2);
        Assert.Equal(["sooner", "later"], session.Words.Since(0).Select(word => word.Word));
        session.Cancel();
        await running;
    }

    [Fact(Timeout = 60_000)]
    public async Task RecogniserThatFails_LeavesTheSessionToItsEnd()
    {
        var heard = Channel.CreateUnbounded<HeardWord>();
        using var session = Create(Whole(new float[2 * MediaTime.Rate]), Words(heard));
        heard.Writer.Complete(new InvalidDataException("No ear."));
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.End is not null);
        await EndAsync(running);
        Assert.Equal((SessionStatus.Completed, SessionEnd.Completed, null), (session.Status, session.Words.End, session.ErrorMessage));
        Assert.Equal("No ear.", session.WordsFailure?.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task RecogniserThatNeverEnds_IsGivenUpFiveSecondsBehindTheSound()
    {
        var heard = Channel.CreateUnbounded<HeardWord>();
        using var session = Create(Whole(new float[2 * MediaTime.Rate]), Words(heard));
        var running = session.RunAsync(default);
        await session.Playable;
        session.ViewerArrived();
        await session.PlayAsync(_time, () => session.End is not null);
        var over = session.Hls.Duration.ToTimeSpan();
        while (session.Words.End is null && !running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Yield();
        }
        await running;
        Assert.Equal((SessionEnd.Completed, SessionStatus.Completed), (session.Words.End, session.Status));
        Assert.True(over.TotalSeconds < 3);
    }

    private AvatarSession Create(IAsyncEnumerable<PcmBuffer> sound, WordSource? words = null) => new(
        studio.Rig, sound, Analyse, words is null ? null : () => words, new SessionOptions { Kind = SessionKind.Audio, MediaFile = _file, Seed = 7 }, studio.Pool, _time);

    private async Task<float[]> SpeechAsync(string text)
    {
        using var chunk = await studio.Voice.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), default);
        return chunk.Pcm.Span.ToArray();
    }

    /// <summary>Pieces of half a second, the mouth shut.</summary>
    private static async IAsyncEnumerable<SpeechChunk> Analyse(IAsyncEnumerable<PcmBuffer> sound, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var waiting = new List<float>();
        await foreach (var pcm in sound.WithCancellation(cancellation))
        {
            waiting.AddRange(pcm.Span);
            pcm.Dispose();
            if (waiting.Count >= MediaTime.Rate / 2)
            {
                yield return new SpeechChunk(PcmBuffer.From(waiting.ToArray()), [], [], MediaTime.Zero);
                waiting.Clear();
            }
        }
        yield return new SpeechChunk(PcmBuffer.From(waiting.ToArray()), [], [], MediaTime.Zero);
    }

    private static async IAsyncEnumerable<PcmBuffer> Whole(float[] sound)
    {
        await Task.Yield();
        for (var at = 0; at < sound.Length; at += Block)
        {
            yield return PcmBuffer.From(sound.AsSpan(at, Math.Min(Block, sound.Length - at)));
        }
    }

    private static async IAsyncEnumerable<PcmBuffer> Failing(int seconds)
    {
        await foreach (var pcm in Whole(new float[seconds * MediaTime.Rate]))
        {
            yield return pcm;
        }
        throw new SoundException(SoundFault.Damaged, "The file ends in the middle.");
    }

    private static void Feed(Channel<PcmBuffer> feed, int seconds)
    {
        for (var i = 0; i < 10 * seconds; i++)
        {
            var pcm = new PcmBuffer(MediaTime.Rate / 10);
            for (var k = 0; k < pcm.Length; k++)
            {
                pcm.Span[k] = k % 48 < 24 ? 0.5f : -0.5f;
            }
            feed.Writer.TryWrite(pcm);
        }
    }

    private static WordSource Words(Channel<HeardWord> heard) =>
        new(_ => { }, () => { }, cancellation => heard.Reader.ReadAllAsync(cancellation), () => ValueTask.CompletedTask);

    private static void Say(Channel<HeardWord> heard, string word, double start, double end) =>
        heard.Writer.TryWrite(new HeardWord(word, MediaTime.FromSeconds(start), MediaTime.FromSeconds(end), false));

    /// <summary>Normalised correlation with the sound that came <paramref name="lag"/> samples later.</summary>
    private static double Likeness(float[] sound, float[] heard, int lag)
    {
        var (product, a, b) = (0.0, 0.0, 0.0);
        for (var i = 48; i < sound.Length - 48; i++)
        {
            product += sound[i] * heard[i + lag];
            a += sound[i] * sound[i];
            b += heard[i + lag] * heard[i + lag];
        }
        return product / Math.Sqrt(a * b);
    }

    private async Task EndAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await running;
    }

    private sealed class Source
    {
        private readonly Lock _lock = new();
        private readonly List<(double Seconds, TaskCompletionSource Reached)> _waiters = [];

        public double Seconds { get; private set; }

        public bool IsClosed { get; private set; }

        public async IAsyncEnumerable<PcmBuffer> EndlessAsync()
        {
            await Task.Yield();
            try
            {
                while (true)
                {
                    var pcm = new PcmBuffer(Block);
                    pcm.Span.Clear();
                    Count(pcm);
                    yield return pcm;
                }
            }
            finally
            {
                IsClosed = true;
            }
        }

        public Task WaitUntilAsync(double seconds)
        {
            lock (_lock)
            {
                var reached = new TaskCompletionSource();
                _waiters.Add((seconds, reached));
                Wake();
                return reached.Task;
            }
        }

        private void Count(PcmBuffer pcm)
        {
            lock (_lock)
            {
                Seconds += pcm.Duration.Seconds;
                Wake();
            }
        }

        private void Wake() => _waiters.Where(waiter => waiter.Seconds <= Seconds).ToList().ForEach(waiter => waiter.Reached.TrySetResult());
    }
}
