using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Visavis.Engine.Speech.Folders;

/// <summary>What a process that tries a model lets the operating system hold it to.</summary>
internal static partial class CheckLimits
{
    // Numbers of Linux on x86-64 and arm64 (asm-generic/resource.h). RLIMIT_AS would stop .NET, which reserves more than it uses;
    // RLIMIT_DATA counts what is writable and private, so what is used.
    private const int ProcessorSeconds = 0;
    private const int DataBytes = 2;
    private const int CoreBytes = 4;

    /// <summary>The largest voice known, Kokoro, loads in 1.4 s and says the sentence three times in 9.</summary>
    private const ulong MostSeconds = 90;

    /// <summary>Kokoro takes 0.4 GB; an allocation beyond fails with an error of its own.</summary>
    private const ulong MostBytes = 3UL << 30;

    public static void Apply()
    {
        Limit(ProcessorSeconds, MostSeconds);
        Limit(DataBytes, MostBytes);
        Limit(CoreBytes, 0);
        try
        {
            // Sessions speak meanwhile, and if memory ends, it ends here.
            using var self = Process.GetCurrentProcess();
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // As good as without.
        }
    }

    private static void Limit(int resource, ulong limit) => _ = SetLimit(resource, [limit, limit]);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ReadOnlySpan<ulong> softAndHard);
}
