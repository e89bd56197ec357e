using System.Text;
using Visavis.Server.Assets;

namespace Visavis.Server.Tests.Assets;

public sealed class FileTypeTests
{
    [Theory]
    [InlineData("png", "89504E470D0A1A0A0000000D49484452")]
    [InlineData("jpg", "FFD8FFE000104A464946")]
    [InlineData("webp", "5249464624000000574542505650382000")]
    [InlineData("mp4", "00000020667479706D70343200000000")]
    [InlineData("mp4", "000000206674797069736F6D00000200")]
    [InlineData("m4a", "0000002066747970 4D344120 00000200")]
    [InlineData("webm", "1A45DFA39F4286810142F7810142F2810442F381084282847765626D")]
    [InlineData("mp3", "49443304000000000023")]
    [InlineData("mp3", "FFFB9064000F")]
    [InlineData("aac", "FFF15080021FFC")]
    [InlineData("aac", "FFF94C80")]
    [InlineData("wav", "524946462400000057415645666D7420")]
    [InlineData("flac", "664C614300000022")]
    [InlineData("opus", "4F67675300020000000000000000000000000000000000000000 0113 4F70757348656164")]
    [InlineData("ogg", "4F67675300020000000000000000000000000000000000000000 011E 01766F72626973")]
    [InlineData("pdf", "255044462D312E370A")]
    [InlineData(null, "")]
    [InlineData(null, "00")]
    [InlineData(null, "FF")]
    [InlineData(null, "FFFF")]
    [InlineData(null, "FFFBF064")]
    [InlineData(null, "4D5A9000")]
    [InlineData(null, "1A45DFA3A34286810142F7810142F2810442F381084282 88 6D6174726F736B61")]
    [InlineData(null, "00000014667479707174202000000000")]
    [InlineData(null, "5249464624000000415649204C495354")]
    [InlineData(null, "3C3F786D6C2076657273696F6E3D22312E30223F3E3C7376673E")]
    public void Bytes_TellTheType(string? extension, string head) =>
        Assert.Equal(extension, FileType.Of(Convert.FromHexString(head.Replace(" ", "", StringComparison.Ordinal)))?.Extension);

    [Theory]
    [InlineData("1\n00:00:01,000 --> 00:00:02,500\nHello.\n", "srt")]
    [InlineData("\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\nHello.\r\n", "srt")]
    [InlineData("1\nHello.\n", null)]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\n", null)]
    public void Text_IsSubtitlesOnlyIfItBeginsWithOne(string text, string? extension) =>
        Assert.Equal(extension, FileType.Of(Encoding.UTF8.GetBytes(text))?.Extension);

    [Theory]
    [InlineData("sound.mp3", "sound.mp3")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\Ton 1.wav", "Ton 1.wav")]
    [InlineData("invoice\u202Egpj.exe", "invoicegpj.exe")]
    [InlineData("a\r\nSet-Cookie: b", "aSet-Cookie: b")]
    [InlineData("日本語 😀.png", "日本語 😀.png")]
    [InlineData("", "file")]
    [InlineData("..", "file")]
    [InlineData("a/", "file")]
    public void NamesAreMadeHarmless(string name, string harmless) => Assert.Equal(harmless, FileNames.Harmless(name));

    [Fact]
    public void LongName_IsCut() => Assert.Equal(new string('a', 200), FileNames.Harmless(new string('a', 5000)));
}
