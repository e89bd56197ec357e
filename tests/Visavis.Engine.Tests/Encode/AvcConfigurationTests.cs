using Visavis.Engine.Encode;

namespace Visavis.Engine.Tests.Encode;

public sealed class AvcConfigurationTests
{
    [Fact]
    public void StartCodes_BecomeLengthsWithoutSupplementalInformation()
    {
        byte[] target = [];
        byte[] stream = [0, 0, 0, 1, 0x06, 5, 1, 0x80, 0, 0, 1, 0x65, 9, 8, 7, 0, 0, 0, 1, 0x41, 1];
        var size = AvcConfiguration.ToLengths(stream, ref target);
        Assert.Equal([0, 0, 0, 4, 0x65, 9, 8, 7, 0, 0, 0, 2, 0x41, 1], target[..size]);
    }

    [Fact]
    public void StreamOfNothing_IsNothing()
    {
        byte[] target = [];
        Assert.Equal(0, AvcConfiguration.ToLengths([], ref target));
        Assert.Equal(0, AvcConfiguration.ToLengths([1, 2, 3], ref target));
    }

    [Fact]
    public void ParameterSets_BecomeARecord() => Assert.Equal(
        [1, 0x64, 0, 0x1F, 0xFF, 0xE1, 0, 5, 0x67, 0x64, 0, 0x1F, 0xAC, 1, 0, 2, 0x68, 0xEB, 0xFD, 0xF8, 0xF8, 0],
        AvcConfiguration.FromAnnexB([0, 0, 0, 1, 0x67, 0x64, 0, 0x1F, 0xAC, 0, 0, 0, 1, 0x68, 0xEB]));
}
