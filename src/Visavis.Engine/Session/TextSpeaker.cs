using System.Text;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Session;

/// <summary>
/// Speaks text: cuts what is accepted into clauses, has them spoken a few seconds ahead of the picture, and places sound and
/// mouth on the media clock.
/// </summary>
/// <param name="earliest">No speech is placed before.</param>
/// <param name="wholeSentences">
/// For a slow voice. Clauses of a sentence that are known are spoken as one, but for the first of an answer, as long as they are spoken before
/// what is in hand is over: a neural voice also makes the silence around each run, some 0.8 s, and that is time it does not have. And a clause
/// that comes too late is urgent.
/// </param>
/// <param name="placed">Called when there is more on the timeline, or all of it.</param>
internal sealed class TextSpeaker(
    ISpeechEngine voice, SpeechTimeline timeline, MediaClock clock, TimeProvider time, MediaTime earliest, bool wholeSentences, Action placed) : ISpeaker
{
    /// <summary>Text that may still go on is spoken after this long without more.</summary>
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    /// <summary>How much speech waits beyond what is encoded: covers the longest script lead, and bounds memory.</summary>
    private static readonly MediaTime Ahead = MediaTime.FromSeconds(6);

    /// <summary>Characters of clauses spoken as one: some 15 s, so that a barge-in or a cancelled session does not wait for long.</summary>
    private const int LongestJoined = 220;

    /// <summary>So little speech ahead is none: what a barge-in leaves of a clause.</summary>
    private static readonly MediaTime Silence = MediaTime.FromMilliseconds(400);

    private readonly Lock _lock = new();
    // Two, so that the picture's progress does not pass for text and put off the typing pause.
    private readonly Signal _text = new();
    private readonly Signal _room = new();
    private readonly Queue<Clause> _clauses = new();
    private readonly SpeechPace _pace = new();
    private TextChunker _chunker = new(hurries: wholeSentences);
    private StringBuilder _accepted = new();
    private CancellationTokenSource _turn = new();
    private bool _final;
    private bool _finished;
    private bool _speaking;
    // Whether the next clause begins an answer: nothing was left to say before it.
    private bool _begins = true;

    public bool IsCaughtUp
    {
        get
        {
            lock (_lock)
            {
                return _accepted.Length == 0 && !_speaking && _clauses.Count == 0 && !_chunker.HasPending && _final == _finished;
            }
        }
    }

    /// <summary>A voice that fails ends the session at once: what it did not say is missing.</summary>
    public Exception? Failure => null;

    /// <summary>A voice gives its words with the sound.</summary>
    public Task WordsKnown => Task.CompletedTask;

    public int Clauses { get; private set; }

    public void Append(string text, bool final)
    {
        lock (_lock)
        {
            _accepted.Append(text);
            _final |= final;
        }
        _text.Set();
    }

    public void Progressed() => _room.Set();

    /// <summary>Drops what is not said by <paramref name="latest"/> and takes <paramref name="next"/> instead.</summary>
    /// <returns>All that was said.</returns>
    public string Interrupt(MediaTime latest, string? next)
    {
        string spoken;
        lock (_lock)
        {
            _turn.Cancel();
            _turn.Dispose();
            _turn = new CancellationTokenSource();
            _accepted = new StringBuilder(next);
            _chunker = new TextChunker(hurries: wholeSentences);
            _clauses.Clear();
            _finished = false;
            _begins = true;
            spoken = timeline.Cut(latest).Spoken;
        }
        _room.Set();
        _text.Set();
        return spoken;
    }

    /// <exception cref="SpeechException">The voice failed.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            if (timeline.Unread > Ahead)
            {
                await _room.WaitAsync(Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(false);
            }
            else if (NextClause(out var turn) is { } clause)
            {
                await SpeakAsync(clause, turn, stop).ConfigureAwait(false);
            }
            else
            {
                placed();
                await ListenAsync(stop).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ListenAsync(CancellationToken stop)
    {
        bool pending;
        lock (_lock)
        {
            pending = _chunker.HasPending;
        }
        if (await _text.WaitAsync(pending ? TypingPause : Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(false))
        {
            return;
        }
        lock (_lock)
        {
            // Text that came just as the time was over is more text.
            if (_accepted.Length == 0)
            {
                Enqueue(_chunker.Pause());
            }
        }
    }

    /// <summary>The next clause to say, and the token that a barge-in cancels.</summary>
    private Clause? NextClause(out CancellationToken turn)
    {
        lock (_lock)
        {
            if (_accepted.Length > 0)
            {
                Enqueue(_chunker.Append(_accepted.ToString()));
                _accepted.Clear();
            }
            if (_final && !_finished)
            {
                _finished = true;
                Enqueue(_chunker.Finish());
            }
            turn = _turn.Token;
            _speaking = _clauses.TryDequeue(out var clause);
            _begins |= !_speaking;
            var inHand = InHand();
            while (wholeSentences && !_begins && _clauses.TryPeek(out var next) && clause!.Join(next) is { Text.Length: <= LongestJoined } joined
                && _pace.Takes(joined.Text.Length) <= inHand)
            {
                _clauses.Dequeue();
                clause = joined;
            }
            return clause;
        }
    }

    private void Enqueue(IEnumerable<Clause> clauses)
    {
        foreach (var clause in clauses)
        {
            _clauses.Enqueue(clause);
        }
    }

    private async Task SpeakAsync(Clause clause, CancellationToken turn, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(turn, stop);
        var begun = time.GetTimestamp();
        try
        {
            var chunk = await voice.SpeakAsync(clause, Need(clause), either.Token).ConfigureAwait(false);
            _pace.Took(clause.Text.Length, time.GetElapsedTime(begun));
            Place(clause, chunk, turn);
        }
        catch (OperationCanceledException) when (turn.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // Barged in: what was in the making is not said.
        }
    }

    /// <summary>When the clause is to be heard; behind a silence that is now, and no earlier, for else who was silent longest would be first.</summary>
    private SpeechNeed Need(Clause clause)
    {
        lock (_lock)
        {
            var inHand = InHand();
            var isUrgent = _begins ? inHand < Silence : wholeSentences && inHand < _pace.Takes(clause.Text.Length);
            return new SpeechNeed(clock.Timestamp(clock.Now + inHand), isUrgent);
        }
    }

    /// <summary>Speech that its viewers have yet to hear.</summary>
    private MediaTime InHand() => timeline.End is var end && clock.Now is var now && end > now ? end - now : MediaTime.Zero;

    private void Place(Clause clause, SpeechChunk chunk, CancellationToken turn)
    {
        lock (_lock)
        {
            _speaking = false;
            if (turn.IsCancellationRequested || chunk.Pcm.Length == 0)
            {
                chunk.Dispose();
                return;
            }
            timeline.Add(clause, chunk, earliest);
            _begins = false;
            Clauses++;
        }
        placed();
    }
}
