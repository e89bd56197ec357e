using System.Collections;
using System.Text.Json;

namespace Visavis.Server.Tests;

public sealed class OptionsReaderTests : IDisposable
{
    private static readonly Hashtable NoEnvironment = [];
    private static readonly Dictionary<string, string> NoFlags = [];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReferenceFile_EqualsTheDefaultsAndNamesEveryKey()
    {
        var file = Path.Combine(Repository.Root, "samples", "visavis.full.json");
        Assert.Equal(new ServerOptions(), OptionsReader.Read(file, NoEnvironment, NoFlags));
        using var document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal(OptionsReader.Keys.Keys.Order(), document.RootElement.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public void EnvironmentWinsOverTheFile_AndFlagsOverBoth()
    {
        var file = Write("""{ "port": 1, "host": "10.0.0.1", "curtain": "1s", /* a comment */ "linger": "250ms", }""");
        var environment = new Hashtable { ["VISAVIS_PORT"] = "2", ["VISAVIS_HOST"] = "10.0.0.2", ["VISAVIS_NATIVE"] = "/opt", ["PORT"] = "9" };
        var flags = new Dictionary<string, string> { ["port"] = "3" };
        Assert.Equal(
            new ServerOptions { Port = 3, Host = "10.0.0.2", Curtain = TimeSpan.FromSeconds(1), Linger = TimeSpan.FromMilliseconds(250) },
            OptionsReader.Read(file, environment, flags));
    }

    [Theory]
    [InlineData("""{ "prot": 1 }""", "FILE has an unknown key 'prot': samples/visavis.full.json lists all keys.")]
    [InlineData("""{ "port": "1" }""", "port in FILE must be a whole number.")]
    [InlineData("""{ "port": 1.5 }""", "port in FILE must be a whole number.")]
    [InlineData("""{ "port": null }""", "port in FILE must be a whole number.")]
    [InlineData("""{ "curtain": "soon" }""", "curtain in FILE must be a time such as 250ms, 30s, 5min, 1h or 7d, in quotes.")]
    [InlineData("""{ "curtain": 5 }""", "curtain in FILE must be a time such as 250ms, 30s, 5min, 1h or 7d, in quotes.")]
    [InlineData("""{ "host": 5 }""", "host in FILE must be a text in quotes.")]
    [InlineData("""[]""", "FILE must hold one JSON object.")]
    [InlineData("""{ "port": 70000 }""", "port is 70000 but must be from 0 to 65535.")]
    [InlineData("""{ "host": "my.host" }""", "host is 'my.host' but must be an IP address or localhost.")]
    [InlineData("""{ "public_url": "ftp://x" }""", "public_url is 'ftp://x' but must be an http or https address without query, such as https://face.example.com.")]
    [InlineData("""{ "idle_timeout": "2d" }""", "idle_timeout is 2d but must be from 1s to 1d.")]
    [InlineData("""{ "sessions_per_space": 0 }""", "sessions_per_space is 0 but must be from 1 to 1000.")]
    [InlineData("""{ "script_fallback": "espeak-ru,, x" }""", "script_fallback has '' but must be ids of voices with commas between, such as espeak-ru, espeak-cmn.")]
    [InlineData("""{ "script_fallback": "../x" }""", "script_fallback has '../x' but must be ids of voices with commas between, such as espeak-ru, espeak-cmn.")]
    [InlineData("""{ "text_per_session": 4999 }""", "text_per_session is 4999 but must be at least text_per_request, 5000.")]
    public void WrongFile_IsOneSentenceThatNamesTheKey(string json, string sentence)
    {
        var file = Write(json);
        var fault = Assert.Throws<StartException>(() => OptionsReader.Read(file, NoEnvironment, NoFlags));
        Assert.Equal((sentence.Replace("FILE", file, StringComparison.Ordinal), StartException.WrongUse), (fault.Message, fault.ExitCode));
    }

    [Fact]
    public void SeveralFaults_AreASentenceEach()
    {
        var environment = new Hashtable { ["VISAVIS_PORT"] = "many" };
        var flags = new Dictionary<string, string> { ["public_url"] = "nowhere" };
        var fault = Assert.Throws<StartException>(() => OptionsReader.Read(null, environment, flags));
        Assert.Equal(
            [
                "VISAVIS_PORT must be a whole number.",
                "public_url is 'nowhere' but must be an http or https address without query, such as https://face.example.com.",
            ],
            fault.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        var fault = Assert.Throws<StartException>(() => OptionsReader.Read(_folder.File("none.json"), NoEnvironment, NoFlags));
        Assert.StartsWith($"The settings file {_folder.File("none.json")} cannot be read:", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("250ms", 0.25, "0.25s")]
    [InlineData("3.6s", 3.6, "3.6s")]
    [InlineData("5min", 300, "5min")]
    [InlineData("1.5h", 5400, "90min")]
    [InlineData("7d", 604800, "7d")]
    [InlineData("0s", 0, "0s")]
    public void Duration_IsReadAndWritten(string text, double seconds, string written)
    {
        Assert.True(Duration.TryParse(text, out var span));
        Assert.Equal((seconds, written), (span.TotalSeconds, Duration.Format(span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5m")]
    [InlineData("999999999999d")]
    public void NoDuration_IsRefused(string text) => Assert.False(Duration.TryParse(text, out _));

    private string Write(string json)
    {
        var file = _folder.File("visavis.json");
        File.WriteAllText(file, json);
        return file;
    }
}
