using System.Collections.Concurrent;
using Visavis.Engine.Native;

namespace Visavis.Engine.Portraits;

/// <summary>One thread that gives way to live sessions and does a build's work piece by piece. Ends when disposed.</summary>
internal sealed class QuietWorker : IDisposable
{
    // A build waits for each piece before it hands in the next, so it holds one.
    private readonly BlockingCollection<Action> _pieces = [];

    public QuietWorker() => new Thread(Run) { IsBackground = true, Name = "making an avatar" }.Start();

    public Task<T> RunAsync<T>(Func<T> piece)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pieces.Add(() =>
        {
            try
            {
                done.SetResult(piece());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    public Task RunAsync(Action piece) => RunAsync(() =>
    {
        piece();
        return true;
    });

    public void Dispose() => _pieces.CompleteAdding();

    private void Run()
    {
        NiceThread.GiveWay();
        foreach (var piece in _pieces.GetConsumingEnumerable())
        {
            piece();
        }
        _pieces.Dispose();
    }
}
