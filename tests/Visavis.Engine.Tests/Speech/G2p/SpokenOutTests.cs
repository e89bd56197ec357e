namespace Visavis.Engine.Tests.Speech.G2p;

/// <summary>What is written short sounds like the words a person would say for it.</summary>
[Collection(nameof(PronouncerFixture))]
public sealed class SpokenOutTests(PronouncerFixture fixture)
{
    [Theory]
    [InlineData("Visit example.com.", "Visit example dot com.")]
    [InlineData("Is it example.com?", "Is it example dot com?")]
    [InlineData("See https://www.example.org/docs/help?x=1 first.", "See example dot org slash docs slash help first.")]
    [InlineData("Go to www.example.org/help now.", "Go to example dot org slash help now.")]
    [InlineData("Mail me at jane.doe@example.co.uk, please.", "Mail me at jane dot doe at example dot co dot UK, please.")]
    [InlineData("The docs are at docs.python.org/3/library.", "The docs are at docs dot python dot org slash three slash library.")]
    [InlineData("Use my-site.org/how-to-bake.", "Use my dash site dot org slash how to bake.")]
    [InlineData("Write to jane_doe@example.com!", "Write to jane underscore doe at example dot com!")]
    [InlineData("Open http://localhost:8080/api first.", "Open localhost colon 8080 slash API first.")]
    [InlineData("Search on Google.com or Bing.", "Search on Google dot com or Bing.")]
    [InlineData("It is there (https://example.com/help).", "It is there (example dot com slash help).")]
    [InlineData("Read the [guide](https://example.com/a_b) first.", "Read the guide first.")]
    public void Address_SoundsAsDictated(string written, string spoken) => AssertSoundsLike(written, spoken);

    private void AssertSoundsLike(string written, string spoken) =>
        Assert.Equal(fixture.Pronouncer.Read(spoken).Phonemes, fixture.Pronouncer.Read(written).Phonemes);
}
