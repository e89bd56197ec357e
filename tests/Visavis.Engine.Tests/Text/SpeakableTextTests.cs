using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

public sealed class SpeakableTextTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData(" \n\t", false)]
    [InlineData("…!?—", false)]
    [InlineData("🎉👩‍👩‍👧", false)]
    [InlineData("\ud83d", false)]
    [InlineData("a", true)]
    [InlineData("… 5", true)]
    [InlineData("你", true)]
    [InlineData("𝒳", true)]
    public void Text_HasSomethingToSayIfLetterOrDigit(string text, bool expected) => Assert.Equal(expected, SpeakableText.Any(text));
}
