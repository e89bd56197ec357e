using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Visavis.Engine.Media;

namespace Visavis.Engine.Render;

/// <summary>
/// Carries a picture through a grid of displacements into another: every row is resampled along x into a
/// scratch picture, then every column along y out of it. The two passes follow each other cell row by cell row, so the
/// scratch rows are still in the cache when they are read.
/// </summary>
internal sealed unsafe class GridWarp
{
    private const int Cell = HeadField.Cell;

    /// <summary>Displacements that vectors may touch beyond a row's last.</summary>
    private const int Slack = 8;

    private readonly int _columns, _rows;
    private readonly YuvPlanes _scratch;
    private readonly short[] _rowNodes;
    private int _reach;
    private bool _isStill;

    public GridWarp(int width, int height)
    {
        (_columns, _rows) = (width / Cell, height / Cell);
        _scratch = new YuvPlanes(width, height);
        X = new int[NodeColumns * (_rows + 1)];
        Y = new int[X.Length];
        _rowNodes = new short[NodeColumns + Slack];
    }

    /// <summary>Nodes of a row: one more than cells.</summary>
    public int NodeColumns => _columns + 1;

    /// <summary>
    /// How far to the right a pixel is read, in Q9, at the cells' corners: of a place in the target's column and the scene's row, for rows are
    /// resampled before columns. No place may read beyond the row.
    /// </summary>
    public int[] X { get; }

    /// <summary>How far below a pixel is read, at the target's cells' corners.</summary>
    public int[] Y { get; }

    /// <summary>Even luma pixels that every place is read further to the right and further below than <see cref="X"/> and <see cref="Y"/> say, which hold less than 64.</summary>
    public (int X, int Y) Shift { get; set; }

    /// <summary>Looks at nodes that have been changed.</summary>
    public void Measure()
    {
        _reach = 0;
        foreach (var d in Y)
        {
            _reach = Math.Max(_reach, Math.Abs(d));
        }
        foreach (var d in X)
        {
            _reach = Math.Max(_reach, Math.Abs(d));
        }
        _isStill = _reach == 0;
    }

    /// <summary>The target cells that may read anything of a rectangle of the scene under the present pose.</summary>
    public CellRectangle CellsReading(PixelRectangle scene)
    {
        // Two more pixels for the kernel's taps, one for rounding the displacement down.
        var reach = (_reach >> WarpKernels.Fraction) + 3;
        return new CellRectangle(
            Math.Max(0, scene.X - reach) / Cell,
            Math.Max(0, scene.Y - reach) / Cell,
            Math.Min(_columns, (scene.X + scene.Width + reach + Cell - 1) / Cell),
            Math.Min(_rows, (scene.Y + scene.Height + reach + Cell - 1) / Cell));
    }

    /// <summary>Repaints <paramref name="cells"/> of the target from the scene.</summary>
    public void Warp(YuvPlanes scene, YuvPicture target, CellRectangle cells)
    {
        if (cells.IsEmpty)
        {
            return;
        }
        // Chroma is done two cells at a time: whole pairs.
        cells = cells with { Left = cells.Left & ~1, Right = Math.Min(_columns, (cells.Right + 1) & ~1) };
        Warp(new Plane(scene.Y, scene.YStride, _scratch.Y, target.Y, target.YStride, scene.Height, Cell), cells);
        Warp(new Plane(scene.U, scene.CStride, _scratch.U, target.U, target.UStride, scene.Height / 2, Cell / 2), cells);
        Warp(new Plane(scene.V, scene.CStride, _scratch.V, target.V, target.VStride, scene.Height / 2, Cell / 2), cells);
    }

