using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Text;
using Visavis.Engine.Text.Normalization;

namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class NormalizerPropertyTests
{
    private static readonly string[] Locales = ["de-DE", "fr-FR", "es-ES", "pt-BR", "it-IT", "nl-NL", "pl-PL", "ru-RU", "zh-CN", "ja-JP", "en-US", "xx"];

    /// <summary>What rules look for, and what could trip them.</summary>
    private static readonly string[] Pieces =
    [
        "1", "23", "456", "7890", "12345678901234567890", "0", " ", " ", "\u00A0", "\u202F", ".", ",", "-", "–", "/", ":", "'", "’", "€", "$", "R$", "CHF", "%", "°C", "km/h", "kg", "m²",
        "h", "Uhr", "am", "der", "Oktober", "z. B.", "etc.", "Sr.", "M.", "XIV", "XIV.", "II", "Ve", "er", "º", "ª", "½", "⅞", "@", "www.", "https://", ".de", "USA", "DAS", "IST", "😀", "👩‍👩‍👧", "\uD83D",
        "\uDE00", "你好", "年", "月", "こんにちは", "Привет", "αβ", "\u0301", "\uF8FE", "\0", "\n", "(", ")", "+49", "0", "İ", "ß", "a", "Word", "Mio.", "31.12.2026", "14:30", "3/4", "10-12",
    ];

    private static Arbitrary<string> Texts => Gen.Elements(Pieces).ListOf().Select(string.Concat).Resize(40).ToArbitrary();

    [Fact]
    public void AnyText_KeepsAnOrderedMapIntoItself() => Prop.ForAll(Texts, text =>
    {
        foreach (var locale in Locales)
        {
            var spoken = SpokenText.Of(new Clause(text, text, ClauseEnd.Sentence), locale);
            AssertMap(text, spoken);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Readings_StayWholeInAnyText() => Prop.ForAll(Texts, Texts, (before, behind) =>
    {
        var text = before + " Xu " + behind;
        var clause = new Clause(text, text, ClauseEnd.Sentence) { Readings = [new Reading(before.Length + 1, before.Length + 3, "ʃuː", true)] };
        foreach (var locale in Locales)
        {
            var spoken = SpokenText.Of(clause, locale);
            var stretch = Assert.Single(spoken.Ipa);
            Assert.Equal("ʃuː", stretch.Ipa);
            Assert.Equal("xu", spoken.Text[stretch.Start..stretch.End].ToLowerInvariant());
            Assert.Equal((before.Length + 1, before.Length + 3), spoken.Source(stretch.Start, stretch.End));
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>Long and made for backtracking: a quadratic rule would take minutes.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("123 ")]
    [InlineData("1.")]
    [InlineData("a.")]
    [InlineData("a@")]
    [InlineData("www.")]
    [InlineData("1-")]
    [InlineData("12:")]
    [InlineData("X")]
    [InlineData("Aa ")]
    [InlineData("+1 2")]
    [InlineData("€")]
    [InlineData("😀")]
    [InlineData("½")]
    public void HostileText_TakesNoMoreThanLinearTime(string piece)
    {
        var hostile = string.Concat(Enumerable.Repeat(piece, 50_000 / piece.Length));
        foreach (var locale in Locales)
        {
            AssertMap(hostile, SpokenText.Of(new Clause(hostile, hostile, ClauseEnd.Sentence), locale), ordered: false);
        }
    }

    private static void AssertMap(string text, SpokenText spoken, bool ordered = true)
    {
        var last = 0;
        for (var i = 0; i < spoken.Text.Length; i++)
        {
            var (start, end) = spoken.Source(i, i + 1);
            Assert.InRange(start, ordered ? last : 0, text.Length);
            Assert.InRange(end, start + 1, text.Length);
            last = start;
        }
    }
}
