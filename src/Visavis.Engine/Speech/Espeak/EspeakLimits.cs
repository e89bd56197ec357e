using System.Runtime.InteropServices;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>What the worker lets the operating system hold it to, for the day a text drives the library mad while nobody is left to end it.</summary>
internal static partial class EspeakLimits
{
    // Numbers of Linux on x86-64 and arm64 (asm-generic/resource.h). RLIMIT_AS would stop .NET, which reserves more than it uses.
    private const int ProcessorSeconds = 0;
    private const int CoreBytes = 4;

    /// <summary>A clause takes some 10 ms; beyond this the kernel ends the process.</summary>
    private const ulong SecondsForAClause = 20;

    /// <summary>No text lands in a core file.</summary>
    public static void ForbidCore() => Limit(CoreBytes, 0);

    public static void BeginClause() => Limit(ProcessorSeconds, (ulong)Environment.CpuUsage.TotalTime.TotalSeconds + SecondsForAClause);

    /// <summary>Sets the soft limit, which may rise again up to the hard one. A system that refuses leaves the worker as good as without.</summary>
    private static void Limit(int resource, ulong limit)
    {
        Span<ulong> softAndHard = stackalloc ulong[2];
        if (GetLimit(resource, softAndHard) == 0)
        {
            softAndHard[0] = Math.Min(limit, softAndHard[1]);
            _ = SetLimit(resource, softAndHard);
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, Span<ulong> softAndHard);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ReadOnlySpan<ulong> softAndHard);
}
