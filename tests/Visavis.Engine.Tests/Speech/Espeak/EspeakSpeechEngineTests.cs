using System.Diagnostics;
using System.Globalization;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Espeak;

public sealed class EspeakSpeechEngineTests(EspeakSpeechEngineTests.Workers workers) : IClassFixture<EspeakSpeechEngineTests.Workers>
{
    private static readonly (string Voice, string Text)[] Sentences =
    [
        ("espeak-de", "Äpfel kosten heute drei Euro, nicht wahr?"),
        ("espeak-fr", "Bonjour, l'ami est arrivé hier soir."),
        ("espeak-es", "¿Dónde está la biblioteca, señor?"),
        ("espeak-it", "Il gatto dorme sul divano, come sempre."),
        ("espeak-pt-br", "Olá, você fala português muito bem."),
        ("espeak-pl", "Dzień dobry, jak się pan miewa?"),
        ("espeak-nl", "Goedemorgen, hoe gaat het met u?"),
        ("espeak-ru", "Привет, мир прекрасен сегодня!"),
        ("espeak-cmn", "你好，今天天气很好。"),
    ];

    public static TheoryData<int> Voices => [.. Enumerable.Range(0, Sentences.Length)];

    [Theory]
    [MemberData(nameof(Voices))]
    public async Task Sentence_HasSoundAndMarksInOrder(int index)
    {
        var (voice, text) = Sentences[index];
        using var chunk = await Engine(voice).SpeakAsync(Sentence(text), default);

        Assert.InRange(chunk.Pcm.Duration.Seconds, 1, 6);
        Assert.InRange(SpeechLevel(chunk.Pcm.Span), -24, -17);
        Assert.True(Math.Abs(chunk.Pcm.Span[0]) < 0.001f && Math.Abs(chunk.Pcm.Span[^1]) < 0.001f);
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(chunk.Words.Select(word => word.Word)));
        AssertInOrder(chunk.Words.Select(word => (word.Start, word.End)), chunk.Pcm.Duration);
        AssertInOrder(chunk.Phonemes.Select(phoneme => (phoneme.Start, phoneme.End)), chunk.Pcm.Duration);
        Assert.InRange(chunk.Phonemes.Count, 12, 45);
        Assert.All(chunk.Phonemes, phoneme => Assert.True(char.IsLetter(phoneme.Symbol), $"'{phoneme.Symbol}'"));
        Assert.Contains(chunk.Phonemes, phoneme => phoneme.Stress == 1 || voice == "espeak-cmn");
        Assert.Equal(Pauses.Of(ClauseEnd.Sentence), chunk.PauseAfter);
        Assert.True(Engine(voice).CanRead(text));
    }

    [Fact]
    public async Task GermanSentence_GivesItsPhonemesWithStress()
    {
        using var chunk = await Engine("espeak-de").SpeakAsync(Sentence("Mama kauft ein Auto."), default);

        Assert.Equal("mɑmɑkWft", string.Concat(chunk.Phonemes.Select(p => p.Symbol))[..8]);
        Assert.Equal(["Mama", "kauft", "ein", "Auto", "."], chunk.Words.Select(word => word.Word));
        Assert.Equal([0, 1, 0, 0], chunk.Phonemes.Take(4).Select(p => (int)p.Stress));
        Assert.True(chunk.Words[1].Start <= chunk.Phonemes[4].Start && chunk.Phonemes[7].End <= chunk.Words[1].End);
    }

    [Fact]
    public async Task StopBetweenVowels_IsQuietWhereItsPhonemeIs()
    {
        using var chunk = await Engine("espeak-es").SpeakAsync(Sentence("Pata."), default);

        var vowel = chunk.Phonemes.First(p => p.Symbol == 'a');
        var stop = chunk.Phonemes.First(p => p.Symbol == 't');
        Assert.True(Power(chunk, vowel.Start, vowel.End) > 10 * Power(chunk, stop.Start, stop.Start + MediaTime.FromMilliseconds(25)));
    }

    [Fact]
    public async Task NothingToSay_GivesAnEmptyChunk()
    {
        using var chunk = await Engine("espeak-de").SpeakAsync(Sentence("… 🎉 !"), default);
        Assert.Equal((0, 0, 0), (chunk.Pcm.Length, chunk.Words.Count, chunk.Phonemes.Count));
    }

    [Theory]
    [InlineData("Das ist <b>ein Test</b> &amp; mehr.")]
    [InlineData("Null\0 und \u0001 \u0019 \u001b[31m Steuerzeichen.")]
    [InlineData("[[h@'loU]] Welt")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301\u0301 %s%n%x ../../etc/passwd")]
    public async Task HostileText_IsSpokenAsText(string text)
    {
        using var chunk = await Engine("espeak-de").SpeakAsync(Sentence(text), default);
        Assert.True(chunk.Pcm.Duration.Seconds > 0.3);
        AssertInOrder(chunk.Words.Select(word => (word.Start, word.End)), chunk.Pcm.Duration);
    }

    [Fact]
    public async Task SpeechMarkup_IsNotInterpreted()
    {
        using var plain = await Engine("espeak-de").SpeakAsync(Sentence("Eins zwei."), default);
        using var marked = await Engine("espeak-de").SpeakAsync(Sentence("Eins <break time=\"9s\"/> zwei."), default);
        Assert.True(marked.Phonemes.Count > plain.Phonemes.Count);
        Assert.InRange(marked.Pcm.Duration.Seconds, 0.5, 8);
    }

    [Fact]
    public async Task HundredThousandCharacters_AreRefusedByName()
    {
        var error = await Assert.ThrowsAsync<SpeechException>(async () => await Engine("espeak-de").SpeakAsync(Sentence(new string('a', 100_000)), default));
        Assert.Contains("4000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongestText_IsSpokenWithinTheBound()
    {
        using var chunk = await Engine("espeak-de").SpeakAsync(Sentence(new string('9', EspeakSpeechEngine.MaximumTextLength)), default);
        Assert.InRange(chunk.Pcm.Duration.Seconds, 10, 121);
    }

    [Fact]
    public async Task UnknownVoice_IsRefusedAndTheNextClauseStillSpoken()
    {
        var nobody = new EspeakSpeechEngine(EspeakVoice.All[0] with { EspeakName = "xx-none" }, workers.Pool);
        var error = await Assert.ThrowsAsync<SpeechException>(async () => await nobody.SpeakAsync(Sentence("Hallo."), default));
        Assert.Contains("xx-none", error.Message, StringComparison.Ordinal);
        using var chunk = await Engine("espeak-de").SpeakAsync(Sentence("Hallo."), default);
        Assert.True(chunk.Pcm.Length > 0);
    }

    [Fact]
    public async Task WorkerKilledIdleOrSpeaking_CostsNoClause()
    {
        using var pool = new EspeakWorkerPool(Workers.Launch, 1, TimeProvider.System);
        var engine = new EspeakSpeechEngine(EspeakVoice.All[0], pool);
        (await engine.SpeakAsync(Sentence("Hallo."), default)).Dispose();
        var first = Assert.Single(pool.ProcessIds);
        Kill(first);
        using var idle = await engine.SpeakAsync(Sentence("Hallo, wieder da."), default);
        var second = Assert.Single(pool.ProcessIds);
        var speaking = engine.SpeakAsync(Sentence(string.Concat(Enumerable.Repeat("Sehr lange Rede ", 200))), default).AsTask();
        Kill(second);
        using var cut = await speaking;
        using var next = await engine.SpeakAsync(Sentence("Weiter."), default);

        Assert.NotEqual(first, second);
        Assert.True(idle.Pcm.Length > 0 && cut.Pcm.Length > 0 && next.Pcm.Length > 0);
    }

    [Theory]
    [InlineData("/bin/true")]
    [InlineData("/no/such/program")]
    public async Task ProgramThatIsNoWorker_IsAnError(string program)
    {
        using var pool = new EspeakWorkerPool(new EspeakLaunch(program, []), 1, TimeProvider.System);
        var engine = new EspeakSpeechEngine(EspeakVoice.All[0], pool);
        await Assert.ThrowsAsync<SpeechException>(async () => await engine.SpeakAsync(Sentence("Hallo."), default));
    }

    [Fact]
    public async Task Worker_IsHeldToSecondsOfProcessorTimeAndLeavesNoCore()
    {
        using var pool = new EspeakWorkerPool(Workers.Launch, 1, TimeProvider.System);
        (await new EspeakSpeechEngine(EspeakVoice.All[0], pool).SpeakAsync(Sentence("Hallo."), default)).Dispose();
        var limits = (await File.ReadAllLinesAsync($"/proc/{Assert.Single(pool.ProcessIds)}/limits"))
            .Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToDictionary(row => row[0], row => row[1]);
        Assert.Equal("0", limits["Max core file size"]);
        Assert.InRange(int.Parse(limits["Max cpu time"], CultureInfo.InvariantCulture), 20, 40);
    }

    [Fact]
    public async Task DisposedPool_LeavesNoProcess()
    {
        var pool = new EspeakWorkerPool(Workers.Launch, 1, TimeProvider.System);
        (await new EspeakSpeechEngine(EspeakVoice.All[0], pool).SpeakAsync(Sentence("Hallo."), default)).Dispose();
        using var process = Process.GetProcessById(Assert.Single(pool.ProcessIds));
        pool.Dispose();
        await process.WaitForExitAsync();
        Assert.Empty(pool.ProcessIds);
    }

    [Fact]
    public async Task TenSessionsAtOnce_EachGetTheirOwnSpeech()
    {
        var alone = new List<string>();
        foreach (var (_, text) in Sentences)
        {
            alone.Add(await Words(alone.Count));
        }
        var together = await Task.WhenAll(Enumerable.Range(0, 10).Select(async session =>
        {
            var all = new List<string>();
            for (var i = 0; i < 4; i++)
            {
                all.Add(await Words((i + session) % Sentences.Length));
            }
            return all;
        }));
        Assert.All(together.Index(), s => Assert.Equal(Enumerable.Range(0, 4).Select(i => alone[(i + s.Index) % alone.Count]), s.Item));
    }

    [Theory]
    [InlineData("espeak-de", "Grüße", true)]
    [InlineData("espeak-de", "Привет", false)]
    [InlineData("espeak-ru", "Привет", true)]
    [InlineData("espeak-cmn", "你好", true)]
    [InlineData("espeak-fr", "你好", false)]
    [InlineData("espeak-fr", "123 !", true)]
    public void Script_SaysWhetherAVoiceCanRead(string voice, string text, bool expected) => Assert.Equal(expected, Engine(voice).CanRead(text));

    /// <summary>
    /// Phonemes and words of a sentence, without times: what espeak-ng said before changes the length of what it says next, mostly by
    /// less than 2 ms in 2 s, seldom by 10 (French) or 100 (German).
    /// </summary>
    private async Task<string> Words(int index)
    {
        using var chunk = await Engine(Sentences[index].Voice).SpeakAsync(Sentence(Sentences[index].Text), default);
        return string.Concat(chunk.Phonemes.Select(p => p.Symbol)) + string.Join(' ', chunk.Words.Select(word => word.Word));
    }

    private EspeakSpeechEngine Engine(string id) => new(EspeakVoice.All.Single(voice => voice.Id == id), workers.Pool);

    private static Clause Sentence(string text) => new(text, text, ClauseEnd.Sentence);

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    private static void AssertInOrder(IEnumerable<(MediaTime Start, MediaTime End)> marks, MediaTime end)
    {
        var at = MediaTime.Zero;
        foreach (var mark in marks)
        {
            Assert.True(at <= mark.Start && mark.Start <= mark.End && mark.End <= end, $"{mark} behind {at}");
            at = mark.End;
        }
    }

    private static double Power(SpeechChunk chunk, MediaTime from, MediaTime to) =>
        chunk.Pcm.Span[(int)from.Samples..(int)to.Samples].ToArray().Average(s => s * s);

    /// <summary>Mean level in dB of the 10 ms frames that are not silent.</summary>
    private static double SpeechLevel(ReadOnlySpan<float> pcm)
    {
        var frames = pcm.ToArray().Chunk(480).Select(frame => frame.Average(s => s * s)).Where(power => power > 1e-5);
        return 10 * Math.Log10(frames.Average());
    }

    public sealed class Workers : IDisposable
    {
        /// <summary>The tests' own assembly run as a program.</summary>
        public static EspeakLaunch Launch { get; } = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Workers).Assembly.Location, EspeakWorker.Command]);

        public EspeakWorkerPool Pool { get; } = new(Launch, 2, TimeProvider.System);

        public void Dispose() => Pool.Dispose();
    }
}
