using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Paints a portrait's mouth in any shape: its own skin warped, a presenter's inner mouth behind the lips.</summary>
internal sealed class MouthPainter(Portrait portrait, PortraitShape shapes, Donor donor, Donor light, FaceTopology topology)
{
    /// <summary>The donor's opening is taken a little smaller than it is: its rim is half lip.</summary>
    private const float OpeningShare = .93f;

    private const float FeatherPixels = 10;

    /// <summary>How far the inner mouth's colours go on beyond its rim, and how high an opening shows what is in it sharply, in pixels.</summary>
    private const float Beyond = 1.5f, SlitPixels = 5;

    /// <summary>How far the lips' colours reach between them, in pixels, and how dark they are there.</summary>
    private const float BridgeReach = 2, BridgeLight = .6f, MostGapInLip = .25f;

    /// <summary>How far from its corners and its upper edge a mouth is in the lips' shadow (eye distances), and how dark.</summary>
    private const float CornerReach = .13f, LipReach = .03f, CornerLight = .4f, LipLight = .9f;

    /// <summary>The shadow of teeth on a lip: how far it reaches (eye distances) and how dark it is.</summary>
    private const float TeethShadowReach = .035f, TeethShadow = .4f;

    private readonly RgbPicture _skin = shapes.ShowsTeeth ? ToothlessSkin.Of(portrait, topology) : portrait.Picture;
    private readonly OvalRings _rings = new(topology);
    private readonly Vector3 _gain = Linear(TeethWhite.Gain(portrait, shapes, donor, topology));
    private readonly float[] _sideLight = SideLight.Across(portrait, topology);

    /// <summary>The patch for the portrait's mouth rectangle, one with the picture at its edge.</summary>
    public RgbPicture Paint(string shape)
    {
        var (moved, rectangle) = (shapes.Mouth(shape, topology), portrait.Mouth);
        var (from, to) = _rings.Around(shapes.Source(shape, topology), moved);
        var map = WarpMap.Of(from, to, _rings.Triangles.Concat(topology.WithoutMouth), rectangle);
        var pixels = map.Read(_skin);
        Bridge(pixels, map, moved);
        if (shape != "neutral")
        {
            new Shading(light, topology, _rings).Apply(pixels, shape, portrait.Flat, moved, rectangle);
        }
        if (!PortraitShape.Shut.Contains(shape))
        {
            if (shape == PortraitShape.TeethOnLip)
            {
                ShadeUnderTeeth(pixels, moved);
            }
            PaintInside(pixels, shape, moved);
        }
        return Feathered(pixels);
    }

    /// <summary>
    /// Between the lips no skin is carried; the photo's own pixels there (teeth, or the line between its lips) would shine through at the
    /// opening's soft edge. The lips' colours go on there instead, and darken as much as a pixel lies between them: chosen pixel by pixel, the
    /// dark is a dashed line.
    /// </summary>
    private void Bridge(Vector3[] pixels, WarpMap map, Vector2[] moved)
    {
        var r = portrait.Mouth;
        var origin = new Vector2(r.X, r.Y);
        var mouth = new FloatPlane(r.Width, r.Height).Fill([.. topology["lips_outer"].Select(i => moved[i])], origin);
        var gap = new FloatPlane(r.Width, r.Height).Fill([.. topology["lips_inner"].Select(i => moved[i])], origin);
        FloatPlane[] spread = [new(r.Width, r.Height), new(r.Width, r.Height), new(r.Width, r.Height), new(r.Width, r.Height)];
        for (var i = 0; i < pixels.Length; i++)
        {
            if (map.Covered[i] && mouth.Values[i] > 0 && gap.Values[i] < MostGapInLip)
            {
                (spread[0].Values[i], spread[1].Values[i], spread[2].Values[i], spread[3].Values[i]) = (pixels[i].X, pixels[i].Y, pixels[i].Z, 1);
            }
        }
        Array.ForEach(spread, plane => plane.Blur(BridgeReach));
        for (var i = 0; i < pixels.Length; i++)
        {
            var bridged = map.Covered[i] ? gap.Values[i] : 1;
            if (mouth.Values[i] > 0 && bridged > 0)
            {
                var lip = new Vector3(spread[0].Values[i], spread[1].Values[i], spread[2].Values[i]) / Math.Max(1e-3f, spread[3].Values[i]);
                pixels[i] = Vector3.Lerp(pixels[i], lip, bridged) * float.Lerp(1, BridgeLight, gap.Values[i]);
            }
        }
    }

