using System.Numerics;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed class MeshTests
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
                // Shifted by three pixels everywhere: a pixel that no triangle covers keeps the 0 or 100 from before.
                field.Fill(0, region.Mesh.Triangles, shape, [.. shape.Select(p => p + new Vector2(100, 0))]);
                field.Fill(0, region.Mesh.Triangles, shape, [.. shape.Select(p => p + new Vector2(3, 0))]);
                for (var row = 0; row < region.Rectangle.Height; row++)
                {
                    foreach (var shift in field.RowX(0, row)[..region.Rectangle.Width])
                    {
                        Assert.InRange(shift, (3 << MeshField.Fraction) - 2, (3 << MeshField.Fraction) + 2);
                    }
                }
            }
        }
    }
}
