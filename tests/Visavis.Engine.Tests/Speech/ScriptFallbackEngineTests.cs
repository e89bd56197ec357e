using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Tests.Session;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech;

public sealed class ScriptFallbackEngineTests
{
    [Theory]
    [InlineData("Hello there.", "latin")]
    [InlineData("Привет.", "cyrillic")]
    [InlineData("你好。", "han")]
    [InlineData("1, 2, 3.", "latin")]
    [InlineData("안녕하세요.", "latin")]
    public async Task Clause_IsSpokenByTheFirstWhoReadsIt(string text, string speaker)
    {
        var (latin, cyrillic, han) = (new Reader(EspeakScript.Latin), new Reader(EspeakScript.Cyrillic), new Reader(EspeakScript.Han));
        var engine = new ScriptFallbackEngine(latin, [cyrillic, han]);
        using var one = await engine.SpeakAsync(TestVoice.Clause(text), default);
        using var two = await engine.SpeakAsync(TestVoice.Clause(text), new SpeechNeed(7), default);
        Reader[] all = [latin, cyrillic, han];
        Assert.Equal(
            new[] { "latin", "cyrillic", "han" }.Select(name => name == speaker ? "now,7" : ""),
            all.Select(reader => string.Join(',', reader.Asked)));
        Assert.Equal(text[0] != '안', engine.CanRead(text));
    }

    private sealed class Reader(EspeakScript script) : ISpeechEngine
    {
        public List<string> Asked { get; } = [];

        public bool CanRead(string text) => script.CanRead(text);

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) => Answer("now");

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, SpeechNeed need, CancellationToken cancellation) => Answer($"{need.Due}");

        private ValueTask<SpeechChunk> Answer(string due)
        {
            Asked.Add(due);
            return ValueTask.FromResult(new SpeechChunk(new PcmBuffer(0), [], [], MediaTime.Zero));
        }
    }
}
