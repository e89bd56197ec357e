using Visavis.Engine.Encode;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Encode;

public sealed class AudioEncoderTests
{
    private const int Frames = 96;

    [Fact]
    public void Times_CountFromZeroWithoutThePriming()
    {
        using var encoder = new AudioEncoder();
        var times = new List<long>();
        for (var frame = 0; frame < 10; frame++)
        {
            encoder.Send(new float[1024]);
            while (encoder.TryReceive(out var sample))
            {
                Assert.Equal(new MediaTime(1024), sample.Duration);
                times.Add(sample.Time.Samples);
            }
        }
        Assert.Equal(Enumerable.Range(0, 10 - AudioEncoder.LagFrames).Select(i => i * 1024L), times);
    }

    [Fact]
    public void ClickTrain_StandsWhereItWasSent()
    {
        int[] clicks = [3_000, 20_480, 43_211, 71_999, 90_000];
        var decoded = Decode(i => clicks.Contains(i) ? 0.9f : 0);
        foreach (var click in clicks)
        {
            var window = decoded.AsSpan(click - 2000, 4000).ToArray();
            var loudest = click - 2000 + window.Index().MaxBy(sample => Math.Abs(sample.Item)).Index;
            Assert.InRange(loudest, click - 48, click + 48);
        }
    }

    [Fact]
    public void Tone_KeepsItsLevel()
    {
        var decoded = Decode(i => 0.5f * MathF.Sin(2 * MathF.PI * 440 * i / 48_000));
        var power = decoded.Skip(10_000).Take(48_000).Average(x => (double)x * x);
        Assert.InRange(Math.Sqrt(2 * power), 0.48, 0.52);
    }

    [Fact]
    public void FrameOfAnotherLength_IsRefused()
    {
        using var encoder = new AudioEncoder();
        Assert.Throws<ArgumentException>(() => encoder.Send(new float[1000]));
    }

    private static float[] Decode(Func<int, float> sound)
    {
        using var video = new VideoEncoder(new VideoEncoderOptions { Width = 64, Height = 64 });
        using var audio = new AudioEncoder();
        var muxer = new FragmentMuxer();
        muxer.AddVideo(video.Encode(default, true));
        var pcm = new float[1024];
        for (var frame = 0; frame < Frames; frame++)
        {
            for (var i = 0; i < pcm.Length; i++)
            {
                pcm[i] = sound(frame * 1024 + i);
            }
            audio.Send(pcm);
            while (audio.TryReceive(out var sample))
            {
                muxer.AddAudio(sample);
            }
        }
        return Ffmpeg.DecodeAudio([.. InitSegment.Write(video, audio), .. muxer.Cut().Bytes]);
    }
}
