using System.Runtime.Versioning;

namespace Visavis.Engine.Tests.Media;

/// <summary>Shell scripts in ffmpeg's place, for what ffmpeg does only now and then.</summary>
[SupportedOSPlatform("linux")]
internal static class StandIn
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Also a child that runs as nobody finds it. Confined, it has only the shell's own words: it may start nothing.</summary>
    public static string Write(string path, string commands)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{commands}\n");
        File.SetUnixFileMode(path, ForAll);
        File.SetUnixFileMode(Path.GetDirectoryName(path)!, ForAll);
        return path;
    }
}
