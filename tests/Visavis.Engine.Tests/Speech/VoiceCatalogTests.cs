using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Tests.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech;

public sealed class VoiceCatalogTests
{
    private readonly VoiceCatalog _catalog = new(VoiceCatalog.BuiltIn(HeartVoice.Model, HeartVoice.Pronouncer));

    [Fact]
    public void BuiltInVoices_AreFiveOfOneModel()
    {
        Assert.Equal(
            ["heart Heart female English", "bright Bright female English", "deep Deep female English", "young Young female English", "male Male male English"],
            _catalog.Voices.Select(voice => $"{voice.Id} {voice.Name} {voice.Gender} {voice.Language}"));
        Assert.Equal("heart", _catalog.Default.Id);
    }

    [Fact]
    public void Find_IgnoresCaseAndKnowsNoOthers()
    {
        Assert.Equal("male", _catalog.Find("MALE")?.Id);
        Assert.Null(_catalog.Find("robot"));
    }

    [Fact]
    public async Task WarmUp_NamesTheVoiceThatCannotSpeak()
    {
        var catalog = new VoiceCatalog([new Voice("mute", "Mute", "male", "English", new MuteEngine())]);

        var error = await Assert.ThrowsAsync<SpeechException>(() => catalog.WarmUpAsync(default));

        Assert.Equal("The voice mute cannot speak: no throat", error.Message);
    }

    [Fact]
    public async Task WarmUp_LetsEveryBuiltInVoiceSpeak() => await _catalog.WarmUpAsync(default);

    [Fact]
    public void NoVoices_AreRefused() => Assert.Throws<ArgumentException>(() => new VoiceCatalog([]));

    [Fact]
    public void MissingModel_IsNamed() =>
        Assert.Contains("vocab.json", Assert.Throws<SpeechException>(() => HeartModel.Load("/nowhere")).Message, StringComparison.Ordinal);

    private sealed class MuteEngine : ISpeechEngine
    {
        public bool CanRead(string text) => true;

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) => throw new SpeechException("no throat");
    }
}
