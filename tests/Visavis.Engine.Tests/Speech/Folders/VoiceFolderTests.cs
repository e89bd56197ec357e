using Visavis.Engine.Speech.Folders;

namespace Visavis.Engine.Tests.Speech.Folders;

public sealed class VoiceFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("visavis-voices-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("""{"family":"espeak","voice":"de+f3"}""", "greta", "greta female German de-DE")]
    [InlineData("""{"family":"espeak","voice":"sv","name":"Nils","language":"Swedish","locale":"sv-FI","gender":"male"}""", "Nils", "Nils male Swedish sv-FI")]
    [InlineData("""{"family":"heart","rate":0.95,"pitch":0.9,"name":"Calm"} // a note""", "Calm", "Calm female English en-US")]
    [InlineData("""{"family":"remote","url":"https://tts.example.com","model":"kokoro","voice":"ff_siwis","locale":"fr-FR",}""", "greta", "greta unknown French fr-FR")]
    public void VoiceFile_TellsTheVoice(string json, string name, string voice)
    {
        var folder = Read("greta", ("voice.json", json));
        var entry = Assert.Single(folder.Voices);
        Assert.Equal(("greta", name), (entry.Id, entry.Name));
        Assert.Equal(voice, $"{entry.Name} {entry.Gender} {entry.Language} {entry.Locale}");
    }

    [Theory]
    [InlineData("""{"family":"espeak","voice":"de","voise":"x"}""", "voice.json has the unknown key 'voise'; a espeak voice may have: family, name, gender, language, locale, voice.")]
    [InlineData("""{"family":"espeak","url":"https://x"}""", "voice.json has the unknown key 'url'; a espeak voice may have: family, name, gender, language, locale, voice.")]
    [InlineData("""{"name":"x"}""", "voice.json needs a family: heart, piper, kokoro, espeak or remote.")]
    [InlineData("""{"family":"flite"}""", "voice.json has the family 'flite' but must have one of: heart, piper, kokoro, espeak, remote.")]
    [InlineData("""{"family":"espeak"}""", "voice.json needs 'voice', espeak-ng's name of the voice, such as \"de+f3\".")]
    [InlineData("""{"family":"espeak","voice":"de","gender":"woman"}""", "voice.json 'gender' must be female, male or unknown.")]
    [InlineData("""{"family":"espeak","voice":7}""", "voice.json 'voice' must be a text in quotes.")]
    [InlineData("""{"family":"heart","rate":3}""", "voice.json 'rate' must be a number from 0.7 to 1.3.")]
    [InlineData("""{"family":"remote","model":"m","voice":"v"}""", "voice.json needs 'url', 'model' and 'voice' for a remote voice.")]
    [InlineData("""{"family":"remote","url":"ftp://x","model":"m","voice":"v"}""", "voice.json 'url' must be an http or https address without user, password and query, such as https://api.openai.com.")]
    [InlineData("""{"family":"remote","url":"https://me:secret@x","model":"m","voice":"v"}""", "voice.json 'url' must be an http or https address without user, password and query, such as https://api.openai.com.")]
    [InlineData("""{"family":"remote","url":"https://x","model":"m","voice":"v","format":"mp3"}""", "voice.json 'format' is 'mp3' but must be pcm or wav, the formats that can be played while they come.")]
    [InlineData("""{"family":"remote","url":"https://x","model":"m","voice":"v","key":"k","key_env":"K"}""", "voice.json may have 'key' or 'key_env', not both.")]
    [InlineData("""{"family":"remote","url":"https://x","model":"m","voice":"v","key_env":"VISAVIS_NO_SUCH_KEY"}""", "voice.json names the environment variable VISAVIS_NO_SUCH_KEY for the key, which is not set.")]
    [InlineData("""{"family":"remote","url":"http://tts.lan:8880","model":"m","voice":"v","key":"k"}""", "voice.json has a key, which is sent over https only, or to this machine itself: 'url' is neither.")]
    [InlineData("""{"family":"piper","model":"../joe.onnx"}""", "voice.json names a 'model' that is not a file of its own folder.")]
    [InlineData("""{"family":"piper","model":"joe.onnx"}""", "The model joe.onnx is missing.")]
    [InlineData("""{"family":"kokoro"}""", "kokoro.onnx is missing: Kokoro needs kokoro.onnx, vocab.json and speakers/NAME.bin.")]
    [InlineData("[]", "voice.json must hold one JSON object.")]
    [InlineData("{", "voice.json is not valid JSON (line 1).")]
    public void WrongVoiceFile_IsASentence(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<VoiceFolderException>(() => Read("x", ("voice.json", json))).Message);

    [Fact]
    public void PublishedPiperVoice_NeedsNoVoiceFile()
    {
        var folder = Read("amy", ("en_GB-amy.onnx", "model"), ("en_GB-amy.onnx.json", Table("\"language\":{\"code\":\"en_GB\",\"name_english\":\"English\"},\"dataset\":\"amy\",")));
        Assert.Equal([new VoiceEntry("amy", "Amy", "unknown", "English", "en-GB", "0")], folder.Voices);
        Assert.Equal(VoiceFamily.Piper, folder.File.Family);
    }

    [Fact]
    public void PiperWithSpeakers_GivesAVoiceOfEach()
    {
        var table = Table("\"num_speakers\":3,\"speaker_id_map\":{\"anna\":2,\"o'neil\":0},");
        Assert.Equal(
            ["trio-o_neil 0", "trio-1 1", "trio-anna 2"],
            Read("trio", ("a.onnx", "model"), ("a.onnx.json", table)).Voices.Select(voice => $"{voice.Id} {voice.Speaker}"));
        foreach (var speaker in new[] { "\"anna\"", "2" })
        {
            var chosen = Read("one", ("a.onnx", "model"), ("a.onnx.json", table), ("voice.json", $$"""{"family":"piper","speaker":{{speaker}}}"""));
            Assert.Equal([("one", "2")], chosen.Voices.Select(voice => (voice.Id, voice.Speaker)));
        }
        Assert.Equal(
            "voice.json names the speaker 'bob', but the model has o'neil, 1, anna.",
            Assert.Throws<VoiceFolderException>(() => Read("none", ("a.onnx", "model"), ("a.onnx.json", table), ("voice.json", """{"family":"piper","speaker":"bob"}"""))).Message);
    }

    [Fact]
    public void Kokoro_GivesAVoiceOfEachSpeakerItCanRead()
    {
        (string, string)[] files = [("kokoro.onnx", "model"), ("vocab.json", "{}"), ("speakers/bf_emma.bin", ""), ("speakers/pm_alex.bin", ""), ("speakers/jf_alpha.bin", "")];
        Assert.Equal(
            ["kokoro-bf_emma Emma (Kokoro) female English en-GB", "kokoro-pm_alex Alex (Kokoro) male Portuguese pt-BR"],
            Read("kokoro", files).Voices.Select(voice => $"{voice.Id} {voice.Name} {voice.Gender} {voice.Language} {voice.Locale}"));
        var named = Read("k", [.. files, ("voice.json", """{"family":"kokoro","speakers":["pm_alex"],"name":"Big"}""")]);
        Assert.Equal(["k-pm_alex Big Alex"], named.Voices.Select(voice => $"{voice.Id} {voice.Name}"));
        Assert.Contains(
            "jf_alpha", Assert.Throws<VoiceFolderException>(() => Read("j", [.. files, ("voice.json", """{"family":"kokoro","speakers":["jf_alpha"]}""")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderWithoutVoice_SaysWhatItNeeds()
    {
        Assert.StartsWith("The folder holds neither voice.json nor a Piper voice", Assert.Throws<VoiceFolderException>(() => Read("empty")).Message, StringComparison.Ordinal);
        Assert.StartsWith("The folder holds neither voice.json nor a Piper voice", Assert.Throws<VoiceFolderException>(() => Read("alone", ("a.onnx", "x"))).Message, StringComparison.Ordinal);
        Assert.StartsWith("A voice folder's name has", Assert.Throws<VoiceFolderException>(() => Read("my voice", ("a.onnx", "x"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Print_ChangesWithTheFilesAndNotWithTheVerdict()
    {
        Read("greta", ("voice.json", """{"family":"espeak","voice":"de"}"""));
        var path = Path.Combine(_root, "greta");
        var before = VoiceFolderPrint.Of(path);
        new VoiceVerdict { Print = before.Value, CostPerSecond = 0.1 }.Save(path);
        Assert.Equal(before, VoiceFolderPrint.Of(path));
        Assert.Equal(0.1, VoiceVerdict.Load(path, before)?.CostPerSecond);
        File.AppendAllText(Path.Combine(path, "voice.json"), " ");
        Assert.NotEqual(before, VoiceFolderPrint.Of(path));
        Assert.Null(VoiceVerdict.Load(path, VoiceFolderPrint.Of(path)));
    }

    [Fact]
    public void KeyOfARemoteVoice_IsShownByNothing() => Assert.DoesNotContain(
        "sk-123", Read("r", ("voice.json", """{"family":"remote","url":"https://x","model":"m","voice":"v","key":"sk-123"}""")).ToString(), StringComparison.Ordinal);

    private VoiceFolder Read(string id, params (string Name, string Content)[] files)
    {
        var path = Directory.CreateDirectory(Path.Combine(_root, id)).FullName;
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(path, name))!);
            File.WriteAllText(Path.Combine(path, name), content);
        }
        return VoiceFolder.Read(path);
    }

    private static string Table(string more) =>
        """{"audio":{"sample_rate":22050},"espeak":{"voice":"en-us"},MORE"phoneme_id_map":{"_":[0],"^":[1],"$":[2],"a":[3]}}""".Replace("MORE", more, StringComparison.Ordinal);
}
