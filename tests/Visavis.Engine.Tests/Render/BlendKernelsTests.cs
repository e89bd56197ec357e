using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed unsafe class BlendKernelsTests
{
    private const int Width = 26, Height = 14;

    public static TheoryData<int, bool> Counts
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var count = 0; count <= 25; count++)
            {
                data.Add(count, false);
                data.Add(count, true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Accumulate_VectorAgreesWithScalar(int count, bool half)
    {
        var random = new Random(count);
        var pixels = new byte[Width * Height + 32];
        random.NextBytes(pixels);
        // Far enough to leave the patch on every side, and the last ones still.
        var field = Enumerable.Range(0, 80).Select(i => i < 32 ? (random.Next(-9000, 9000) & 0xFFFF) | random.Next(-5000, 5000) << 16 : 0).ToArray();
        int[] vector = new int[48], scalar = new int[48];
        fixed (byte* p = pixels)
        fixed (int* f = field)
        fixed (int* v = vector, s = scalar)
        {
            var patch = new PatchPlane(p, Width, Width, Height);
            BlendKernels.Accumulate(patch, v, f, 7, count, 200, half);
            BlendKernels.AccumulateScalar(patch, s, f, 7, count, 200, half);
        }
        Assert.Equal(scalar[..count], vector[..count]);
    }

    [Fact]
    public void Store_EveryCountRoundsAlikeAndStopsThere()
    {
        for (var count = 0; count <= 25; count++)
        {
            var sums = Enumerable.Range(0, 32).Select(i => i * 500_000 + 32_767 + (i & 1)).ToArray();
            var target = new byte[32];
            fixed (int* s = sums)
            fixed (byte* t = target)
            {
                BlendKernels.Store(s, t, count);
            }
            Assert.Equal(sums.Select((sum, i) => i < count ? (byte)((sum + 32_768) >> 16) : (byte)0), target);
        }
    }
}
