using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Render;

/// <summary>
/// Carries the still scene through the head's displacement field into the target: every row is resampled along x into a
/// scratch picture, then every column along y out of it. The two passes follow each other cell row by cell row, so the
/// scratch rows are still in the cache when they are read.
/// </summary>
internal sealed unsafe class HeadWarp
{
    private const int Cell = HeadField.Cell;

    private readonly HeadField _field;
    private readonly YuvPlanes _scratch;
    private readonly int[] _x, _y;
    private readonly int[] _rowNodes;
    private HeadPose? _pose;
    private int _reach;

    public HeadWarp(HeadField field, int width, int height)
    {
        _field = field;
        _scratch = new YuvPlanes(width, height);
        _x = new int[field.Nodes];
        _y = new int[field.Nodes];
        _rowNodes = new int[field.NodeColumns];
    }

    /// <summary>Takes a pose; true when the picture has to be warped anew because of it.</summary>
    public bool Turn(in HeadPose pose)
    {
        if (_pose == pose)
        {
            return false;
        }
        _pose = pose;
        _field.Compose(pose, _x, _y);
        _reach = 0;
        foreach (var d in _y)
        {
            _reach = Math.Max(_reach, Math.Abs(d));
        }
        foreach (var d in _x)
        {
            _reach = Math.Max(_reach, Math.Abs(d));
        }
        return true;
    }

    /// <summary>The target cells that may read anything of a rectangle of the scene under the present pose.</summary>
    public CellRectangle CellsReading(PixelRectangle scene)
    {
        // Two more pixels for the kernel's taps, one for rounding the displacement down.
        var reach = (_reach >> WarpKernels.Fraction) + 3;
        return new CellRectangle(
            Math.Max(0, scene.X - reach) / Cell,
            Math.Max(0, scene.Y - reach) / Cell,
            Math.Min(_field.Columns, (scene.X + scene.Width + reach + Cell - 1) / Cell),
            Math.Min(_field.Rows, (scene.Y + scene.Height + reach + Cell - 1) / Cell));
    }

    /// <summary>Repaints <paramref name="cells"/> of the target from the scene.</summary>
    public void Warp(YuvPlanes scene, YuvPicture target, CellRectangle cells)
    {
        if (cells.IsEmpty)
        {
            return;
        }
        // Chroma is done two cells at a time: whole pairs.
        cells = cells with { Left = cells.Left & ~1, Right = Math.Min(_field.Columns, (cells.Right + 1) & ~1) };
        Warp(new Plane(scene.Y, scene.YStride, _scratch.Y, target.Y, target.YStride, scene.Height, Cell), cells);
        Warp(new Plane(scene.U, scene.CStride, _scratch.U, target.U, target.UStride, scene.Height / 2, Cell / 2), cells);
        Warp(new Plane(scene.V, scene.CStride, _scratch.V, target.V, target.VStride, scene.Height / 2, Cell / 2), cells);
    }

    private void Warp(in Plane plane, CellRectangle cells)
    {
        int reach = (_reach >> WarpKernels.Fraction) + 3, next = Math.Max(0, cells.Top * plane.Cell - reach);
        for (var cellRow = cells.Top; cellRow < cells.Bottom; cellRow++)
        {
            var end = (cellRow + 1) * plane.Cell;
            var needed = Math.Min(plane.Height, end + LowestRead(cellRow, cells) + 3);
            for (; next < needed; next++)
            {
                Interpolate(_x, next, plane.Cell, cells);
                AlongRow(plane, next, cells);
            }
            for (var row = cellRow * plane.Cell; row < end; row++)
            {
                Interpolate(_y, row, plane.Cell, cells);
                AlongColumns(plane, row, cells);
            }
        }
    }

    /// <summary>How many whole luma rows below itself a cell row reads at most (also enough for chroma, which reads half of it).</summary>
    private int LowestRead(int cellRow, CellRectangle cells)
    {
        var lowest = 0;
        for (var node = cellRow * _field.NodeColumns; node <= (cellRow + 1) * _field.NodeColumns; node += _field.NodeColumns)
        {
            foreach (var d in _y.AsSpan(node + cells.Left, cells.Right - cells.Left + 1))
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
        var upper = nodes.AsSpan(cellRow * _field.NodeColumns + cells.Left, cells.Right - cells.Left + 1);
        var lower = nodes.AsSpan((cellRow + 1) * _field.NodeColumns + cells.Left, upper.Length);
        var between = _rowNodes.AsSpan(cells.Left, upper.Length);
        var i = 0;
        for (; i + Vector256<int>.Count <= upper.Length; i += Vector256<int>.Count)
        {
            var sum = Vector256.Create<int>(upper[i..]) * above + Vector256.Create<int>(lower[i..]) * below;
            (sum >> shift).CopyTo(between[i..]);
        }
        for (; i < upper.Length; i++)
        {
            between[i] = (upper[i] * above + lower[i] * below) >> shift;
        }
    }

    /// <summary>The two runs that begin at a cell: its own halves in luma, it and its right neighbour in chroma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Runs(int* nodes, bool luma, out Displacement first, out Displacement second)
    {
        var slope = nodes[1] - nodes[0];
        // Chroma pixels count double: half the displacement, and as half of it over half the pixels, the same slope.
        first = new Displacement(luma ? nodes[0] : nodes[0] >> 1, slope);
        second = luma ? new Displacement(nodes[0] + (slope >> 1), slope) : new Displacement(nodes[1] >> 1, nodes[2] - nodes[1]);
    }

    private void AlongRow(in Plane plane, int row, CellRectangle cells)
    {
        byte* source = plane.Scene + (nint)row * plane.SceneStride, target = plane.Scratch + (nint)row * plane.SceneStride;
        var luma = plane.Cell == Cell;
        fixed (int* nodes = _rowNodes)
        {
            for (int cell = cells.Left, x = cell * plane.Cell; cell < cells.Right; cell += luma ? 1 : 2, x += Cell)
            {
                Runs(nodes + cell, luma, out var first, out var second);
                if (first.IsNone && second.IsNone)
                {
                    Vector128.Load(source + x).Store(target + x);
                }
                else
                {
                    WarpKernels.Horizontal(source, target, x, first, second);
                }
            }
        }
    }

    private void AlongColumns(in Plane plane, int row, CellRectangle cells)
    {
        byte* target = plane.Target + (nint)row * plane.TargetStride, straight = plane.Scratch + (nint)row * plane.SceneStride;
        var luma = plane.Cell == Cell;
        fixed (int* nodes = _rowNodes)
        {
            for (int cell = cells.Left, x = cell * plane.Cell; cell < cells.Right; cell += luma ? 1 : 2, x += Cell)
            {
                Runs(nodes + cell, luma, out var first, out var second);
                if (first.IsNone && second.IsNone)
                {
                    Vector128.Load(straight + x).Store(target + x);
                }
                else
                {
                    WarpKernels.Vertical(plane.Scratch, plane.SceneStride, plane.Height, target, x, row, first, second);
                }
            }
        }
    }

    /// <summary>One plane on its way: the still scene, the scratch of the same layout, the target. Cell is 16 for luma, 8 for chroma.</summary>
    private readonly struct Plane(byte* scene, int sceneStride, byte* scratch, byte* target, int targetStride, int height, int cell)
    {
        public readonly byte* Scene = scene, Scratch = scratch, Target = target;
        public readonly nint SceneStride = sceneStride, TargetStride = targetStride;
        public readonly int Height = height, Cell = cell;
    }
}

/// <summary>A rectangle of luma pixels on even coordinates.</summary>
internal readonly record struct PixelRectangle(int X, int Y, int Width, int Height);
