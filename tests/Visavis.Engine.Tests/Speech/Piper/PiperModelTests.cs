using Visavis.Engine.Speech;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Piper;
using Visavis.Engine.Tests.Speech.Espeak;

namespace Visavis.Engine.Tests.Speech.Piper;

public sealed class PiperModelTests(EspeakSpeechEngineTests.Workers workers) : IClassFixture<EspeakSpeechEngineTests.Workers>
{
    [SharedVoicesTheory]
    [InlineData("joe_1")]
    [InlineData("joe_2")]
    [InlineData("joe_3")]
    public async Task RecordedSentence_IsReadAsRecorded(string name)
    {
        var vector = new SharedVector("joe", name);
        var units = await workers.Pool.PhonemizeAsync("en-us", vector.Text, default);
        var spelled = units.Select(unit => unit with { Phonemes = PiperVoices.Joe.Spell(unit.Phonemes) }).ToList();
        var line = SymbolLine.Of(spelled, PiperVoices.Joe.Knows).Core();

        Assert.Equal(vector.Phonemes, line.Symbols + vector.Phonemes[^1]);
        Assert.Equal(vector.Ids, PiperIds.Of(line.Symbols + vector.Phonemes[^1], PiperVoices.Joe.Settings).Numbers);
    }

    [SharedVoicesTheory]
    [InlineData("joe_1")]
    [InlineData("joe_2")]
    [InlineData("joe_3")]
    public void RecordedSentence_SoundsAsRecorded(string name)
    {
        var vector = new SharedVector("joe", name);
        using var outputs = PiperVoices.Joe.Evaluate(vector.Ids, 1, 0, steady: true);

        Assert.Equal(vector.Durations, outputs.Floats(1).ToArray());
        Assert.Equal(vector.Sound.Length, outputs.Floats(0).Length);
        Assert.Equal(vector.Rms, SharedVector.RmsOf(outputs.Floats(0)), vector.Rms * 0.01);
        Assert.True(SharedVector.Agreement(vector.Sound, outputs.Floats(0)) > 30);
    }

    [SharedVoicesFact]
    public void Symbols_LieWhereTheirLengthsSay()
    {
        var vector = new SharedVector("joe", "joe_2");
        using var run = PiperVoices.Joe.Run(vector.Phonemes, 1, 0, steady: true);
        var margin = run.Start(-1);
        Assert.Equal(margin + 256 * (int)vector.Durations[..2].Sum(), run.Start(0));
        Assert.Equal(margin + 256 * (int)vector.Durations[..6].Sum(), run.Start(2));
        Assert.Equal(margin + 256 * (int)vector.Durations[..^1].Sum(), run.Start(vector.Phonemes.Length));
        Assert.Equal(vector.Sound.Length + 2 * margin, run.Length);
    }

    [SharedVoicesTheory]
    [InlineData("/Ceil_output_0")]
    [InlineData("/other/Rounded")]
    public void PublishedVoice_TellsItsLengthsToo(string tensor)
    {
        using var published = PiperModel.Load(PiperVoices.Published(tensor), PiperVoices.JoePath);
        var vector = new SharedVector("joe", "joe_2");
        using var expected = PiperVoices.Joe.Run(vector.Phonemes, 1, 0, steady: true);
        using var actual = published.Run(vector.Phonemes, 1, 0, steady: true);

        Assert.True(published.HasTimes);
        Assert.Equal(Starts(expected, vector.Phonemes.Length), Starts(actual, vector.Phonemes.Length));
        Assert.Equal(expected.Sound.ToArray(), actual.Sound.ToArray());
    }

    [Fact]
    public void MoreOutput_IsTheSequenceForPublishedVoices() => Assert.Equal(
        "3a1862160a0e2f4365696c5f6f75747075745f3012040a020801", Convert.ToHexStringLower(OnnxGraph.MoreOutput("/Ceil_output_0")));

    [SharedVoicesFact]
    public void Speed_ShortensTheSound()
    {
        var phonemes = new SharedVector("joe", "joe_3").Phonemes;
        using var normal = PiperVoices.Joe.Run(phonemes, 1, 0, steady: true);
        using var fast = PiperVoices.Joe.Run(phonemes, 1.5f, 0, steady: true);
        Assert.InRange((double)fast.Length / normal.Length, 0.6, 0.85);
    }

    [SharedVoicesFact]
    public void AccentsThatTheNetworkKnows_ComeOff()
    {
        Assert.Equal("ɪc\u0327 dʒaɪ ɐ\u0303ʊ\u0303", PiperVoices.Joe.Spell("ɪç d^ʒa^ɪ ɐ\u0303^ʊ\u0303"));
    }

    private static int[] Starts(VoiceRun run, int symbols) => [.. Enumerable.Range(-1, symbols + 2).Select(run.Start)];
}
