using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>Threads whose work may wait. .NET's thread priorities do nothing on Linux, where each thread has a nice value of its own.</summary>
internal static partial class NiceThread
{
    private const int OfProcess = 0;
    private const int Caller = 0;

    /// <summary>
    /// Lets the calling thread give way: at +10 it gets a tenth of what an ordinary thread gets where both want a core, and all of one
    /// that is idle. On Linux setpriority(PRIO_PROCESS, 0) is of the calling thread alone. A refusal changes nothing, so it is not looked at.
    /// </summary>
    public static void GiveWay() => _ = SetPriority(OfProcess, Caller, 10);

    /// <summary>The nice value of the calling thread.</summary>
    public static int Value => GetPriority(OfProcess, Caller);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int value);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, int who);
}
