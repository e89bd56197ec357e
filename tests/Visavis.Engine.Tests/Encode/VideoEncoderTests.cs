using System.Buffers.Binary;
using Visavis.Engine.Encode;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Tests.Encode;

public sealed class VideoEncoderTests
{
    private const int Slice = 1, IdrSlice = 5;

    [Fact]
    public void EveryPicture_ComesOutAtOnceWithItsOwnTime()
    {
        using var encoder = new VideoEncoder(new VideoEncoderOptions());
        for (var frame = 0; frame < 30; frame++)
        {
            Gradient(encoder.Picture, frame);
            var sample = encoder.Encode(MediaTime.FromFrames(frame), frame % 25 == 0);
            Assert.Equal((MediaTime.FromFrames(frame), new MediaTime(1920), frame % 25 == 0), (sample.Time, sample.Duration, sample.IsKey));
            // One slice and nothing else: parameter sets stand in the init segment, x264's self-description is left out.
            Assert.Equal([frame % 25 == 0 ? IdrSlice : Slice], UnitTypes(sample.Data.Span));
        }
    }

    [Fact]
    public void Picture_IsWrittenInPlaceAndNeverMoves()
    {
        using var encoder = new VideoEncoder(new VideoEncoderOptions());
        Gradient(encoder.Picture, 0);
        var still = encoder.Encode(default, true).Data.Length;
        for (var frame = 1; frame < 5; frame++)
        {
            // Nothing is painted: the encoder must see the picture that stands there.
            Assert.InRange(encoder.Encode(MediaTime.FromFrames(frame), false).Data.Length, 1, still / 20);
        }
        encoder.Picture.YRow(300)[..640].Fill(235);
        Assert.InRange(encoder.Encode(MediaTime.FromFrames(5), false).Data.Length, 100, still);
        Assert.Equal(235, encoder.Picture.YRow(300)[0]);
    }

    [Fact]
    public void Noise_StaysBelowTheCeilingInEverySegment()
    {
        var options = new VideoEncoderOptions();
        using var encoder = new VideoEncoder(options);
        var random = new Random(1);
        for (var segment = 0; segment < 2; segment++)
        {
            var bits = 0L;
            for (var frame = 25 * segment; frame < 25 * (segment + 1); frame++)
            {
                for (var y = 0; y < encoder.Picture.Height; y++)
                {
                    random.NextBytes(encoder.Picture.YRow(y));
                }
                bits += 8L * encoder.Encode(MediaTime.FromFrames(frame), frame % 25 == 0).Data.Length;
            }
            Assert.InRange(bits, 500_000, 1000L * (options.MaxKbitPerSecond + options.BufferKbit));
        }
    }

    [Fact]
    public void Encoding_AllocatesNothing()
    {
        using var encoder = new VideoEncoder(new VideoEncoderOptions());
        Gradient(encoder.Picture, 0);
        Encode(0, 30);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Encode(30, 40);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Encode(int from, int to)
        {
            for (var frame = from; frame < to; frame++)
            {
                encoder.Encode(MediaTime.FromFrames(frame), frame % 25 == 0);
            }
        }
    }

    [Fact]
    public void Gradient_ComesBackAsPainted()
    {
        using var encoder = new VideoEncoder(new VideoEncoderOptions());
        using var audio = new AudioEncoder();
        var muxer = new FragmentMuxer();
        var stream = new List<byte>(InitSegment.Write(encoder, audio));
        var painted = new List<byte>();
        for (var frame = 0; frame < 10; frame++)
        {
            Gradient(encoder.Picture, frame);
            muxer.AddVideo(encoder.Encode(MediaTime.FromFrames(frame), frame == 0));
            for (var y = 0; y < encoder.Picture.Height; y++)
            {
                painted.AddRange(encoder.Picture.YRow(y));
            }
        }
        // No sound in this part: its track is left out rather than empty.
        stream.AddRange(muxer.Cut().Bytes);
        var decoded = Ffmpeg.DecodeVideo([.. stream]);
        const int luma = 1280 * 720, size = luma * 3 / 2;
        Assert.Equal(10 * size, decoded.Length);
        for (var frame = 0; frame < 10; frame++)
        {
            var error = 0.0;
            for (var i = 0; i < luma; i++)
            {
                var d = decoded[frame * size + i] - painted[frame * luma + i];
                error += d * d;
            }
            Assert.True(10 * Math.Log10(255 * 255 / (error / luma + 1e-9)) > 38, $"Frame {frame} has a mean squared error of {error / luma}");
        }
    }

    [Theory]
    [InlineData("placebo2", 26)]
    [InlineData("superfast", -100)]
    public void OptionThatX264DoesNotKnow_IsRefused(string preset, int crf) =>
        Assert.Throws<LibavException>(() => new VideoEncoder(new VideoEncoderOptions { Preset = preset, Crf = crf }));

    [Fact]
    public void Codec_IsHighProfileOfTheParameterSets()
    {
        using var encoder = new VideoEncoder(new VideoEncoderOptions());
        Assert.Equal("avc1.64001F", encoder.Codec);
        Assert.Equal(0x64, encoder.Configuration.Span[1]);
    }

    private static List<int> UnitTypes(ReadOnlySpan<byte> unit)
    {
        var types = new List<int>();
        while (!unit.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(unit);
            types.Add(unit[4] & 31);
            unit = unit[(4 + length)..];
        }
        return types;
    }

    private static void Gradient(YuvPicture picture, int frame)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.YRow(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (byte)(16 + (x + y) / 10 + frame);
            }
        }
        for (var y = 0; y < picture.Height / 2; y++)
        {
            picture.URow(y).Fill(110);
            picture.VRow(y).Fill(140);
        }
    }
}
