using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>
/// What one sees through the open lips and lids. Upper teeth stay with the skull and lower ones go with the jaw, irises
/// turn as discs: nothing here stretches with the skin. The more a patch is open, the more it has to say.
/// </summary>
internal sealed unsafe class OpeningPainter
{
    /// <summary>Open pixels that a shut patch counts for, so that the shares stay defined when all are shut.</summary>
    private const float ShutArea = 1;

    /// <summary>A pixel taken this far from where it should come from counts half.</summary>
    private const float TrustedPixels = 1.5f, LeastTrust = 1e-6f;

    /// <summary>Corners of an opening are dark and half lip; trust grows over this width.</summary>
    private const float CornerPixels = 8, EdgePixels = 2, SlitPixels = 3;

    /// <summary>What counts as no light in luma and no colour in chroma.</summary>
    private const float Black = 16, Gray = 128;

    private readonly FaceRegion _region;
    private readonly OpeningProfile _profile;
    private readonly float[] _samples = new float[PatchMix.MostBlended], _trusts = new float[PatchMix.MostBlended];
    private float _openness = 1;
    private readonly float[] _shares = new float[PatchMix.MostBlended];

    public OpeningPainter(FaceRegion region)
    {
        _region = region;
        _profile = new OpeningProfile(region.Rectangle.Width);
    }

    public void Paint(PatchMix mix, ReadOnlySpan<Vector2> target, YuvPlanes scene, PixelRectangle painted)
    {
        Share(mix);
        for (var i = 0; i < _region.Mesh.Openings.Count; i++)
        {
            _profile.Trace(_region.Mesh.Openings[i], target);
            for (var column = _profile.First; column <= _profile.Last; column++)
            {
                if (_profile.HeightAt(column) > 0)
                {
                    PaintLuma(mix, i, target, column, scene.Y + (nint)painted.Y * scene.YStride + painted.X, scene.YStride, painted.Height);
                }
            }
            var corner = (nint)(painted.Y / 2) * scene.CStride + painted.X / 2;
            for (var column = (_profile.First + 1) / 2; column <= (_profile.Last - 1) / 2; column++)
            {
                if (_profile.HeightAt(2 * column) > 0)
                {
                    PaintChroma(mix, i, target, column, scene.U + corner, scene.V + corner, scene.CStride, painted.Height / 2);
                }
            }
        }
    }

