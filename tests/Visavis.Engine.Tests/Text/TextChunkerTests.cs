using System.Text;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

public sealed class TextChunkerTests
{
    [Theory]
    [InlineData("Hello there. How are you?", "Hello there./S|How are you?/S")]
    [InlineData("Well, it is 3.14 or 1,000 at most.", "Well,/C|it is 3.14 or 1,000 at most./S")]
    [InlineData("Dr. Smith met Mrs. Jones at 5 p.m. on Monday. They left.", "Dr. Smith met Mrs. Jones/O|at 5 p.m. on Monday./S|They left./S")]
    [InlineData("He lives in the U.S. The weather is good.", "He lives in the U.S./S|The weather is good./S")]
    [InlineData("The U.S. Army came, e.g. to help.", "The U.S. Army came,/C|e.g. to help./S")]
    [InlineData("I like J. R. Smith etc. and so on.", "I like J. R. Smith etc./O|and so on./S")]
    [InlineData("\"Yes!\" he said. (Really.) \"No.\" She left.", "\"Yes!\"/C|he said./S|(Really.)/S|\"No.\"/S|She left./S")]
    [InlineData("Wait... what? Hm… Yes.", "Wait.../C|what?/S|Hm…/S|Yes./S")]
    [InlineData("See https://a.b/c?d=1,2. Mail me@x.org, please.", "See https://a.b/c?d=1,2./S|Mail me@x.org, please./S")]
    [InlineData("I said no. Take no. 5 now.", "I said no./S|Take no. 5 now./S")]
    [InlineData("First paragraph\n\nSecond one.", "First paragraph/P|Second one./S")]
    [InlineData("# Title\nText here.", "Title/P|Text here./S")]
    [InlineData("List:\n- one\n- two\n\nEnd", "List:/P|one/P|two/P|End/S")]
    [InlineData("你好。今天天气很好！我们走吧？", "你好。/S|今天天气很好！/S|我们走吧？/S")]
    [InlineData("「はい。」と言った。", "「はい。」/S|と言った。/S")]
    [InlineData("word—another one", "word—/C|another one/S")]
    [InlineData("Great! 🎉 👩‍👩‍👧 Next one.", "Great!/S|🎉 👩‍👩‍👧 Next one./S")]
    [InlineData("« Oui. » Il part.", "« Oui. »/S|Il part./S")]
    [InlineData("The quick brown fox jumps over the lazy dog and runs away from it all", "The quick brown fox jumps/O|over the lazy dog and runs away from it all/S")]
    [InlineData("🎉 ... !!", "")]
    [InlineData("   \n\n ", "")]
    [InlineData("", "")]
    public void WholeText_CutWhereAVoiceWouldBreathe(string text, string expected)
    {
        var chunker = new TextChunker();
        Assert.Equal(expected, Show(chunker.Append(text).Concat(chunker.Finish())));
        Assert.False(chunker.HasPending);
    }

    [Theory]
    [InlineData("We met on Monday and talked.", "We met on Monday/O|and talked./S", "We met on Monday and talked./S")]
    [InlineData("I walk home with my dog.", "I walk home/O|with my dog./S", "I walk home with my dog./S")]
    [InlineData("Come in and sit. I walk home with my dog.", "Come in and sit./S|I walk home with my dog./S", "Come in and sit./S|I walk home with my dog./S")]
    [InlineData("Well, I walk home with my dog.", "Well,/C|I walk home with my dog./S", "Well,/C|I walk home with my dog./S")]
    public void SlowVoice_HasAFirstClauseThatEndsAtTheFirstJoint(string text, string hurried, string usual)
    {
        Assert.Equal(hurried, Whole(new TextChunker(hurries: true)));
        Assert.Equal(usual, Whole(new TextChunker()));

        string Whole(TextChunker chunker) => Show(chunker.Append(text).Concat(chunker.Finish()));
    }

    [Fact]
    public void LongSentence_PartedAtItsCommasAndAfterAboutTwelveWords()
    {
        var chunker = new TextChunker();
        var clauses = chunker.Append("Yes. One two three, four five six, seven eight nine ten eleven twelve because thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
            + "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa.").ToList();

        clauses.AddRange(chunker.Finish());
        Assert.Equal("Yes./S|One two three, four five six,/C|seven eight nine ten eleven twelve/O|because thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty alpha bravo charlie/O"
            + "|delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa./S", Show(clauses));
    }

    [Fact]
    public void Sentence_GrowsWithItsClausesAndEndsWithTheText()
    {
        var chunker = new TextChunker();
        var clauses = chunker.Append("Well, here we are at last, my friend. Next. ");

        Assert.Equal(["Well,", "Well, here we are at last,", "Well, here we are at last, my friend.", "Next."], clauses.Select(c => c.Sentence));
        Assert.Equal([true, false, false, true], clauses.Select(c => c.BeginsSentence));
    }

