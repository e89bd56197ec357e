using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

public sealed class ClauseTests
{
    private static readonly Clause First = new("He came,", "He came,", ClauseEnd.Comma);
    private static readonly Clause Second = new("he saw,", "He came, he saw,", ClauseEnd.Comma);
    private static readonly Clause Third = new("and won.", "He came, he saw, and won.", ClauseEnd.Sentence);

    [Fact]
    public void ClausesOfASentence_JoinAsWritten()
    {
        Assert.Equal(new Clause("he saw, and won.", Third.Sentence, ClauseEnd.Sentence), Second.Join(Third));
        Assert.Equal(new Clause(Third.Sentence, Third.Sentence, ClauseEnd.Sentence), First.Join(Second)!.Join(Third));
    }

    [Fact]
    public void AnotherSentence_DoesNotJoin()
    {
        Assert.Null(Third.Join(First));
        Assert.Null(First.Join(Third with { Sentence = "She came, and won." }));
        Assert.Null(First.Join(Second with { Readings = [new Reading(0, 2, "she", false)] }));
    }
}
