using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

public sealed class PictureDecoderTests(PhotoFiles files) : IClassFixture<PhotoFiles>
{
    private static readonly PictureDecoder Decoder = new(new PictureDecoderOptions(), TimeProvider.System);

    [Theory]
    [InlineData("plain.png")]
    [InlineData("good.jpg", "-q:v", "2")]
    [InlineData("good.webp", "-quality", "95")]
    [InlineData("deep.png", "-pix_fmt", "rgb48be")]
    [InlineData("alpha.png", "-pix_fmt", "rgba")]
    [InlineData("progressive-chroma.jpg", "-q:v", "2", "-pix_fmt", "yuvj444p")]
    public async Task GoodPicture_IsWhatItWasMadeOf(string name, params string[] words)
    {
        var original = RgbPicture.Of(PictureFile.Read(PhotoFiles.Presenter("nora")));

        var decoded = await Decoder.DecodeAsync(files.Make(name, words), default);

        Assert.Equal((1280, 720), (decoded.Width, decoded.Height));
        Assert.InRange(Difference(original, decoded), 0, 2.5);
    }

    [Fact]
    public async Task Grey_HasThreeEqualChannels()
    {
        var decoded = await Decoder.DecodeAsync(files.Make("grey.png", "-pix_fmt", "gray"), default);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(decoded.Samples[3 * i * 900], decoded.Samples[3 * i * 900 + 2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Orientation_IsUndone(byte orientation)
    {
        // What a camera held so would have written: the inverse of what the tag tells to do (EXIF 2.32, 4.6.4 A).
        string[] filters = ["null", "hflip", "hflip,vflip", "vflip", "transpose=0", "transpose=2", "transpose=3", "transpose=1"];
        var upright = await Decoder.DecodeAsync(files.Make("upright.jpg", "-q:v", "2"), default);
        var written = files.Make($"written{orientation}.jpg", "-vf", filters[orientation - 1], "-q:v", "2");

        var decoded = await Decoder.DecodeAsync(files.WithOrientation($"held{orientation}.jpg", written, orientation), default);

        Assert.Equal((1280, 720), (decoded.Width, decoded.Height));
        Assert.InRange(Difference(upright, decoded), 0, 2);
    }

    [Fact]
    public async Task TwentyMegapixels_AreMadeSmaller()
    {
        var decoded = await Decoder.DecodeAsync(files.Make("large.jpg", "-vf", "scale=5962:3354", "-q:v", "4"), default);

        Assert.Equal(2560, decoded.Width);
    }

    [Fact]
    public async Task OnePixel_IsAPicture()
    {
        var decoded = await Decoder.DecodeAsync(files.Make("one.png", "-vf", "scale=1:1"), default);

        Assert.Equal((1, 1), (decoded.Width, decoded.Height));
    }

    [Fact]
    public async Task TooManyPixels_NameTheLimit()
    {
        var refusal = await Assert.ThrowsAsync<PictureException>(() => Decoder.DecodeAsync(files.Make("wide.png", "-vf", "scale=8200:32"), default));

        Assert.Equal("The picture has 8200 x 32 pixels; the limit is 8192 a side: send a smaller one.", refusal.Message);
    }

    [Theory]
    [InlineData("empty.jpg", "", "The picture file is empty: send a JPEG, PNG or WebP.")]
    [InlineData("svg.png", "<svg xmlns='http://www.w3.org/2000/svg'/>", "The file is no picture of a known kind: send a JPEG, PNG or WebP.")]
    [InlineData("list.jpg", "ffconcat version 1.0\nfile /etc/passwd\n", "The file is no picture of a known kind: send a JPEG, PNG or WebP.")]
    public async Task NoPicture_IsRefused(string name, string content, string message)
    {
        var refusal = await Assert.ThrowsAsync<PictureException>(() => Decoder.DecodeAsync(files.Write(name, System.Text.Encoding.UTF8.GetBytes(content)), default));

        Assert.Equal(message, refusal.Message);
    }

    [Theory]
    [InlineData("GIF89a............", "The file is a GIF, which is not read here: send a JPEG, PNG or WebP.")]
    [InlineData("%PDF-1.7 .........", "The file is a PDF, which is not read here: send a JPEG, PNG or WebP.")]
    [InlineData("\0\0\0 ftypheic....", "The file is a HEIC, an AVIF or a film, which is not read here: send a JPEG, PNG or WebP.")]
    [InlineData("PK\u0003\u0004..........", "The file is no picture of a known kind: send a JPEG, PNG or WebP.")]
    public async Task OtherKind_IsNamedWhereItIsCommon(string content, string message)
    {
        var refusal = await Assert.ThrowsAsync<PictureException>(() => Decoder.DecodeAsync(files.Write("other.jpg", System.Text.Encoding.ASCII.GetBytes(content)), default));

        Assert.Equal(message, refusal.Message);
    }

    /// <summary>ffmpeg itself takes the JPEG and the WebP for whole and paints the rest grey.</summary>
    [Theory]
    [InlineData("cut.jpg")]
    [InlineData("cut.png")]
    [InlineData("cut.webp")]
    public async Task CutPicture_IsRefused(string name)
    {
        var file = File.ReadAllBytes(files.Make("whole-" + name, "-vf", "scale=320:180"));

        var refusal = await Assert.ThrowsAsync<PictureException>(() => Decoder.DecodeAsync(files.Write(name, file.AsSpan(0, file.Length * 2 / 3)), default));

        Assert.Equal("The picture file ends before its picture does: send the whole file again.", refusal.Message);
    }

    [Fact]
    public async Task CmykJpeg_HasItsColours()
    {
        var small = RgbPicture.Of(PictureFile.Read(PhotoFiles.Presenter("nora"))).Reduced(160);

        var decoded = await Decoder.DecodeAsync(files.Write("cmyk.jpg", CmykJpeg.Of(small)), default);

        Assert.Equal((1280, 720), (decoded.Width, decoded.Height));
        Assert.InRange(Difference(small, decoded.Reduced(160)), 0, 1.5);
    }

    [Fact]
    public async Task Palette_HasItsColours()
    {
        var original = RgbPicture.Of(PictureFile.Read(PhotoFiles.Presenter("nora")));

        var decoded = await Decoder.DecodeAsync(files.Make("palette.png", "-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse"), default);

        Assert.InRange(Difference(original, decoded), 0, 8);
    }

    [Fact]
    public async Task AnimatedPng_IsItsFirstFrame()
    {
        var decoded = await Decoder.DecodeAsync(files.Make("moves.png", "-vf", "loop=2:1", "-frames:v", "3", "-f", "apng"), default);

        Assert.Equal((1280, 720), (decoded.Width, decoded.Height));
    }

    [Fact]
    public async Task AnimatedWebP_IsRefused()
    {
        byte[] header = [.. "RIFF"u8, 26, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 63, 0, 0, 35, 0, 0, 0, 0, 0, 0];

        var refusal = await Assert.ThrowsAsync<PictureException>(() => Decoder.DecodeAsync(files.Write("moves.webp", header), default));

        Assert.Equal("The picture is animated: send a single still, as JPEG or PNG for instance.", refusal.Message);
    }

    [Fact]
    public async Task DamagedPicture_IsRefused()
    {
        var file = File.ReadAllBytes(files.Make("whole.png"));
        file.AsSpan(file.Length / 2, 64).Fill(0x5A);

        var refusal = await Assert.ThrowsAsync<PictureException>(() => Decoder.DecodeAsync(files.Write("damaged.png", file), default));

        Assert.Equal("The picture is damaged: export it again, as JPEG or PNG for instance.", refusal.Message);
    }

    [Theory]
    [InlineData(0x55, 512)]
    [InlineData(0xAA, 64)]
    [InlineData(0xFE, 4096)]
    public async Task JpegThatCannotBeDecodedToItsEnd_IsRefused(byte value, int count)
    {
        var file = File.ReadAllBytes(files.Make("scan.jpg", "-q:v", "2"));
        file.AsSpan(file.Length / 2, count).Fill(value);
        var refusal = await Assert.ThrowsAsync<PictureException>(() => Decoder.DecodeAsync(files.Write("broken-scan.jpg", file), default));
        Assert.Equal("The picture is damaged: export it again, as JPEG or PNG for instance.", refusal.Message);
    }

    [Fact]
    public async Task MutatedPictures_AreDecodedOrRefused()
    {
        var (random, good) = (new Random(7), new[] { File.ReadAllBytes(files.Make("m.jpg", "-vf", "scale=320:180")), File.ReadAllBytes(files.Make("m.png", "-vf", "scale=320:180")), File.ReadAllBytes(files.Make("m.webp", "-vf", "scale=320:180")) });
        for (var i = 0; i < 45; i++)
        {
            var bytes = good[i % 3][..];
            for (var flips = random.Next(1, 30); flips > 0; flips--)
            {
                bytes[random.Next(Math.Min(bytes.Length, 2000))] ^= (byte)(1 << random.Next(8));
            }
            try
            {
                Assert.InRange((await Decoder.DecodeAsync(files.Write("mutated", bytes), default)).Width, 1, 2560);
            }
            catch (PictureException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    private static double Difference(RgbPicture a, RgbPicture b) =>
        a.Samples.Zip(b.Samples, (x, y) => Math.Abs(x - y)).Average();
}
