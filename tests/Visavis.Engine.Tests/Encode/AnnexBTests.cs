using Visavis.Engine.Encode;
using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Tests.Encode;

public sealed class AnnexBTests
{
    private static readonly VideoEncoderOptions Loop = new() { Width = 320, Height = 192, Crf = 12, MaxKbitPerSecond = 8000, BufferKbit = 8000, Tune = "zerolatency,fastdecode" };

    [Fact]
    public void UnitsOfALoop_DecodeOneByOneToWhatWasPainted()
    {
        using var encoder = new VideoEncoder(Loop);
        using var decoder = new H264Decoder();
        foreach (var frame in Enumerable.Range(0, 12))
        {
            Paint(encoder.Picture, frame);
            var picture = decoder.Decode(Unit(encoder, frame));
            Assert.Equal((320, 192), (picture.Width, picture.Height));
            Assert.InRange(Difference(encoder.Picture, picture), 0, 2);
        }
    }

    [Fact]
    public void Loop_BeginsAnewAtItsKeyPicture()
    {
        using var encoder = new VideoEncoder(Loop);
        using var decoder = new H264Decoder();
        byte[][] units = [.. Enumerable.Range(0, 6).Select(frame =>
        {
            Paint(encoder.Picture, frame);
            return Unit(encoder, frame);
        })];
        for (var frame = 0; frame < 20; frame++)
        {
            Paint(encoder.Picture, frame % 6);
            Assert.InRange(Difference(encoder.Picture, decoder.Decode(units[frame % 6])), 0, 2);
        }
    }

    [Fact]
    public void DamagedUnit_IsRefused()
    {
        using var decoder = new H264Decoder();
        Assert.Throws<LibavException>(() => decoder.Decode([0, 0, 0, 1, 0x67, 1, 2, 3, 4, 5]));
    }

    private static byte[] Unit(VideoEncoder encoder, int frame)
    {
        var stream = new MemoryStream();
        var written = AnnexB.Write(stream, encoder.Configuration.Span, encoder.Encode(MediaTime.FromFrames(frame), frame == 0));
        Assert.Equal(stream.Length, written);
        return stream.ToArray();
    }

    private static void Paint(YuvPicture picture, int frame)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                picture.YRow(y)[x] = (byte)(40 + (x + y + 5 * frame) / 4 % 160);
            }
        }
        for (var y = 0; y < picture.Height / 2; y++)
        {
            picture.URow(y).Fill((byte)(110 + frame));
            picture.VRow(y).Fill((byte)(140 - frame));
        }
    }

    /// <summary>Mean absolute difference of luma and both chromas, the largest of the three.</summary>
    private static double Difference(YuvPicture a, YuvPicture b)
    {
        double y = 0, u = 0, v = 0;
        for (var row = 0; row < a.Height; row++)
        {
            y += Sum(a.YRow(row), b.YRow(row));
        }
        for (var row = 0; row < a.Height / 2; row++)
        {
            (u, v) = (u + Sum(a.URow(row), b.URow(row)), v + Sum(a.VRow(row), b.VRow(row)));
        }
        return Math.Max(y / (a.Width * a.Height), Math.Max(u, v) / (a.Width * a.Height / 4));
    }

    private static int Sum(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a[i] - b[i]);
        }
        return sum;
    }
}
