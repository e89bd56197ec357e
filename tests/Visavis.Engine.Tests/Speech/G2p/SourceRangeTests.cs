using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Visavis.Engine.Tests.Speech.G2p;

/// <summary>Captions show what was written, so each unit must know where it stands, whatever was made of it.</summary>
[Collection(nameof(PronouncerFixture))]
public sealed class SourceRangeTests(PronouncerFixture fixture)
{
    private static readonly string[] Pieces =
    [
        "the", "Dr.", "$5", "10:30 am", "U.S.", "3/4", "\"yes\"", "co-op", "don't", "—", "(", ")", "2024-01-15", "é", "e\u0301", "😀",
        "https://a.com/b", "½", "5 km", "Henry VIII", "C#", "e.g.", "[", "](x)", "...", "\t", "\ud800", "Привет", "1,000", "#", "*",
        "a.b@c.org", "αβ", "λόγος", ":D", "<3", "5V", "1920x1080", "f(x)", "[a b](c)", "kubectl-apply", "+1 555 123 4567", "U.S. He",
    ];

    [Theory]
    [InlineData("It costs $5 or so.", "It|costs|$5|or|so|.")]
    [InlineData("Dr. Smith won't go.", "Dr.|Smith|won't|go|.")]
    [InlineData("Meet at 10:30 today!", "Meet|at|10:30|today|!")]
    [InlineData("Henry VIII ran 5 km.", "Henry|VIII|ran|5|km|.")]
    [InlineData("Visit example.com.", "Visit|example.com|.")]
    [InlineData("See https://www.example.org/a?x=1, now.", "See|https://www.example.org/a?x=1|,|now|.")]
    [InlineData("Mail jane.doe@example.co.uk today.", "Mail|jane.doe@example.co.uk|today|.")]
    public void WrittenWords_AreKept(string text, string expected)
    {
        var words = fixture.Pronouncer.Read(text).Units.Select(unit => text[unit.SourceStart..unit.SourceEnd]);
        var merged = new List<string>();
        foreach (var word in words.Where(word => word.Length > 0 && (merged.Count == 0 || merged[^1] != word)))
        {
            merged.Add(word);
        }
        Assert.Equal(expected, string.Join('|', merged));
    }

    [Fact]
    public void AnyText_IsCoveredInOrder() => Prop.ForAll(
        Gen.Elements(Pieces).Zip(Gen.Elements("", " ", "  ")).ListOf().ToArbitrary(),
        pieces => AssertCovered(string.Concat(pieces.Select(piece => piece.Item1 + piece.Item2)))).QuickCheckThrowOnFailure();

    private bool AssertCovered(string text)
    {
        var units = fixture.Pronouncer.Read(text).Units;
        var open = new StringBuilder(text);
        var last = 0;
        foreach (var unit in units)
        {
            Assert.InRange(unit.SourceStart, last, text.Length);
            Assert.InRange(unit.SourceEnd, unit.SourceStart, text.Length);
            last = unit.SourceStart;
            for (var i = unit.SourceStart; i < unit.SourceEnd; i++)
            {
                open[i] = ' ';
            }
        }
        return units.Count == 0 || string.IsNullOrWhiteSpace(open.ToString());
    }
}