    /// <summary>The lower lip lies in the shadow of the teeth that rest on it.</summary>
    private void ShadeUnderTeeth(Vector3[] pixels, Vector2[] moved)
    {
        var (r, origin) = (portrait.Mouth, new Vector2(portrait.Mouth.X, portrait.Mouth.Y));
        var shadow = new FloatPlane(r.Width, r.Height).Fill([.. topology["lips_inner"].Select(i => moved[i])], origin).Blur(TeethShadowReach * portrait.EyeDistance);
        var lower = new FloatPlane(r.Width, r.Height).Fill([.. topology["lips_outer_lower"].Concat(topology["lips_inner_lower"].Reverse()).Select(i => moved[i])], origin).Blur(1);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] *= 1 - TeethShadow * Math.Min(1, 2 * shadow.Values[i]) * lower.Values[i];
        }
    }

    private void PaintInside(Vector3[] pixels, string shape, Vector2[] moved)
    {
        var rectangle = portrait.Mouth;
        var map = WarpMap.Of(Narrowed(donor.Shape(shape)), moved, topology.MouthOpening, rectangle);
        var picture = donor.Picture("mouth", shape);
        var gaps = Gaps(moved);
        var inside = Spread(map, picture, gaps);
        var alpha = Opening(moved, gaps);
        var shadow = Shadow(alpha, moved);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (alpha.Values[i] > 0)
            {
                var colour = Sampling.FromLinear(Sampling.ToLinear(inside[i]) * _gain * _sideLight[i % rectangle.Width] * shadow.Values[i]);
                pixels[i] = Vector3.Lerp(pixels[i], colour, alpha.Values[i]);
            }
        }
    }

    /// <summary>The donor's opening carried to the portrait's, its colours going on a little beyond.</summary>
    private Vector3[] Spread(WarpMap map, RgbPicture picture, float[] gaps)
    {
        var (width, height) = (portrait.Mouth.Width, portrait.Mouth.Height);
        var pixels = new Vector3[width * height];
        FloatPlane[] spread = [new(width, height), new(width, height), new(width, height), new(width, height)];
        for (var i = 0; i < pixels.Length; i++)
        {
            if (map.Covered[i])
            {
                pixels[i] = Sampling.Cubic(picture, map.Source[i].X, map.Source[i].Y);
                (spread[0].Values[i], spread[1].Values[i], spread[2].Values[i], spread[3].Values[i]) = (pixels[i].X, pixels[i].Y, pixels[i].Z, 1);
            }
        }
        Array.ForEach(spread, plane => plane.Blur(Math.Max(Beyond, portrait.Softness)));
        for (var i = 0; i < pixels.Length; i++)
        {
            // A photo that is soft gets soft teeth; in a sharp one only the rim is made up, and slits, where the donor's rim comes and goes from row to row.
            var own = map.Covered[i] ? (1 - Math.Clamp(portrait.Softness / Beyond, 0, 1)) * Smooth(gaps[i % width] / SlitPixels) : 0;
            if (spread[3].Values[i] > 1e-3f)
            {
                pixels[i] = Vector3.Lerp(new Vector3(spread[0].Values[i], spread[1].Values[i], spread[2].Values[i]) / spread[3].Values[i], pixels[i], own);
            }
        }
        return pixels;
    }

    /// <summary>Between the lips, 0 to 1; it fades out where less than a pixel or two is open.</summary>
    private FloatPlane Opening(Vector2[] moved, float[] gaps)
    {
        var (rectangle, origin) = (portrait.Mouth, new Vector2(portrait.Mouth.X, portrait.Mouth.Y));
        var alpha = new FloatPlane(rectangle.Width, rectangle.Height).Fill([.. topology["lips_inner"].Select(i => moved[i])], origin).Blur(.7f);
        for (var x = 0; x < rectangle.Width; x++)
        {
            var share = Math.Clamp((gaps[x] - .4f) / 1.2f, 0, 1);
            for (var y = 0; y < rectangle.Height; y++)
            {
                alpha[x, y] *= share;
            }
        }
        return alpha;
    }

    /// <summary>The light between the lips: less at the corners and under the upper lip.</summary>
    private FloatPlane Shadow(FloatPlane alpha, Vector2[] moved)
    {
        var shadow = new FloatPlane(alpha.Width, alpha.Height);
        var origin = new Vector2(portrait.Mouth.X, portrait.Mouth.Y);
        var (right, left, s) = (moved[78] - origin, moved[308] - origin, portrait.EyeDistance);
        for (var x = 0; x < alpha.Width; x++)
        {
            var corner = Smooth(Math.Min(x - right.X, left.X - x) / (CornerReach * s));
            var top = -1f;
            for (var y = 0; y < alpha.Height; y++)
            {
                top = top < 0 && alpha[x, y] > .5f ? y : top;
                var lip = top < 0 ? 0 : Smooth((y - top) / (LipReach * s));
                shadow[x, y] = float.Lerp(CornerLight, 1, corner) * float.Lerp(LipLight, 1, lip);
            }
        }
        return shadow;
    }

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>How far the lips are apart, by column of the rectangle.</summary>
    private float[] Gaps(Vector2[] moved)
    {
        var gaps = topology["lips_inner_upper"].Zip(topology["lips_inner_lower"], (u, l) => (X: (moved[u].X + moved[l].X) / 2 - portrait.Mouth.X, Gap: moved[l].Y - moved[u].Y)).OrderBy(gap => gap.X).ToArray();
        return [.. Enumerable.Range(0, portrait.Mouth.Width).Select(x => At(gaps, x))];
    }

    private static float At((float X, float Gap)[] gaps, float x)
    {
        for (var i = 0; i + 1 < gaps.Length; i++)
        {
            if (x <= gaps[i + 1].X)
            {
                return float.Lerp(gaps[i].Gap, gaps[i + 1].Gap, Math.Clamp((x - gaps[i].X) / Math.Max(1e-3f, gaps[i + 1].X - gaps[i].X), 0, 1));
            }
        }
        return gaps[^1].Gap;
    }

    private Vector2[] Narrowed(Vector2[] points)
    {
        foreach (var (u, l) in topology["lips_inner_upper"].Zip(topology["lips_inner_lower"]))
        {
            var middle = (points[u] + points[l]) / 2;
            (points[u], points[l]) = (middle + (points[u] - middle) * OpeningShare, middle + (points[l] - middle) * OpeningShare);
        }
        return points;
    }

    private RgbPicture Feathered(Vector3[] pixels)
    {
        var r = portrait.Mouth;
        var patch = new RgbPicture(r.Width, r.Height);
        for (var i = 0; i < pixels.Length; i++)
        {
            int x = i % r.Width, y = i / r.Width;
            var share = Math.Clamp((Math.Min(Math.Min(x, r.Width - 1 - x), Math.Min(y, r.Height - 1 - y)) + .5f) / FeatherPixels, 0, 1);
            var own = Sampling.Load(portrait.Picture, ((r.Y + y) * portrait.Picture.Width + r.X + x) * 3);
            Sampling.Store(patch, 3 * i, Vector3.Lerp(own, pixels[i], share));
        }
        return patch;
    }

    private static Vector3 Linear(Vector3 gain) => new(MathF.Pow(gain.X, 2.2f), MathF.Pow(gain.Y, 2.2f), MathF.Pow(gain.Z, 2.2f));
}
