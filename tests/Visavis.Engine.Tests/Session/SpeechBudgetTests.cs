using Visavis.Engine.Session;

namespace Visavis.Engine.Tests.Session;

public sealed class SpeechBudgetTests
{
    [Fact]
    public void SlowVoices_EnterUntilTheCoresAreTaken()
    {
        var budget = new SpeechBudget(1);
        Assert.Equal([true, false, true, true, false], new[] { 0.6, 0.6, 0.3, 0.085, 0.085 }.Select(budget.TryEnter));
        budget.Leave(0.3);
        Assert.True(budget.TryEnter(0.3));
    }

    [Fact]
    public void CheapVoices_AlwaysEnterAndCount()
    {
        var budget = new SpeechBudget(0.5);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(budget.TryEnter(0.006)));
        Assert.Equal(0.6, budget.Used, 9);
        Assert.False(budget.TryEnter(0.085));
    }

    [Fact]
    public void VoiceTooSlowForTheMachine_EntersAlone()
    {
        var budget = new SpeechBudget(0.5);
        Assert.True(budget.TryEnter(0.01));
        Assert.True(budget.TryEnter(0.9));
        Assert.False(budget.TryEnter(0.1));
    }

    [Fact]
    public void EmptyBudget_HoldsExactlyNothing()
    {
        var budget = new SpeechBudget(1);
        budget.TryEnter(0.1);
        budget.TryEnter(0.2);
        budget.Leave(0.1);
        budget.Leave(0.2);
        Assert.Equal(0, budget.Used);
    }
}
