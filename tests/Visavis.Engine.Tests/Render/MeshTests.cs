using System.Numerics;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed unsafe class MeshTests
{
    [Fact]
    public void Delaunay_FourCornersAndAMiddle_MakeFourTriangles()
    {
        var triangles = Delaunay.Triangulate([new(0, 0), new(10, 0), new(10, 10), new(0, 10), new(5, 4)]);
        Assert.Equal(4, triangles.Count);
        Assert.All(triangles, t => Assert.Contains(4, new[] { t.A, t.B, t.C }));
    }

    [Theory]
    [InlineData("nora")]
    [InlineData("joe")]
    [InlineData("amara")]
    public void EveryShape_IsCoveredByItsMeshWithoutGaps(string name)
    {
        var rig = Rigs.Get(name);
        foreach (var region in new[] { rig.Mouth, rig.Eyes })
        {
            var field = new MeshField(region.Rectangle.Width, region.Rectangle.Height);
            foreach (var shape in region.Shapes)
            {
                // Shifted by three pixels everywhere: a pixel that no triangle covers keeps the hundred from before.
                Vector2[][] shifted = [[.. shape.Select(p => p + new Vector2(100, 0))], [.. shape.Select(p => p + new Vector2(3, 0))]];
                field.Fill(region.Mesh.Triangles, shape, shifted, [0]);
                field.Fill(region.Mesh.Triangles, shape, shifted, [1]);
                for (var row = 0; row < region.Rectangle.Height; row++)
                {
                    foreach (var shift in new ReadOnlySpan<int>(field.Row(0, row), region.Rectangle.Width))
                    {
                        Assert.InRange((short)shift, (short)((3 << MeshField.Fraction) - 2), (short)((3 << MeshField.Fraction) + 2));
                    }
                }
            }
        }
    }
}
