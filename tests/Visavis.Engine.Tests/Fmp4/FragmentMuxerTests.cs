using Visavis.Engine.Encode;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Fmp4;

/// <summary>Paints and sounds two seconds, packs them as parts, and reads the stream back with ffmpeg.</summary>
public sealed class FragmentMuxerTests
{
    private const int Parts = 10;
    private const int BeepAt = 48_000 + 240;

    private static readonly (byte[] Init, Fragment[] Parts) Stream = Make();

    private static byte[] Whole => [.. Stream.Init, .. Stream.Parts.SelectMany(part => part.Bytes)];

    [Fact]
    public void Pictures_ComeBackAsPainted()
    {
        var decoded = Ffmpeg.DecodeVideo(Whole);
        const int size = 1280 * 720 * 3 / 2;
        Assert.Equal(Parts * 5 * size, decoded.Length);
        for (var frame = 0; frame < Parts * 5; frame++)
        {
            var expected = Luma(frame, 640, 360);
            Assert.InRange(decoded[frame * size + 360 * 1280 + 640], expected - 6, expected + 6);
        }
    }

    [Fact]
    public void Sound_StandsWhereItWasSent()
    {
        var decoded = Ffmpeg.DecodeAudio(Whole);
        var loudest = decoded.Index().MaxBy(sample => Math.Abs(sample.Item)).Index;
        Assert.InRange(loudest, BeepAt - 24, BeepAt + 24);
        Assert.InRange(decoded.Length, Parts * 9600 - 1024, Parts * 9600 + 1024);
    }

    [Fact]
    public void Parts_CountTheirTimeWithoutGaps()
    {
        Assert.Equal(Enumerable.Range(0, Parts).Select(i => new MediaTime(i * 9600L)), Stream.Parts.Select(part => part.Start));
        Assert.All(Stream.Parts, part => Assert.Equal(new MediaTime(9600), part.Duration));
        Assert.Equal([0, 5], Stream.Parts.Index().Where(part => part.Item.IsIndependent).Select(part => part.Index));
    }

    [Fact]
    public void Probe_ShowsColourCodecsAndTheSyntheticMark()
    {
        var shown = Ffmpeg.Probe(Whole, "-show_entries", "stream=codec_name,width,height,color_space,color_range,r_frame_rate,sample_rate:format_tags=comment", "-of", "compact=p=0");
        Assert.Equal(
            "codec_name=h264|width=1280|height=720|color_range=tv|color_space=bt709|r_frame_rate=25/1\n"
            + "codec_name=aac|sample_rate=48000|r_frame_rate=0/0\n"
            + $"tag:comment=Synthetic media: {InitSegment.SyntheticMark}", shown);
    }

    [Fact]
    public void Packets_StandAtTheirMediaTimes()
    {
        string Times(string stream) => Ffmpeg.Probe(Whole, "-select_streams", stream, "-show_entries", "packet=pts,dts,duration", "-of", "csv=p=0");
        Assert.Equal(string.Join('\n', Enumerable.Range(0, Parts * 5).Select(i => $"{i * 1920},{i * 1920},1920")), Times("v"));
        // 94 frames of 1,024 samples begin within two seconds.
        Assert.Equal(string.Join('\n', Enumerable.Range(0, 94).Select(i => $"{i * 1024},{i * 1024},1024")), Times("a"));
    }

    [Fact]
    public void PartAlone_CarriesOnlyItsOwnPicturesAndSound()
    {
        var shown = Ffmpeg.Probe([.. Stream.Init, .. Stream.Parts[5].Bytes], "-show_entries", "packet=codec_type,pts", "-of", "csv=p=0").Split('\n');
        Assert.Equal(Enumerable.Range(25, 5).Select(i => $"video,{i * 1920}"), shown.Where(line => line.StartsWith("video", StringComparison.Ordinal)));
        // The AAC frames that begin from 48,000 to 57,599.
        Assert.Equal(Enumerable.Range(47, 10).Select(i => $"audio,{i * 1024}"), shown.Where(line => line.StartsWith("audio", StringComparison.Ordinal)));
    }

    private static byte Luma(int frame, int x, int y) => (byte)(16 + (x / 8 + y / 8 + 3 * frame) % 200);

    private static unsafe (byte[], Fragment[]) Make()
    {
        using var video = new VideoEncoder(new VideoEncoderOptions());
        using var audio = new AudioEncoder();
        var muxer = new FragmentMuxer();
        var parts = new List<Fragment>();
        var sent = 0;
        for (var frame = 0; frame < Parts * 5; frame++)
        {
            var time = MediaTime.FromFrames(frame);
            Paint(video.Picture, frame);
            muxer.AddVideo(video.Encode(time, key: frame % 25 == 0));
            if (frame % 5 == 4)
            {
                SendSound(audio, muxer, ref sent, (frame + 1) * 1920);
                parts.Add(muxer.Cut());
            }
        }
        return (InitSegment.Write(video, audio), [.. parts]);
    }

    private static void SendSound(AudioEncoder audio, FragmentMuxer muxer, ref int sent, int until)
    {
        // A frame belongs to the part in which it begins, and comes out some frames after it went in.
        while (sent - 1024 * AudioEncoder.LagFrames < until)
        {
            if (audio.TryReceive(out var sample))
            {
                muxer.AddAudio(sample);
                continue;
            }
            var pcm = new float[1024];
            if (BeepAt >= sent && BeepAt < sent + 1024)
            {
                pcm[BeepAt - sent] = 0.9f;
            }
            audio.Send(pcm);
            sent += 1024;
        }
        while (audio.TryReceive(out var sample))
        {
            muxer.AddAudio(sample);
        }
    }

    private static void Paint(YuvPicture picture, int frame)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.YRow(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = Luma(frame, x, y);
            }
        }
        for (var y = 0; y < picture.Height / 2; y++)
        {
            picture.URow(y).Fill(110);
            picture.VRow(y).Fill(140);
        }
    }
}
