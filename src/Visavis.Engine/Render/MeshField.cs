using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Visavis.Engine.Render;

/// <summary>
/// For every pixel of a region in its present shape, where each blended patch has it: displacements in Q8 pixels, along x
/// in the low and along y in the high half of an int, filled triangle by triangle.
/// </summary>
internal sealed unsafe class MeshField
{
    /// <summary>Fractional bits of a displacement.</summary>
    public const int Fraction = 8;

    /// <summary>Pixels that vectors may touch beyond a row's end.</summary>
    private const int Slack = 16;

    /// <summary>Bits below a displacement's while it is added up along a row.</summary>
    private const int Guard = 8;

    /// <summary>Rows of a triangle that are rounded before they are filled.</summary>
    private const int MostRows = 64;

    private readonly int _width, _height;
    private readonly AlignedInts[] _layers;

    public MeshField(int width, int height)
    {
        _width = width;
        _height = height;
        Stride = (width + Slack - 1) / Slack * Slack + Slack;
        _layers = [.. Enumerable.Range(0, PatchMix.MostBlended).Select(_ => new AlignedInts(Stride * height))];
    }

    public int Stride { get; }

    /// <summary>The displacements of a row, at a boundary of 64 bytes.</summary>
    public int* Row(int layer, int row) => _layers[layer].First + row * Stride;

    /// <summary>Fills one layer for each chosen source: from the target shape back to that source.</summary>
    public void Fill(ReadOnlySpan<Triangle> triangles, ReadOnlySpan<Vector2> target, Vector2[][] sources, ReadOnlySpan<int> chosen)
    {
        foreach (var t in triangles)
        {
            int a = t.A, b = t.B, c = t.C;
            Order(target, ref a, ref b);
            Order(target, ref a, ref c);
            Order(target, ref b, ref c);
            FillTriangle(a, b, c, target, sources, chosen);
        }
    }

    private static void Order(ReadOnlySpan<Vector2> points, ref int upper, ref int lower)
    {
        if (points[lower].Y < points[upper].Y)
        {
            (upper, lower) = (lower, upper);
        }
    }

    /// <summary>Corners from top to bottom.</summary>
    private void FillTriangle(int top, int middle, int bottom, ReadOnlySpan<Vector2> target, Vector2[][] sources, ReadOnlySpan<int> chosen)
    {
        Vector2 a = target[top], b = target[middle], c = target[bottom];
        Vector2 ab = b - a, ac = c - a;
        var area = ab.X * ac.Y - ab.Y * ac.X;
        int first = Math.Max(0, (int)MathF.Ceiling(a.Y)), last = Math.Min(_height - 1, (int)MathF.Ceiling(c.Y) - 1);
        if (MathF.Abs(area) < 1e-3f || first > last)
        {
            return;
        }
        // Edges always run from the upper to the lower end, so that neighbours round the shared one alike: no gaps.
        Edge far = new(a, c), upper = new(a, b), lower = new(b, c);
        Span<PixelSpan> spans = stackalloc PixelSpan[MostRows];
        while (first <= last)
        {
            var rows = Math.Min(MostRows, last - first + 1);
            for (var row = 0; row < rows; row++)
            {
                float atFar = far.At(first + row), atNear = first + row < b.Y ? upper.At(first + row) : lower.At(first + row);
                var left = Math.Max(0, Whole(MathF.Ceiling(MathF.Min(atFar, atNear))));
                spans[row] = new PixelSpan(left, Math.Min(_width, Whole(MathF.Ceiling(MathF.Max(atFar, atNear)))) - left);
            }
            for (var layer = 0; layer < chosen.Length; layer++)
            {
                // The displacement is a plane over the triangle: its change per pixel along x and along y.
                var source = sources[chosen[layer]];
                Vector2 atA = source[top] - a, alongAb = source[middle] - b - atA, alongAc = source[bottom] - c - atA;
                Vector2 perX = (alongAb * ac.Y - alongAc * ab.Y) / area, perY = (alongAc * ab.X - alongAb * ac.X) / area;
                FillSpans(Row(layer, first), spans[..rows], atA - perX * a.X + perY * (first - a.Y), perX, perY);
            }
            first += rows;
        }
    }

    /// <summary>The machine's own conversion: no vertex is so far away that saturation mattered, and it takes four times as long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole(float value) => float.ConvertToIntegerNative<int>(value);

    /// <summary>
    /// Fills one span a row. All is worked out once for the triangle in whole numbers, for most spans are shorter than two vectors: that takes
    /// two thirds of the time that floats for every span took. What lies beyond a span within a vector is kept.
    /// </summary>
    /// <param name="layer">From the first span's row on.</param>
    /// <param name="spans">One a row.</param>
    /// <param name="start">The displacement at the first row's first column.</param>
    /// <param name="perX">Its change per pixel.</param>
    /// <param name="perY">Its change per row.</param>
    private void FillSpans(int* layer, ReadOnlySpan<PixelSpan> spans, Vector2 start, Vector2 perX, Vector2 perY)
    {
        const float scale = 1 << (Fraction + Guard);
        var lane = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        int stepX = Whole(perX.X * scale), stepY = Whole(perX.Y * scale);
        Vector256<int> rampX = lane * stepX + Vector256.Create(1 << (Guard - 1)), rampY = lane * stepY + Vector256.Create(1 << (Guard - 1));
        Vector256<int> nextX = Vector256.Create(8 * stepX), nextY = Vector256.Create(8 * stepY);
        for (var row = 0; row < spans.Length; row++)
        {
            var (left, count) = (spans[row].Left, spans[row].Count);
            var x = rampX + Vector256.Create(Whole((start.X + perY.X * row) * scale) + stepX * left);
            var y = rampY + Vector256.Create(Whole((start.Y + perY.Y * row) * scale) + stepY * left);
            var target = layer + row * Stride + left;
            var i = 0;
            for (; i + 8 <= count; i += 8, x += nextX, y += nextY)
            {
                Packed(x, y).Store(target + i);
            }
            if (i < count)
            {
                Vector256.ConditionalSelect(Vector256.LessThan(lane, Vector256.Create(count - i)), Packed(x, y), Vector256.Load(target + i)).Store(target + i);
            }
        }
    }

    /// <summary>Guard bits fall off below; 16 bits of x go into the low half, 16 of y into the high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Packed(Vector256<int> x, Vector256<int> y) =>
        ((x >>> Guard) & Vector256.Create(0xFFFF)) | ((y << (16 - Guard)) & Vector256.Create(~0xFFFF));

    /// <summary>The pixels of a row that a triangle covers; none where the count is not above zero.</summary>
    private readonly record struct PixelSpan(int Left, int Count);

    /// <summary>Where a line from an upper to a lower point crosses pixel rows. A level one is never asked.</summary>
    private readonly struct Edge(Vector2 upper, Vector2 lower)
    {
        private readonly float _x = upper.X, _y = upper.Y, _perRow = (lower.X - upper.X) / (lower.Y - upper.Y);

        public float At(int row) => _x + (row - _y) * _perRow;
    }
}
