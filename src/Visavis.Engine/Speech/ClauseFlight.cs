using System.Diagnostics.CodeAnalysis;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>One clause being spoken for all who asked for it meanwhile.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer that nothing is linked to holds nothing, and who leaves last may cancel it at any time.")]
internal sealed class ClauseFlight(ClauseKey key, ISpeechEngine voice, Clause clause)
{
    private readonly TaskCompletionSource<KeptSpeech> _speech = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancel = new();
    private int _begun;

    public ClauseKey Key => key;

    /// <summary>Those who wait; kept by the cache under its lock.</summary>
    public int Seats { get; set; }

    public Task<KeptSpeech> Speech => _speech.Task;

    /// <summary>One whose clause was spoken before.</summary>
    public static ClauseFlight Landed(ClauseKey key, KeptSpeech speech)
    {
        // Nobody can begin it again: it has no voice.
        var flight = new ClauseFlight(key, null!, null!) { Seats = 1, _begun = 1 };
        flight._speech.SetResult(speech);
        return flight;
    }

    /// <summary>Speaks, unless somebody does already; returns where the voice waits first.</summary>
    public void Begin(ClauseCache cache)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = SpeakAsync(cache);
        }
    }

    public void Cancel() => _cancel.Cancel();

    private async Task SpeakAsync(ClauseCache cache)
    {
        try
        {
            _cancel.Token.ThrowIfCancellationRequested();
            using var chunk = await voice.SpeakAsync(clause, _cancel.Token).ConfigureAwait(false);
            var speech = new KeptSpeech(chunk);
            cache.Land(this, speech);
            _speech.SetResult(speech);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            cache.Land(this, null);
            _speech.SetCanceled(_cancel.Token);
        }
        catch (Exception e)
        {
            // Whatever it was is the cause of each who waits.
            cache.Land(this, null);
            _speech.SetException(e);
        }
    }
}

/// <summary>The place of one who waits for a clause; disposed when it is there or no more wanted.</summary>
internal sealed class ClauseSeat(ClauseCache cache, ClauseFlight flight) : IDisposable
{
    public bool HasLanded => flight.Speech.IsCompletedSuccessfully;

    public void Begin() => flight.Begin(cache);

    /// <summary>The speech, the caller's own.</summary>
    public async ValueTask<SpeechChunk> TakeAsync(CancellationToken cancellation) =>
        (await flight.Speech.WaitAsync(cancellation).ConfigureAwait(false)).Copy();

    public void Dispose() => cache.Leave(flight);
}
