using System.Threading.Channels;
using Visavis.Engine.Media;

namespace Visavis.Engine.Hearing;

#pragma warning disable CA1711 // A stream of words, not of bytes.
/// <summary>
/// One sound that is being recognised. Sound goes in as fast as it comes; words come out in order, each once, when they are sure.
/// Music, noise and silence give no words. Disposing ends it, also in the middle.
/// </summary>
public sealed class RecogniserStream : IAsyncDisposable
#pragma warning restore CA1711
{
    private readonly Func<WhisperModel> _model;
    private readonly RecogniserWorkers _workers;
    private readonly RecogniserListener _listener;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Not bounded by itself: the longest sound holds 8 words a second at most, and the reader may come late.</summary>
    private readonly Channel<HeardWord> _words = Channel.CreateUnbounded<HeardWord>(new UnboundedChannelOptions { SingleWriter = true });

    private bool _queued;
    private bool _running;
    private bool _wanted;
    private bool _over;

    internal RecogniserStream(Func<WhisperModel> model, RecogniserWorkers workers, MediaTime longest, MediaTime lead)
    {
        (_model, _workers) = (model, workers);
        _listener = new RecogniserListener(longest, lead, word => _words.Writer.TryWrite(word));
        // The first turn loads the net, while the first sound is still on its way.
        Wake();
    }

    /// <summary>The language of the sound in two or three letters, once its first seconds of speech have told it.</summary>
    public string? Language => _listener.Language;

    /// <summary>Takes mono sound at 16 kHz. Never waits for the recogniser: the sound is kept, 2 bytes a sample, until it is done with.</summary>
    /// <exception cref="RecogniserException">The whole sound is longer than the recogniser's limit; nothing of this call was taken.</exception>
    /// <exception cref="InvalidOperationException">The sound is finished.</exception>
    public void Append(ReadOnlySpan<float> pcm16k)
    {
        _listener.Append(pcm16k);
        Wake();
    }

    /// <summary>There is no more sound; the words end when the last of it has been recognised.</summary>
    public void Finish()
    {
        _listener.Finish();
        Wake();
    }

    /// <summary>The words, with times from the start of the sound; one reader.</summary>
    /// <exception cref="RecogniserException">The net cannot be loaded.</exception>
    /// <exception cref="Native.OrtException">The net cannot be loaded or run.</exception>
    public IAsyncEnumerable<HeardWord> ReadAsync(CancellationToken cancellation) => _words.Reader.ReadAllAsync(cancellation);

    /// <summary>Ends the words and returns when no thread works for this stream: after the current token, or the current window's encoding.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _over = true;
            if (!_running)
            {
                _ended.TrySetResult();
            }
        }
        await _stop.CancelAsync().ConfigureAwait(false);
        await _ended.Task.ConfigureAwait(false);
        _words.Writer.TryComplete();
    }

    private void Wake()
    {
        lock (_lock)
        {
            _wanted = true;
            QueueUp();
        }
    }

    /// <summary>Waits for a turn unless it does so already or has one.</summary>
    private void QueueUp()
    {
        if (_wanted && !_queued && !_running && !_over)
        {
            (_queued, _wanted) = (true, false);
            _workers.Queue(Turn);
        }
    }

    private void Turn()
    {
        lock (_lock)
        {
            _queued = false;
            if (_over)
            {
                return;
            }
            _running = true;
        }
        var (step, error) = Step();
        lock (_lock)
        {
            _running = false;
            if (step == ListenerStep.End)
            {
                _over = true;
                _words.Writer.TryComplete(error);
            }
            if (_over)
            {
                _ended.TrySetResult();
                return;
            }
            _wanted |= step == ListenerStep.More;
            QueueUp();
        }
    }

    private (ListenerStep Step, Exception? Error) Step()
    {
        try
        {
            return (_listener.Step(_model(), _stop.Token), null);
        }
        catch (OperationCanceledException)
        {
            return (ListenerStep.End, null);
        }
        catch (Exception e)
        {
            // The reader is told; the thread serves the other streams.
            return (ListenerStep.End, e);
        }
    }
}
