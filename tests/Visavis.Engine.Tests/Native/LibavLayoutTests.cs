using Visavis.Engine.Native;

namespace Visavis.Engine.Tests.Native;

public sealed class LibavLayoutTests
{
    [Theory]
    [InlineData(58u)]
    [InlineData(60u)]
    public void UnknownVersion_IsRefusedInOneSentence(uint major) => Assert.Equal(
        $"libavcodec {major} is not known to Visavis, which reads the structures of version 59: install Debian 12's libavcodec59.",
        Assert.Throws<LibavException>(() => LibavLayout.RequireKnown(major)).Message);

    [Fact]
    public void InstalledVersion_IsKnown() => LibavLayout.RequireKnownVersion();
}
