using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Session;

public sealed class SpeechTimelineTests
{
    private static readonly MediaTime Pause = MediaTime.FromMilliseconds(250);

    /// <summary>A clause of equal words of 400 ms each with 100 ms between them; its sound is a constant.</summary>
    private static (Clause, SpeechChunk) Speech(string text, float level = 0.5f)
    {
        var words = text.Split(' ');
        var pcm = new PcmBuffer(words.Length * 24_000);
        pcm.Span.Fill(level);
        var marks = new List<WordMark>();
        foreach (var (i, word) in words.Index())
        {
            var start = MediaTime.FromMilliseconds(500 * i);
            var textEnd = words.Take(i + 1).Sum(w => w.Length + 1) - 1;
            marks.Add(new WordMark(word, start, start + MediaTime.FromMilliseconds(400), textEnd, false));
        }
        return (new Clause(text, text, ClauseEnd.Sentence), new SpeechChunk(pcm, marks, [], Pause));
    }

    private static MediaTime Add(SpeechTimeline timeline, string text, double earliestMs = 0)
    {
        var (clause, chunk) = Speech(text);
        return timeline.Add(clause, chunk, MediaTime.FromMilliseconds(earliestMs));
    }

    private static float[] Read(SpeechTimeline timeline, double fromMs, int samples)
    {
        var pcm = new float[samples];
        timeline.Read(MediaTime.FromMilliseconds(fromMs), pcm);
        return pcm;
    }

    [Fact]
    public void SecondClause_BeginsBehindThePauseOfTheFirst()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Assert.Equal(MediaTime.FromMilliseconds(40), Add(timeline, "one two", 40));
        Assert.Equal(MediaTime.FromMilliseconds(1290), Add(timeline, "three", 40));
        Assert.Equal(MediaTime.FromMilliseconds(1790), timeline.End);
    }

    [Fact]
    public void LateClause_BeginsAtTheEarliestMoment()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one");
        Assert.Equal(MediaTime.FromMilliseconds(5000), Add(timeline, "two", 5000));
    }

    [Fact]
    public void Clause_NeverBeginsInSoundThatWasRead()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Read(timeline, 0, 48_000);
        Assert.Equal(MediaTime.FromSeconds(1), Add(timeline, "one", 200));
    }

    [Fact]
    public void Read_ReturnsSilenceAroundAndSoundInside()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one", 10);
        var pcm = Read(timeline, 0, 48_000);
        Assert.Equal(480, Array.FindIndex(pcm, x => x != 0));
        Assert.Equal(480 + 24_000 - 1, Array.FindLastIndex(pcm, x => x != 0));
    }

    [Fact]
    public void Words_AreTakenOnceAndInOrder()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one two three");
        Assert.Equal([new TimedWord("one", 0, .4), new TimedWord("two", .5, .9)], timeline.TakeWords(MediaTime.FromSeconds(1)));
        Assert.Equal([new TimedWord("three", 1, 1.4)], timeline.TakeWords(MediaTime.FromSeconds(9)));
        Assert.Empty(timeline.TakeWords(MediaTime.FromSeconds(9)));
    }

    [Fact]
    public void Cut_EndsAtTheLastWordBoundaryInTheSpan()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one two three");
        Add(timeline, "four");
        Read(timeline, 0, 33_600); // 700 ms: inside "two"
        var (at, spoken) = timeline.Cut(MediaTime.FromMilliseconds(1000));
        Assert.Equal(MediaTime.FromMilliseconds(900), at);
        Assert.Equal("one two", spoken);
        Assert.Equal(["one", "two"], timeline.TakeWords(MediaTime.FromSeconds(99)).Select(word => word.Word));
        Assert.All(Read(timeline, 900, 96_000), x => Assert.Equal(0, x));
    }

    [Fact]
    public void CutInsideALongWord_FadesAtTheLatestMoment()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one two");
        Read(timeline, 0, 2_400);
        var (at, spoken) = timeline.Cut(MediaTime.FromMilliseconds(300));
        Assert.Equal(MediaTime.FromMilliseconds(300), at);
        Assert.Equal("one", spoken);
        var pcm = Read(timeline, 200, 9_600);
        Assert.Equal(0.5f, pcm[0]);
        Assert.True(pcm[4_799] is > 0 and < 0.01f);
        Assert.Equal(0, pcm[4_800]);
    }

    [Fact]
    public void CutInSilence_KeepsWhatWasSaidAndTakesNewSpeechAtOnce()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one two");
        Read(timeline, 0, 96_000);
        var (at, spoken) = timeline.Cut(MediaTime.FromMilliseconds(2300));
        Assert.Equal((MediaTime.FromSeconds(2), "one two"), (at, spoken));
        Assert.Equal(MediaTime.FromSeconds(2), Add(timeline, "three"));
    }

    [Fact]
    public void SecondCut_TellsAllThatWasSaidExactlyOnce()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one two");
        Read(timeline, 0, 96_000);
        timeline.Cut(MediaTime.FromMilliseconds(2300));
        timeline.Forget(MediaTime.FromSeconds(2));
        Add(timeline, "three");
        Read(timeline, 2000, 96_000);
        timeline.Forget(MediaTime.FromSeconds(4));
        Assert.Equal("one two three", timeline.Cut(MediaTime.FromSeconds(5)).Spoken);
    }

    [Fact]
    public void CutBeforeAnythingWasSaid_DropsAll()
    {
        using var timeline = new SpeechTimeline(new FaceTrack(1));
        Add(timeline, "one two", 1000);
        var (at, spoken) = timeline.Cut(MediaTime.FromMilliseconds(300));
        Assert.Equal("", spoken);
        Assert.True(at <= MediaTime.FromMilliseconds(300));
        Assert.Empty(timeline.TakeWords(MediaTime.FromSeconds(99)));
        Assert.Equal(at, timeline.End);
    }
}
