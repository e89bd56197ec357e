using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech;

public sealed class QuestionsTests
{
    [Theory]
    [InlineData("Is it going to rain?", true)]
    [InlineData("\"Really?\"", true)]
    [InlineData("And do you like it?", true)]
    [InlineData("If it rains, will you come?", true)]
    [InlineData("What is it?", false)]
    [InlineData("Well, what's that for?", false)]
    [InlineData("“Who's there?”", false)]
    [InlineData("Hello there, how can I help you today?", false)]
    [InlineData("It is going to rain.", false)]
    public void WordsAndMark_TellAYesNoQuestion(string text, bool expected) =>
        Assert.Equal(expected, Questions.IsYesNo(new Clause(text, text, ClauseEnd.Sentence)));

    [Fact]
    public void QuestionWordInFrontOfAnEarlierClause_Counts() =>
        Assert.False(Questions.IsYesNo(new Clause("and where?", "When will it be, and where?", ClauseEnd.Sentence)));

    [Theory]
    [InlineData("Stop!\"", '!')]
    [InlineData("Is it (really)?)", '?')]
    [InlineData("no mark", '.')]
    [InlineData("", '.')]
    public void EndMark_IsFoundBehindClosingMarks(string text, char expected) => Assert.Equal(expected, Questions.EndMark(text));
}
