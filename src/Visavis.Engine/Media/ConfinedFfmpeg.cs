using System.Diagnostics;

namespace Visavis.Engine.Media;

/// <summary>
/// Starts ffmpeg on one file of a stranger's: the file is its standard input, opened before it loses its rights, so that it can seek in it
/// (<see cref="Input"/>) without a path.
/// </summary>
internal static class ConfinedFfmpeg
{
    /// <summary>The file, as its child names it.</summary>
    public const string Input = "file:/proc/self/fd/0";

    /// <exception cref="System.ComponentModel.Win32Exception">The shell is missing.</exception>
    public static Task<Process> StartAsync(string file, string ffmpeg, string[] words, DecoderLimits limits, DecoderConfinement confinement)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        // Each program replaces the one before it: one process, whose id is known.
        foreach (var word in (string[])["-c", "exec \"$@\" <\"$0\"", file, .. confinement.Prefix(limits), ffmpeg, .. words])
        {
            start.ArgumentList.Add(word);
        }
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        return LastingThread.StartAsync(start);
    }
}
