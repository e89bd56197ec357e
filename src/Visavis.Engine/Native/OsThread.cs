using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>The calling thread as the operating system sees it. .NET's own thread priorities do nothing on Linux.</summary>
internal static partial class OsThread
{
    private const int PrioProcess = 0;

    /// <summary>
    /// Lets others run before the calling thread: 0 is usual, 19 the most polite; each step costs a tenth of its share against
    /// busy ones. A system that refuses just shares evenly.
    /// </summary>
    public static void Nice(int level)
    {
        if (level > 0 && OperatingSystem.IsLinux())
        {
            // On Linux a priority belongs to a thread, and 0 is the calling one (setpriority(2), "C library/kernel differences").
            _ = SetPriority(PrioProcess, 0, level);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int value);
}
