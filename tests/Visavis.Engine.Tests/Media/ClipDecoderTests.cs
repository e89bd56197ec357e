using System.Globalization;
using System.Runtime.Versioning;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

/// <summary>Strangers' clips: what comes of good ones, and what is said of the others.</summary>
[SupportedOSPlatform("linux")]
public sealed class ClipDecoderTests(ClipFiles files) : IClassFixture<ClipFiles>
{
    private const int Width = 1280, Height = 720;

    /// <summary>One colour, whose shades in BT.709 are known.</summary>
    private const string Colour = "-f lavfi -i color=c=0x804020:s=320x180:d=6:r=25";

    private static readonly ClipDecoder Decoder = new(new ClipDecoderOptions(), TimeProvider.System);

    [Fact]
    public async Task HeadToldBehindThePicture_IsWaitedFor()
    {
        var ffmpeg = StandIn.Write(files.Of("late-head"), """
            printf '%0256d' 0
            i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done
            printf '  Duration: 00:00:06.00, start\n  Stream #0:0: Video: h264, yuv420p(tv), 640x360 [SAR 1:1 DAR 16:9], 25 fps\nStream mapping:\n' >&2
            """);

        var probe = await new ClipDecoder(new ClipDecoderOptions { Ffmpeg = ffmpeg }, TimeProvider.System).ProbeAsync(ClipFiles.Listening, default);

        Assert.Equal((640, 360, 6.0), (probe.Width, probe.Height, probe.Duration?.Seconds));
    }

