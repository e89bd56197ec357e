namespace Visavis.Engine.Speech;

/// <summary>
/// Lets at most as many runs of one heavy model go at once as there are cores, each on a thread of the shared pool: a run takes up to
/// seconds, for which it must not hold a thread that paints pictures. Further callers wait, and can be called off while they do.
/// Where clauses take turns (<see cref="SpeechTurn"/>), a run is part of its clause's turn instead: those are as bounded, and in order.
/// </summary>
internal sealed class RunGate : IDisposable
{
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);

    public async Task<T> RunAsync<T>(Func<T> run, CancellationToken cancellation)
    {
        if (SpeechTurn.IsTaken)
        {
            await SpeechTurn.Resume(cancellation);
            return run();
        }
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(run, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
