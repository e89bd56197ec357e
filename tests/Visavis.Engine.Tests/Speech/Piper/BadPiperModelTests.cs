using System.Text.Json.Nodes;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Piper;

namespace Visavis.Engine.Tests.Speech.Piper;

public sealed class BadPiperModelTests : IDisposable
{
    private const string Settings = """
        {"audio":{"sample_rate":22050},"espeak":{"voice":"en-us"},"phoneme_type":"espeak",
         "phoneme_id_map":{"_":[0],"^":[1],"$":[2],"a":[3]}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("visavis").FullName;

    private string Model => Path.Combine(_folder, "voice.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void MissingModel_IsNamed() => AssertRefused("does not exist");

    [Fact]
    public void MissingTable_IsNamed()
    {
        File.WriteAllBytes(Model, [1]);
        AssertRefused("voice.onnx.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is a text and no model at all.")]
    [InlineData("\u003a\u007f")]
    public void OtherFile_IsNoVoice(string content)
    {
        File.WriteAllText(Model, content);
        File.WriteAllText(Model + ".json", Settings);
        AssertRefused("is not a Piper voice");
    }

    [Fact]
    public void OtherModel_IsRefusedByItsInputs()
    {
        File.Copy(Path.Combine(AssetFolders.Voices, "heart", "oov.onnx"), Model);
        File.WriteAllText(Model + ".json", Settings);
        AssertRefused("no input \"input\" (but chars)");
    }

    [Theory]
    [InlineData("[]", "audio")]
    [InlineData("{", "does not describe")]
    [InlineData("{\"audio\":{\"sample_rate\":\"x\"}}", "does not describe")]
    public void BadTable_IsRefused(string settings, string reason)
    {
        File.WriteAllText(Model, "x");
        File.WriteAllText(Model + ".json", settings);
        AssertRefused(reason == "audio" ? "does not describe" : reason);
    }

    [Theory]
    [InlineData("phoneme_type", "\"pinyin\"", "phoneme_type is \"pinyin\"")]
    [InlineData("phoneme_id_map", "{\"a\":[3]}", "lacks \"^\"")]
    [InlineData("audio", "{\"sample_rate\":96000}", "sample_rate")]
    [InlineData("espeak", "{}", "does not describe")]
    public void UnusableEntry_IsRefusedByName(string name, string value, string reason)
    {
        var settings = JsonNode.Parse(Settings)!.AsObject();
        settings[name] = JsonNode.Parse(value);
        File.WriteAllText(Model, "x");
        File.WriteAllText(Model + ".json", settings.ToJsonString());
        AssertRefused(reason);
    }

    [SharedVoicesTheory]
    [InlineData("{\"_\":[0],\"^\":[1],\"$\":[2],\"a\":[5000]}", 1, "is not a Piper voice")]
    [InlineData("{\"_\":[0],\"^\":[1],\"$\":[2],\"a\":[3]}", 7, "no input \"sid\"")]
    public void TableOfAnotherModel_IsFoundOut(string map, int speakers, string reason)
    {
        var settings = JsonNode.Parse(Settings)!.AsObject();
        settings["phoneme_id_map"] = JsonNode.Parse(map);
        settings["num_speakers"] = speakers;
        File.Copy(PiperVoices.JoePath, Model);
        File.WriteAllText(Model + ".json", settings.ToJsonString());
        AssertRefused(reason);
    }

    private void AssertRefused(string reason)
    {
        var error = Assert.Throws<SpeechException>(() => PiperModel.Load(Model));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
