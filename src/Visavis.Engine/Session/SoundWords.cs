using System.Buffers;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;

namespace Visavis.Engine.Session;

internal delegate void TakeSound(ReadOnlySpan<float> pcm16k);

/// <summary>What hears words in a sound of 16 kHz: the recogniser's stream.</summary>
/// <param name="Append">Takes sound and never waits.</param>
/// <param name="Finish">The sound is over.</param>
/// <param name="ReadAsync">The words as they become sure; ends behind the last.</param>
/// <param name="CloseAsync">Lets go of it.</param>
internal sealed record WordSource(
    TakeSound Append, Action Finish, Func<CancellationToken, IAsyncEnumerable<HeardWord>> ReadAsync, Func<ValueTask> CloseAsync)
{
    public static WordSource Of(RecogniserStream stream) => new(stream.Append, stream.Finish, stream.ReadAsync, stream.DisposeAsync);
}

/// <summary>
/// The words of a session's sound. They may become known before their sound lies on the timeline, and long after it was
/// encoded; in both cases they get the times at which they are heard. Nothing ever waits for them.
/// </summary>
/// <param name="open">Begins to hear, when the session begins to run.</param>
/// <param name="heard">Called when there are more words on the timeline.</param>
internal sealed class SoundWords(Func<WordSource> open, SpeechTimeline timeline, MediaClock clock, Action heard)
{
    private readonly Lock _lock = new();
    private readonly Decimator _decimator = new();
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<HeardWord> _waiting = new();
    private readonly List<double> _delays = [];

    // Where stretches of the sound lie in media time: one, and one more for each time the source kept its viewers waiting.
    private readonly List<(MediaTime Sound, MediaTime Media)> _stretches = [];
    private MediaTime _placed;
    private WordSource? _source;

    /// <summary>Done behind the last word.</summary>
    public Task Known => _known.Task;

    /// <summary>Why no more words come; the session goes on without.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>How long after their ends were heard the words became known, in ms; 0 for those that were known before.</summary>
    public double[] DelaysMs
    {
        get
        {
            lock (_lock)
            {
                return [.. _delays];
            }
        }
    }

    /// <summary>Takes the next 48 kHz sound of the source.</summary>
    public void Hear(ReadOnlySpan<float> sound)
    {
        if (Failure is not null || _source is not { } source)
        {
            return;
        }
        var output = ArrayPool<float>.Shared.Rent(Decimator.MostOutput(sound.Length));
        try
        {
            source.Append(output.AsSpan(0, _decimator.Push(sound, output)));
        }
        catch (Exception e)
        {
            Fail(e);
        }
        ArrayPool<float>.Shared.Return(output);
    }

    /// <summary>The sound is over.</summary>
    public void Finish()
    {
        if (Failure is not null || _source is not { } source)
        {
            return;
        }
        Span<float> output = stackalloc float[Decimator.MostAtEnd];
        try
        {
            source.Append(output[.._decimator.Finish(output)]);
            source.Finish();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>Sound from <paramref name="sound"/> on now lies at <paramref name="media"/>.</summary>
    public void Placed(MediaTime sound, MediaTime media, MediaTime duration)
    {
        lock (_lock)
        {
            if (_stretches.Count == 0 || _stretches[^1].Media - _stretches[^1].Sound != media - sound)
            {
                _stretches.Add((sound, media));
            }
            _placed = sound + duration;
            PublishPlaced();
        }
    }

    /// <summary>Listens until the last word, a failure, or the session's end; called before any sound comes.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            _source = open();
            await foreach (var word in _source.ReadAsync(stop).ConfigureAwait(false))
            {
                Heard(word);
            }
            PublishRest();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The session is over; nobody waits for words.
        }
        catch (Exception e)
        {
            Fail(e);
        }
        if (_source is { } source)
        {
            await source.CloseAsync().ConfigureAwait(false);
        }
        _known.TrySetResult();
    }

    private void Heard(HeardWord word)
    {
        lock (_lock)
        {
            _waiting.Enqueue(word);
            PublishPlaced();
        }
        heard();
    }

    private void PublishPlaced()
    {
        while (_waiting.TryPeek(out var word) && word.Start < _placed)
        {
            Publish(_waiting.Dequeue());
        }
    }

    /// <summary>The recogniser may hear a last word end, or even begin, in the silence it puts behind the sound.</summary>
    private void PublishRest()
    {
        lock (_lock)
        {
            while (_stretches.Count > 0 && _waiting.TryDequeue(out var word))
            {
                Publish(word);
            }
        }
        heard();
    }

    private void Publish(HeardWord word)
    {
        var last = _placed - new MediaTime(1);
        var start = word.Start < last ? word.Start : last;
        var end = word.End < _placed ? word.End : _placed;
        var (sound, media) = _stretches.FindLast(stretch => stretch.Sound <= start);
        timeline.AddWord(word.Word, media + (start - sound), media + (end - sound));
        _delays.Add(Math.Max(0, (clock.Now - (media + (end - sound))).Milliseconds));
    }

    /// <summary>A session without words is better than none: they just stop.</summary>
    private void Fail(Exception e)
    {
        Failure ??= e;
        _known.TrySetResult();
    }
}
