using System.Runtime.CompilerServices;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Session;

/// <summary>Finds out what a mouth does in a sound: pieces of that sound without a gap, with the phonemes heard in them.</summary>
internal delegate IAsyncEnumerable<SpeechChunk> SoundAnalysis(IAsyncEnumerable<PcmBuffer> sound, CancellationToken cancellation);

/// <summary>
/// Speaks a sound: takes it from its source some seconds ahead of the picture, has its mouth found out, and places it on the
/// media clock without a gap, as long as the source keeps up with its viewers.
/// </summary>
/// <param name="sound">48 kHz; ends, or fails with what is the session's cause.</param>
/// <param name="words">Hears the words in it; null where nobody does.</param>
/// <param name="placed">Called when there is more on the timeline, or all of it.</param>
internal sealed class SoundSpeaker(
    IAsyncEnumerable<PcmBuffer> sound, SoundAnalysis analyse, SoundWords? words, SpeechTimeline timeline, MediaClock clock, DeadlinePool pool, TimeProvider time, Action placed)
    : ISpeaker
{
    /// <summary>
    /// How much sound is taken beyond what is encoded: time for the recogniser to be done with a word before it is heard. The
    /// source waits beyond it, so that the longest sound takes no more memory than this.
    /// </summary>
    public static readonly MediaTime Ahead = MediaTime.FromSeconds(12);

    private static readonly Clause Nothing = new("", "", ClauseEnd.Open);

    private readonly Signal _room = new();

    // Used by the loop of RunAsync alone, on whichever thread it runs.
    private MediaTime _taken;
    private MediaTime _placed;
    private volatile bool _isOver;

    public bool IsCaughtUp => _isOver;

    public Exception? Failure { get; private set; }

    public Task WordsKnown => words?.Known ?? Task.CompletedTask;

    public int Clauses { get; private set; }

    public SoundWords? Words => words;

    public void Progressed() => _room.Set();

    /// <exception cref="SoundException">There is no sound, or none could be had.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var listen = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listening = words?.RunAsync(listen.Token) ?? Task.CompletedTask;
        try
        {
            await PlaceAllAsync(stop).ConfigureAwait(false);
            _isOver = true;
            placed();
        }
        catch
        {
            await listen.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await listening.ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        // What it owned ended with RunAsync.
    }

    private async Task PlaceAllAsync(CancellationToken stop)
    {
        await foreach (var chunk in analyse(TakeAsync(stop), stop).ConfigureAwait(false))
        {
            Place(chunk);
        }
        if (_placed == MediaTime.Zero)
        {
            throw new SoundException(SoundFault.Damaged, "The sound is empty: there is nothing in it to say. Send a file that holds sound.");
        }
    }

    /// <summary>The source's sound as there is room for it; the recogniser hears it as it passes.</summary>
    private async IAsyncEnumerable<PcmBuffer> TakeAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await using var source = sound.GetAsyncEnumerator(stop);
        while (await NextAsync(source, stop).ConfigureAwait(false))
        {
            var pcm = source.Current;
            // Until the next piece is asked for, finding out the mouth included, the work has its turn among all sessions'.
            await pool.Turn(clock.Timestamp(timeline.End), stop);
            _taken += pcm.Duration;
            words?.Hear(pcm.Span);
            yield return pcm;
            while (timeline.Unread + (_taken - _placed) > Ahead)
            {
                await _room.WaitAsync(Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(false);
            }
        }
        words?.Finish();
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<PcmBuffer> source, CancellationToken stop)
    {
        try
        {
            return await source.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (_taken > MediaTime.Zero && !stop.IsCancellationRequested)
        {
            // What came before is said to its end; then this is the session's cause.
            Failure = e;
            return false;
        }
    }

    private void Place(SpeechChunk chunk)
    {
        if (chunk.Pcm.Length == 0)
        {
            chunk.Dispose();
            return;
        }
        var duration = chunk.Pcm.Duration;
        var start = timeline.Add(Nothing, chunk, MediaTime.Zero);
        words?.Placed(_placed, start, duration);
        _placed += duration;
        Clauses++;
        placed();
    }
}
