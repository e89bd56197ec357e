using System.Numerics;
using System.Runtime.Intrinsics;

namespace Visavis.Engine.Render;

/// <summary>
/// For every pixel of a region in its present shape, where each blended patch has it: displacements in Q8 pixels, filled
/// triangle by triangle.
/// </summary>
internal sealed class MeshField
{
    /// <summary>Fractional bits of a displacement.</summary>
    public const int Fraction = 8;

    /// <summary>Pixels that a kernel may read beyond a row's end.</summary>
    private const int Slack = 16;

    private readonly int _width, _height;
    private readonly short[][] _x, _y;

    public MeshField(int width, int height)
    {
        _width = width;
        _height = height;
        Stride = (width + Slack - 1) / Slack * Slack + Slack;
        _x = [.. Enumerable.Range(0, PatchMix.MostBlended).Select(_ => NewPlane())];
        _y = [.. Enumerable.Range(0, PatchMix.MostBlended).Select(_ => NewPlane())];
    }

    public int Stride { get; }

    public ReadOnlySpan<short> RowX(int layer, int row) => _x[layer].AsSpan(row * Stride, Stride);

    public ReadOnlySpan<short> RowY(int layer, int row) => _y[layer].AsSpan(row * Stride, Stride);

    /// <summary>Fills one layer: from <paramref name="target"/> back to <paramref name="source"/>.</summary>
    public void Fill(int layer, IReadOnlyList<Triangle> triangles, ReadOnlySpan<Vector2> target, ReadOnlySpan<Vector2> source)
    {
        short[] x = _x[layer], y = _y[layer];
        for (var i = 0; i < triangles.Count; i++)
        {
            var t = triangles[i];
            FillTriangle(x, y, target[t.A], target[t.B], target[t.C], source[t.A], source[t.B], source[t.C]);
        }
    }

    private short[] NewPlane() => new short[Stride * _height];

    private void FillTriangle(short[] dx, short[] dy, Vector2 a, Vector2 b, Vector2 c, Vector2 fromA, Vector2 fromB, Vector2 fromC)
    {
        if (b.Y < a.Y)
        {
            (a, b, fromA, fromB) = (b, a, fromB, fromA);
        }
        if (c.Y < a.Y)
        {
            (a, c, fromA, fromC) = (c, a, fromC, fromA);
        }
        if (c.Y < b.Y)
        {
            (b, c, fromB, fromC) = (c, b, fromC, fromB);
        }
        Vector2 ab = b - a, ac = c - a;
        var area = ab.X * ac.Y - ab.Y * ac.X;
        if (MathF.Abs(area) < 1e-3f)
        {
            return;
        }
        // The displacement is a plane over the triangle: its change per pixel along x and along y.
        Vector2 atA = fromA - a, alongAb = fromB - b - atA, alongAc = fromC - c - atA;
        var perX = (alongAb * ac.Y - alongAc * ab.Y) / area;
        var perY = (alongAc * ab.X - alongAb * ac.X) / area;
        int first = Math.Max(0, (int)MathF.Ceiling(a.Y)), last = Math.Min(_height - 1, (int)MathF.Ceiling(c.Y) - 1);
        for (var row = first; row <= last; row++)
        {
            // Edges always run from the upper to the lower end, so that neighbours round the shared one alike: no gaps.
            var far = Crossing(a, c, row);
            var near = row < b.Y ? Crossing(a, b, row) : Crossing(b, c, row);
            var left = Math.Max(0, (int)MathF.Ceiling(MathF.Min(far, near)));
            var right = Math.Min(_width, (int)MathF.Ceiling(MathF.Max(far, near)));
            if (left < right)
            {
                var start = atA + perX * (left - a.X) + perY * (row - a.Y);
                var at = row * Stride + left;
                FillSpan(dx.AsSpan(at, right - left), start.X, perX.X);
                FillSpan(dy.AsSpan(at, right - left), start.Y, perX.Y);
            }
        }
    }

    private static float Crossing(Vector2 upper, Vector2 lower, int row) =>
        upper.X + (lower.X - upper.X) * (row - upper.Y) / (lower.Y - upper.Y);

    private static void FillSpan(Span<short> span, float start, float step)
    {
        const int guard = 8;
        var value = (int)(start * (1 << (Fraction + guard))) + (1 << (guard - 1));
        var increment = (int)(step * (1 << (Fraction + guard)));
        var i = 0;
        if (span.Length >= Vector128<short>.Count)
        {
            var values = Vector256.Create(value) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) * increment;
            for (; i + Vector128<short>.Count <= span.Length; i += Vector128<short>.Count, values += Vector256.Create(8 * increment))
            {
                var shifted = values >> guard;
                Vector128.Narrow(shifted.GetLower(), shifted.GetUpper()).CopyTo(span[i..]);
            }
        }
        for (; i < span.Length; i++)
        {
            span[i] = (short)((value + i * increment) >> guard);
        }
    }
}
