namespace Visavis.Engine.Session;

/// <summary>A word as written, or a punctuation mark, with its time in seconds from the start of the streamed sound.</summary>
public readonly record struct TimedWord(string Word, double Start, double End);

/// <summary>The words of one session in the order they were published, followed live by any number of readers.</summary>
public sealed class WordTrack
{
    private readonly Lock _lock = new();
    private readonly List<TimedWord> _words = [];
    private TaskCompletionSource _changed = NewSignal();
    private SessionEnd? _end;

    /// <summary>Why the words ended; null while more may come.</summary>
    public SessionEnd? End
    {
        get
        {
            lock (_lock)
            {
                return _end;
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _words.Count;
            }
        }
    }

    /// <summary>Words from index <paramref name="from"/> on, as many as there are.</summary>
    public TimedWord[] Since(int from)
    {
        lock (_lock)
        {
            return _words[Math.Min(from, _words.Count)..].ToArray();
        }
    }

    /// <summary>Returns when there is a word at index <paramref name="from"/> or the words have ended.</summary>
    public async ValueTask WaitAsync(int from, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_words.Count > from || _end is not null)
                {
                    return;
                }
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    internal void Add(IReadOnlyCollection<TimedWord> words)
    {
        if (words.Count > 0)
        {
            Change(() => _words.AddRange(words));
        }
    }

    internal void Finish(SessionEnd end) => Change(() => _end ??= end);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            change();
            signal = _changed;
            _changed = NewSignal();
        }
        signal.SetResult();
    }
}
