using System.Diagnostics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

/// <summary>Photos made of the presenters by ffmpeg and by hand; gone with the tests.</summary>
public sealed class PhotoFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visavis-photos-").FullName;

    public static string Presenter(string name) => Path.Combine(AssetFolders.Avatars, name, "base.png");

    public string Of(string name) => Path.Combine(_folder, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(Of(name), bytes);
        return Of(name);
    }

    public string Write(string name, RgbPicture picture)
    {
        PngWriter.Write(Of(name), picture);
        return Of(name);
    }

    /// <summary>A presenter's picture through ffmpeg.</summary>
    public string Make(string name, params ReadOnlySpan<string> words)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", "-i", Presenter("nora"), .. words, Of(name)]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors);
        return Of(name);
    }

    /// <summary>A JPEG with an EXIF head that says how the camera was held.</summary>
    public string WithOrientation(string name, string jpeg, byte orientation)
    {
        var file = File.ReadAllBytes(jpeg);
        byte[] tiff = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        byte[] segment = [0xFF, 0xE1, 0, (byte)(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff];
        return Write(name, [.. file[..2], .. segment, .. file[2..]]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
