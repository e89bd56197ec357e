namespace Visavis.Engine.Tests.Speech.G2p;

/// <summary>Text comes from strangers: nothing may fail, and nothing may take more than its length's share of time.</summary>
[Collection(nameof(PronouncerFixture))]
public sealed class HostileTextTests(PronouncerFixture fixture)
{
    public static TheoryData<string> Texts =>
    [
        "", " ", "\ud800", "\udc00\ud800", "😀😀😀", "שלום עולם", "مرحبا", "\u0000\u0001\u0007", "\u202eabc\u202c", "①²½Ⅳ", "İstanbul", "''''",
        "----", "....", "[a](/b/)", "[](", "]()[", "$", "$$$5", "-", "10^999999999999999999999999999999999999999999", "99:99:99", "٣٤٥ ٧",
        "e\u0301\u0301\u0301", "#1#2#3", "a'b'c'd'e'f", "'''1", "1''''", "\n\n", "5/5/5/5/5", "£.", "%%%", "\ufeffhello",
    ];

    public static TheoryData<string> Repeated =>
        ["a", "9", "'", "-", "\"", "a'", "1,", "1,000,", "a.", "(", "😀", "\ud800", " ", "a b ", "aB", "[", "$1", "a@", "1/2 "];

    /// <summary>These call the network for every piece, a third of a millisecond each, so they come shorter.</summary>
    [Theory]
    [InlineData("[a](")]
    [InlineData("www.")]
    [InlineData("é\u0301")]
    [InlineData("http://")]
    public void TenThousandCharacters_AreRead(string piece) =>
        Assert.NotEmpty(fixture.Pronouncer.Read(string.Concat(Enumerable.Repeat(piece, 10_000 / piece.Length))).Units);

    [Theory]
    [MemberData(nameof(Texts))]
    public void OddText_IsRead(string text) => Assert.NotNull(fixture.Pronouncer.Read(text).Phonemes);

    [Theory]
    [MemberData(nameof(Repeated))]
    public void HundredThousandCharacters_AreRead(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        var units = fixture.Pronouncer.Read(text).Units;
        Assert.All(units, unit => Assert.InRange(unit.SourceEnd, unit.SourceStart, text.Length));
    }
}
