using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Visavis.Engine.Tests.Speech.Remote;

/// <summary>Time that stands still until it is moved, but in which rests of a few seconds are over at once; it tells how long they were.</summary>
internal sealed class ImpatientTime : FakeTimeProvider
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(4);

    public ConcurrentQueue<TimeSpan> Rests { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > LongestRest || dueTime < TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }
        Rests.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