    [Theory]
    [InlineData("It costs 3.", "It costs 3./S")]
    [InlineData("Hello Dr.", "")]
    [InlineData("Hello there my friend", "")]
    [InlineData("今天天气很好我们走", "")]
    [InlineData("I would like to tell", "")]
    [InlineData("Hello my friend ", "Hello my friend/O")]
    [InlineData("Hello and ", "")]
    [InlineData("Nice to meet you in Par", "Nice to meet you/O")]
    [InlineData("Hel", "")]
    [InlineData("\"Hello!", "\"Hello!/S")]
    [InlineData("In 1999,", "In 1999,/C")]
    public void PauseInTheFirstClause_ReleasesWhatMakesSense(string text, string expected)
    {
        var chunker = new TextChunker();
        Assert.Empty(chunker.Append(text));
        Assert.Equal(expected, Show(chunker.Pause()));
    }

    [Fact]
    public void LongSilence_ReleasesEvenAnOpenToken()
    {
        var chunker = new TextChunker();
        chunker.Append("Hello. Wor");
        Assert.True(chunker.HasPending);
        Assert.Equal("", Show(chunker.Pause()) + Show(chunker.Pause()) + Show(chunker.Pause()));
        Assert.Equal("Wor/O", Show(chunker.Pause()));
        Assert.False(chunker.HasPending);
    }

    [Theory]
    [InlineData("3.", "14 is pi.", "3.14 is pi./S")]
    [InlineData("Dr.", " Smith left.", "Dr. Smith left./S")]
    [InlineData("He said \"no.", "\" Then left.", "He said \"no.\"/S|Then left./S")]
    [InlineData("Visit example.", "com now.", "Visit example.com now./S")]
    [InlineData("(Really.", ") Then left.", "(Really.)/S|Then left./S")]
    [InlineData("„Wirklich?", "“ fragte sie.", "„Wirklich?“/C|fragte sie./S")]
    public void AmbiguousEndOfADelta_WaitsForWhatFollows(string first, string second, string expected)
    {
        var chunker = new TextChunker();
        var clauses = chunker.Append(first).Concat(chunker.Append(second)).Concat(chunker.Finish()).ToList();
        Assert.Equal(expected, Show(clauses));
    }

    [Theory]
    [InlineData("word ")]
    [InlineData("x")]
    [InlineData("你")]
    [InlineData("etc. ")]
    [InlineData("*")]
    [InlineData("* a")]
    [InlineData("*_")]
    [InlineData("[")]
    [InlineData("[a](")]
    [InlineData("<b ")]
    [InlineData("🎉")]
    [InlineData("e\u0301\u0301\u0301")]
    [InlineData("-")]
    [InlineData("- \n")]
    [InlineData("| a ")]
    [InlineData("\n")]
    [InlineData(".")]
    [InlineData(")\"")]
    [InlineData("`a")]
    public void AnythingRepeated_StaysBounded(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 20_000 / unit.Length));
        var atOnce = Run([text]);
        var oneByOne = Run(text.Select(c => c.ToString()));

        Assert.Equal(Words(Join(atOnce)), Words(Join(oneByOne)));
        Assert.All(atOnce.Concat(oneByOne), c => Assert.InRange(c.Text.Length, 1, TextChunker.MaximumClauseLength));
    }

    [Fact]
    public void HundredThousandCharactersAtOnce_StayBounded()
    {
        var clauses = Run([string.Concat(Enumerable.Repeat("word etc. [a *b <c你", 100_000 / 19))]);
        Assert.InRange(clauses.Count, 100_000 / TextChunker.MaximumClauseLength, 100_000);
        Assert.All(clauses, c => Assert.InRange(c.Text.Length, 1, TextChunker.MaximumClauseLength));
    }

    [Fact]
    public void DeltaEndingInsideASurrogatePair_KeepsThePairWhole() =>
        Assert.Equal("Yes!/S|😀 good./S", Show(Run(["Yes! \ud83d", "\ude00 good."])));

    [Fact]
    public void LoneSurrogatesAndControls_AreDropped() =>
        Assert.Equal("Yes good one./S", Show(Run(["Yes\ud83d go\ude00od\0one.\ud83d"])));

    [Fact]
    public void ForcedCut_PartsNoTextElement()
    {
        var family = "👩‍👩‍👧‍👦";
        var chunker = new TextChunker();
        var clauses = chunker.Append("a" + string.Concat(Enumerable.Repeat(family + "b", 200))).Concat(chunker.Finish()).ToList();

        Assert.True(clauses.Count > 2);
        Assert.All(clauses, c => Assert.Equal("", c.Text.Replace(family, "", StringComparison.Ordinal).Replace("b", "", StringComparison.Ordinal).Replace("a", "", StringComparison.Ordinal)));
    }

    internal static List<Clause> Run(IEnumerable<string> deltas)
    {
        var chunker = new TextChunker();
        var clauses = deltas.SelectMany(chunker.Append).ToList();
        clauses.AddRange(chunker.Finish());
        return clauses;
    }

    internal static string Show(IEnumerable<Clause> clauses) =>
        string.Join('|', clauses.Select(c => $"{c.Text}/{c.End.ToString()[0]}"));

    internal static string Join(IEnumerable<Clause> clauses) => string.Join(' ', clauses.Select(c => c.Text));

    /// <summary>The letters and digits in order: what must survive every way of cutting.</summary>
    internal static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                words.Append(rune);
            }
        }
        return words.ToString();
    }
}
