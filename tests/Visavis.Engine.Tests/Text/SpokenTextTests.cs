using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

public sealed class SpokenTextTests
{
    [Fact]
    public void Readings_StandForTheWordsTheyReplace()
    {
        var clause = new Clause("Nguyen met Ms Xu.", "Nguyen met Ms Xu.", ClauseEnd.Sentence)
        {
            Readings = [new Reading(0, 6, "win", false), new Reading(11, 13, "miss", false), new Reading(14, 16, "ʃˈu", true)],
        };

        var spoken = SpokenText.Of(clause);

        Assert.Equal("win met miss Xu.", spoken.Text);
        Assert.Equal([new IpaStretch(13, 15, "ʃˈu")], spoken.Ipa);
        Assert.Equal((0, 6), spoken.Source(0, 3));
        Assert.Equal((7, 10), spoken.Source(4, 7));
        Assert.Equal((11, 13), spoken.Source(8, 12));
        Assert.Equal((14, 17), spoken.Source(13, 16));
    }

    [Fact]
    public void ReadingsAndRules_BothKeepTheirPlaces()
    {
        var clause = new Clause("😀 Xu zahlt Xu!", "😀 Xu zahlt Xu!", ClauseEnd.Sentence)
        {
            Readings = [new Reading(3, 5, "Schu", false), new Reading(12, 14, "ʃˈuː", true)],
        };

        var spoken = SpokenText.Of(clause, "de-DE");

        Assert.Equal(" Schu zahlt Xu!", spoken.Text);
        Assert.Equal([new IpaStretch(12, 14, "ʃˈuː")], spoken.Ipa);
        Assert.Equal((3, 5), spoken.Source(1, 5));
        Assert.Equal((12, 14), spoken.Source(12, 14));
    }
}
