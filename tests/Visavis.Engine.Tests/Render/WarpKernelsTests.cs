using System.Runtime.Intrinsics.X86;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed unsafe class WarpKernelsTests
{
    private const int Stride = 128, Height = 40;

    public static TheoryData<int, int, int, int> Displacements => new()
    {
        { 0, 0, 0, 0 }, { 1, 0, 511, 0 }, { 256, 0, 256, 0 }, { -256, 0, -257, 0 }, { 3000, 40, 3020, -40 },
        { -5000, 900, -4550, 900 }, { 4000, -900, 3550, -900 },
        { 0, WarpKernels.MaxSlope, 2300, WarpKernels.MaxSlope }, { 0, -WarpKernels.MaxSlope, -2300, -WarpKernels.MaxSlope },
    };

    [Theory]
    [MemberData(nameof(Displacements))]
    public void AlongRow_VectorAgreesWithScalar(int startA, int slopeA, int startB, int slopeB)
    {
        var plane = RandomPlane(1);
        Displacement a = new(startA, slopeA), b = new(startB, slopeB);
        byte[] vector = new byte[Stride], scalar = new byte[Stride];
        fixed (byte* source = plane, v = vector, s = scalar)
        {
            WarpKernels.Horizontal(source + 5 * Stride, v, 48, a, b);
            WarpKernels.HorizontalScalar(source + 5 * Stride, s, 48, a);
            WarpKernels.HorizontalScalar(source + 5 * Stride, s, 48 + WarpKernels.Run, b);
        }
        Assert.Equal(scalar, vector);
    }

    [Theory]
    [MemberData(nameof(Displacements))]
    public void AlongColumns_VectorAgreesWithScalarAtEveryRow(int startA, int slopeA, int startB, int slopeB)
    {
        var plane = RandomPlane(2);
        Displacement a = new(startA, slopeA), b = new(startB, slopeB);
        byte[] vector = new byte[Stride * Height], scalar = new byte[Stride * Height];
        fixed (byte* source = plane, v = vector, s = scalar)
        {
            for (var y = 0; y < Height; y++)
            {
                WarpKernels.Vertical(source, Stride, Height, v + y * Stride, 32, y, a, b);
                WarpKernels.VerticalScalar(source, Stride, Height, s + y * Stride, 32, y, a);
                WarpKernels.VerticalScalar(source, Stride, Height, s + y * Stride, 32 + WarpKernels.Run, y, b);
            }
        }
        Assert.Equal(scalar, vector);
    }

    [Fact]
    public void RandomDisplacements_VectorAgreesWithScalar()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var slope = random.Next(-WarpKernels.MaxSlope, WarpKernels.MaxSlope + 1);
            AlongRow_VectorAgreesWithScalar(random.Next(-8000, 8000), slope, random.Next(-8000, 8000), -slope);
        }
    }

    /// <summary>Four runs at once are the four runs one by one, wherever the cells' borders are read.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FourRuns_AgreeWithEachOne(bool luma)
    {
        if (!Avx512Vbmi.IsSupported)
        {
            return;
        }
        var plane = RandomPlane(5);
        var random = new Random(6);
        var near = 0;
        for (var i = 0; i < 1000; i++)
        {
            // From steepest to nearly level close to a whole pixel, where rounding decides which row is read.
            var nodes = i % 2 == 0 ? Nodes(random, random.Next(-8000, 8000), (i % 10 + 1) * WarpKernels.MaxSlope / 10)
                : Nodes(random, (random.Next(-8, 8) << WarpKernels.Fraction) + random.Next(-3, 4), 3);
            byte[] wide = new byte[Stride], single = new byte[Stride], wideDown = new byte[Stride], singleDown = new byte[Stride];
            fixed (byte* source = plane, w = wide, s = single, wd = wideDown, sd = singleDown)
            fixed (short* n = nodes)
            {
                WideWarpKernels.Vertical(source, Stride, Height, wd, 32, i % Height, n, luma);
                var isNear = WideWarpKernels.Horizontal(source + 5 * Stride, w, 48, n, luma);
                near += isNear ? 1 : 0;
                for (var run = 0; run < 4; run++)
                {
                    var displacement = Run(nodes, run, luma);
                    WarpKernels.VerticalScalar(source, Stride, Height, sd, 32 + run * WarpKernels.Run, i % Height, displacement);
                    if (isNear)
                    {
                        WarpKernels.HorizontalScalar(source + 5 * Stride, s, 48 + run * WarpKernels.Run, displacement);
                    }
                }
            }
            Assert.Equal([.. single, .. singleDown], [.. wide, .. wideDown]);
        }
        Assert.InRange(near, 700, 1000);
    }

    private static short[] Nodes(Random random, int first, int steepest)
    {
        var nodes = new short[8];
        nodes[0] = (short)first;
        for (var i = 1; i < nodes.Length; i++)
        {
            nodes[i] = (short)(nodes[i - 1] + random.Next(-steepest, steepest + 1));
        }
        return nodes;
    }

    private static Displacement Run(short[] nodes, int run, bool luma)
    {
        var cell = luma ? run / 2 : run;
        var slope = nodes[cell + 1] - nodes[cell];
        return new Displacement(luma ? nodes[cell] + (run % 2 * slope >> 1) : nodes[cell] >> 1, slope);
    }

    [Fact]
    public void WholePixels_CopyExactly()
    {
        var plane = RandomPlane(4);
        var target = new byte[Stride];
        fixed (byte* source = plane, t = target)
        {
            WarpKernels.Horizontal(source, t, 48, new Displacement(3 << WarpKernels.Fraction, 0), new Displacement(3 << WarpKernels.Fraction, 0));
        }
        Assert.Equal(plane[51..67], target[48..64]);
    }

    [Fact]
    public void FlatPicture_StaysFlatAtEveryPhase()
    {
        var plane = new byte[Stride];
        Array.Fill(plane, (byte)203);
        var target = new byte[Stride];
        for (var phase = 0; phase < 1 << WarpKernels.Fraction; phase++)
        {
            fixed (byte* source = plane, t = target)
            {
                WarpKernels.Horizontal(source, t, 48, new Displacement(phase, 100), new Displacement(phase, -100));
            }
            Assert.Equal(plane[48..64], target[48..64]);
        }
    }

    private static byte[] RandomPlane(int seed)
    {
        var plane = new byte[Stride * Height];
        new Random(seed).NextBytes(plane);
        return plane;
    }
}
