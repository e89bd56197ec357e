using System.Diagnostics;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Media;

/// <summary>Clips made by Debian's ffmpeg; gone with the tests.</summary>
public sealed class ClipFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visavis-clips-").FullName;

    public static string Listening => Portrait("listening.mp4");

    public static string Portrait(string name) => Path.Combine(TestAssets.Folder, "portraits", name);

    public string Of(string name) => Path.Combine(_folder, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(Of(name), bytes);
        return Of(name);
    }

    /// <summary>A clip by ffmpeg's words, the output's name left out.</summary>
    public string Make(string name, string words) => Make(name, words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public string Make(string name, params string[] words)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", .. words, Of(name)]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors);
        return Of(name);
    }

    /// <summary>A picture moved by ffmpeg's filters: 1280 × 720, 25 a second, H.264 that keeps edges where they are.</summary>
    public string Moved(string name, string picture, double seconds, string filters) => Make(
        name, "-loop", "1", "-framerate", "25", "-i", picture, "-t", FormattableString.Invariant($"{seconds}"),
        "-vf", $"{filters},format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "16");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
