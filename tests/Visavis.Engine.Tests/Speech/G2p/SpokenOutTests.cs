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

    [Theory]
    [InlineData("The file(s) are here.", "The files are here.")]
    [InlineData("The angle α is small.", "The angle alpha is small.")]
    [InlineData("It is 5 Ω.", "It is five ohms.")]
    [InlineData("Use 5 μm.", "Use five micrometers.")]
    [InlineData("Δt is 5.", "Delta t is 5.")]
    [InlineData("The word Дом is Russian.", "The word Dom is Russian.")]
    [InlineData("The word λόγος is Greek.", "The word logos is Greek.")]
    [InlineData("The 5'2\" man.", "The five foot two man.")]
    [InlineData("I love it :D", "I love it")]
    [InlineData("Nice :) thanks", "Nice thanks")]
    [InlineData("And I <3 you.", "And I you.")]
    [InlineData("My 401(k) plan.", "My four oh one K plan.")]
    [InlineData("The 80/20 rule.", "The eighty twenty rule.")]
    [InlineData("Oh no :-(.", "Oh no.")]
    public void Sign_SoundsAsNamed(string written, string spoken) => AssertSoundsLike(written, spoken);

    [Theory]
    [InlineData("Call f(x) and g(y).", "ˈɛf ( ˈɛks ) ʤˈi ( wˈI )")]
    [InlineData("It runs in O(n log n) time.", "ˈO ( ˈɛn lˈɔɡ ˈɛn )")]
    public void Call_IsHeardInAndOutsideTheBrackets(string written, string phonemes)
    {
        var heard = fixture.Pronouncer.Read(written).Phonemes.Replace("(", " ( ", StringComparison.Ordinal)
            .Replace(")", " ) ", StringComparison.Ordinal).Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        var wanted = phonemes.Split(' ');
        Assert.Equal(wanted, heard.Where(wanted.Contains));
    }

    [Theory]
    [InlineData("A kubectl-apply loop.", "A kubectl apply loop.")]
    [InlineData("The blorp-related bug.", "The blorp related bug.")]
    [InlineData("It is the blorp-state.", "It is the blorp state.")]
    [InlineData("A blorp-made thing.", "A blorp made thing.")]
    [InlineData("Read the [user guide](https://example.com) today.", "Read the user guide today.")]
    [InlineData("Ask [the New York office](https://example.com).", "Ask the New York office.")]
    [InlineData("See [example.com](https://example.com) now.", "See example dot com now.")]
    [InlineData("See [blorp guide](x), then stop.", "See blorp guide, then stop.")]
    public void UnknownPart_LeavesItsNeighboursKnown(string written, string spoken) => AssertSoundsLike(written, spoken);

    [Theory]
    [InlineData("It needs 5V and 2A.", "It needs five volts and two amps.")]
    [InlineData("Flat 2A is empty.", "Flat two A is empty.")]
    [InlineData("Use a 60W bulb.", "Use a sixty watt bulb.")]
    [InlineData("A 6 ft wall.", "A six foot wall.")]
    [InlineData("The wall is 6 ft tall.", "The wall is six feet tall.")]
    [InlineData("A 512 MB file.", "A five hundred twelve megabyte file.")]
    [InlineData("A $20 bill lay there.", "A twenty dollar bill lay there.")]
    [InlineData("It's a $1.05 billion company.", "It's a 1.05 billion dollar company.")]
    [InlineData("I owe $20 and more.", "I owe twenty dollars and more.")]
    [InlineData("Dial 911 for help.", "Dial nine one one for help.")]
    [InlineData("Call 911.", "Call nine one one.")]
    [InlineData("A 1920x1080 screen.", "A nineteen twenty by ten eighty screen.")]
    [InlineData("A 12\" pizza.", "A twelve inch pizza.")]
    [InlineData("It is 5'10\".", "It is five foot ten.")]
    [InlineData("The loss is 1e-5.", "The loss is one times ten to the minus five.")]
    [InlineData("The 5 minutes after that.", "The five minutes after that.")]
    [InlineData("My $20 bill is gone.", "My twenty dollar bill is gone.")]
    [InlineData("It's a U.S. company.", "It's a US company.")]
    [InlineData("Call (415) 555-2671 today.", "Call four one five, five five five, two six seven one today.")]
    [InlineData("Call 555.123.4567 now.", "Call five five five, one two three, four five six seven now.")]
    [InlineData("Ring 0800 123 456.", "Ring zero eight zero zero, one two three, four five six.")]
    [InlineData("Her number is +44 20 7946 0958.", "Her number is plus four four, two zero, seven nine four six, zero nine five eight.")]
    public void Shorthand_SoundsAsSaid(string written, string spoken) => AssertSoundsLike(written, spoken);

    private void AssertSoundsLike(string written, string spoken) =>
        Assert.Equal(fixture.Pronouncer.Read(spoken).Phonemes, fixture.Pronouncer.Read(written).Phonemes);
}
