using Visavis.Engine.Speech;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Kokoro;
using Visavis.Engine.Tests.Speech.Espeak;

namespace Visavis.Engine.Tests.Speech.Kokoro;

public sealed class KokoroModelTests(EspeakSpeechEngineTests.Workers workers) : IClassFixture<EspeakSpeechEngineTests.Workers>
{
    [SharedVoicesTheory]
    [InlineData("kokoro_af_heart")]
    [InlineData("kokoro_bm_george")]
    public void RecordedEnglish_IsReadAsRecorded(string name)
    {
        var vector = new SharedVector("kokoro", name);
        var pronouncer = KokoroSpeaker.Of(vector.Speaker).IsBritish ? KokoroVoices.Pronouncers.British : KokoroVoices.Pronouncers.American;
        Assert.Equal(vector.Phonemes, Line(pronouncer.Read(vector.Text).Units, vector));
    }

    [SharedVoicesFact]
    public async Task RecordedSpanish_IsReadAsRecorded()
    {
        var vector = new SharedVector("kokoro", "kokoro_em_alex");
        var units = await workers.Pool.PhonemizeAsync("es", vector.Text, default);
        Assert.Equal(vector.Phonemes, Line([.. units.Select(unit => unit with { Phonemes = KokoroSpelling.Of(unit.Phonemes) })], vector));
    }

    [SharedVoicesTheory]
    [InlineData("kokoro_af_heart")]
    [InlineData("kokoro_bm_george")]
    [InlineData("kokoro_em_alex")]
    public void RecordedSentence_SoundsAsRecorded(string name)
    {
        var vector = new SharedVector("kokoro", name);
        using var outputs = KokoroVoices.Model.Evaluate(vector.Phonemes, vector.Speaker, 1);

        Assert.Equal(vector.StyleRow, vector.Phonemes.Length);
        Assert.Equal(vector.Durations, outputs.Floats(1).ToArray());
        Assert.Equal(vector.Sound.Length, outputs.Floats(0).Length);
        Assert.Equal(vector.Rms, SharedVector.RmsOf(outputs.Floats(0)), vector.Rms * 0.02);
        Assert.True(SharedVector.Agreement(vector.Sound, outputs.Floats(0)) > 20, $"{SharedVector.Agreement(vector.Sound, outputs.Floats(0)):0.0} dB");
    }

    [SharedVoicesFact]
    public void RunThatIsCalledOff_GivesNoSound() =>
        Assert.Throws<OperationCanceledException>(() => KokoroVoices.Model.Run("həlˈoʊ.", "af_heart", 1, new CancellationToken(true)));

    [SharedVoicesFact]
    public void UnknownSpeaker_IsRefusedByName()
    {
        var error = Assert.Throws<SpeechException>(() => KokoroVoices.Model.Check("af_nobody"));
        Assert.Contains("af_nobody", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jf_alpha")]
    [InlineData("")]
    public void SpeakerOfAnotherLanguage_IsRefused(string name) => Assert.Throws<SpeechException>(() => KokoroSpeaker.Of(name));

    [Fact]
    public void MissingFolder_IsNamed()
    {
        var error = Assert.Throws<SpeechException>(() => KokoroModel.Load("/nowhere"));
        Assert.Contains("/nowhere/kokoro.onnx", error.Message, StringComparison.Ordinal);
    }

    private static string Line(IReadOnlyList<PronouncedUnit> units, SharedVector vector) =>
        SymbolLine.Of(units, KokoroVoices.Model.Knows).Core().Symbols + vector.Phonemes[^1];
}
