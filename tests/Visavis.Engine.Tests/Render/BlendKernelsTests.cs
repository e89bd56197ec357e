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

    /// <summary>How far apart neighbours may read, in Q8: within one row, over two, over a few, anywhere beyond the patch.</summary>
    public static TheoryData<int, int> Spreads => new() { { 0, 0 }, { 40, 0 }, { 400, 90 }, { 900, 300 }, { 9000, 5000 } };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Accumulate_VectorAgreesWithScalarForEveryCount(int count, bool half) => AssertAgree(count, half, 9000, 5000, count);

    [Theory]
    [MemberData(nameof(Spreads))]
    public void Accumulate_VectorAgreesWithScalarHoweverFarNeighboursReadApart(int alongX, int alongY)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            AssertAgree(24, half: false, alongX, alongY, seed);
            AssertAgree(12, half: true, alongX, alongY, seed);
        }
    }

    /// <summary>Groups of eight share a displacement of their own, and every pixel strays from it; the last ones do not move.</summary>
    private static void AssertAgree(int count, bool half, int alongX, int alongY, int seed)
    {
        const int margin = 32;
        var random = new Random(seed);
        byte[] first = new byte[Width * Height + 2 * margin], second = new byte[first.Length];
        random.NextBytes(first);
        random.NextBytes(second);
        int groupX = 0, groupY = 0;
        var field = new int[80];
        for (var i = 0; i < 32; i++)
        {
            (groupX, groupY) = i % 8 == 0 ? (random.Next(-4000, 4000), random.Next(-2500, 2500)) : (groupX, groupY);
            field[i] = ((groupX + random.Next(-alongX, alongX + 1)) & 0xFFFF) | (groupY + random.Next(-alongY, alongY + 1)) << 16;
        }
        int[] vector = new int[48], vectorV = new int[48], scalar = new int[48], scalarV = new int[48];
        fixed (byte* p = first, q = second)
        fixed (int* f = field, v = vector, vv = vectorV, s = scalar, sv = scalarV)
        {
            PatchPlane patch = new(p + margin, Width, Width, Height), other = new(q + margin, Width, Width, Height);
            if (half)
            {
                BlendKernels.AccumulateChroma(patch, other, v, vv, f, 7, count, 200);
                BlendKernels.AccumulateScalar(other, sv, f, 7, count, 200, half);
            }
            else
            {
                BlendKernels.Accumulate(patch, v, f, 7, count, 200);
            }
            BlendKernels.AccumulateScalar(patch, s, f, 7, count, 200, half);
        }
        Assert.Equal([.. scalar[..count], .. scalarV[..count]], [.. vector[..count], .. vectorV[..count]]);
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
