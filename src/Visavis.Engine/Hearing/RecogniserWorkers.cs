using Visavis.Engine.Native;

namespace Visavis.Engine.Hearing;

/// <summary>
/// Threads that recognise, one pass at a time each. Streams queue up with at most one turn each, so whoever was served longest ago
/// comes first and no stream, however far behind, holds up another for more than a pass.
/// </summary>
/// <remarks>
/// The threads give way to all others: a pass is up to half a second of computing at once, and late words are a smaller evil
/// than a picture that stalls.
/// </remarks>
internal sealed class RecogniserWorkers : IDisposable
{
    private readonly Queue<Action> _turns = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly Thread[] _threads;
    private bool _disposed;

    public RecogniserWorkers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Loop) { IsBackground = true, Name = $"recogniser {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Runs <paramref name="turn"/> behind those that wait. It does not throw. After disposal nothing happens.</summary>
    public void Queue(Action turn)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }
            _turns.Enqueue(turn);
        }
        _ready.Release();
    }

    /// <summary>Waits for the turns that run; those that wait are dropped.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }
            _disposed = true;
            _turns.Clear();
        }
        _ready.Release(_threads.Length);
        foreach (var thread in _threads)
        {
            thread.Join();
        }
        _ready.Dispose();
    }

    private void Loop()
    {
        NiceThread.GiveWay();
        while (true)
        {
            _ready.Wait();
            Action? turn;
            lock (_lock)
            {
                if (_disposed)
                {
                    return;
                }
                turn = _turns.Dequeue();
            }
            turn();
        }
    }
}
