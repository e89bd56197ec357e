using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

public sealed class TextSplitPropertyTests
{
    private static readonly string[] Pieces =
    [
        "hello", "world", "and", "the", "Dr.", "U.S.", "a.m.", "3.14", "1,000", "etc.", "e.g.", "yes", "no.", "!", "?", "...", "…", ",", ";", ":", "—", "-", "\"", "'", "(", ")",
        " ", " ", " ", " ", " ", "\n", "\n\n", "\t", "*", "**", "_", "__", "`", "```", "~~~", "#", "# ", "- ", "1. ", "> ", "|", "[a b](c)", "[", "]", "](", "![x](y)", "<br>", "<", ">", "<i>",
        "&amp;", "&", "\\", "https://a.b/c_d", "me@x.org", "😀", "👩‍👩‍👧", "é", "e\u0301", "你好", "。", "！", "「", "」", "ไทย", "ÄÖ", "\0", "\r\n", "\ud83d", "\ude00",
    ];

    private static readonly Arbitrary<(string Text, int[] Cuts)> Splits = (
        from pieces in Gen.Elements(Pieces).ListOf()
        from more in Gen.Elements(Pieces).ListOf(60)
        let text = string.Concat(pieces.Concat(more))
        from cuts in Gen.Choose(0, text.Length).ListOf()
        select (text, cuts.ToArray())).ToArbitrary();

    [Fact]
    public void AnySplit_GivesTheSameWordsInBoundedClauses() => Prop.ForAll(Splits, split =>
    {
        var whole = TextChunkerTests.Run([split.Text]);
        var parts = TextChunkerTests.Run(Cut(split.Text, split.Cuts));
        var single = TextChunkerTests.Run(split.Text.Select(c => c.ToString()));
        var words = TextChunkerTests.Words(TextChunkerTests.Join(whole));
        return words == TextChunkerTests.Words(TextChunkerTests.Join(parts))
            && words == TextChunkerTests.Words(TextChunkerTests.Join(single))
            && whole.Concat(parts).Concat(single).All(IsSound);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void PlainText_LosesNothing() => Prop.ForAll(Splits, split =>
    {
        var plain = string.Concat(split.Text.Where(c => !"*_`~#[]<>&\\|!-".Contains(c, StringComparison.Ordinal) && !char.IsSurrogate(c)));
        plain = "x " + plain.Replace("1. ", "", StringComparison.Ordinal).Replace('\n', ' ');
        return TextChunkerTests.Words(plain) == TextChunkerTests.Words(TextChunkerTests.Join(TextChunkerTests.Run(Cut(plain, split.Cuts))));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool IsSound(Clause clause) =>
        clause.Text.Length is > 0 and <= TextChunker.MaximumClauseLength
        && SpeakableText.Any(clause.Text)
        && clause.Text == clause.Text.Trim()
        && clause.Sentence.EndsWith(clause.Text, StringComparison.Ordinal)
        && clause.Sentence.Length <= TextChunker.MaximumSentenceLength
        && !clause.Text.Any(char.IsControl)
        && !clause.Text.EnumerateRunes().Any(r => r.Value == 0xFFFD);

    private static IEnumerable<string> Cut(string text, int[] cuts)
    {
        var at = 0;
        foreach (var cut in cuts.Where(c => c <= text.Length).Order())
        {
            yield return text[at..cut];
            at = cut;
        }
        yield return text[at..];
    }
}
