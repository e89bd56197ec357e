using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Visavis.Server.Voices;

namespace Visavis.Server.Tests.Voices;

public sealed class VoiceArchiveTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    [InlineData("a.tgz")]
    [InlineData("a.tar")]
    public async Task Archive_IsUnpackedWithItsFolders(string name)
    {
        Assert.Equal(
            ["voice/amy.onnx=model", "voice/speakers/a.bin=style"], await UnpackAsync(Pack(name, ("voice/amy.onnx", "model"), ("./voice/speakers/a.bin", "style"))));
        Assert.Equal("a", VoiceArchive.NameOf(name));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("voice/../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("..\\evil")]
    [InlineData("C:\\evil")]
    public async Task NameThatLeadsOut_IsRefused(string name)
    {
        foreach (var archive in new[] { "a.zip", "a.tar.gz" })
        {
            var fault = await Assert.ThrowsAsync<StartException>(() => UnpackAsync(Pack(archive, (name, "x"))));
            Assert.Equal($"The archive is refused: '{name}' would be written outside of the voice's folder.", fault.Message);
        }
        Assert.Equal(["a.tar.gz", "a.zip"], Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public async Task LinkInATar_IsRefused(TarEntryType kind)
    {
        var path = _folder.File("a.tar");
        using (var tar = new TarWriter(File.Create(path)))
        {
            tar.WriteEntry(new PaxTarEntry(kind, "link") { LinkName = "/etc/passwd" });
        }
        Assert.Equal("The archive is refused: 'link' is a link or a device.", (await Assert.ThrowsAsync<StartException>(() => UnpackAsync(path))).Message);
    }

    [Fact]
    public async Task LinkInAZip_IsRefused()
    {
        var path = _folder.File("a.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            zip.CreateEntry("link").ExternalAttributes = unchecked((int)0xA1FF0000);
        }
        Assert.Equal("The archive is refused: 'link' is a link or a device.", (await Assert.ThrowsAsync<StartException>(() => UnpackAsync(path))).Message);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    public async Task Bomb_IsCutOffAtTheLimit(string name)
    {
        // 64 MB of zeros in 64 KB.
        var bomb = Pack(name, ("zeros", new string('\0', 64_000_000)));
        Assert.InRange(new FileInfo(bomb).Length, 1, 500_000);
        var fault = await Assert.ThrowsAsync<StartException>(() => UnpackAsync(bomb, 8 << 20));
        Assert.Equal("The archive is refused: it unpacks to more than 8 MiB, the limit for a voice.", fault.Message);
        Assert.InRange(new FileInfo(Path.Combine(_folder.Path, "out", "zeros")).Length, 0, 8 << 20);
    }

    [Fact]
    public async Task TooManyFiles_AreRefused()
    {
        var archive = Pack("a.zip", [.. Enumerable.Range(0, VoiceArchive.MostEntries + 1).Select(i => ($"f{i}", ""))]);
        Assert.Equal($"The archive is refused: it holds more than {VoiceArchive.MostEntries} files.", (await Assert.ThrowsAsync<StartException>(() => UnpackAsync(archive))).Message);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    [InlineData("a.tar")]
    public async Task CutOffOrBrokenArchive_IsASentence(string name)
    {
        var random = new byte[20_000];
        new Random(1).NextBytes(random);
        var whole = await File.ReadAllBytesAsync(Pack(name, ("a.onnx", Convert.ToBase64String(random))));
        foreach (var broken in new[] { whole[..(whole.Length / 2)], random })
        {
            await File.WriteAllBytesAsync(_folder.File(name), broken);
            var fault = await Assert.ThrowsAsync<StartException>(() => UnpackAsync(_folder.File(name)));
            Assert.StartsWith($"{name} is no archive that can be read, or is cut off: ", fault.Message, StringComparison.Ordinal);
            Directory.Delete(_folder.File("out"), recursive: true);
        }
    }

    private async Task<List<string>> UnpackAsync(string archive, long mostBytes = VoiceArchive.MostBytes)
    {
        var target = Directory.CreateDirectory(_folder.File("out")).FullName;
        await VoiceArchive.UnpackAsync(archive, target, mostBytes, default);
        return [.. Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Order().Select(file => $"{Path.GetRelativePath(target, file)}={File.ReadAllText(file)}")];
    }

    private string Pack(string name, params (string Name, string Content)[] files)
    {
        var path = _folder.File(name);
        File.Delete(path);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
            foreach (var (file, content) in files)
            {
                using var entry = zip.CreateEntry(file).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
            return path;
        }
        using Stream output = name.EndsWith(".tar", StringComparison.Ordinal) ? File.Create(path) : new GZipStream(File.Create(path), CompressionLevel.Optimal);
        using var tar = new TarWriter(output);
        foreach (var (file, content) in files)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, file) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }
        return path;
    }
}