    private void Share(PatchMix mix)
    {
        var sum = 0f;
        _openness = 1;
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            _shares[layer] = mix.Share[layer] * (_region.OpenArea[mix.Patch[layer]] + ShutArea);
            sum += _shares[layer];
            if (mix.Patch[layer] == _region.CoveringPatch)
            {
                _openness = 1 - (float)mix.Share[layer] / PatchMix.One;
            }
        }
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            _shares[layer] /= sum;
        }
    }

    private void PaintLuma(PatchMix mix, int opening, ReadOnlySpan<Vector2> target, int column, byte* scene, int stride, int rows)
    {
        float top = _profile.Top[column], bottom = _profile.Bottom[column], openness = Openness(column);
        var last = Math.Min(rows - 1, (int)MathF.Ceiling(bottom));
        for (var row = Math.Max(0, (int)MathF.Floor(top)); row <= last; row++)
        {
            var cover = Cover(row, top, bottom) * openness;
            if (cover <= 0)
            {
                continue;
            }
            for (var layer = 0; layer < mix.Blended; layer++)
            {
                var patch = _region.Patches[mix.Patch[layer]];
                var at = SourceOf(opening, mix.Patch[layer], target, new Vector2(column, row), out _trusts[layer]);
                _samples[layer] = Sample(new PatchPlane(patch.Y, patch.YStride, patch.Width, patch.Height), at);
            }
            var sum = Mix(mix, opening, Black);
            var pixel = scene + (nint)row * stride + column;
            *pixel = (byte)(*pixel + (sum - *pixel) * cover + .5f);
        }
    }

    private void PaintChroma(PatchMix mix, int opening, ReadOnlySpan<Vector2> target, int column, byte* u, byte* v, int stride, int rows)
    {
        float top = (_profile.Top[2 * column] - .5f) / 2, bottom = (_profile.Bottom[2 * column] - .5f) / 2, openness = Openness(2 * column);
        var last = Math.Min(rows - 1, (int)MathF.Ceiling(bottom));
        for (var row = Math.Max(0, (int)MathF.Floor(top)); row <= last; row++)
        {
            var cover = Cover(row, top, bottom) * openness;
            if (cover <= 0)
            {
                continue;
            }
            var centre = new Vector2(2 * column + .5f, 2 * row + .5f);
            u[(nint)row * stride + column] = Chroma(mix, opening, target, centre, cover, u[(nint)row * stride + column], isU: true);
            v[(nint)row * stride + column] = Chroma(mix, opening, target, centre, cover, v[(nint)row * stride + column], isU: false);
        }
    }

    /// <param name="centre">The middle of the four luma pixels that a chroma sample stands for.</param>
    private byte Chroma(PatchMix mix, int opening, ReadOnlySpan<Vector2> target, Vector2 centre, float cover, byte under, bool isU)
    {
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            var patch = _region.Patches[mix.Patch[layer]];
            var at = (SourceOf(opening, mix.Patch[layer], target, centre, out _trusts[layer]) - new Vector2(.5f)) / 2;
            _samples[layer] = Sample(new PatchPlane(isU ? patch.U : patch.V, patch.CStride, patch.Width / 2, patch.Height / 2), at);
        }
        return (byte)(under + (Mix(mix, opening, Gray) - under) * cover + .5f);
    }

    /// <summary>
    /// Mixes the layers' samples. Where a patch has nothing to show, it takes what the others show there, as much darker as
    /// its own inside is: rounded lips shade the teeth that only the wide mouth has.
    /// </summary>
    private float Mix(PatchMix mix, int opening, float zero)
    {
        float shown = 0, brightness = 0, weights = 0;
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            var weight = _trusts[layer] * _shares[layer] + LeastTrust;
            shown += weight * (_samples[layer] - zero);
            brightness += weight * _region.OpenBrightness[mix.Patch[layer]][opening];
            weights += weight;
        }
        shown /= weights;
        brightness /= weights;
        var sum = zero;
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            var borrowed = shown * MathF.Min(1, _region.OpenBrightness[mix.Patch[layer]][opening] / brightness);
            sum += _shares[layer] * float.Lerp(borrowed, _samples[layer] - zero, _trusts[layer]);
        }
        return sum;
    }
    /// <summary>A slit shows no more than the line between the lips, which the skin below already has.</summary>
    private float Openness(int column) => _openness * Smooth(_profile.HeightAt(column) / SlitPixels);

    /// <summary>How much of the pixel row lies between the edges.</summary>
    private static float Cover(int row, float top, float bottom) =>
        Math.Clamp(MathF.Min(row + .5f, bottom) - MathF.Max(row - .5f, top), 0, 1);

    private static float Sample(PatchPlane patch, Vector2 at) =>
        BlendKernels.Sample(patch, (int)(at.X * (1 << MeshField.Fraction)), (int)(at.Y * (1 << MeshField.Fraction))) / (float)PatchMix.One;

    /// <summary>
    /// Where a patch has what belongs at a place of the present opening, kept inside the patch's own opening. The farther
    /// it had to be moved to stay there, the less the patch is to be trusted at this place.
    /// </summary>
    private Vector2 SourceOf(int opening, int patch, ReadOnlySpan<Vector2> target, Vector2 at, out float trust)
    {
        var shape = _region.Shapes[patch];
        var hole = _region.Mesh.Openings[opening];
        var own = _region.Profiles[patch][opening];
        var source = at + (hole.Chin >= 0 ? JawShift(hole, shape, own, target, at) : IrisShift(hole, shape, target, at));
        var wanted = source;
        var column = Math.Clamp((int)(source.X + .5f), own.First, own.Last);
        source.X = Math.Clamp(source.X, own.First, own.Last);
        // Pixels at the patch's own edge are half lip: stay away from it, unless the edge is where it is now.
        var here = Math.Clamp((int)(at.X + .5f), _profile.First, _profile.Last);
        float top = own.Top[column] + MathF.Min(EdgePixels, MathF.Abs(own.Top[column] - _profile.Top[here]));
        float bottom = own.Bottom[column] - MathF.Min(EdgePixels, MathF.Abs(own.Bottom[column] - _profile.Bottom[here]));
        source.Y = top < bottom ? Math.Clamp(source.Y, top, bottom) : (top + bottom) / 2;
        var strayed = Vector2.DistanceSquared(source, wanted) / (TrustedPixels * TrustedPixels);
        var fromCorner = MathF.Min(wanted.X - own.First, own.Last - wanted.X);
        trust = Smooth((fromCorner + 1) / CornerPixels) / (1 + strayed * strayed);
        return source;
    }

    /// <summary>
    /// Nothing moves in the upper part, all moves with the chin at the bottom; but when much less is open than in the
    /// patch, the lower lip hides what is down there and only the upper teeth remain.
    /// </summary>
    private Vector2 JawShift(Opening hole, Vector2[] shape, OpeningProfile own, ReadOnlySpan<Vector2> target, Vector2 at)
    {
        var column = Math.Clamp((int)(at.X + .5f), _profile.First, _profile.Last);
        var height = _profile.HeightAt(column);
        var depth = (at.Y - _profile.Top[column]) / MathF.Max(1, height);
        var opened = height / MathF.Max(1, own.HeightAt(Math.Clamp(column, own.First, own.Last)));
        var share = Smooth((depth - .35f) / .5f) * Smooth((opened - .3f) / .4f);
        return new Vector2(0, (shape[hole.Chin].Y - target[hole.Chin].Y) * share);
    }

    /// <summary>The iris moves as a disc; the white round it follows less and less up to twice its radius.</summary>
    private static Vector2 IrisShift(Opening hole, Vector2[] shape, ReadOnlySpan<Vector2> target, Vector2 at)
    {
        var distance = Vector2.Distance(at, target[hole.Iris]) / hole.IrisRadius;
        return (shape[hole.Iris] - target[hole.Iris]) * (1 - Smooth(distance - 1.05f));
    }

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }
}