    [Fact]
    public async Task ListeningClip_IsItsOwnPictures()
    {
        var expected = Ffmpeg.RunOn("ffmpeg", ClipFiles.Listening, "-map", "0:v", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-");
        var count = 0;
        await foreach (var picture in Decoder.DecodeAsync(ClipFiles.Listening, default))
        {
            if (count++ == 0)
            {
                Assert.Equal(expected, picture.Planes);
            }
        }

        Assert.Equal(150, count);
        var probe = await Decoder.ProbeAsync(ClipFiles.Listening, default);
        Assert.Equal(("video/mp4", Width, Height, 6.0), (probe.Format.MimeType, probe.Width, probe.Height, probe.Duration?.Seconds));
    }

    [Theory]
    [InlineData("vp9.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8")]
    [InlineData("vp8.webm", "-c:v libvpx -deadline realtime -cpu-used 8")]
    [InlineData("hevc.mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=error")]
    [InlineData("av1.mp4", "-c:v libsvtav1 -preset 13 -svtav1-params tile-rows=0")]
    [InlineData("thirty.mov", "-r 30 -c:v libx264 -preset ultrafast")]
    [InlineData("deep.mp4", "-pix_fmt yuv420p10le -c:v libx264 -preset ultrafast")]
    public async Task AnyCoding_GivesThePictureAtOurRate(string name, string coding)
    {
        Environment.SetEnvironmentVariable("SVT_LOG", "1");
        var clip = files.Make(name, $"{Colour} -vf format=gbrp,scale=out_color_matrix=bt709 -colorspace bt709 -color_primaries bt709 -color_trc bt709 {coding}");

        var (pictures, last) = await ReadAsync(clip);

        Assert.InRange(pictures, 149, 151);
        AssertColour(last, 640, 360, (81, 108, 157));
    }

    [Fact]
    public async Task UntaggedSmallClip_IsReadByTheOlderMatrix()
    {
        var clip = files.Make("untagged.mp4", $"{Colour} -vf format=gbrp,scale=out_color_matrix=smpte170m,setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown -c:v libx264 -preset ultrafast");

        AssertColour((await ReadAsync(clip)).Last, 640, 360, (81, 108, 157));
    }

    [Fact]
    public async Task ClipOfHighDynamicRange_LooksLikeTheOneItWasMadeFrom()
    {
        var clip = files.Make("hdr.mp4", "-i", ClipFiles.Listening, "-an", "-t", "5", "-vf", "scale=640:360,zscale=t=arib-std-b67:p=2020:m=2020_ncl:npl=203,format=yuv420p10le",
            "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-colorspace", "bt2020nc");
        var own = (await ReadAsync(ClipFiles.Listening)).Last;

        var shown = (await ReadAsync(clip)).Last;

        // Forehead, jumper and wall keep their light within a few steps: highlights are compressed.
        foreach (var (x, y) in ((int, int)[])[(640, 150), (640, 640), (200, 300)])
        {
            Assert.InRange(shown.Planes[y * Width + x] - own.Planes[y * Width + x], -25, 25);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UprightClip_StandsBeforeItsOwnBlur(bool turned)
    {
        // Phones store lying pictures and say that they are to be turned.
        var clip = turned
            ? files.Make("turned.mp4", "-i", files.Make("lying.mp4", "-f lavfi -i testsrc2=s=320x180:d=6:r=25 -c:v libx264 -preset ultrafast"), "-c", "copy", "-metadata:s:v", "rotate=90")
            : files.Make("upright.mp4", "-f lavfi -i testsrc2=s=180x320:d=6:r=25 -c:v libx264 -preset ultrafast");

        var last = (await ReadAsync(clip)).Last;

        var (inside, outside) = (Contrast(last, 440, 840), Contrast(last, 20, 420));
        Assert.InRange(inside, .7, 255);
        Assert.InRange(outside, 0, .35);
        Assert.InRange(Enumerable.Range(20, 400).Average(x => last.Planes[360 * Width + x]), 30, 200);
    }

    [Fact]
    public async Task Limits_AreNamed()
    {
        var small = "-c:v libx264 -preset ultrafast";
        (string Clip, ClipDecoder Decoder, ClipFault Fault, string Message)[] cases =
        [
            (ClipFiles.Listening, new ClipDecoder(new ClipDecoderOptions { LargestBytes = 1000 }, TimeProvider.System), ClipFault.TooLarge,
                $"The clip has {new FileInfo(ClipFiles.Listening).Length} bytes; the limit is 1000: send a shorter or smaller one."),
            (files.Make("wide.mp4", $"-f lavfi -i color=s=4000x64:d=5 {small}"), Decoder, ClipFault.TooLarge,
                "The clip's pictures have 4000 x 64 pixels; the limit is 3840 x 2160: send a smaller one."),
            (files.Make("square.mp4", $"-f lavfi -i color=s=2400x2400:d=5:r=5 {small}"), Decoder, ClipFault.TooLarge,
                "The clip's pictures have 2400 x 2400 pixels; the limit is 3840 x 2160: send a smaller one."),
            (files.Make("short.mp4", $"-f lavfi -i color=s=64x64:d=3 {small}"), Decoder, ClipFault.TooShort,
                "The clip is 3.0 s long; at least 5 s are needed: send a longer one."),
            (files.Make("one.mp4", $"-f lavfi -i color=s=64x64 -frames:v 1 {small}"), Decoder, ClipFault.TooShort,
                "The clip is 0.0 s long; at least 5 s are needed: send a longer one."),
            (files.Make("long.mp4", $"-f lavfi -i color=s=64x64:d=121:r=5 {small}"), Decoder, ClipFault.TooLong, "The clip is longer than 120 s, the limit: cut it."),
            (files.Make("sound.mp4", "-f lavfi -i sine=d=6 -c:a aac"), Decoder, ClipFault.NoPictures,
                "The file has sound but no pictures: send a clip of a person listening."),
            (files.Make("sound.mp3", "-f lavfi -i sine=d=6"), Decoder, ClipFault.NotClip,
                "The file is a sound (mp3), not a clip: send mp4, mov or webm of a person listening."),
            (files.Make("other.mp4", "-f lavfi -i color=s=64x64:d=6 -c:v mpeg4"), Decoder, ClipFault.UnknownCoding,
                "The clip's pictures have a coding that is not read here: send H.264, H.265, VP8, VP9 or AV1 in mp4 or webm."),
            (ClipFiles.Portrait("child.jpg"), Decoder, ClipFault.NotClip,
                "The file is a still picture, not a clip: send mp4, mov or webm, or make a photo avatar of it."),
            (files.Write("list.mp4", "#EXTM3U\n#EXTINF:6,\n/etc/passwd\n"u8), Decoder, ClipFault.NotClip, "The file is no clip of a known kind: send mp4, mov or webm."),
            (files.Write("empty.mp4", []), Decoder, ClipFault.NotClip, "The clip is empty: send mp4, mov or webm."),
            (ClipFiles.Listening, new ClipDecoder(new ClipDecoderOptions { Ffmpeg = "no-such-ffmpeg" }, TimeProvider.System), ClipFault.Unavailable,
                "The server cannot decode clips because no-such-ffmpeg is missing or does not run: install the package ffmpeg on it."),
        ];
        foreach (var (clip, decoder, fault, message) in cases)
        {
            var error = await Assert.ThrowsAsync<ClipException>(() => decoder.ProbeAsync(clip, default));
            Assert.Equal((fault, message), (error.Fault, error.Message));
        }
    }

    [Theory]
    [InlineData(3, ClipFault.TooShort)]
    [InlineData(8, ClipFault.TooLong)]
    public async Task WebmThatSaysNoLength_IsMeasuredByWhatComes(int seconds, ClipFault fault)
    {
        // Browsers record like this: the file is written before its length is known.
        var clip = files.Make($"live-{seconds}.webm", string.Create(CultureInfo.InvariantCulture,
            $"-f lavfi -i color=s=64x64:d={seconds}:r=25 -c:v libvpx -deadline realtime -f webm -live 1"));
        var decoder = new ClipDecoder(new ClipDecoderOptions { LongestSeconds = 7 }, TimeProvider.System);

        Assert.Null((await decoder.ProbeAsync(clip, default)).Duration);
        Assert.Equal(fault, (await Assert.ThrowsAsync<ClipException>(() => ReadAsync(clip, decoder))).Fault);
    }

    [Fact]
    public async Task DamagedClips_GiveASentenceOrTheirPictures()
    {
        var whole = await File.ReadAllBytesAsync(files.Make("whole.mp4", "-i", ClipFiles.Listening, "-an", "-vf", "scale=320:180", "-c:v", "libx264", "-preset", "ultrafast", "-movflags", "+faststart"));
        var random = new Random(6);
        foreach (var (name, bytes) in (IEnumerable<(string, byte[])>)[("third", whole[..(whole.Length / 3)]), ("head", whole[..2000]), .. Enumerable.Range(0, 6).Select(i => ($"mutant-{i}", Mutant(whole, random, i)))])
        {
            var clip = files.Write(name + ".mp4", bytes);
            try
            {
                Assert.InRange((await ReadAsync(clip)).Count, 119, 151);
            }
            catch (ClipException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
                Assert.Contains(": ", refusal.Message, StringComparison.Ordinal);
            }
        }
        Assert.Equal(ClipFault.Damaged, (await Assert.ThrowsAsync<ClipException>(() => ReadAsync(files.Of("third.mp4")))).Fault);
        Assert.Equal(ClipFault.Damaged, (await Assert.ThrowsAsync<ClipException>(() => Decoder.ProbeAsync(files.Of("head.mp4"), default))).Fault);
    }

    [Fact]
    public async Task ReaderThatLeavesOrIsCancelled_LeavesNoChild()
    {
        await foreach (var _ in Decoder.DecodeAsync(ClipFiles.Listening, default))
        {
            break;
        }
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Decoder.DecodeAsync(ClipFiles.Listening, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });

        Assert.Empty(Children(ClipFiles.Listening));
    }

    /// <summary>Processes of ours that hold a file open.</summary>
    private static IEnumerable<string> Children(string file) => Directory.EnumerateDirectories("/proc").Where(process =>
    {
        try
        {
            return Path.GetFileName(process) != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
                && File.ResolveLinkTarget(process + "/fd/0", false)?.FullName == Path.GetFullPath(file)
                && File.ReadAllText(process + "/stat").Split(") ")[1].Split(' ')[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static byte[] Mutant(byte[] whole, Random random, int kind)
    {
        byte[] bytes = [.. whole];
        for (var i = 0; i < 40; i++)
        {
            // Half of them hit the index at the beginning, where sizes and offsets stand.
            bytes[random.Next(32, kind % 2 == 0 ? 4000 : bytes.Length)] = (byte)random.Next(256);
        }
        return bytes;
    }

    private static async Task<(int Count, I420Picture Last)> ReadAsync(string clip, ClipDecoder? decoder = null)
    {
        var (count, last) = (0, new byte[Width * Height * 3 / 2]);
        await foreach (var picture in (decoder ?? Decoder).DecodeAsync(clip, default))
        {
            count++;
            picture.Planes.CopyTo(last, 0);
        }
        return (count, new I420Picture(last, Width, Height));
    }

    private static void AssertColour(I420Picture picture, int x, int y, (int Y, int U, int V) expected)
    {
        var chroma = y / 2 * Width / 2 + x / 2;
        Assert.InRange(picture.Planes[y * Width + x], expected.Y - 3, expected.Y + 3);
        Assert.InRange(picture.Planes[Width * Height + chroma], expected.U - 3, expected.U + 3);
        Assert.InRange(picture.Planes[Width * Height * 5 / 4 + chroma], expected.V - 3, expected.V + 3);
    }

    /// <summary>Mean step between neighbours in the middle row.</summary>
    private static double Contrast(I420Picture picture, int from, int to) =>
        Enumerable.Range(from, to - from).Average(x => Math.Abs(picture.Planes[360 * Width + x + 1] - picture.Planes[360 * Width + x]));
}
