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

    /// <summary>Keeps a mix defined where no patch is trusted.</summary>
    private const float LeastTrust = 1e-6f;

    /// <summary>An opening lower than this fades into the line between the lips.</summary>
    private const float SlitPixels = 3;

    /// <summary>What counts as no light in luma and no colour in chroma.</summary>
    private const float Black = 16, Gray = 128;

    private readonly FaceRegion _region;
    private readonly OpeningProfile _profile;
    private readonly OpeningSource _source;
    private readonly float[] _samples = new float[PatchMix.MostBlended], _samplesV = new float[PatchMix.MostBlended];
    private readonly float[] _trusts = new float[PatchMix.MostBlended];
    private readonly float[] _shares = new float[PatchMix.MostBlended];
    private float _openness = 1;

    public OpeningPainter(FaceRegion region)
    {
        _region = region;
        _profile = new OpeningProfile(region.Rectangle.Width);
        _source = new OpeningSource(region, _profile);
    }

    public void Paint(PatchMix mix, ReadOnlySpan<Vector2> target, YuvPlanes scene, PixelRectangle painted)
    {
        Share(mix);
        _source.Turn(mix.Weights);
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
            _shares[layer] = mix.Even[layer] * (_region.OpenArea[mix.Patch[layer]] + ShutArea);
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
                var at = _source.Find(opening, mix.Patch[layer], target, new Vector2(column, row), out _trusts[layer]);
                _samples[layer] = Sample(new PatchPlane(patch.Y, patch.YStride, patch.Width, patch.Height), at);
            }
            var sum = Mix(mix, opening, _samples, Black);
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
            SampleChroma(mix, opening, target, new Vector2(2 * column + .5f, 2 * row + .5f));
            var at = (nint)row * stride + column;
            u[at] = (byte)(u[at] + (Mix(mix, opening, _samples, Gray) - u[at]) * cover + .5f);
            v[at] = (byte)(v[at] + (Mix(mix, opening, _samplesV, Gray) - v[at]) * cover + .5f);
        }
    }

    /// <param name="centre">The middle of the four luma pixels that a chroma sample stands for.</param>
    private void SampleChroma(PatchMix mix, int opening, ReadOnlySpan<Vector2> target, Vector2 centre)
    {
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            var patch = _region.Patches[mix.Patch[layer]];
            var at = (_source.Find(opening, mix.Patch[layer], target, centre, out _trusts[layer]) - new Vector2(.5f)) / 2;
            _samples[layer] = Sample(new PatchPlane(patch.U, patch.CStride, patch.Width / 2, patch.Height / 2), at);
            _samplesV[layer] = Sample(new PatchPlane(patch.V, patch.CStride, patch.Width / 2, patch.Height / 2), at);
        }
    }

    /// <summary>
    /// Mixes the layers' samples. Where a patch has nothing to show, it takes what the others show there, as much darker as
    /// its own inside is: rounded lips shade the teeth that only the wide mouth has.
    /// </summary>
    private float Mix(PatchMix mix, int opening, float[] samples, float zero)
    {
        float shown = 0, brightness = 0, weights = 0;
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            var weight = _trusts[layer] * _shares[layer] + LeastTrust;
            shown += weight * (samples[layer] - zero);
            brightness += weight * _region.OpenBrightness[mix.Patch[layer]][opening];
            weights += weight;
        }
        shown /= weights;
        brightness /= weights;
        var sum = zero;
        for (var layer = 0; layer < mix.Blended; layer++)
        {
            var borrowed = shown * MathF.Min(1, _region.OpenBrightness[mix.Patch[layer]][opening] / brightness);
            sum += _shares[layer] * float.Lerp(borrowed, samples[layer] - zero, _trusts[layer]);
        }
        return sum;
    }

    /// <summary>A slit shows no more than the line between the lips, which the skin below already has.</summary>
    private float Openness(int column) => _openness * OpeningSource.Smooth(_profile.HeightAt(column) / SlitPixels);

    /// <summary>How much of the pixel row lies between the edges.</summary>
    private static float Cover(int row, float top, float bottom) =>
        Math.Clamp(MathF.Min(row + .5f, bottom) - MathF.Max(row - .5f, top), 0, 1);

    private static float Sample(PatchPlane patch, Vector2 at) =>
        BlendKernels.Sample(patch, (int)(at.X * (1 << MeshField.Fraction)), (int)(at.Y * (1 << MeshField.Fraction))) / (float)PatchMix.One;
}
