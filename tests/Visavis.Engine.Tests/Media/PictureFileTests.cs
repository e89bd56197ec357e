using System.Runtime.InteropServices;
using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Tests.Media;

public sealed class PictureFileTests
{
    [Theory]
    [InlineData("base.png", "rgb24")]
    [InlineData("matte.png", "gray")]
    [InlineData("depth.png", "gray16le")]
    public void PackPicture_HasThePixelsOfTheReferenceDecoder(string file, string format)
    {
        var path = Path.Combine(AssetFolders.Avatars, "nora", file);
        var expected = Ffmpeg.Run("ffmpeg", File.ReadAllBytes(path), "-f", "rawvideo", "-pix_fmt", format, "-");
        var picture = PictureFile.Read(path);
        Assert.Equal((1280, 720), (picture.Width, picture.Height));
        Assert.Equal(expected, format == "gray16le" ? MemoryMarshal.AsBytes(picture.DeepSamples.AsSpan()).ToArray() : picture.Samples);
    }

    [Fact]
    public void NoPicture_IsRefusedByName()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "not a picture");
        Assert.Contains(path, Assert.Throws<LibavException>(() => PictureFile.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
