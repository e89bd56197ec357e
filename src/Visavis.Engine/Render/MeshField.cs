using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Visavis.Engine.Render;

/// <summary>
/// For every pixel of a region in its present shape, where each blended patch has it: displacements in Q8 pixels, along x
/// in the low and along y in the high half of an int, filled triangle by triangle.
/// </summary>
internal sealed class MeshField
{
    /// <summary>Fractional bits of a displacement.</summary>
    public const int Fraction = 8;

    /// <summary>Pixels that vectors may touch beyond a row's end.</summary>
    private const int Slack = 16;

    /// <summary>Bits below a displacement's while it is added up along a row.</summary>
    private const int Guard = 8;

    private readonly int _width, _height;
    private readonly int[][] _layers;

    public MeshField(int width, int height)
    {
        _width = width;
        _height = height;
        Stride = (width + Slack - 1) / Slack * Slack + Slack;
        _layers = [.. Enumerable.Range(0, PatchMix.MostBlended).Select(_ => new int[Stride * height])];
    }

    public int Stride { get; }

    public ReadOnlySpan<int> Row(int layer, int row) => _layers[layer].AsSpan(row * Stride, Stride);

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
        Span<Slope> slopes = stackalloc Slope[PatchMix.MostBlended];
        for (var layer = 0; layer < chosen.Length; layer++)
        {
            // The displacement is a plane over the triangle: its change per pixel along x and along y.
            var source = sources[chosen[layer]];
            Vector2 atA = source[top] - a, alongAb = source[middle] - b - atA, alongAc = source[bottom] - c - atA;
            slopes[layer] = new Slope(atA, (alongAb * ac.Y - alongAc * ab.Y) / area, (alongAc * ab.X - alongAb * ac.X) / area);
        }
        // Edges always run from the upper to the lower end, so that neighbours round the shared one alike: no gaps.
        Edge far = new(a, c), upper = new(a, b), lower = new(b, c);
        for (var row = first; row <= last; row++)
        {
            float atFar = far.At(row), atNear = row < b.Y ? upper.At(row) : lower.At(row);
            var left = Math.Max(0, Whole(MathF.Ceiling(MathF.Min(atFar, atNear))));
            var right = Math.Min(_width, Whole(MathF.Ceiling(MathF.Max(atFar, atNear))));
            for (var layer = 0; left < right && layer < chosen.Length; layer++)
            {
                ref var slope = ref slopes[layer];
                var start = slope.Start + slope.PerX * (left - a.X) + slope.PerY * (row - a.Y);
                FillSpan(_layers[layer].AsSpan(row * Stride + left), right - left, start, slope.PerX);
            }
        }
    }

    /// <summary>The machine's own conversion: no vertex is so far away that saturation mattered, and it takes four times as long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole(float value) => float.ConvertToIntegerNative<int>(value);

    /// <summary>The span reaches beyond the pixels to fill by at least a vector; what lies there is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FillSpan(Span<int> span, int count, Vector2 start, Vector2 step)
    {
        const float scale = 1 << (Fraction + Guard);
        var lane = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        int stepX = Whole(step.X * scale), stepY = Whole(step.Y * scale);
        var x = Vector256.Create(Whole(start.X * scale) + (1 << (Guard - 1))) + lane * stepX;
        var y = Vector256.Create(Whole(start.Y * scale) + (1 << (Guard - 1))) + lane * stepY;
        ref var target = ref MemoryMarshal.GetReference(span);
        for (var i = 0; i < count; i += 8)
        {
            // Guard bits fall off below; 16 bits of x go into the low half, 16 of y into the high.
            var both = ((x >>> Guard) & Vector256.Create(0xFFFF)) | ((y << (16 - Guard)) & Vector256.Create(~0xFFFF));
            if (count - i < 8)
            {
                both = Vector256.ConditionalSelect(Vector256.LessThan(lane, Vector256.Create(count - i)), both, Vector256.LoadUnsafe(ref target, (nuint)i));
            }
            both.StoreUnsafe(ref target, (nuint)i);
            x += Vector256.Create(8 * stepX);
            y += Vector256.Create(8 * stepY);
        }
    }

    /// <summary>A displacement at a triangle's top corner, and how it changes per pixel.</summary>
    private readonly record struct Slope(Vector2 Start, Vector2 PerX, Vector2 PerY);

    /// <summary>Where a line from an upper to a lower point crosses pixel rows. A level one is never asked.</summary>
    private readonly struct Edge(Vector2 upper, Vector2 lower)
    {
        private readonly float _x = upper.X, _y = upper.Y, _perRow = (lower.X - upper.X) / (lower.Y - upper.Y);

        public float At(int row) => _x + (row - _y) * _perRow;
    }
}
