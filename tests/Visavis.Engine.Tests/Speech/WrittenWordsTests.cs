using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Tests.Speech;

public sealed class WrittenWordsTests
{
    private static readonly MediaTime End = new(10_000);

    [Fact]
    public void WordSaidAsTwo_IsOneMark() =>
        AssertMarks("It costs $5.", "It 0-100, costs 100-300, $5 300-900, . 900-10000",
            Said(0, 2, 0, 100), Said(3, 8, 100, 300), Said(9, 11, 300, 500), Said(9, 11, 500, 900));

    [Fact]
    public void StretchOverTwoWords_IsSharedByCharacters() =>
        AssertMarks("10 000 km", "10 0-200, 000 300-600, km 600-900", Said(0, 6, 0, 600), Said(7, 9, 600, 900));

    [Fact]
    public void AbbreviationsDotThatIsSaid_IsNoMark() =>
        AssertMarks("Dr. Wu.", "Dr. 0-400, Wu 400-900, . 900-10000", Said(0, 3, 0, 400), Said(4, 6, 400, 900));

    [Fact]
    public void SeveralMarks_ShareThePause() =>
        AssertMarks("(\"Hi,\" so)", "( 0-100, \" 100-200, Hi 200-400, , 400-450, \" 450-500, so 500-900, ) 900-10000",
            Said(2, 4, 200, 400), Said(7, 9, 500, 900));

    [Fact]
    public void ApostropheAndHyphenInsideAWord_StayInIt() =>
        AssertMarks("It's well-known...", "It's 0-100, well-known 100-500, ... 500-10000", Said(0, 4, 0, 100), Said(5, 9, 100, 300), Said(10, 15, 300, 500));

    [Fact]
    public void WordThatIsNotSaid_HasNoLength() =>
        AssertMarks("Hi 👋 you", "Hi 0-100, 👋 100-100, you 200-300", Said(0, 2, 0, 100), Said(6, 9, 200, 300));

    [Fact]
    public void TimesThatOverlapOrLeaveTheSound_AreBroughtInOrder() =>
        AssertMarks("a b", "a 0-500, b 500-10000", Said(0, 1, 0, 500), Said(2, 3, 400, 20_000));

    private static SpokenStretch Said(int from, int to, long start, long end) => new(from, to, new MediaTime(start), new MediaTime(end));

    /// <summary>A mark behind the last word lasts 200 ms (9,600 samples) or to the end.</summary>
    private static void AssertMarks(string text, string expected, params SpokenStretch[] spoken)
    {
        var marks = WrittenWords.Mark(text, spoken, End);

        Assert.Equal(expected, string.Join(", ", marks.Select(mark => $"{mark.Word} {mark.Start.Samples}-{mark.End.Samples}")));
        Assert.All(marks, mark => Assert.Equal(mark.Word, text[(mark.TextEnd - mark.Word.Length)..mark.TextEnd]));
    }
}
