using System.Diagnostics;

namespace Visavis.Server.Tests.Assets;

/// <summary>Three seconds of the heart voice in every kind of file, made by ffmpeg.</summary>
internal static class SoundClips
{
    public static string Source => Path.Combine(Repository.Root, "tests", "assets", "hearing", "sample.wav");

    /// <param name="extension">Tells ffmpeg the container.</param>
    /// <param name="options">Of the output.</param>
    public static async Task<byte[]> MakeAsync(string extension, params string[] options)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "clip." + extension);
        string[] video = extension == "mp4" ? ["-f", "lavfi", "-i", "color=black:s=64x64:r=10:d=3"] : [];
        string[] arguments = ["-v", "error", "-i", Source, .. video, "-t", "3.1", .. options, file];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
        var fault = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? await File.ReadAllBytesAsync(file) : throw new InvalidOperationException(fault);
    }
}
