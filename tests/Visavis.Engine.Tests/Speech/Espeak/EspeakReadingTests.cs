using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Tests.Speech.Espeak;

public sealed class EspeakReadingTests(EspeakSpeechEngineTests.Workers workers) : IClassFixture<EspeakSpeechEngineTests.Workers>
{
    [Theory]
    [InlineData("en-us", "Hello there, how can I help you today?", "Hello=həlˈo^ʊ there=ðˈɛ^ɹ ,=, how=hˌa^ʊ can=kæn I=a^ɪ help=hˈɛlp you=juː today=tədˈe^ɪ ?=?")]
    [InlineData("en-us", "the end of the house in the lord", "the=ðɪ end=ˈɛnd of=ʌv the=ðə house=hˈa^ʊs in=ɪn the=ðə lord=lˈɔː^ɹd")]
    [InlineData("en-us", "Dr. Smith's dog isn't \"well-known\"...", "Dr.=dˈɑːktɚ Smith's=smˈɪθz dog=dˈɑːɡ isn't=ˌɪzənt well-known=wˈɛlnˈo^ʊn ...=.")]
    [InlineData("fr", "Qu'est-ce que c'est, l'homme est arrivé à 10 heures.", "Qu'est-ce=kɛs que=kˌə c'est=sˈɛ ,=, l'homme=lˈɔm est=ɛt arrivé=aʁivˈe à=a 10=dˈiz heures=ˈœʁ .=.")]
    [InlineData("es", "¿Los niños juegan (en la plaza)?", "Los=los niños=nˈiɲos juegan=xwˈeɣan en=en la=la plaza=plˈaθa ?=?")]
    [InlineData("de", "ich mag the website — sehr!", "ich=ɪç mag=mˈɑːk the=ðə website=wˈɛbsa^ɪt —=, sehr=zˈeːɾ !=!")]
    public async Task Text_IsReadWordByWord(string voice, string text, string expected)
    {
        var units = await workers.Pool.PhonemizeAsync(voice, text, default);
        Assert.Equal(expected, string.Join(' ', units.Select(unit => $"{text[unit.SourceStart..unit.SourceEnd]}={unit.Phonemes}")));
    }

    [Fact]
    public async Task JoinedWords_HaveNoSpaceBetween()
    {
        var units = await workers.Pool.PhonemizeAsync("en-us", "in the house", default);
        Assert.Equal([false, true, true], units.Select(unit => unit.SpaceAfter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("… 🎉 !")]
    [InlineData("\0\u0001\u001b[31m")]
    public async Task NothingToSay_GivesNoWord(string text)
    {
        var units = await workers.Pool.PhonemizeAsync("en-us", text.Replace("31m", "", StringComparison.Ordinal), default);
        Assert.DoesNotContain(units, unit => !unit.IsPunctuation);
    }

    [Theory]
    [InlineData(3, "nine ")]
    [InlineData(0, "9")]
    [InlineData(2, "🙂 a\n")]
    public async Task LongText_IsReadWithinTheBound(int space, string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, EspeakSpeechEngine.MaximumTextLength / part.Length));
        var units = await workers.Pool.PhonemizeAsync("en-us", text, default);
        AssertRanges(units, text);
        Assert.True(units.Count > space * 100);
    }

    [Fact]
    public async Task TooLongText_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<SpeechException>(() => workers.Pool.PhonemizeAsync("en-us", new string('a', 4001), default));
        Assert.Contains("4000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownVoice_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<SpeechException>(() => workers.Pool.PhonemizeAsync("xx-none", "a", default));
        Assert.Contains("xx-none", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRanges(IReadOnlyList<PronouncedUnit> units, string text)
    {
        var last = 0;
        foreach (var unit in units)
        {
            Assert.True(unit.SourceStart >= last && unit.SourceEnd > unit.SourceStart && unit.SourceEnd <= text.Length);
            last = unit.SourceEnd;
        }
    }
}
