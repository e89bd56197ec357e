using Visavis.Engine.Media;
using Visavis.Engine.Session;

namespace Visavis.Engine.Tests.Session;

public sealed class SpeechPaceTests
{
    [Fact]
    public void UnknownVoice_TakesAsLongAsItIsHeardWithTheSilenceAroundIt() =>
        Assert.Equal(MediaTime.FromSeconds(2.8), new SpeechPace().Takes(30));

    [Fact]
    public void ClauseThatWentSlower_CountsAtOnce()
    {
        var pace = new SpeechPace();
        pace.Took(38, TimeSpan.FromSeconds(10));

        Assert.Equal(MediaTime.FromSeconds(10), pace.Takes(38));
        Assert.Equal(MediaTime.FromSeconds(20), pace.Takes(88));
    }

    [Fact]
    public void ClausesThatWentFaster_CountByAndBy()
    {
        var pace = new SpeechPace();
        pace.Took(3, TimeSpan.Zero);
        Assert.Equal(MediaTime.FromSeconds(0.75), pace.Takes(3));

        for (var i = 0; i < 30; i++)
        {
            pace.Took(3, TimeSpan.FromSeconds(0.5));
        }
        Assert.Equal(0.5, pace.Takes(3).Seconds, 0.001);
    }
}
