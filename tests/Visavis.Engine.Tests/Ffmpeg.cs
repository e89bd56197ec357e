using System.Diagnostics;

namespace Visavis.Engine.Tests;

/// <summary>The reference reader of what we write: Debian's ffmpeg and ffprobe.</summary>
internal static class Ffmpeg
{
    /// <summary>Feeds <paramref name="input"/> and gives what the program wrote; fails on any warning.</summary>
    public static byte[] Run(string program, byte[] input, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, input);
        try
        {
            return RunOn(program, file, arguments);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The same for a file, which may be a playlist.</summary>
    public static byte[] RunOn(string program, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-v", "warning", "-i", file, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var warnings = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.Equal("", warnings.GetAwaiter().GetResult());
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }

    /// <summary>Pictures as tight I420 bytes.</summary>
    public static byte[] DecodeVideo(byte[] stream) => Run("ffmpeg", stream, "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-");

    /// <summary>Sound as 48 kHz mono floats.</summary>
    public static float[] DecodeAudio(byte[] stream)
    {
        var bytes = Run("ffmpeg", stream, "-map", "0:a", "-f", "f32le", "-ar", "48000", "-ac", "1", "-");
        var samples = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, samples, 0, samples.Length * 4);
        return samples;
    }

    public static string Probe(byte[] stream, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(Run("ffprobe", stream, arguments)).Trim();
}
