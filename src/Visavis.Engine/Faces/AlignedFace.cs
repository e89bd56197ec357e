using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Faces;

/// <summary>A face brought to 256 × 256 pixels, level, 96 pixels between the eyes: what photos of any size are measured on.</summary>
internal sealed class AlignedFace
{
    private const int Side = 256;
    private const float EyeDistance = 96, EyesAboveCentre = .35f;

    private readonly FloatPlane[] _rgb = [new(Side, Side), new(Side, Side), new(Side, Side)];
    private readonly FloatPlane _luma = new(Side, Side);
    private readonly FacePoints _face;
    private readonly FaceTopology _topology;

    public AlignedFace(RgbPicture picture, FacePoints face, FaceTopology topology)
    {
        (_face, _topology) = (face, topology);
        var soft = Softened(picture, face);
        var last = new Vector2(picture.Width - 1, picture.Height - 1);
        Span<float> rgb = stackalloc float[3];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var at = face.Frame.ToPicture(new Vector2((x - Side / 2f) / EyeDistance, (y - Side / 2f) / EyeDistance + EyesAboveCentre));
                soft.Sample(Vector2.Clamp(at, Vector2.Zero, last), rgb);
                (_rgb[0][x, y], _rgb[1][x, y], _rgb[2][x, y]) = (rgb[0], rgb[1], rgb[2]);
                _luma[x, y] = .299f * rgb[0] + .587f * rgb[1] + .114f * rgb[2];
            }
        }
    }

    /// <summary>Median luma of the face, well inside its outline.</summary>
    public float OvalLuma() => Percentile(Inside(Eroded(Mask("face_oval"), 6)), .5f);

    /// <summary>Range of luma in the eye that has less.</summary>
    public float EyeContrast() => Math.Min(Range("eye_r"), Range("eye_l"));

    /// <summary>Share of the gradient round the eyes that a blur of 1.2 pixels takes away: little in a photo that is blurred already.</summary>
    public float Reblur()
    {
        var round = Dilated(Mask("eye_r").Fill(Points("eye_l")), 4);
        var blurred = new FloatPlane(Side, Side);
        _luma.Values.CopyTo(blurred.Values, 0);
        var sharp = Gradient(_luma, round);
        return 1 - Gradient(blurred.Blur(1.2f), round) / Math.Max(sharp, 1e-6f);
    }

    /// <summary>The strongest edge across the bridge of the nose over the face's luma: the bridge of a pair of glasses is one, skin has none.</summary>
    public float BridgeEdge()
    {
        // A column of 60 pixels between the eyes, five pixels wide, from the brows to the middle of the nose.
        var strongest = 0f;
        for (var y = 70; y < 130; y++)
        {
            var step = 0f;
            for (var x = 126; x <= 130; x++)
            {
                step += (_luma[x, y + 3] - _luma[x, y]) / 5;
            }
            strongest = Math.Max(strongest, Math.Abs(step));
        }
        return strongest / Math.Max(1, OvalLuma());
    }

    /// <summary>Distance of the mean colours of the lips and of the skin round them, in 8-bit CIE Lab.</summary>
    public float LipContrast()
    {
        var (outer, inner) = (Mask("lips_outer"), Mask("lips_inner"));
        var (near, far) = (Dilated(outer, 2), Dilated(outer, 7));
        return Vector3.Distance(
            MeanLab(i => outer.Values[i] > .5f && inner.Values[i] < .5f),
            MeanLab(i => far.Values[i] > .5f && near.Values[i] < .5f));
    }

    /// <summary>The picture where the face is, blurred before it is made smaller.</summary>
    private static RgbPicture Softened(RgbPicture picture, FacePoints face)
    {
        var shrink = face.Frame.EyeDistance / EyeDistance;
        return shrink <= 1 ? picture : GaussianBlur.Of(picture, .45f * shrink);
    }

    private float Range(string eye)
    {
        var values = Inside(Mask(eye));
        return Percentile(values, .95f) - Percentile(values, .05f);
    }

    private List<float> Inside(FloatPlane mask) => [.. _luma.Values.Where((_, i) => mask.Values[i] > .5f)];

    private static float Percentile(List<float> values, float share)
    {
        if (values.Count == 0)
        {
            return 0;
        }
        values.Sort();
        return values[(int)MathF.Round(share * (values.Count - 1))];
    }

    private FloatPlane Mask(string list) => new FloatPlane(Side, Side).Fill(Points(list));

    private Vector2[] Points(string list) =>
        [.. _topology[list].Select(i => (_face.Normalised(i) - new Vector2(0, EyesAboveCentre)) * EyeDistance + new Vector2(Side / 2f))];

    private static float Gradient(FloatPlane luma, FloatPlane mask)
    {
        var sum = 0f;
        for (var y = 0; y < Side - 1; y++)
        {
            for (var x = 0; x < Side - 1; x++)
            {
                sum += mask[x, y] > .5f ? Math.Abs(luma[x + 1, y] - luma[x, y]) + Math.Abs(luma[x, y + 1] - luma[x, y]) : 0;
            }
        }
        return sum;
    }

    private static FloatPlane Eroded(FloatPlane mask, int radius) => Extreme(mask, radius, Math.Min);

    private static FloatPlane Dilated(FloatPlane mask, int radius) => Extreme(mask, radius, Math.Max);

    /// <summary>The least or largest of the square round every pixel.</summary>
    private static FloatPlane Extreme(FloatPlane mask, int radius, Func<float, float, float> choose)
    {
        var (across, both) = (new FloatPlane(Side, Side), new FloatPlane(Side, Side));
        for (var i = 0; i < Side * Side; i++)
        {
            var (x, y) = (i % Side, i / Side);
            across.Values[i] = Enumerable.Range(Math.Max(0, x - radius), Math.Min(Side - 1, x + radius) - Math.Max(0, x - radius) + 1).Select(c => mask[c, y]).Aggregate(choose);
        }
        for (var i = 0; i < Side * Side; i++)
        {
            var (x, y) = (i % Side, i / Side);
            both.Values[i] = Enumerable.Range(Math.Max(0, y - radius), Math.Min(Side - 1, y + radius) - Math.Max(0, y - radius) + 1).Select(r => across[x, r]).Aggregate(choose);
        }
        return both;
    }

    private Vector3 MeanLab(Func<int, bool> chosen)
    {
        var (sum, count) = (Vector3.Zero, 0);
        for (var i = 0; i < Side * Side; i++)
        {
            if (chosen(i))
            {
                sum += Lab(_rgb[0].Values[i], _rgb[1].Values[i], _rgb[2].Values[i]);
                count++;
            }
        }
        return count == 0 ? Vector3.Zero : sum / count;
    }

    /// <summary>CIE Lab (D65) scaled to bytes: L × 255 / 100.</summary>
    private static Vector3 Lab(float r, float g, float b)
    {
        var linear = new Vector3(Linear(r), Linear(g), Linear(b));
        var x = Cube(Vector3.Dot(linear, new Vector3(.412453f, .357580f, .180423f)) / .950456f);
        var y = Cube(Vector3.Dot(linear, new Vector3(.212671f, .715160f, .072169f)));
        var z = Cube(Vector3.Dot(linear, new Vector3(.019334f, .119193f, .950227f)) / 1.088754f);
        return new Vector3((116 * y - 16) * 2.55f, 500 * (x - y), 200 * (y - z));
    }

    private static float Linear(float value) => value / 255 <= .04045f ? value / 255 / 12.92f : MathF.Pow((value / 255 + .055f) / 1.055f, 2.4f);

    private static float Cube(float value) => value > .008856f ? MathF.Cbrt(value) : 7.787f * value + 16f / 116;
}
