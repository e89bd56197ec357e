using Visavis.Server.Commands;

namespace Visavis.Server.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void Flags_TakeTheirValueBehindASpaceOrAnEqualsSign()
    {
        var line = CommandLine.Parse(["add", "--space", "blue", "name", "--public-url=http://x?a=b"], "space", "public-url");
        Assert.Equal(["add", "name"], line.Words);
        Assert.Equal(("blue", "http://x?a=b", null), (line.Flag("space"), line.Flag("public-url"), line.Flag("data")));
        Assert.Equal(new Dictionary<string, string> { ["public_url"] = "http://x?a=b" }, line.Settings());
    }

    [Theory]
    [InlineData("--prot", "Unknown flag '--prot': ./visavis help lists the flags.")]
    [InlineData("-p", "Unknown flag '-p': ./visavis help lists the flags.")]
    [InlineData("--port", "--port needs a value.")]
    public void WrongFlag_IsOneSentence(string argument, string sentence)
    {
        var fault = Assert.Throws<StartException>(() => CommandLine.Parse([argument], "port"));
        Assert.Equal((sentence, StartException.WrongUse), (fault.Message, fault.ExitCode));
    }
}
