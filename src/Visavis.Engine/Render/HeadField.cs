namespace Visavis.Engine.Render;

/// <summary>
/// Where every point of the target picture reads the still picture when the head turns one degree, tilts one degree, and
/// so on: displacements at the corners of 16-pixel cells, smooth over the whole picture. Made once per pack by
/// <see cref="HeadFieldBuilder"/>, shared by all sessions.
/// </summary>
internal sealed class HeadField(int width, int height, UnitField yaw, UnitField pitch, UnitField roll, UnitField breath)
{
    /// <summary>Pixels of a cell's side.</summary>
    public const int Cell = 16;

    public int Columns { get; } = width / Cell;

    public int Rows { get; } = height / Cell;

    /// <summary>Nodes of a row: one more than cells.</summary>
    public int NodeColumns => Columns + 1;

    public int Nodes => NodeColumns * (Rows + 1);

    /// <summary>The cells that any motion can touch.</summary>
    public CellRectangle Support { get; } = UnitField.Support(width / Cell, height / Cell, yaw, pitch, roll, breath);

    /// <summary>
    /// Adds up the unit fields for one pose into Q9 displacements. Poses that would fold the picture or leave the kernels'
    /// range are scaled down as a whole, so that the motion saturates instead of breaking.
    /// </summary>
    public void Compose(in HeadPose pose, Span<int> x, Span<int> y)
    {
        var steepest = Math.Abs(pose.Yaw) * yaw.Steepest + Math.Abs(pose.Pitch) * pitch.Steepest
            + Math.Abs(pose.Roll) * roll.Steepest + Math.Abs(pose.Breath) * breath.Steepest;
        const float limit = (float)WarpKernels.MaxSlope / (1 << WarpKernels.Fraction);
        var scale = (1 << WarpKernels.Fraction) * (steepest > limit ? limit / steepest : 1);
        Sum(pose, scale, yaw.X, pitch.X, roll.X, breath.X, x);
        Sum(pose, scale, yaw.Y, pitch.Y, roll.Y, breath.Y, y);
    }

    private static void Sum(in HeadPose pose, float scale, float[] yaw, float[] pitch, float[] roll, float[] breath, Span<int> sum)
    {
        float a = pose.Yaw * scale, b = pose.Pitch * scale, c = pose.Roll * scale, d = pose.Breath * scale;
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = (int)MathF.Round(yaw[i] * a + pitch[i] * b + roll[i] * c + breath[i] * d);
        }
    }
}

/// <summary>The rigid part of a face: degrees, and breath from 0 to 1.</summary>
internal readonly record struct HeadPose(float Yaw, float Pitch, float Roll, float Breath);

/// <summary>One motion's displacement, in pixels for one unit, at every node.</summary>
internal sealed class UnitField(float[] x, float[] y, int nodeColumns)
{
    public float[] X { get; } = x;

    public float[] Y { get; } = y;

    /// <summary>Largest difference between neighbouring nodes, in pixels.</summary>
    public float Steepest { get; } = Math.Max(SteepestOf(x, nodeColumns), SteepestOf(y, nodeColumns));

    public static CellRectangle Support(int columns, int rows, params UnitField[] fields)
    {
        var support = default(CellRectangle);
        for (var node = 0; node < (columns + 1) * (rows + 1); node++)
        {
            if (Array.Exists(fields, f => f.X[node] != 0 || f.Y[node] != 0))
            {
                int column = node % (columns + 1), row = node / (columns + 1);
                var around = new CellRectangle(Math.Max(0, column - 1), Math.Max(0, row - 1), Math.Min(columns, column + 1), Math.Min(rows, row + 1));
                support = support.Union(around);
            }
        }
        return support;
    }

    private static float SteepestOf(float[] values, int nodeColumns)
    {
        var steepest = 0f;
        for (var i = 0; i < values.Length; i++)
        {
            if ((i + 1) % nodeColumns != 0)
            {
                steepest = Math.Max(steepest, Math.Abs(values[i + 1] - values[i]));
            }
            if (i + nodeColumns < values.Length)
            {
                steepest = Math.Max(steepest, Math.Abs(values[i + nodeColumns] - values[i]));
            }
        }
        return steepest;
    }
}

/// <summary>A rectangle of cells; ends are exclusive.</summary>
internal readonly record struct CellRectangle(int Left, int Top, int Right, int Bottom)
{
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    public CellRectangle Union(CellRectangle other) =>
        IsEmpty ? other : other.IsEmpty ? this
        : new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}
