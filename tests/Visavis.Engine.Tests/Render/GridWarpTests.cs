using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed unsafe class GridWarpTests
{
    private const int Width = 64, Height = 48;

    /// <summary>A head at rest shows the scene as it is, in the cells asked for and nowhere else; so does one whose field nobody measured.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Warp_WithoutDisplacements_IsTheSceneWithinItsCells(bool measured)
    {
        YuvPlanes scene = new(Width, Height), target = new(Width, Height);
        new Random(3).NextBytes(new Span<byte>(scene.Y - YuvPlanes.Margin, scene.Bytes));
        var warp = new GridWarp(Width, Height);
        if (measured)
        {
            warp.Measure();
        }
        warp.Warp(scene, target.View, new CellRectangle(2, 1, 4, 3));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var expected = x >= 32 && y >= 16 ? scene.View : new YuvPlanes(Width, Height).View;
                Assert.Equal(
                    (expected.YRow(y)[x], expected.URow(y / 2)[x / 2], expected.VRow(y / 2)[x / 2]),
                    (target.View.YRow(y)[x], target.View.URow(y / 2)[x / 2], target.View.VRow(y / 2)[x / 2]));
            }
        }
    }

    /// <summary>The same displacement everywhere, shared between nodes and shift, reads whole pixels from there.</summary>
    [Fact]
    public void Warp_ByAShift_ReadsFromThere()
    {
        YuvPlanes scene = new(Width, Height), target = new(Width, Height);
        new Random(4).NextBytes(new Span<byte>(scene.Y - YuvPlanes.Margin, scene.Bytes));
        var warp = new GridWarp(Width, Height) { Shift = (4, 2) };
        warp.X.AsSpan().Fill(2 << WarpKernels.Fraction);
        warp.Warp(scene, target.View, new CellRectangle(0, 0, 3, 2));
        for (var y = 0; y < 32; y++)
        {
            Assert.Equal(scene.View.YRow(y + 2)[6..38].ToArray(), target.View.YRow(y)[..32].ToArray());
        }
    }
}