    private void Warp(in Plane plane, CellRectangle cells)
    {
        if (_isStill)
        {
            Copy(plane, cells);
            return;
        }
        var shift = plane.Cell == Cell ? Shift.Y : Shift.Y / 2;
        var next = Math.Max(0, cells.Top * plane.Cell + shift + Math.Min(0, HighestRead(cells)) - 3);
        for (var cellRow = cells.Top; cellRow < cells.Bottom; cellRow++)
        {
            var end = (cellRow + 1) * plane.Cell;
            var needed = Math.Min(plane.Height, end + shift + LowestRead(cellRow, cells) + 3);
            for (; next < needed; next++)
            {
                Interpolate(X, next, plane.Cell, cells);
                AlongRow(plane, next, cells);
            }
            for (var row = cellRow * plane.Cell; row < end; row++)
            {
                Interpolate(Y, row, plane.Cell, cells);
                AlongColumns(plane, row, cells);
            }
        }
    }

    /// <summary>A head that does not move at all.</summary>
    private static void Copy(in Plane plane, CellRectangle cells)
    {
        nint column = cells.Left * plane.Cell, bytes = (cells.Right - cells.Left) * plane.Cell;
        for (nint row = cells.Top * plane.Cell; row < cells.Bottom * plane.Cell; row++)
        {
            Buffer.MemoryCopy(plane.Scene + row * plane.SceneStride + column, plane.Target + row * plane.TargetStride + column, bytes, bytes);
        }
    }

    /// <summary>How many whole luma rows below itself any of the cells reads at least: negative where it reads above.</summary>
    private int HighestRead(CellRectangle cells)
    {
        var highest = int.MaxValue;
        for (var node = cells.Top * NodeColumns; node <= cells.Bottom * NodeColumns; node += NodeColumns)
        {
            foreach (var d in Y.AsSpan(node + cells.Left, cells.Right - cells.Left + 1))
            {
                highest = Math.Min(highest, d);
            }
        }
        return highest >> WarpKernels.Fraction;
    }

    /// <summary>How many whole luma rows below itself a cell row reads at most (also enough for chroma, which reads half of it).</summary>
    private int LowestRead(int cellRow, CellRectangle cells)
    {
        var lowest = 0;
        for (var node = cellRow * NodeColumns; node <= (cellRow + 1) * NodeColumns; node += NodeColumns)
        {
            foreach (var d in Y.AsSpan(node + cells.Left, cells.Right - cells.Left + 1))
            {
                lowest = Math.Max(lowest, d);
            }
        }
        return lowest >> WarpKernels.Fraction;
    }

    /// <summary>The displacements at the cell borders along one pixel row, between the node rows above and below it.</summary>
    private void Interpolate(int[] nodes, int row, int cell, CellRectangle cells)
    {
        int cellRow = row / cell, below = row % cell, above = cell - below, shift = cell == Cell ? 4 : 3;
        var upper = nodes.AsSpan(cellRow * NodeColumns + cells.Left, cells.Right - cells.Left + 1);
        var lower = nodes.AsSpan((cellRow + 1) * NodeColumns + cells.Left, upper.Length);
        var between = _rowNodes.AsSpan(cells.Left, upper.Length);
        var i = 0;
        for (; i + Vector256<int>.Count <= upper.Length; i += Vector256<int>.Count)
        {
            var sum = (Vector256.Create<int>(upper[i..]) * above + Vector256.Create<int>(lower[i..]) * below) >> shift;
            Vector128.Narrow(sum.GetLower(), sum.GetUpper()).CopyTo(between[i..]);
        }
        for (; i < upper.Length; i++)
        {
            between[i] = (short)((upper[i] * above + lower[i] * below) >> shift);
        }
    }

    private void AlongRow(in Plane plane, int row, CellRectangle cells)
    {
        var luma = plane.Cell == Cell;
        byte* source = plane.Scene + (nint)row * plane.SceneStride + (luma ? Shift.X : Shift.X / 2), target = plane.Scratch + (nint)row * plane.SceneStride;
        int cell = cells.Left, x = cell * plane.Cell, wide = luma ? 2 : 4;
        fixed (short* nodes = _rowNodes)
        {
            for (; Avx512Vbmi.IsSupported && cell + wide <= cells.Right; cell += wide, x += WideWarpKernels.Pixels)
            {
                if (AreNone(nodes + cell, luma))
                {
                    Vector256.Load(source + x).Store(target + x);
                }
                else if (!WideWarpKernels.Horizontal(source, target, x, nodes + cell, luma))
                {
                    RunsAlongRow(source, target, x, nodes + cell, luma);
                    RunsAlongRow(source, target, x + Cell, nodes + cell + wide / 2, luma);
                }
            }
            for (; cell < cells.Right; cell += wide / 2, x += Cell)
            {
                RunsAlongRow(source, target, x, nodes + cell, luma);
            }
        }
    }

