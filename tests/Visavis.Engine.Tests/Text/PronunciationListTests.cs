using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

public sealed class PronunciationListTests
{
    [Theory]
    [InlineData("Xu met XU and xu's friend, not Xuan.", "0-2=shoo 7-9=shoo 14-16=shoo")]
    [InlineData("New York and York", "0-8=noo yawk 13-17=yawk")]
    [InlineData("C# is not C", "0-2=see sharp")]
    [InlineData("US or us", "0-2=you ess")]
    [InlineData("我爱北京天安门", "2-4=bei jing")]
    [InlineData("résumé́", "")]
    [InlineData("nothing here", "")]
    [InlineData("", "")]
    public void Words_AreFoundWhole(string text, string expected)
    {
        var list = new PronunciationList(
        [
            new PronunciationEntry("Xu", "shoo", false),
            new PronunciationEntry("york", "yawk", false),
            new PronunciationEntry("new york", "noo yawk", false),
            new PronunciationEntry("C#", "see sharp", false),
            new PronunciationEntry("US", "you ess", false) { MatchesCase = true },
            new PronunciationEntry("北京", "bei jing", false),
            new PronunciationEntry("résumé", "cv", false),
        ]);

        var clause = list.Apply(new Clause(text, text, ClauseEnd.Sentence), "en-US");

        Assert.Equal(expected, string.Join(' ', clause.Readings.Select(reading => $"{reading.Start}-{reading.End}={reading.Say}")));
    }

    [Theory]
    [InlineData("en", "en-US", true)]
    [InlineData("en-GB", "en-US", false)]
    [InlineData("EN-us", "en-US", true)]
    [InlineData("e", "en-US", false)]
    [InlineData("de", "en-US", false)]
    [InlineData(null, "de-DE", true)]
    public void Language_Limits(string? language, string locale, bool applies)
    {
        var list = new PronunciationList([new PronunciationEntry("a", "b", false) { Language = language }]);
        Assert.Equal(applies, list.Apply(new Clause("a", "a", ClauseEnd.Sentence), locale).Readings.Count == 1);
    }

    [Fact]
    public void ReadingsThatAreThere_Stay()
    {
        var clause = new Clause("Xu and Xu", "Xu and Xu", ClauseEnd.Sentence) { Readings = [new Reading(0, 2, "ʃuː", true)] };
        var list = new PronunciationList([new PronunciationEntry("xu", "shoo", false)]);

        Assert.Equal([new Reading(0, 2, "ʃuː", true), new Reading(7, 9, "shoo", false)], list.Apply(clause, "en-US").Readings);
    }

    [Fact]
    public void Limits_AreNamed()
    {
        Assert.Contains("1000 entries", Assert.Throws<ArgumentException>(
            () => new PronunciationList([.. Enumerable.Repeat(new PronunciationEntry("a", "b", false), 1001)])).Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 100 characters", Assert.Throws<ArgumentException>(
            () => new PronunciationList([new PronunciationEntry(new string('a', 101), "b", false)])).Message, StringComparison.Ordinal);
    }
}
