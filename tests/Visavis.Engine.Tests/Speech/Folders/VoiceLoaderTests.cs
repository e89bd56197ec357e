using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.Folders;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Speech.Remote;
using Visavis.Engine.Tests.Speech.Espeak;
using Visavis.Engine.Tests.Speech.Heart;
using Visavis.Engine.Tests.Speech.Remote;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Folders;

public sealed class VoiceLoaderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("visavis-voices-").FullName;
    private readonly EspeakWorkerPool _espeak = new(EspeakSpeechEngineTests.Workers.Launch, 1, TimeProvider.System);
    private readonly HttpClient _client = RemoteSpeechEngine.NewClient();
    private readonly Pronouncers _pronouncers = new(Path.Combine(AssetFolders.Voices, "heart"), HeartVoice.Pronouncer);
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        _pronouncers.Dispose();
        _client.Dispose();
        _espeak.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [SharedVoicesFact]
    public async Task PiperVoiceAsPublished_Speaks()
    {
        var (voices, model) = Loader().Voices(Linked("joe"), new VoiceVerdict { CostPerSecond = 0.12 });
        var voice = Assert.Single(voices);
        Assert.Equal(("joe", "Joe", "English", "en-US", "piper", 0.12), (voice.Id, voice.Name, voice.Language, voice.Locale, voice.Family, voice.CostPerSecond));
        Assert.False(model.IsLoaded);
        Assert.True(voice.Engine.CanRead("Hello") && !voice.Engine.CanRead("Привет"));

        using var chunk = await voice.Engine.SpeakAsync(Sentence("Good morning."), default);
        Assert.InRange(chunk.Pcm.Duration.Seconds, 0.4, 2);
        Assert.Equal(["Good", "morning", "."], chunk.Words.Select(word => word.Word));

        await model.LetGoAsync(TimeSpan.FromMinutes(1));
        Assert.True(model.IsLoaded);
        _time.Advance(TimeSpan.FromMinutes(1));
        await model.LetGoAsync(TimeSpan.FromMinutes(1));
        Assert.False(model.IsLoaded);
        using var again = await voice.Engine.SpeakAsync(Sentence("Good morning."), default);
        Assert.True(again.Pcm.Length > 0 && model.IsLoaded);
    }

    [SharedVoicesFact]
    public async Task Kokoro_SpeaksWithEachOfItsSpeakers()
    {
        var (voices, _) = Loader().Voices(Linked("kokoro"), null);
        Assert.Equal(
            ["kokoro-af_heart", "kokoro-am_fenrir", "kokoro-am_michael", "kokoro-bf_emma", "kokoro-bm_george", "kokoro-ef_dora", "kokoro-em_alex",
                "kokoro-ff_siwis", "kokoro-hf_alpha", "kokoro-if_sara", "kokoro-im_nicola", "kokoro-pf_dora", "kokoro-pm_alex"],
            voices.Select(voice => voice.Id));
        Assert.All(voices, voice => Assert.Equal(("kokoro", 0.6), (voice.Family, voice.CostPerSecond)));
        using var chunk = await voices.Single(voice => voice.Id == "kokoro-ff_siwis").Engine.SpeakAsync(Sentence("Bonjour."), default);
        Assert.InRange(chunk.Pcm.Duration.Seconds, 0.4, 2);
    }

    [Fact]
    public async Task RemoteVoice_SendsTheKeyOfItsVariableAndFallsBack()
    {
        Environment.SetEnvironmentVariable("VISAVIS_TEST_KEY", "sk-of-the-environment");
        await using var server = new SpeechServer(async (number, request, response) =>
            await SpeechServer.SendAsync(response, number == 1 ? await SpeechServer.SpeakAsync(request) : [], status: number == 1 ? 200 : 400));
        Write("far", "voice.json", $$"""
            {"family":"remote","url":"{{server.Url}}","model":"m","voice":"v","key_env":"VISAVIS_TEST_KEY","sample_rate":48000,"locale":"xx","fallback":"near"}
            """);
        var near = new Voice("near", "Near", "male", "English", new HeartSpeechEngine(HeartVoice.Model, HeartVariant.Male, HeartVoice.Pronouncer));
        var (voices, _) = Loader(id => id == "near" ? near : null).Voices(VoiceFolder.Read(Path.Combine(_root, "far")), null);

        using var first = await voices[0].Engine.SpeakAsync(Sentence("Hello."), default);
        using var second = await voices[0].Engine.SpeakAsync(Sentence("Hello."), default);

        Assert.Equal("Bearer sk-of-the-environment", server.Requests.First().Authorization);
        Assert.True(first.Pcm.Length > 0 && second.Pcm.Length > 0 && server.Requests.Count == 2);
        Assert.Equal(["Hello", "."], second.Words.Select(word => word.Word));
    }

    [Fact]
    public async Task FolderThatChangedSinceItWasTried_IsNotLoaded()
    {
        Write("greta", "voice.json", """{"family":"espeak","voice":"de"}""");
        var folder = VoiceFolder.Read(Path.Combine(_root, "greta"));
        var (voices, _) = Loader().Voices(folder, new VoiceVerdict { Print = VoiceFolderPrint.Of(folder.Path).Value });
        Write("greta", "more.txt", "x");
        var error = await Assert.ThrowsAsync<SpeechException>(async () => await voices[0].Engine.SpeakAsync(Sentence("Hallo."), default));
        Assert.Equal("The folder of the voice greta has changed and is tried anew.", error.Message);
        File.Delete(Path.Combine(_root, "greta", "more.txt"));
        using var chunk = await voices[0].Engine.SpeakAsync(Sentence("Hallo."), default);
        Assert.True(chunk.Pcm.Length > 0);
    }

    private VoiceLoader Loader(Func<string, Voice?>? find = null) => new(new VoiceParts(
        _espeak,
        variant => new HeartSpeechEngine(HeartVoice.Model, variant, HeartVoice.Pronouncer),
        _pronouncers,
        () => throw new SpeechException("Nobody listens."),
        find ?? (_ => null),
        _client,
        _time));

    /// <summary>A shared voice seen from a folder that may be written.</summary>
    private VoiceFolder Linked(string name)
    {
        var (source, target) = (Path.Combine(SharedVoices.Folder!, name), Path.Combine(_root, name));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.Contains("vectors", StringComparison.Ordinal)))
        {
            var link = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, file);
        }
        return VoiceFolder.Read(target);
    }

    private void Write(string folder, string file, string content)
    {
        Directory.CreateDirectory(Path.Combine(_root, folder));
        File.WriteAllText(Path.Combine(_root, folder, file), content);
    }

    private static Clause Sentence(string text) => new(text, text, ClauseEnd.Sentence);
}
