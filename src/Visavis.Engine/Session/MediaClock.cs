using Visavis.Engine.Media;

namespace Visavis.Engine.Session;

/// <summary>
/// Ties media time to the wall clock. Until the curtain rises it stands still at <c>start</c>, so that a viewer who learns of
/// the stream late misses nothing and does not carry the delay as latency.
/// </summary>
internal sealed class MediaClock(TimeProvider time, MediaTime start, TimeSpan curtain)
{
    private readonly Lock _lock = new();
    private readonly long _created = time.GetTimestamp();
    private long? _risen;

    /// <summary>Whether media time runs.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _risen is not null;
            }
        }
    }

    /// <summary>How long the curtain waits from now on before it rises without a viewer.</summary>
    public TimeSpan CurtainLeft => Positive(curtain - time.GetElapsedTime(_created));

    /// <summary>The wall clock as media time.</summary>
    public MediaTime Now
    {
        get
        {
            lock (_lock)
            {
                return _risen is { } risen ? start + MediaTime.From(time.GetElapsedTime(risen)) : start;
            }
        }
    }

    /// <summary>Lets media time run from <c>start</c> on, as of now.</summary>
    /// <returns>Whether this call raised it.</returns>
    public bool Raise()
    {
        lock (_lock)
        {
            if (_risen is not null)
            {
                return false;
            }
            _risen = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Time from now until <paramref name="moment"/>; zero if it is past.</summary>
    public TimeSpan Until(MediaTime moment) => Positive((moment - Now).ToTimeSpan());

    /// <summary>A timestamp of the time provider for the deadline queue.</summary>
    public long Timestamp(MediaTime moment) =>
        time.GetTimestamp() + (long)((moment - Now).Seconds * time.TimestampFrequency);

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
