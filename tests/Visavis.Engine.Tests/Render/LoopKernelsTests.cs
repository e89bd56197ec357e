using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed unsafe class LoopKernelsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(400)]
    public void Blend_IsItsScalarTwin(int count)
    {
        var random = new Random(count);
        byte[] target = new byte[count + 16], carried = new byte[count], mask = new byte[count], twin;
        random.NextBytes(target);
        random.NextBytes(carried);
        random.NextBytes(mask);
        mask.AsSpan(0, count / 2 & ~15).Clear();
        twin = [.. target];
        var rest = target.AsSpan(count).ToArray();
        foreach (var (light, slope) in new[] { (0f, 0f), (12.4f, .03f), (-40f, -.1f) })
        {
            fixed (byte* t = target, w = twin, s = carried, m = mask)
            {
                LoopKernels.Blend(t, s, m, count, light, slope);
                LoopKernels.BlendScalar(w, s, m, count, light, slope);
            }
            Assert.Equal(twin, target);
        }
        Assert.Equal(rest, target.AsSpan(count));
    }

    [Fact]
    public void MaskOfAll_ShowsTheCarriedPictureAlone()
    {
        byte[] target = [.. Enumerable.Repeat((byte)200, 16)], carried = [.. Enumerable.Range(0, 16).Select(i => (byte)(17 * i))], mask = [.. Enumerable.Repeat((byte)255, 16)];
        fixed (byte* t = target, s = carried, m = mask)
        {
            LoopKernels.Blend(t, s, m, 16, 0, 0);
        }
        Assert.Equal(carried, target);
    }
}
