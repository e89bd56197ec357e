using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed unsafe class BlendKernelsTests
{
    private const int Width = 50, Height = 14;

    public static TheoryData<int, bool> Counts
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var count = 0; count <= 49; count++)
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
            AssertAgree(48, half: false, alongX, alongY, seed);
            AssertAgree(24, half: true, alongX, alongY, seed);
        }
    }

    /// <summary>A patch of one grey stays that grey wherever it is read: weights add up to one at every fraction, edges repeat.</summary>
    [Fact]
    public void Accumulate_GreyStaysGrey()
    {
        var grey = new YuvPlanes(Width, Height);
        new Span<byte>(grey.Y - YuvPlanes.Margin, grey.Bytes).Fill(201);
        for (var seed = 0; seed < 50; seed++)
        {
            var field = Field(new Random(seed), 9000, 5000);
            var sums = new int[64];
            fixed (int* f = field, s = sums)
            {
                BlendKernels.Accumulate(new PatchPlane(grey.Y, grey.YStride, Width, Height), s, f, 7, 48, 256);
            }
            Assert.All(sums[..48], sum => Assert.Equal(201 << 14, sum));
        }
    }

    /// <summary>Groups of eight share a displacement of their own, and every pixel strays from it; some groups do not move.</summary>
    private static int[] Field(Random random, int alongX, int alongY)
    {
        int groupX = 0, groupY = 0, stray = 1;
        var field = new int[112];
        for (var i = 0; i < field.Length; i++)
        {
            if (i % 8 == 0)
            {
                // Every second pair of groups is alike, as nearly everywhere in a face.
                (groupX, groupY, stray) = i % 32 == 8 ? (groupX, groupY, stray)
                    : random.Next(4) == 0 ? (0, 0, 0) : (random.Next(-4000, 4000), random.Next(-2500, 2500), 1);
            }
            field[i] = ((groupX + stray * random.Next(-alongX, alongX + 1)) & 0xFFFF) | (groupY + stray * random.Next(-alongY, alongY + 1)) << 16;
        }
        return field;
    }

    private static void AssertAgree(int count, bool half, int alongX, int alongY, int seed)
    {
        var random = new Random(seed);
        YuvPlanes first = Noise(random), second = Noise(random);
        var field = Field(random, alongX, alongY);
        int[] vector = new int[64], vectorV = new int[64], eights = new int[64], eightsV = new int[64], scalar = new int[64], scalarV = new int[64];
        fixed (int* f = field, v = vector, vv = vectorV, e = eights, ev = eightsV, s = scalar, sv = scalarV)
        {
            PatchPlane patch = new(first.Y, first.YStride, Width, Height), other = new(second.Y, second.YStride, Width, Height);
            if (half)
            {
                BlendKernels.AccumulateChroma(patch, other, v, vv, f, 7, count, 200);
                BlendKernels.AccumulateScalar(other, sv, f, 7, count, 200, half);
                for (var i = 0; Avx2.IsSupported && i < count; i += 8)
                {
                    BlendKernels.AddEight(patch, other, e + i, ev + i, BlendKernels.Halved(Vector256.Load(f + 2 * i), Vector256.Load(f + 2 * i + 8)), i, 7, 200);
                }
            }
            else
            {
                BlendKernels.Accumulate(patch, v, f, 7, count, 200);
                for (var i = 0; Avx2.IsSupported && i < count; i += 8)
                {
                    BlendKernels.AddEight(patch, e + i, Vector256.Load(f + i), i, 7, 200);
                }
            }
            BlendKernels.AccumulateScalar(patch, s, f, 7, count, 200, half);
        }
        Assert.Equal([.. scalar[..count], .. scalarV[..count]], [.. vector[..count], .. vectorV[..count]]);
        if (Avx2.IsSupported)
        {
            Assert.Equal([.. scalar[..count], .. scalarV[..count]], [.. eights[..count], .. eightsV[..count]]);
        }
    }

    private static YuvPlanes Noise(Random random)
    {
        var planes = new YuvPlanes(Width, Height);
        random.NextBytes(new Span<byte>(planes.Y - YuvPlanes.Margin, planes.Bytes));
        planes.FillMargins();
        return planes;
    }

    [Fact]
    public void Store_EveryCountRoundsAlikeAndStopsThere()
    {
        for (var count = 0; count <= 25; count++)
        {
            var sums = Enumerable.Range(0, 32).Select(i => i * 125_000 + 8_191 + (i & 1)).ToArray();
            var target = new byte[32];
            fixed (int* s = sums)
            fixed (byte* t = target)
            {
                BlendKernels.Store(s, t, count);
            }
            Assert.Equal(sums.Select((sum, i) => i < count ? (byte)((sum + 8_192) >> 14) : (byte)0), target);
        }
    }
}
