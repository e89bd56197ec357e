using Visavis.Engine.Media;
using Visavis.Engine.Text;
using Visavis.Engine.Text.Ssml;

namespace Visavis.Engine.Tests.Text.Ssml;

public sealed class SsmlDocumentTests
{
    [Fact]
    public void PlainText_IsOneClause() =>
        Assert.Equal(["Hello there.|Paragraph|1|"], Parse("<speak>Hello there.</speak>"));

    [Fact]
    public void Prologue_NamespaceAndCommentsAreAllowed() => Assert.Equal(
        ["Hello you.|Paragraph|1|"],
        Parse("""<?xml version="1.0"?><speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US">Hello <!-- not this --> you.</speak>"""));

    [Fact]
    public void ParagraphsAndSentences_EndAsTheySay() => Assert.Equal(
        ["One|Sentence|1|", "Two.|Paragraph|1|", "Three|Paragraph|1|"],
        Parse("<speak><p><s>One</s><s>Two.</s></p><p>Three</p></speak>"));

    [Theory]
    [InlineData("""<break time="500ms"/>""", 500)]
    [InlineData("""<break time="1.5s"/>""", 1500)]
    [InlineData("<break/>", 450)]
    [InlineData("""<break strength="none"/>""", 0)]
    [InlineData("""<break strength="x-strong"></break>""", 1200)]
    [InlineData("""<break time="1s"/> <break time="2s"/>""", 3000)]
    public void Break_IsTheRestBehindTheClause(string element, int milliseconds) => Assert.Equal(
        [$"Wait|Open|1|{milliseconds}", "now.|Paragraph|1|"], Parse($"<speak>Wait {element} now.</speak>"));

    [Fact]
    public void BreakInFront_IsAClauseOfItsOwn() =>
        Assert.Equal(["|Paragraph|1|2000", "Now.|Paragraph|1|"], Parse("""<speak><break time="2s"/>Now.</speak>"""));

    [Theory]
    [InlineData("slow", 0.8)]
    [InlineData("x-fast", 1.6)]
    [InlineData("90%", 0.9)]
    [InlineData("+20%", 1.2)]
    [InlineData("-10%", 0.9)]
    [InlineData("1.5", 1.5)]
    public void Rate_IsTheSpeedOfItsClauses(string rate, double speed) => Assert.Equal(
        ["Now|Open|1|", FormattableString.Invariant($"slower please|Open|{speed:0.##}|"), "again.|Paragraph|1|"],
        Parse($"""<speak>Now <prosody rate="{rate}">slower please</prosody> again.</speak>"""));

    [Fact]
    public void Readings_KeepTheirWrittenWordsInPlace()
    {
        var clauses = SsmlDocument.Parse(
            """<speak>The <sub alias="World Wide Web Consortium">W3C</sub> met <phoneme alphabet="ipa" ph="ʃˈuː">Xu</phoneme>, and <say-as interpret-as="ordinal">3</say-as> came <sub alias="x">Y</sub>.</speak>""", "en-US");

        Assert.Equal("The W3C met Xu, and 3 came Y.", clauses[^1].Sentence);
        Assert.Equal(
            [("W3C", "World Wide Web Consortium", false), ("Xu", "ʃˈuː", true), ("3", "3rd", false), ("Y", "x", false)],
            clauses.SelectMany(clause => clause.Readings.Select(reading => (clause.Text[reading.Start..reading.End], reading.Say, reading.IsIpa))));
    }

    [Theory]
    [InlineData("characters", "", "a1b", "en-US", "A, 1, B")]
    [InlineData("digits", "", "2026", "en-US", "2 0 2 6")]
    [InlineData("cardinal", "", "1,234", "en-US", "1,234")]
    [InlineData("ordinal", "", "12", "en-US", "12th")]
    [InlineData("ordinal", "", "22", "en-US", "22nd")]
    [InlineData("ordinal", "", "3", "de-DE", "dritte")]
    [InlineData("ordinal", "", "4", "fr-FR", "4ème")]
    [InlineData("date", "dmy", "3/4/2026", "en-US", "2026-04-03")]
    [InlineData("date", "mdy", "3/4/26", "en-US", "2026-03-04")]
    [InlineData("date", "", "31.12.2026", "de-DE", "2026-12-31")]
    [InlineData("date", "", "soon", "de-DE", "soon")]
    [InlineData("telephone", "", "+49 30 123", "en-US", "+ 4 9, 3 0, 1 2 3")]
    [InlineData("time", "", "2:30pm", "en-US", "2:30pm")]
    [InlineData("currency", "", "$4.50", "en-US", "$4.50")]
    public void SayAs_IsAReading(string kind, string format, string written, string locale, string said)
    {
        var attribute = format.Length > 0 ? $"format=\"{format}\"" : "";
        var clauses = SsmlDocument.Parse($"""<speak><say-as interpret-as="{kind}" {attribute}>{written}</say-as></speak>""", locale);
        Assert.Equal([new Reading(0, written.Length, said, false)], Assert.Single(clauses).Readings);
    }

