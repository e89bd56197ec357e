using System.Threading.Channels;

namespace Visavis.Engine.Session;

/// <summary>An auto-reset event for one waiting loop: sets before the wait are not lost, several sets are one.</summary>
internal sealed class Signal
{
    // Full means already set: a further set says nothing new.
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
    });

    public void Set() => _set.Writer.TryWrite(true);

    /// <summary>Returns when set (true) or when <paramref name="timeout"/> is over (false), whichever comes first.</summary>
    public async Task<bool> WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            return await _set.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
