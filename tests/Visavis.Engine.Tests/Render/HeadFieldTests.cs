using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed class HeadFieldTests
{
    public static TheoryData<string> Names => ["nora", "joe", "amara"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Turns_MoveTheNoseTheWayTheyAreNamed(string name)
    {
        // A field says where to read: what moves right is read from the left.
        const int noseX = 640, noseY = 300, crownY = 80;
        Assert.InRange(At(name, new HeadPose(2, 0, 0, 0), noseX, noseY).X, -15f, -2f);
        Assert.InRange(At(name, new HeadPose(0, 2, 0, 0), noseX, noseY).Y, 2f, 15f);
        Assert.InRange(At(name, new HeadPose(0, 0, 2, 0), noseX, crownY).X, -20f, -8f);
        Assert.InRange(At(name, new HeadPose(0, 0, 0, 1), noseX, noseY).Y, 1f, 3f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyPose_LeavesThePicturesSidesAndTheChestWhereTheyAre(string name)
    {
        var field = Rigs.Get(name).Field;
        int[] x = new int[field.Nodes], y = new int[field.Nodes];
        field.Compose(new HeadPose(5, -5, 5, 0), x, y);
        for (var row = 0; row <= field.Rows; row++)
        {
            for (var column = 0; column < field.NodeColumns; column++)
            {
                if (column < 6 || column > field.Columns - 6 || row > 38)
                {
                    Assert.Equal((0, 0), (x[row * field.NodeColumns + column], y[row * field.NodeColumns + column]));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ExtremePoses_StayWithinTheKernelsSlope(string name)
    {
        var field = Rigs.Get(name).Field;
        int[] x = new int[field.Nodes], y = new int[field.Nodes];
        field.Compose(new HeadPose(FaceLimits.MostDegrees, -FaceLimits.MostDegrees, FaceLimits.MostDegrees, 1), x, y);
        for (var i = 0; i + 1 < field.Nodes; i++)
        {
            if ((i + 1) % field.NodeColumns != 0)
            {
                Assert.InRange(x[i + 1] - x[i], -WarpKernels.MaxSlope, WarpKernels.MaxSlope);
                Assert.InRange(y[i + 1] - y[i], -WarpKernels.MaxSlope, WarpKernels.MaxSlope);
            }
            Assert.InRange(x[i], short.MinValue + WarpKernels.MaxSlope, short.MaxValue - WarpKernels.MaxSlope);
            Assert.InRange(y[i], short.MinValue + WarpKernels.MaxSlope, short.MaxValue - WarpKernels.MaxSlope);
        }
    }

    private static (float X, float Y) At(string name, HeadPose pose, int px, int py)
    {
        var field = Rigs.Get(name).Field;
        int[] x = new int[field.Nodes], y = new int[field.Nodes];
        field.Compose(pose, x, y);
        var node = py / HeadField.Cell * field.NodeColumns + px / HeadField.Cell;
        const float one = 1 << WarpKernels.Fraction;
        return (x[node] / one, y[node] / one);
    }
}
