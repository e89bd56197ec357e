using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Kokoro;
using Visavis.Engine.Speech.Piper;
using Visavis.Engine.Tests.Speech.Espeak;
using Visavis.Engine.Tests.Speech.Kokoro;
using Visavis.Engine.Tests.Speech.Piper;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech;

/// <summary>What a listener and a face need of any voice, asked of Piper and Kokoro.</summary>
public sealed class SpokenVoiceTests(EspeakSpeechEngineTests.Workers workers) : IClassFixture<EspeakSpeechEngineTests.Workers>
{
    private const string English = "Please note that prices may change, so check the website before you book it in the shop.";

    [SharedVoicesTheory]
    [InlineData("joe", English)]
    [InlineData("af_heart", "Prices may change, so check.")]
    [InlineData("bf_emma", "It is rather hot, isn't it?")]
    [InlineData("ef_dora", "¿Dónde está, señor?")]
    [InlineData("ff_siwis", "L'ami est arrivé hier soir !")]
    [InlineData("if_sara", "Il gatto dorme, come sempre.")]
    [InlineData("pf_dora", "Olá, você fala muito bem.")]
    [InlineData("hf_alpha", "नमस्ते, आप कैसे हैं।")]
    public async Task Sentence_HasSoundAndMarksInOrder(string voice, string text)
    {
        using var chunk = await Engine(voice).SpeakAsync(Sentence(text), default);

        Assert.InRange(chunk.Pcm.Duration.Seconds, 1, 8);
        // One gain for all a voice says: sentences differ as they do between people.
        Assert.InRange(LoudnessMeter.Integrated(chunk.Pcm.Span), -22, -18);
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(chunk.Words.Select(word => word.Word)));
        AssertInOrder(chunk.Words.Select(word => (word.Start, word.End)), chunk.Pcm.Duration);
        AssertInOrder(chunk.Phonemes.Select(phoneme => (phoneme.Start, phoneme.End)), chunk.Pcm.Duration);
        Assert.All(chunk.Words.Where(word => !word.IsPunctuation), word => Assert.True(word.End > word.Start, word.Word));
        Assert.All(chunk.Phonemes, phoneme => Assert.True(char.IsLetter(phoneme.Symbol), $"'{phoneme.Symbol}'"));
        Assert.Contains(chunk.Phonemes, phoneme => phoneme.Stress == 1);
        AssertQuietEnds(chunk);
        Assert.True(Engine(voice).CanRead(text));
    }

    [SharedVoicesTheory]
    [InlineData("joe")]
    [InlineData("af_heart")]
    public async Task Words_LieWhereTheirPhonemesDo(string voice)
    {
        using var chunk = await Engine(voice).SpeakAsync(Sentence("Check the shop in the house."), default);
        var shop = chunk.Words.Single(word => word.Word == "shop");
        var inside = chunk.Phonemes.Where(phoneme => phoneme.Start >= shop.Start && phoneme.End <= shop.End).Select(phoneme => phoneme.Symbol);
        Assert.Equal("ʃɑp", string.Concat(inside));
        // Joined by espeak-ng: both words have a time of their own.
        Assert.Equal(["in", "the", "house"], chunk.Words.Where(word => word.Start >= shop.End && !word.IsPunctuation).Select(word => word.Word));
    }

    [SharedVoicesFact]
    public async Task HalvesOfSounds_AreOnePhoneme()
    {
        using var chunk = await Engine("joe").SpeakAsync(Sentence("Joe chose my choice."), default);
        Assert.Equal("ʤOʧOzmIʧYs", string.Concat(chunk.Phonemes.Select(phoneme => phoneme.Symbol)));
    }

    [SharedVoicesFact]
    public async Task Voice_IsAsLoudAsTheOthersOnAverage()
    {
        string[] texts = ["Hello there, how can I help you today?", English, "The quick brown fox jumps over the lazy dog."];
        var engine = new PiperSpeechEngine(PiperVoices.Joe, null, workers.Pool, steady: true);
        var loudness = new List<double>();
        foreach (var text in texts)
        {
            using var chunk = await engine.SpeakAsync(Sentence(text), default);
            loudness.Add(LoudnessMeter.Integrated(chunk.Pcm.Span));
            Assert.True(chunk.Pcm.Span.ToArray().Max(MathF.Abs) <= Loudness.Ceiling + 0.001f);
        }
        Assert.Equal(-20, loudness.Average(), 1.0);
    }

    [SharedVoicesTheory]
    [InlineData("joe")]
    public async Task ClauseThatGoesOn_IsNotSaidAsAnEnd(string voice)
    {
        using var ends = await Engine(voice).SpeakAsync(Sentence("if you go there"), default);
        using var goesOn = await Engine(voice).SpeakAsync(new Clause("if you go there", "if you go there", ClauseEnd.Open), default);
        Assert.NotEqual(ends.Pcm.Span.ToArray(), goesOn.Pcm.Span.ToArray());
        Assert.True(ends.PauseAfter > goesOn.PauseAfter);
    }

    [SharedVoicesTheory]
    [InlineData("joe")]
    [InlineData("af_heart")]
    public async Task SpeedAndPause_AreTheClauses(string voice)
    {
        var clause = Sentence("The house is small.");
        using var normal = await Engine(voice).SpeakAsync(clause, default);
        using var fast = await Engine(voice).SpeakAsync(clause with { Speed = 1.5f, Pause = MediaTime.FromSeconds(3) }, default);
        Assert.InRange((double)fast.Pcm.Length / normal.Pcm.Length, 0.5, 0.9);
        Assert.InRange(fast.PauseAfter.Seconds, 2.7, 3);
    }

    [SharedVoicesTheory]
    [InlineData("joe", "təmˈɑtoʊ", "tʌmɑtO")]
    [InlineData("af_heart", "təˈmɑːtoʊ", "təmɑtO")]
    [InlineData("bf_emma", "təˈmɑːtəʊ", "təmɑtQ")]
    public async Task GivenSounds_AreSaid(string voice, string ipa, string expected)
    {
        const string Text = "A tomato, please.";
        using var chunk = await Engine(voice).SpeakAsync(Sentence(Text) with { Readings = [new Reading(2, 8, ipa, true)] }, default);
        var word = chunk.Words.Single(word => word.Word == "tomato");
        var inside = chunk.Phonemes.Where(phoneme => phoneme.Start >= word.Start && phoneme.End <= word.End).Select(phoneme => phoneme.Symbol);
        Assert.Equal(expected.Replace('ʌ', 'ə'), string.Concat(inside));
    }

    [SharedVoicesTheory]
    [InlineData("joe")]
    public async Task Respelling_IsSaidAndTheWordShownAsWritten(string voice)
    {
        using var chunk = await Engine(voice).SpeakAsync(Sentence("Ask ACME now.") with { Readings = [new Reading(4, 8, "a company", false)] }, default);
        Assert.Equal(["Ask", "ACME", "now", "."], chunk.Words.Select(word => word.Word));
        Assert.Contains("kʌmp", string.Concat(chunk.Phonemes.Select(phoneme => phoneme.Symbol)), StringComparison.Ordinal);
    }

    [SharedVoicesTheory]
    [InlineData("joe", "Null\0 and \u0001 \u001b[31m controls.")]
    [InlineData("joe", "<speak>[[h@l'oU]] 🎉 & more</speak>")]
    [InlineData("joe", "?!?! ... ¿¡ -- hm…")]
    [InlineData("af_heart", "Null\0 🎉 <b>is</b> [31m.")]
    public async Task HostileText_IsSpokenAsText(string voice, string text)
    {
        using var chunk = await Engine(voice).SpeakAsync(Sentence(text), default);
        Assert.True(chunk.Pcm.Duration.Seconds > 0.2);
        AssertInOrder(chunk.Words.Select(word => (word.Start, word.End)), chunk.Pcm.Duration);
    }

    [SharedVoicesTheory]
    [InlineData("joe")]
    [InlineData("af_heart")]
    [InlineData("ff_siwis")]
    public async Task NothingToSay_GivesAnEmptyChunk(string voice)
    {
        using var chunk = await Engine(voice).SpeakAsync(Sentence("… 🎉 !"), default);
        Assert.Equal((0, 0, 0), (chunk.Pcm.Length, chunk.Words.Count, chunk.Phonemes.Count));
    }

    [SharedVoicesFact]
    public async Task LongText_IsSpokenInPieces()
    {
        var text = string.Concat(Enumerable.Repeat("one two three four five, ", 24)).TrimEnd(' ', ',') + ".";
        using var chunk = await Engine("joe").SpeakAsync(Sentence(text), default);
        Assert.InRange(chunk.Pcm.Duration.Seconds, 24, 60);
        AssertInOrder(chunk.Words.Select(word => (word.Start, word.End)), chunk.Pcm.Duration);
    }

    [SharedVoicesTheory]
    [InlineData("joe")]
    [InlineData("af_heart")]
    [InlineData("ff_siwis")]
    public async Task TooLongText_IsRefusedByName(string voice)
    {
        var error = await Assert.ThrowsAsync<SpeechException>(async () => await Engine(voice).SpeakAsync(Sentence(new string('a', 4001)), default));
        Assert.Contains("4000", error.Message, StringComparison.Ordinal);
    }

    [SharedVoicesFact]
    public async Task ManyAtOnce_GiveTheSameSound()
    {
        var chunks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Engine("joe").SpeakAsync(Sentence("How are you?"), default).AsTask()));
        Assert.All(chunks, chunk => Assert.Equal(chunks[0].Pcm.Span.ToArray(), chunk.Pcm.Span.ToArray()));
        Array.ForEach(chunks, chunk => chunk.Dispose());
    }

    [SharedVoicesTheory]
    [InlineData("joe")]
    [InlineData("af_heart")]
    public async Task Cancelled_SpeaksNoMore(string voice)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Engine(voice).SpeakAsync(Sentence("Hello."), cancelled.Token));
    }

    [SharedVoicesTheory]
    [InlineData("joe", "Привет, мир")]
    [InlineData("af_heart", "你好")]
    [InlineData("ff_siwis", "Привет, мир")]
    [InlineData("hf_alpha", "Привет, мир")]
    public void ForeignScript_CannotBeRead(string voice, string text) => Assert.False(Engine(voice).CanRead(text));

    [SharedVoicesFact]
    public void UnknownSpeaker_IsRefusedByName()
    {
        var error = Assert.Throws<SpeechException>(() => new PiperSpeechEngine(PiperVoices.Joe, 4, workers.Pool));
        Assert.Contains("no speaker 4", error.Message, StringComparison.Ordinal);
    }

    private static Clause Sentence(string text) => new(text, text, ClauseEnd.Sentence);

    private static void AssertInOrder(IEnumerable<(MediaTime Start, MediaTime End)> marks, MediaTime end)
    {
        var last = MediaTime.Zero;
        foreach (var mark in marks)
        {
            Assert.True(mark.Start >= last && mark.End >= mark.Start && mark.End <= end);
            last = mark.End;
        }
    }

    /// <summary>40 to 80 ms of silence before, some 60 behind, both faded.</summary>
    private static void AssertQuietEnds(SpeechChunk chunk)
    {
        var sound = chunk.Pcm.Span.ToArray();
        var peak = sound.Max(MathF.Abs);
        var first = Array.FindIndex(sound, sample => MathF.Abs(sample) > peak / 20);
        var last = Array.FindLastIndex(sound, sample => MathF.Abs(sample) > peak / 20);
        Assert.InRange(new MediaTime(first).Milliseconds, 35, 200);
        Assert.InRange(new MediaTime(sound.Length - last).Milliseconds, 35, 250);
        Assert.True(MathF.Abs(sound[0]) < 0.001f && MathF.Abs(sound[^1]) < 0.001f);
    }

    /// <summary>The gain of joe is given but where it is looked at: measuring takes a second.</summary>
    private ISpeechEngine Engine(string voice) => voice == "joe"
        ? new PiperSpeechEngine(PiperVoices.Joe, null, workers.Pool, gainDecibels: 5.7f, steady: true)
        : new KokoroSpeechEngine(KokoroVoices.Model, voice, KokoroVoices.Pronouncers, workers.Pool);
}
