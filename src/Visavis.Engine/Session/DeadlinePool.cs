using System.Diagnostics;

namespace Visavis.Engine.Session;

/// <summary>
/// Runs the work of all sessions (a clause to speak, a part to paint and encode) on a few threads, earliest deadline first,
/// so that a session with seconds in hand never delays one that is about to be late.
/// </summary>
/// <remarks>One thread a core: painting and encoding saturate a core, and more threads would only trade places.</remarks>
public sealed class DeadlinePool : IDisposable
{
    private readonly PriorityQueue<Action, long> _queue = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly Thread[] _threads;
    private volatile bool _disposed;

    public DeadlinePool(int? threads = null)
    {
        _threads = new Thread[threads ?? Environment.ProcessorCount];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Loop) { IsBackground = true, Name = $"media {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Runs <paramref name="work"/> when its turn comes.</summary>
    /// <param name="deadline">A timestamp of <see cref="Stopwatch"/> by which the work should be done.</param>
    /// <param name="work">Blocks its thread only for work on the processor.</param>
    /// <param name="cancellation">Work that has not begun is dropped.</param>
    public Task<T> RunAsync<T>(long deadline, Func<T> work, CancellationToken cancellation = default)
    {
        // Continuations go elsewhere: a session's own loop must not hold a painting thread.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(deadline, () => Complete(done, work, cancellation));
        return done.Task;
    }

    public void Dispose()
    {
        _disposed = true;
        _ready.Release(_threads.Length);
        foreach (var thread in _threads)
        {
            thread.Join();
        }
        _ready.Dispose();
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            done.SetCanceled(cancellation);
            return;
        }
        try
        {
            done.SetResult(work());
        }
        catch (OperationCanceledException e)
        {
            done.SetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private void Enqueue(long deadline, Action action)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_lock)
        {
            _queue.Enqueue(action, deadline);
        }
        _ready.Release();
    }

    private void Loop()
    {
        while (true)
        {
            _ready.Wait();
            Action? action;
            lock (_lock)
            {
                _queue.TryDequeue(out action, out _);
            }
            if (action is null)
            {
                // Only disposal releases without enqueueing, so the queue is empty.
                return;
            }
            action();
        }
    }
}
