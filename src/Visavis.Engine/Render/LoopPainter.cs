using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Render;

/// <summary>
/// Plays a motion avatar's loop for one session and lays the painted face over each of its pictures, carried to where the head is in it. Holds some
/// 15 MiB. Not thread-safe.
/// </summary>
internal sealed unsafe class LoopPainter : IDisposable
{
    private const int Cell = HeadField.Cell;

    /// <summary>Nodes hold less than 64 pixels; what lies beyond is nowhere near the face.</summary>
    private const float FarthestNode = 60;

    private readonly FaceLoop _loop;
    private readonly int _width, _height;
    private readonly PixelRectangle _face;
    private readonly H264Decoder _decoder = new();
    private readonly GridWarp _warp;
    private readonly YuvPlanes _carried, _mask;
    private int _next;

    /// <param name="loop">The rig's.</param>
    /// <param name="mouth">Where the base picture changes, and</param>
    /// <param name="eyes">where else.</param>
    /// <param name="width">Of all pictures.</param>
    /// <param name="height">Of all pictures.</param>
    public LoopPainter(FaceLoop loop, PixelRectangle mouth, PixelRectangle eyes, int width, int height)
    {
        (_loop, _width, _height) = (loop, width, height);
        _face = mouth.Union(eyes);
        _warp = new GridWarp(width, height);
        (_carried, _mask) = (new YuvPlanes(width, height), new YuvPlanes(width, height));
    }

    /// <summary>Paints the loop's next picture with the face of <paramref name="scene"/>, a base picture, into <paramref name="target"/>.</summary>
    public void PaintNext(YuvPlanes scene, YuvPicture target)
    {
        var frame = _loop.Frames[_next];
        _next = (_next + 1) % _loop.Frames.Length;
        Copy(_decoder.Decode(frame.Unit.Span), target);
        var cells = Place(frame.Map);
        if (!cells.IsEmpty)
        {
            _warp.Warp(scene, _carried.View, cells);
            _warp.Warp(_loop.Paint, _mask.View, cells);
            Lay(frame.Light, target, cells);
        }
    }

    public void Dispose() => _decoder.Dispose();

    /// <summary>Sets the warp's nodes; the cells of the frame that show the face.</summary>
    private CellRectangle Place(FaceMap map)
    {
        var cells = Showing(map);
        if (cells.IsEmpty)
        {
            return cells;
        }
        var middle = map.Displacement(new Vector2((cells.Left + cells.Right) * Cell / 2f, (cells.Top + cells.Bottom) * Cell / 2f));
        _warp.Shift = ((int)middle.X & ~1, (int)middle.Y & ~1);
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                _warp.Y[row * _warp.NodeColumns + column] = Node(map.Displacement(new Vector2(column * Cell, row * Cell)).Y - _warp.Shift.Y);
            }
        }
        PlaceColumns(map, cells);
        return cells;
    }

    /// <summary>Along the rows of the base picture that the cells read.</summary>
    private void PlaceColumns(FaceMap map, CellRectangle cells)
    {
        const int reach = (int)FarthestNode / Cell + 2;
        int top = Math.Max(0, cells.Top + _warp.Shift.Y / Cell - reach), bottom = Math.Min(_height / Cell, cells.Bottom + _warp.Shift.Y / Cell + reach);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                float x = column * Cell, right = map.Displacement(new Vector2(x, map.Row(x, row * Cell))).X;
                // No place beyond the row's ends may be read.
                right = Math.Clamp(x + right, 0, _width - 1) - x - _warp.Shift.X;
                _warp.X[row * _warp.NodeColumns + column] = Node(right);
            }
        }
    }

    /// <summary>The cells one of whose corners lies in the base picture's face or close to it, as one rectangle of whole pairs.</summary>
    private CellRectangle Showing(FaceMap map)
    {
        var cells = default(CellRectangle);
        for (var row = 0; row <= _height / Cell; row++)
        {
            for (var column = 0; column <= _width / Cell; column++)
            {
                var place = new Vector2(column * Cell, row * Cell);
                if (IsNear(place + map.Displacement(place)))
                {
                    cells = cells.Union(new CellRectangle(Math.Max(0, column - 1), Math.Max(0, row - 1), Math.Min(_width / Cell, column + 1), Math.Min(_height / Cell, row + 1)));
                }
            }
        }
        return cells with { Left = cells.Left & ~1, Right = (cells.Right + 1) & ~1 };
    }

    private bool IsNear(Vector2 place) =>
        place.X >= _face.X && place.Y >= _face.Y && place.X <= _face.X + _face.Width && place.Y <= _face.Y + _face.Height;

    private static int Node(float pixels) => (int)MathF.Round(Math.Clamp(pixels, -FarthestNode, FarthestNode) * (1 << WarpKernels.Fraction));

    private void Lay(in FaceLight light, YuvPicture target, CellRectangle cells)
    {
        int left = cells.Left * Cell, count = (cells.Right - cells.Left) * Cell;
        for (var y = cells.Top * Cell; y < cells.Bottom * Cell; y++)
        {
            var luma = light.Luma + (left - _width / 2) * light.PerColumn + (y - _height / 2) * light.PerRow;
            nint at = (nint)y * _carried.YStride + left;
            LoopKernels.Blend(target.Y + (nint)y * target.YStride + left, _carried.Y + at, _mask.Y + at, count, luma, light.PerColumn);
        }
        for (var y = cells.Top * Cell / 2; y < cells.Bottom * Cell / 2; y++)
        {
            nint at = (nint)y * _carried.CStride + left / 2;
            LoopKernels.Blend(target.U + (nint)y * target.UStride + left / 2, _carried.U + at, _mask.U + at, count / 2, light.U, 0);
            LoopKernels.Blend(target.V + (nint)y * target.VStride + left / 2, _carried.V + at, _mask.U + at, count / 2, light.V, 0);
        }
    }

    private static void Copy(YuvPicture from, YuvPicture to)
    {
        for (var row = 0; row < to.Height; row++)
        {
            from.YRow(row).CopyTo(to.YRow(row));
        }
        for (var row = 0; row < to.Height / 2; row++)
        {
            from.URow(row).CopyTo(to.URow(row));
            from.VRow(row).CopyTo(to.VRow(row));
        }
    }
}
