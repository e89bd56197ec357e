using System.Text;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

public sealed class MarkdownStripperTests
{
    [Theory]
    [InlineData("**Bold** and *italic* and _under_ and __strong__ and ***both***.", "Bold and italic and under and strong and both.")]
    [InlineData("# Head\n## Two ##", "Head Two ##")]
    [InlineData("- one\n* two\n+ three\n1. four\n2) five\n- [ ] six\n- [x] seven", "one two three four five six seven")]
    [InlineData("> quoted\n>> deeper", "quoted deeper")]
    [InlineData("A [link](https://x.y/z_(a)) here, ![alt text](a.png) there.", "A link here, alt text there.")]
    [InlineData("[ref][1] and [plain] and [^1] note", "ref and [plain] and note")]
    [InlineData("Call `foo_bar(*x)` now", "Call foo_bar(*x) now")]
    [InlineData("Before\n```python\nprint(1)\n```\nAfter", "Before After")]
    [InlineData("Before\n~~~\n```\nx\n~~~\nAfter", "Before After")]
    [InlineData("| a | b |\n|---|:-:|\n| 1 | 2 |", "a b 1 2")]
    [InlineData("one\n---\ntwo\n***\nthree\n* * *\nfour\n===", "one two three four")]
    [InlineData("line<br>next<br/>and <b>bold</b> <span class=\"x\">s</span> <!-- no > --> end", "line next and bold s end")]
    [InlineData("AT&amp;T &lt;3 &#39;q&#39; R&D", "AT&T <3 'q' R&D")]
    [InlineData("2 * 3 and 2*3*4, snake_case_name, C# #1 5 > 3 a - b *nix x < y", "2 * 3 and 2*3*4, snake_case_name, C# #1 5 > 3 a - b *nix x < y")]
    [InlineData("#1 is best", "#1 is best")]
    [InlineData("#hashtag", "#hashtag")]
    [InlineData("List<string> and <think>ok</think>", "List<string> and ok")]
    [InlineData("~~gone~~ about ~5", "gone about ~5")]
    [InlineData(@"Not \*emphasis\* C:\dir", @"Not *emphasis* C:\dir")]
    [InlineData("See https://a.b/x_y_z*q and <https://c.d>", "See https://a.b/x_y_z*q and https://c.d")]
    [InlineData("*a [link](u) in it* done", "a link in it done")]
    [InlineData("*this emphasis is much longer than eighty characters so that nobody can wait until it is over, right* done", "this emphasis is much longer than eighty characters so that nobody can wait until it is over, right done")]
    [InlineData("Stars* at end, wow![1]", "Stars* at end, wow![1]")]
    [InlineData("3.14 is pi\n1984. A year", "3.14 is pi 1984. A year")]
    [InlineData("a [link](https://unfinished", "a link")]
    [InlineData("call _snake_case_ x", "call snake_case x")]
    [InlineData("这是*重点*内容", "这是重点内容")]
    public void Markup_IsTakenOut(string markdown, string expected)
    {
        Assert.Equal(expected, Strip([markdown]));
        // Typed, a clause may end earlier, so where the spaces between clauses are is no matter here.
        Assert.Equal(Solid(expected), Solid(Strip(markdown.Select(c => c.ToString()))));
    }

    private static string Solid(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string Strip(IEnumerable<string> deltas)
    {
        var chunker = new TextChunker();
        var text = new StringBuilder();
        foreach (var delta in deltas)
        {
            Add(text, chunker.Append(delta));
        }
        Add(text, chunker.Finish());
        return text.ToString();
    }

    private static void Add(StringBuilder text, IEnumerable<Clause> clauses)
    {
        foreach (var clause in clauses)
        {
            text.Append(text.Length > 0 ? " " : "").Append(clause.Text);
        }
    }
}
