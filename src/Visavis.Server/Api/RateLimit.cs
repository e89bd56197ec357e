using System.Collections.Concurrent;

namespace Visavis.Server.Api;

/// <summary>A token bucket for each key.</summary>
public sealed class RateLimit(ServerOptions options, TimeProvider time)
{
    // Grows with the keys that exist, since only valid ones come here.
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new();

    /// <exception cref="ApiException">The key's bucket is empty: 429.</exception>
    public void Take(string key)
    {
        var wait = _buckets.GetOrAdd(key, _ => new Bucket(options.RequestBurst, time.GetTimestamp())).Take(options, time);
        if (wait > TimeSpan.Zero)
        {
            throw ApiException.TooMany($"More than {options.RequestsPerSecond} requests a second (bursts of {options.RequestBurst}) with this key.", wait);
        }
    }

    private sealed class Bucket(double tokens, long filled)
    {
        private readonly Lock _lock = new();
        private double _tokens = tokens;
        private long _filled = filled;

        /// <returns>How long to wait for a token; zero if one was taken.</returns>
        public TimeSpan Take(ServerOptions options, TimeProvider time)
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                _tokens = Math.Min(options.RequestBurst, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * options.RequestsPerSecond));
                _filled = now;
                if (_tokens < 1)
                {
                    return TimeSpan.FromSeconds((1 - _tokens) / options.RequestsPerSecond);
                }
                _tokens--;
                return TimeSpan.Zero;
            }
        }
    }
}
