using System.Diagnostics;

namespace Visavis.Server.Tests.Assets;

/// <summary>Three seconds of the heart voice in every kind of file, made by ffmpeg.</summary>
internal static class SoundClips
{
    public static string Source => Path.Combine(Repository.Root, "tests", "assets", "hearing", "sample.wav");

    /// <summary>All 7 s of the sentences, several times over, as mp3.</summary>
    public static Task<byte[]> MakeLongAsync(int times) => RunAsync("mp3", ["-stream_loop", $"{times - 1}"], [], []);

    /// <param name="extension">Tells ffmpeg the container.</param>
    /// <param name="options">Of the output.</param>
    public static Task<byte[]> MakeAsync(string extension, params string[] options) => RunAsync(
        extension, [], extension == "mp4" ? ["-f", "lavfi", "-i", "color=black:s=64x64:r=10:d=3"] : [], ["-t", "3.1", .. options]);

    private static async Task<byte[]> RunAsync(string extension, string[] before, string[] video, string[] options)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "clip." + extension);
        string[] arguments = ["-v", "error", .. before, "-i", Source, .. video, .. options, file];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
        var fault = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? await File.ReadAllBytesAsync(file) : throw new InvalidOperationException(fault);
    }
}
