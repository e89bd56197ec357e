namespace Visavis.Engine.Speech.Remote;

/// <summary>Keeps callers from something that failed again and again; after a rest one of them tries for all.</summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    /// <summary>Each is a clause with all its tries, so the second is no accident.</summary>
    private const int FailuresToOpen = 2;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _failures;
    private long _opened;

    /// <summary>Whether this caller may try; it must then say how it went.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failures < FailuresToOpen)
            {
                return true;
            }
            if (time.GetElapsedTime(_opened) < Rest)
            {
                return false;
            }
            // The one that tries; the others wait for another rest, should it never tell.
            _opened = time.GetTimestamp();
            return true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = 0;
        }
    }

    public void Failed()
    {
        lock (_lock)
        {
            _failures++;
            _opened = time.GetTimestamp();
        }
    }
}
