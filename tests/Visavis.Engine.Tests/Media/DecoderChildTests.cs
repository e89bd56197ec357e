using System.Runtime.Versioning;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

[SupportedOSPlatform("linux")]
public sealed class DecoderChildTests(ClipFiles files) : IClassFixture<ClipFiles>
{
    /// <summary>Left to the finalizer, they would be closed while other children's are read.</summary>
    [Fact]
    public async Task DisposedChild_LeavesNoPipeOpen()
    {
        var limits = new DecoderLimits(5, 100 << 20);
        var child = await DecoderChild.StartAsync(files.Write("nothing", "x"u8), "true", [], limits, await DecoderConfinement.ProbeAsync(limits));
        var output = child.Output;
        Assert.Equal(-1, output.ReadByte());

        await child.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => output.ReadByte());
    }
}
