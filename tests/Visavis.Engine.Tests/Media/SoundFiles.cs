using System.Diagnostics;
using Visavis.Engine.Media;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Media;

/// <summary>One sentence of the heart voice as each kind of file that people send, made by Debian's ffmpeg; gone with the tests.</summary>
public sealed class SoundFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visavis-sounds-").FullName;

    public SoundFiles()
    {
        var heart = Path.Combine(TestAssets.Folder, "heart", "heart_1.wav");
        var samples = WavFile.ReadFloats(heart);
        var resampler = Resampler.Between(24_000, MediaTime.Rate);
        Original = new float[resampler.OutputLength(samples.Length)];
        resampler.Resample(samples, Original);
        // The inputs: the voice, a moving picture, silence of 600 s and 601 s at 8 kHz.
        Make(
            $"""
            -i {heart} -f lavfi -i testsrc=d=2:s=160x120 -f lavfi -i anullsrc=r=8000:cl=mono:d=600 -f lavfi -i anullsrc=r=8000:cl=mono:d=601
            -map 0:a -b:a 96k -write_xing 0 cbr.mp3
            -map 0:a -q:a 3 vbr.mp3
            -map 0:a -map 1:v -frames:v 1 -c:v png -disposition:v attached_pic -metadata title=Duration -b:a 96k picture.mp3
            -map 0:a -c:a pcm_s16le s16.wav
            -map 0:a -c:a pcm_f32le f32.wav
            -map 0:a -c:a pcm_mulaw -ar 8000 mulaw.wav
            -map 0:a -af pan=stereo|c0=c0|c1=c0 -c:a pcm_s24le stereo24.wav
            -map 0:a -af pan=stereo|c0=c0|c1=-1*c0 -c:a pcm_s16le opposite.wav
            -map 0:a -af pan=stereo|c0=c0|c1=0*c0 -c:a pcm_s16le left.wav
            -map 0:a -af pan=5.1|c0=0*c0|c2=c0 -c:a flac surround.flac
            -map 0:a -af volume=40dB -c:a pcm_s16le clipped.wav
            -map 0:a -af volume=40dB -c:a pcm_f32le over.wav
            -map 0:a -c:a aac -b:a 128k index-last.m4a
            -map 0:a -c:a aac -b:a 128k -movflags +faststart index-first.m4a
            -map 0:a -c:a aac -b:a 128k raw.aac
            -map 0:a -c:a libvorbis -q:a 5 vorbis.ogg
            -map 0:a -c:a libopus -b:a 64k opus.ogg
            -map 0:a -c:a flac plain.flac
            -map 0:a -c:a libopus -b:a 64k opus.webm
            -map 0:a -map 1:v -c:v libx264 -pix_fmt yuv420p -c:a aac -b:a 128k film.mp4
            -map 1:v -c:v libx264 -pix_fmt yuv420p silent-film.mp4
            -map 0:a -c:a ac3 other-coding.mkv
            -map 2:a -c:a pcm_mulaw 600.wav
            -map 3:a -c:a pcm_mulaw 601.wav
            """);
        File.WriteAllBytes(Of("empty.mp3"), []);
        File.WriteAllBytes(Of("cut.mp3"), File.ReadAllBytes(Of("cbr.mp3"))[..20_000]);
        File.WriteAllBytes(Of("cut.m4a"), File.ReadAllBytes(Of("index-first.m4a"))[..25_000]);
        File.WriteAllBytes(Of("no-index.m4a"), File.ReadAllBytes(Of("index-last.m4a"))[..25_000]);
        File.Copy(Of("vbr.mp3"), Of("really-mp3.wav"));
        File.Copy(Of("s16.wav"), Of("really-wav.m3u8"));
        File.Copy(Of("s16.wav"), Of("-i 'a' \"b\" $(c) %03d\n.mp3"));
    }

    /// <summary>What each of them was made from, at 48 kHz.</summary>
    public float[] Original { get; }

    public string Of(string name) => Path.Combine(_folder, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(Of(name), bytes);
        return Of(name);
    }

    public static async Task<float[]> DecodeAsync(SoundDecoder decoder, string file, CancellationToken cancellation = default)
    {
        var samples = new List<float>();
        await foreach (var block in decoder.DecodeAsync(file, cancellation))
        {
            using (block)
            {
                samples.AddRange(block.Span);
            }
        }
        return [.. samples];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>One run of the program for all files: a start takes longer than all the encoding.</summary>
    private void Make(string words)
    {
        var start = new ProcessStartInfo("ffmpeg") { WorkingDirectory = _folder, RedirectStandardError = true };
        foreach (var word in (string[])["-nostdin", "-v", "error", .. words.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)])
        {
            start.ArgumentList.Add(word);
        }
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors);
    }
}
