namespace Visavis.Engine.Session;

/// <summary>
/// How much of the processor the voices of the live sessions may take, so that no session is let in that would make others late.
/// Painting is not in it: the limit on sessions holds that.
/// </summary>
/// <param name="cores">What all voices together may take.</param>
public sealed class SpeechBudget(double cores)
{
    private readonly Lock _lock = new();
    private double _used;
    private int _sessions;

    public double Cores => cores;

    /// <summary>What the voices of the live sessions take while all of them speak.</summary>
    public double Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>
    /// Lets a session in. Cheap voices always fit, for their cost is lost beside what painting takes; and so does a voice where no
    /// other takes anything, for otherwise a machine too small for it could not even try.
    /// </summary>
    /// <param name="costPerSecond">Seconds of one core for a second of its voice's sound.</param>
    public bool TryEnter(double costPerSecond)
    {
        lock (_lock)
        {
            if (SpeechPool.IsSlow(costPerSecond) && _used >= SpeechPool.SlowCost && _used + costPerSecond > cores)
            {
                return false;
            }
            _used += costPerSecond;
            _sessions++;
            return true;
        }
    }

    /// <summary>A session that was let in with this cost is over.</summary>
    public void Leave(double costPerSecond)
    {
        lock (_lock)
        {
            // Exactly nothing with the last one: sums of fractions do not come back to it.
            _used = --_sessions == 0 ? 0 : _used - costPerSecond;
        }
    }
}