    private void AlongColumns(in Plane plane, int row, CellRectangle cells)
    {
        var luma = plane.Cell == Cell;
        var from = row + (luma ? Shift.Y : Shift.Y / 2);
        byte* target = plane.Target + (nint)row * plane.TargetStride, straight = plane.Scratch + (nint)Math.Clamp(from, 0, plane.Height - 1) * plane.SceneStride;
        int cell = cells.Left, x = cell * plane.Cell, wide = luma ? 2 : 4;
        fixed (short* nodes = _rowNodes)
        {
            for (; Avx512Vbmi.IsSupported && cell + wide <= cells.Right; cell += wide, x += WideWarpKernels.Pixels)
            {
                if (AreNone(nodes + cell, luma))
                {
                    Vector256.Load(straight + x).Store(target + x);
                }
                else
                {
                    WideWarpKernels.Vertical(plane.Scratch, plane.SceneStride, plane.Height, target, x, from, nodes + cell, luma);
                }
            }
            for (; cell < cells.Right; cell += wide / 2, x += Cell)
            {
                Runs(nodes + cell, luma, out var first, out var second);
                if (first.IsNone && second.IsNone)
                {
                    Vector128.Load(straight + x).Store(target + x);
                }
                else
                {
                    WarpKernels.Vertical(plane.Scratch, plane.SceneStride, plane.Height, target, x, from, first, second);
                }
            }
        }
    }

    private static void RunsAlongRow(byte* source, byte* target, int x, short* nodes, bool luma)
    {
        Runs(nodes, luma, out var first, out var second);
        if (first.IsNone && second.IsNone)
        {
            Vector128.Load(source + x).Store(target + x);
        }
        else
        {
            WarpKernels.Horizontal(source, target, x, first, second);
        }
    }

    /// <summary>The two runs that begin at a cell: its own halves in luma, it and its right neighbour in chroma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Runs(short* nodes, bool luma, out Displacement first, out Displacement second)
    {
        var slope = nodes[1] - nodes[0];
        // Chroma pixels count double: half the displacement, and as half of it over half the pixels, the same slope.
        first = new Displacement(luma ? nodes[0] : nodes[0] >> 1, slope);
        second = luma ? new Displacement(nodes[0] + (slope >> 1), slope) : new Displacement(nodes[1] >> 1, nodes[2] - nodes[1]);
    }

    /// <summary>True where nothing moves: two cells of luma, four of chroma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreNone(short* nodes, bool luma) =>
        nodes[0] == 0 && nodes[1] == 0 && nodes[2] == 0 && (luma || (nodes[3] == 0 && nodes[4] == 0));

    /// <summary>One plane on its way: the still scene, the scratch of the same layout, the target. Cell is 16 for luma, 8 for chroma.</summary>
    private readonly struct Plane(byte* scene, int sceneStride, byte* scratch, byte* target, int targetStride, int height, int cell)
    {
        public readonly byte* Scene = scene, Scratch = scratch, Target = target;
        public readonly nint SceneStride = sceneStride, TargetStride = targetStride;
        public readonly int Height = height, Cell = cell;
    }
}

/// <summary>A rectangle of luma pixels on even coordinates.</summary>
internal readonly record struct PixelRectangle(int X, int Y, int Width, int Height)
{
    public PixelRectangle Union(PixelRectangle other)
    {
        int x = Math.Min(X, other.X), y = Math.Min(Y, other.Y);
        return new(x, y, Math.Max(X + Width, other.X + other.Width) - x, Math.Max(Y + Height, other.Y + other.Height) - y);
    }

    /// <summary>Its rows above another one, two at least.</summary>
    public int RowsAbove(PixelRectangle other) => Math.Clamp(other.Y - Y, 2, Height);
}
