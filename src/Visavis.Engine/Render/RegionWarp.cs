using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>
/// Paints one region of the face into the still scene: every blended patch is warped to the shape in between and then mixed,
/// so that lips, lids and shading meet instead of ghosting; what lies behind the openings is laid on top.
/// </summary>
internal sealed unsafe class RegionWarp
{
    private readonly FaceRegion _region;
    private readonly PixelRectangle _painted;
    private readonly MeshField _field;
    private readonly OpeningPainter _openings;
    private readonly AlignedInts _sums;

    /// <param name="region">The region's patches and shapes.</param>
    /// <param name="rows">Rows of the region to paint; fewer than it has where another region lies over its end.</param>
    public RegionWarp(FaceRegion region, int rows)
    {
        _region = region;
        _painted = region.Rectangle with { Height = rows };
        _field = new MeshField(region.Rectangle.Width, region.Rectangle.Height);
        _openings = new OpeningPainter(region);
        _sums = new AlignedInts(_field.Stride);
        Target = new Vector2[region.Mesh.Vertices];
    }

    /// <summary>The vertices of the present shape; the caller fills it before painting.</summary>
    public Vector2[] Target { get; }

    public PixelRectangle Painted => _painted;

    /// <summary>The shape that is the weighted mean of all patches' shapes.</summary>
    public void PlaceMean(PatchMix mix)
    {
        Target.AsSpan().Clear();
        var weights = mix.Weights;
        for (var patch = 0; patch < weights.Length; patch++)
        {
            if (weights[patch] > 0)
            {
                AddScaled(_region.Shapes[patch], weights[patch]);
            }
        }
    }

    public void Paint(PatchMix mix, YuvPlanes scene)
    {
        if (mix.IsPure && IsAt(_region.Shapes[mix.Patch[0]]))
        {
            Copy(_region.Patches[mix.Patch[0]], scene);
            return;
        }
        _field.Fill(_region.Mesh.Triangles, Target, _region.Shapes, mix.Patch.AsSpan(0, mix.Blended));
        BlendLuma(mix, scene);
        BlendChroma(mix, scene);
        _openings.Paint(mix, Target, scene, _painted);
    }

    /// <summary>True when the present shape is a patch's own, to a hundredth of a pixel.</summary>
    private bool IsAt(Vector2[] shape)
    {
        for (var i = 0; i < Target.Length; i++)
        {
            if (Vector2.DistanceSquared(Target[i], shape[i]) > 1e-4f)
            {
                return false;
            }
        }
        return true;
    }

    private void AddScaled(Vector2[] shape, float weight)
    {
        for (var i = 0; i < Target.Length; i++)
        {
            Target[i] += shape[i] * weight;
        }
    }

    private void Copy(YuvPlanes patch, YuvPlanes scene)
    {
        var r = _painted;
        CopyPlane(patch.Y, patch.YStride, scene.Y + (nint)r.Y * scene.YStride + r.X, scene.YStride, r.Width, r.Height);
        var chroma = (nint)(r.Y / 2) * scene.CStride + r.X / 2;
        CopyPlane(patch.U, patch.CStride, scene.U + chroma, scene.CStride, r.Width / 2, r.Height / 2);
        CopyPlane(patch.V, patch.CStride, scene.V + chroma, scene.CStride, r.Width / 2, r.Height / 2);
    }

    private static void CopyPlane(byte* source, int sourceStride, byte* target, int targetStride, int width, int height)
    {
        for (var row = 0; row < height; row++, source += sourceStride, target += targetStride)
        {
            Buffer.MemoryCopy(source, target, width, width);
        }
    }

    private void BlendLuma(PatchMix mix, YuvPlanes scene)
    {
        for (var row = 0; row < _painted.Height; row++)
        {
            _sums.Span.Clear();
            for (var layer = 0; layer < mix.Blended; layer++)
            {
                var patch = _region.Patches[mix.Patch[layer]];
                BlendKernels.Accumulate(
                    new PatchPlane(patch.Y, patch.YStride, patch.Width, patch.Height), _sums.First, _field.Row(layer, row), row, patch.Width, mix.Share[layer]);
            }
            BlendKernels.Store(_sums.First, scene.Y + (nint)(_painted.Y + row) * scene.YStride + _painted.X, _painted.Width);
        }
    }

    private void BlendChroma(PatchMix mix, YuvPlanes scene)
    {
        // A row of chroma has half the sums of luma: both planes' fit.
        int* u = _sums.First, v = u + _field.Stride / 2;
        for (var row = 0; row < _painted.Height / 2; row++)
        {
            _sums.Span.Clear();
            for (var layer = 0; layer < mix.Blended; layer++)
            {
                var patch = _region.Patches[mix.Patch[layer]];
                int width = patch.Width / 2, height = patch.Height / 2;
                BlendKernels.AccumulateChroma(
                    new PatchPlane(patch.U, patch.CStride, width, height), new PatchPlane(patch.V, patch.CStride, width, height),
                    u, v, _field.Row(layer, 2 * row), row, width, mix.Share[layer]);
            }
            var target = (nint)(_painted.Y / 2 + row) * scene.CStride + _painted.X / 2;
            BlendKernels.Store(u, scene.U + target, _painted.Width / 2);
            BlendKernels.Store(v, scene.V + target, _painted.Width / 2);
        }
    }
}
