using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Remote;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Remote;

public sealed class FallbackSpeechEngineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedEngine _first = new(1);
    private readonly ScriptedEngine _second = new(2);

    [Fact]
    public async Task VoiceThatIsUp_SpeaksAlone()
    {
        Assert.Equal([1, 1], await SpeakAsync(2));
        Assert.Equal((2, 0), (_first.Asked, _second.Asked));
    }

    [Fact]
    public async Task VoiceThatFailsTwice_RestsForThirtySecondsAndIsTriedOnce()
    {
        _first.Fails = true;
        Assert.Equal([2, 2, 2, 2], await SpeakAsync(4));
        Assert.Equal(2, _first.Asked);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([2, 2], await SpeakAsync(2));
        Assert.Equal(3, _first.Asked);
        _first.Fails = false;
        Assert.Equal([2], await SpeakAsync(1));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([1, 1], await SpeakAsync(2));
        Assert.Equal(5, _first.Asked);
    }

    [Fact]
    public async Task WithoutAnotherVoice_TheErrorIsTheVoices()
    {
        _first.Fails = true;
        var engine = new FallbackSpeechEngine(_first, () => null, _time);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("no throat", (await Assert.ThrowsAsync<SpeechException>(async () => await engine.SpeakAsync(Clause("Hi."), default))).Message);
        }
        Assert.Equal(4, _first.Asked);
    }

    [Fact]
    public async Task OtherVoiceThatCannotReadTheText_IsNotAsked()
    {
        _first.Fails = true;
        var engine = new FallbackSpeechEngine(_first, () => _second, _time);
        await Assert.ThrowsAsync<SpeechException>(async () => await engine.SpeakAsync(Clause("Привет"), default));
        Assert.Equal(0, _second.Asked);
    }

    private async Task<List<int>> SpeakAsync(int clauses)
    {
        _engine ??= new FallbackSpeechEngine(_first, () => _second, _time);
        var lengths = new List<int>();
        for (var i = 0; i < clauses; i++)
        {
            using var chunk = await _engine.SpeakAsync(Clause("Hi."), default);
            lengths.Add(chunk.Pcm.Length);
        }
        return lengths;
    }

    private FallbackSpeechEngine? _engine;

    private static Clause Clause(string text) => new(text, text, ClauseEnd.Sentence);

    /// <summary>Speaks as many samples as its number.</summary>
    private sealed class ScriptedEngine(int number) : ISpeechEngine
    {
        public bool Fails { get; set; }

        public int Asked { get; private set; }

        public bool CanRead(string text) => Script.IsMostlyLatin(text);

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
        {
            Asked++;
            return Fails ? throw new SpeechException("no throat") : ValueTask.FromResult(new SpeechChunk(new PcmBuffer(number), [], [], MediaTime.Zero));
        }
    }
}
