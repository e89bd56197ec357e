using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Espeak;

public sealed class EspeakVoiceTests(EspeakSpeechEngineTests.Workers workers) : IClassFixture<EspeakSpeechEngineTests.Workers>
{
    [Theory]
    [InlineData("espeak-cs", "Dobrý den, jak se máte?")]
    [InlineData("espeak-sv-f", "God dag, hur mår du?")]
    [InlineData("espeak-tr", "İyi günler, nasılsınız?")]
    [InlineData("espeak-vi-f", "Xin chào, bạn có khỏe không?")]
    [InlineData("espeak-sw", "Habari yako, hujambo?")]
    [InlineData("espeak-uk-f", "Добрий день, як справи?")]
    [InlineData("espeak-el", "Καλημέρα, τι κάνετε;")]
    [InlineData("espeak-ar", "السلام عليكم كيف حالك")]
    [InlineData("espeak-he-f", "שלום מה שלומך היום")]
    [InlineData("espeak-hi", "नमस्ते आप कैसे हैं")]
    [InlineData("espeak-ta-f", "வணக்கம் எப்படி இருக்கிறீர்கள்")]
    [InlineData("espeak-ka", "გამარჯობა როგორ ხართ")]
    [InlineData("espeak-hy", "Բարև ձեզ, ինչպես եք")]
    [InlineData("espeak-ko", "안녕하세요 어떻게 지내세요")]
    [InlineData("espeak-ja", "こんにちは、おげんきですか")]
    [InlineData("espeak-am-f", "ሰላም ጤና ይስጥልኝ")]
    [InlineData("espeak-yue", "你好今日點呀")]
    [InlineData("espeak-cmn-f", "你好，今天天气很好。")]
    [InlineData("espeak-en-gb", "Good day, how are you?")]
    public async Task Language_IsSpokenFromItsOwnScript(string id, string text)
    {
        var voice = EspeakVoice.All.Single(voice => voice.Id == id);
        var engine = voice.ToVoice(workers.Pool).Engine;
        Assert.True(engine.CanRead(text));

        using var chunk = await engine.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), default);

        Assert.InRange(chunk.Pcm.Duration.Seconds, 0.6, 4);
        Assert.InRange(chunk.Phonemes.Count, 8, 45);
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(chunk.Words.Select(word => word.Word)));
    }

    [Fact]
    public async Task EveryVoice_IsKnownToTheLibrary()
    {
        foreach (var voice in EspeakVoice.Catalog(workers.Pool))
        {
            using var chunk = await voice.Engine.SpeakAsync(new Clause("Mama 7", "Mama 7", ClauseEnd.Sentence), default);
            Assert.True(chunk.Pcm.Duration.Seconds > 0.15, voice.Id);
        }
    }

    [Fact]
    public void Voices_SpeakOverAHundredLanguagesInBothGenders()
    {
        Assert.Equal(EspeakVoice.All.Count, EspeakVoice.All.Select(voice => voice.Id).Distinct().Count());
        Assert.InRange(EspeakVoice.All.Select(voice => voice.Language).Distinct().Count(), 100, 200);
        Assert.All(EspeakLanguage.All, language => Assert.Equal(
            ["female", "male"],
            EspeakVoice.All.Where(voice => voice.EspeakName.Split('+')[0] == language.EspeakName).Select(voice => voice.Gender).Order()));
        Assert.Equal(
            ["espeak-de Greta (espeak) female de-DE", "espeak-de-m German, male (espeak) male de-DE"],
            EspeakVoice.All.Where(voice => voice.Language == "German").Select(voice => $"{voice.Id} {voice.Name} {voice.Gender} {voice.Locale}"));
    }

    [Theory]
    [InlineData("espeak-ja", "ひらがな と カタカナ", true)]
    [InlineData("espeak-ja", "これは日本語です", false)]
    [InlineData("espeak-ja", "Tokyo", true)]
    [InlineData("espeak-yue", "你好", true)]
    [InlineData("espeak-yue", "こんにちは", false)]
    [InlineData("espeak-cmn", "日本語です", false)]
    [InlineData("espeak-el", "Καλημέρα", true)]
    [InlineData("espeak-el", "Привет", false)]
    [InlineData("espeak-hi", "नमस्ते", true)]
    [InlineData("espeak-bn", "नमस्ते", false)]
    [InlineData("espeak-ar", "שלום", false)]
    public void Voice_ReadsItsOwnScriptAndLatin(string id, string text, bool expected) =>
        Assert.Equal(expected, EspeakVoice.All.Single(voice => voice.Id == id).CanRead(text));

    [Theory]
    [InlineData("de_DE", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("en_US", "en-us")]
    [InlineData("en-gb", "en-gb")]
    [InlineData("pt_BR", "pt-br")]
    [InlineData("zh-CN", "cmn")]
    [InlineData("xx", null)]
    public void Locale_FindsItsLanguage(string locale, string? code) => Assert.Equal(code, EspeakLanguage.OfLocale(locale)?.Code);
}
