using System.Diagnostics;
using System.Runtime.CompilerServices;
using Visavis.Engine.Native;

namespace Visavis.Engine.Session;

/// <summary>
/// Runs work of all sessions (parts to paint and encode, or clauses to speak) on a few threads, earliest deadline first, so that a
/// session with seconds in hand never delays one that is about to be late.
/// </summary>
public sealed class DeadlinePool : IDisposable
{
    private readonly PriorityQueue<Action, long> _queue = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly Thread[] _threads;
    private volatile bool _disposed;

    /// <param name="threads">
    /// Null is one a core: painting and encoding saturate a core, and more threads would only trade places.
    /// </param>
    /// <param name="name">What the threads do, for whoever looks at the process.</param>
    /// <param name="givesWay">Whether they stand back behind other threads of the machine.</param>
    public DeadlinePool(int? threads = null, string name = "media", bool givesWay = false)
    {
        _threads = new Thread[threads ?? Environment.ProcessorCount];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(() => Loop(givesWay)) { IsBackground = true, Name = $"{name} {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Runs <paramref name="work"/> when its turn comes.</summary>
    /// <param name="deadline">A timestamp of <see cref="Stopwatch"/> by which the work should be done.</param>
    /// <param name="work">Blocks its thread only for work on the processor.</param>
    /// <param name="cancellation">Drops work that has not begun, at once; work that has begun is waited for.</param>
    public Task<T> RunAsync<T>(long deadline, Func<T> work, CancellationToken cancellation = default)
    {
        var job = new Job<T>(work, cancellation);
        Enqueue(deadline, job.Run);
        return job.Task;
    }

    /// <summary>Awaited: what follows runs on a thread of this pool when its turn comes, until its next wait.</summary>
    public PoolTurn Turn(long deadline, CancellationToken cancellation) => new(this, deadline, cancellation);

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

    /// <summary>Has the rest of begun work run in its turn. Where the pool is gone it runs elsewhere, so that what waits for it can end.</summary>
    internal void Resume(long deadline, Action rest)
    {
        try
        {
            Enqueue(deadline, rest);
        }
        catch (ObjectDisposedException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static rest => rest(), rest, preferLocal: false);
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

    private void Loop(bool givesWay)
    {
        if (givesWay)
        {
            NiceThread.GiveWay();
        }
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

    /// <summary>Work that is either run or cancelled, whichever comes first.</summary>
    private sealed class Job<T>
    {
        // Continuations go elsewhere: a session's own loop must not hold a painting thread.
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationToken _cancellation;
        private readonly CancellationTokenRegistration _registration;
        private Func<T>? _work;

        public Job(Func<T> work, CancellationToken cancellation)
        {
            (_work, _cancellation) = (work, cancellation);
            _registration = cancellation.UnsafeRegister(static job => ((Job<T>)job!).Cancel(), this);
        }

        public Task<T> Task => _done.Task;

        public void Run()
        {
            if (Interlocked.Exchange(ref _work, null) is not { } work)
            {
                return;
            }
            _registration.Unregister();
            try
            {
                _done.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                _done.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                _done.SetException(e);
            }
        }

        private void Cancel()
        {
            if (Interlocked.Exchange(ref _work, null) is not null)
            {
                _done.SetCanceled(_cancellation);
            }
        }
    }
}

/// <summary>A wait for a turn on a pool's thread; cancelled work gets its turn too, and ends there.</summary>
public readonly struct PoolTurn(DeadlinePool pool, long deadline, CancellationToken cancellation) : ICriticalNotifyCompletion
{
    /// <summary>Never: work that goes on would keep others from their turns.</summary>
    public bool IsCompleted => false;

    public PoolTurn GetAwaiter() => this;

    public void GetResult() => cancellation.ThrowIfCancellationRequested();

    public void OnCompleted(Action continuation) => pool.Resume(deadline, continuation);

    public void UnsafeOnCompleted(Action continuation) => pool.Resume(deadline, continuation);
}