    [Fact]
    public void StrongEmphasis_IsSetOffAndSlower() => Assert.Equal(
        ["This is|Open|1|60", "very|Open|0.85|60", "good.|Paragraph|1|"],
        Parse("""<speak>This is <emphasis level="strong">very</emphasis> <emphasis>good</emphasis>.</speak>"""));

    [Theory]
    [InlineData("Hello", "The SSML is not well-formed at line 1, position 1")]
    [InlineData("<p>Hello</p>", "SSML must have <speak> as its outermost element.")]
    [InlineData("<speak>a<b</speak>", "not well-formed")]
    [InlineData("<!DOCTYPE speak [<!ENTITY a \"b\">]><speak>&a;</speak>", "a document type is not allowed.")]
    [InlineData("<speak>&undefined;</speak>", "not well-formed")]
    [InlineData("<speak>\n <audio src=\"x\"/></speak>", "line 2, position 3: <audio> is not supported here; these are: speak, p, s, break, emphasis, prosody, say-as, phoneme, sub.")]
    [InlineData("<speak><prosody pitch=\"high\">a</prosody></speak>", "the attribute 'pitch' of <prosody> is not supported here.")]
    [InlineData("<speak><prosody rate=\"5\">a</prosody></speak>", "the rate '5' of a prosody must be")]
    [InlineData("<speak><break time=\"1h\"/></speak>", "the time '1h' of a break must be such as 500ms or 1.5s, at most 10 s.")]
    [InlineData("<speak><break time=\"11s\"/></speak>", "at most 10 s.")]
    [InlineData("<speak><say-as interpret-as=\"song\">a</say-as></speak>", "not 'song'")]
    [InlineData("<speak><say-as>a</say-as></speak>", "<say-as> must have the attribute 'interpret-as'.")]
    [InlineData("<speak><phoneme alphabet=\"x-sampa\" ph=\"a\">a</phoneme></speak>", "a phoneme's alphabet must be ipa.")]
    [InlineData("<speak><sub alias=\"b\"><s>a</s></sub></speak>", "<sub> may hold text only.")]
    [InlineData("<speak><sub alias=\"b\"/></speak>", "must hold from 1 to 400 characters")]
    [InlineData("<speak><break>a</break></speak>", "<break> must be empty.")]
    [InlineData("<speak><speak>a</speak></speak>", "<speak> is not supported here")]
    public void WrongMarkup_IsNamed(string ssml, string part) =>
        Assert.Contains(part, Assert.Throws<SsmlException>(() => SsmlDocument.Parse(ssml, "en-US")).Message, StringComparison.Ordinal);

    [Fact]
    public void Limits_AreNamed()
    {
        Assert.Contains("at most 20000 characters", Fault($"<speak>{new string('a', 20_000)}</speak>"), StringComparison.Ordinal);
        Assert.Contains("at most 2000 elements", Fault($"<speak>{string.Concat(Enumerable.Repeat("<p/>", 2_000))}</speak>"), StringComparison.Ordinal);
        Assert.Contains("at most 32 deep", Fault($"<speak>{string.Concat(Enumerable.Repeat("<p>", 40))}{string.Concat(Enumerable.Repeat("</p>", 40))}</speak>"), StringComparison.Ordinal);
    }

    private static string Fault(string ssml) => Assert.Throws<SsmlException>(() => SsmlDocument.Parse(ssml, "en-US")).Message;

    private static IEnumerable<string> Parse(string ssml) => SsmlDocument.Parse(ssml, "en-US").Select(
        clause => FormattableString.Invariant($"{clause.Text}|{clause.End}|{clause.Speed:0.##}|{(clause.Pause is { } pause ? $"{pause.Milliseconds:0}" : "")}"));
}
