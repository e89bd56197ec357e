using System.Runtime.ExceptionServices;
using Visavis.Engine.Native;

namespace Visavis.Engine.Portraits;

/// <summary>A parallel loop that gives way to live sessions: threads of the pool, which Parallel.For takes, serve those.</summary>
internal static class QuietLoop
{
    /// <summary>Runs <paramref name="body"/> for 0 up to <paramref name="count"/> on the calling thread and one more, which gives way.</summary>
    /// <remarks>What a body throws comes to the caller as it is; no further ones are begun then.</remarks>
    public static void For(int count, Action<int> body, CancellationToken cancellation = default)
    {
        var (next, faults) = (-1, new List<Exception>());
        void Work()
        {
            try
            {
                for (int i; faults.Count == 0 && !cancellation.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < count;)
                {
                    body(i);
                }
            }
            catch (Exception error)
            {
                lock (faults)
                {
                    faults.Add(error);
                }
            }
        }
        var other = new Thread(() =>
        {
            NiceThread.GiveWay();
            Work();
        }) { IsBackground = true, Name = "making an avatar too" };
        other.Start();
        Work();
        other.Join();
        cancellation.ThrowIfCancellationRequested();
        if (faults.Count > 0)
        {
            ExceptionDispatchInfo.Throw(faults[0]);
        }
    }
}
