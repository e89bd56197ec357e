using System.Collections.Concurrent;
using System.Diagnostics;

namespace Visavis.Engine.Media;

/// <summary>
/// Starts child processes from one thread that never ends: the kernel sends PR_SET_PDEATHSIG when the *thread* that forked ends
/// (prctl(2)), and a pool thread may end at any time while its child is still needed.
/// </summary>
internal static class LastingThread
{
    // Unbounded, yet each caller waits for its own start, so it holds no more than there are callers.
    private static readonly BlockingCollection<Action> Starts = [];

    static LastingThread() => new Thread(Run) { IsBackground = true, Name = "child processes" }.Start();

    /// <exception cref="System.ComponentModel.Win32Exception">The program is missing or may not run.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return started.Task;
    }

    private static void Run()
    {
        foreach (var start in Starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
