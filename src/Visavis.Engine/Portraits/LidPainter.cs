using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>
/// Paints a portrait's eyes in any shape. Lids that shut are a presenter's, in the light and colour of the skin round the portrait's own eye; brows are
/// the portrait's own skin, warped; a glance moves its own irises.
/// </summary>
internal sealed class LidPainter
{
    private const float FeatherPixels = 10;

    /// <summary>In eye distances: the ring of skin that tells the light, how far that is averaged, the mask's edge.</summary>
    private const float RingWidth = .10f, LightReach = .09f, MaskEdge = .045f, BrowHalfWidth = .055f, DonorRim = .012f;

    /// <summary>A lid is at most this much lighter than the skin round it, and keeps this share of the donor's own colour.</summary>
    private const float MostLidLight = 1.05f, OwnTint = .25f;

    private static readonly string[] Sides = ["r", "l"];

    private readonly Portrait _portrait;
    private readonly PortraitShape _shapes;
    private readonly Donor _donor;
    private readonly FaceTopology _topology;
    private readonly WarpMap _fromDonor, _toPortrait;
    private readonly FloatPlane _mask;
    private readonly Vector3[] _ownLight, _lentLight;

    public LidPainter(Portrait portrait, PortraitShape shapes, Donor donor, FaceTopology topology)
    {
        (_portrait, _shapes, _donor, _topology) = (portrait, shapes, donor, topology);
        _fromDonor = WarpMap.Of(donor.Flat, portrait.Flat, topology.Triangles, portrait.Eyes);
        _toPortrait = WarpMap.Of(portrait.Flat, donor.Flat, topology.Triangles, donor.Eyes);
        var lids = Lids();
        (_ownLight, _lentLight) = RingLight(lids);
        _mask = lids.Blur(MaskEdge * portrait.EyeDistance);
    }

    /// <summary>Brows behind the frame of a pair of glasses would bend it, so they rest.</summary>
    public bool HoldsBrows => _portrait.HasGlasses;

    private Vector2 Origin => new(_portrait.Eyes.X, _portrait.Eyes.Y);

    /// <summary>The patch for the portrait's eye rectangle, one with the picture at its edge.</summary>
    public RgbPicture Paint(string shape) => Feathered(
        shape == "open" || (HoldsBrows && shape.StartsWith("brow", StringComparison.Ordinal)) ? Own()
        : shape.StartsWith("gaze", StringComparison.Ordinal) ? Glancing(shape)
        : shape.StartsWith("brow", StringComparison.Ordinal) ? Browed(shape)
        : Shutting(shape));

    /// <summary>The outline of an eye as a lid patch shows it: where the donor's is, on this face.</summary>
    public Vector2[] Outline(string shape, string eye) => [.. _donor.Eye(shape, eye).Select(_toPortrait.At)];

    private Vector3[] Own()
    {
        var r = _portrait.Eyes;
        var pixels = new Vector3[r.Width * r.Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Sampling.Load(_portrait.Picture, ((r.Y + i / r.Width) * _portrait.Picture.Width + r.X + i % r.Width) * 3);
        }
        return pixels;
    }

    private Vector3[] Glancing(string shape)
    {
        var pixels = Own();
        Glance.Paint(pixels, _portrait, _shapes.Glance(shape), _topology);
        return pixels;
    }

    private Vector3[] Browed(string shape)
    {
        var (own, moved) = (Own(), _shapes.Eyes(shape));
        var pixels = WarpMap.Of(_portrait.Flat, moved, _topology.WithoutEyes, _portrait.Eyes).Read(_portrait.Picture);
        var eyes = Plane();
        foreach (var side in Sides)
        {
            eyes.Fill([.. _topology["lid_upper_" + side].Concat(_topology["lid_lower_" + side].Reverse()).Select(i => moved[i])], Origin);
        }
        eyes.Blur(.7f);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Vector3.Lerp(own[i], pixels[i], 1 - eyes.Values[i]);
        }
        return pixels;
    }

    private Vector3[] Shutting(string shape)
    {
        var pixels = Own();
        var lent = Soft(_fromDonor.Read(_donor.Picture("eyes", shape)), _portrait.Softness);
        var open = shape == "closed" ? Plane() : StillOpen(shape);
        var shadow = Plane();
        for (var i = 0; i < pixels.Length; i++)
        {
            shadow.Values[i] = 1 - open.Values[i];
        }
        shadow.Blur(.02f * _portrait.EyeDistance);
        for (var i = 0; i < pixels.Length; i++)
        {
            var share = _mask.Values[i] * (1 - open.Values[i]);
            // A lid throws its shadow on the eye under it.
            var dark = open.Values[i] > .02f ? 1 - .35f * Math.Clamp(shadow.Values[i], 0, 1) : 1;
            var lid = _fromDonor.Covered[i] ? Lit(lent[i], i) : pixels[i];
            pixels[i] = Vector3.Lerp(pixels[i] * dark, lid, share);
        }
        return pixels;
    }

    /// <summary>What the donor's lids leave open, on this face, and within its own eyes.</summary>
    private FloatPlane StillOpen(string shape)
    {
        var donor = new FloatPlane(_donor.Base.Width, _donor.Base.Height);
        var rim = DonorRim * _donor.Face.Frame.EyeDistance;
        foreach (var eye in (ReadOnlySpan<string>)["eye_r", "eye_l"])
        {
            var outline = _donor.Eye(shape, eye);
            var middle = outline.Aggregate(Vector2.Zero, (sum, p) => sum + p) / outline.Length;
            donor.Fill([.. outline.Select(p => p - rim * Vector2.Normalize(p - middle))]);
        }
        var own = Plane();
        foreach (var side in Sides)
        {
            own.Fill(_portrait.Face.Flat(_topology["eye_" + side]), Origin);
        }
        own.Blur(.7f);
        var open = Plane();
        for (var i = 0; i < open.Values.Length; i++)
        {
            open.Values[i] = _fromDonor.Covered[i]
                ? donor.At(_fromDonor.Source[i].X, _fromDonor.Source[i].Y) * Math.Clamp(own.Values[i] * 1.3f, 0, 1) : 0;
        }
        return open;
    }

    /// <summary>The skin that a shutting eye changes: from the fold of the upper lid to below the lower one.</summary>
    private FloatPlane Lids()
    {
        var lids = Plane();
        foreach (var side in Sides)
        {
            var outline = _topology["lid_crease_upper_" + side].Concat(_topology["lid_ring_lower_" + side].Reverse().Skip(1).SkipLast(1)).Select(i => _portrait.Flat[i]);
            var eye = _portrait.Face.Flat(_topology["eye_" + side]);
            var middle = eye.Aggregate(Vector2.Zero, (sum, p) => sum + p) / eye.Length;
            lids.Fill([.. outline.Select(p => middle + (p - middle) * new Vector2(1.14f, 1.06f))], Origin);
        }
        return lids;
    }

    /// <summary>
    /// A donor's lid in the portrait's light: as much lighter or darker than the skin round it as it was, in the colour of the portrait's own skin.
    /// </summary>
    private Vector3 Lit(Vector3 lent, int pixel)
    {
        var ratio = Sampling.ToLinear(lent) / Vector3.Max(_lentLight[pixel], new Vector3(1e-5f));
        var light = Math.Min(Sampling.Luma(ratio), MostLidLight);
        var tinted = Vector3.Lerp(new Vector3(light), Vector3.Min(ratio, new Vector3(MostLidLight)), OwnTint);
        return Sampling.FromLinear(_ownLight[pixel] * tinted);
    }

    /// <summary>By pixel, the mean light of the skin round the lids, of the portrait and of the donor.</summary>
    private (Vector3[] Own, Vector3[] Lent) RingLight(FloatPlane lids)
    {
        var ring = Ring(lids);
        return (Average(Own(), ring), Average(_fromDonor.Read(_donor.Base), ring));
    }

    private FloatPlane Ring(FloatPlane lids)
    {
        var s = _portrait.EyeDistance;
        var near = Plane();
        lids.Values.CopyTo(near.Values, 0);
        // Blurring by half the width lifts all pixels within it above a hundredth.
        near.Blur(RingWidth * s / 2);
        var brows = Sides.SelectMany(side => (string[])["brow_upper_" + side, "brow_lower_" + side]).Select(list => _portrait.Face.Flat(_topology[list])).ToArray();
        var ring = Plane();
        for (var i = 0; i < ring.Values.Length; i++)
        {
            var at = Origin + new Vector2(i % ring.Width, i / ring.Width);
            var isRing = near.Values[i] > .02f && lids.Values[i] < .02f && _fromDonor.Covered[i] && !brows.Any(brow => Distance(brow, at) < BrowHalfWidth * s);
            ring.Values[i] = isRing ? 1 : 0;
        }
        return ring;
    }

    private static float Distance(Vector2[] line, Vector2 p)
    {
        var least = float.MaxValue;
        for (var i = 0; i + 1 < line.Length; i++)
        {
            var along = line[i + 1] - line[i];
            var t = Math.Clamp(Vector2.Dot(p - line[i], along) / Math.Max(1e-6f, along.LengthSquared()), 0, 1);
            least = Math.Min(least, Vector2.Distance(p, line[i] + t * along));
        }
        return least;
    }

    private Vector3[] Average(Vector3[] pixels, FloatPlane weight)
    {
        FloatPlane[] sums = [Plane(), Plane(), Plane(), Plane()];
        for (var i = 0; i < pixels.Length; i++)
        {
            var light = Sampling.ToLinear(pixels[i]) * weight.Values[i];
            (sums[0].Values[i], sums[1].Values[i], sums[2].Values[i], sums[3].Values[i]) = (light.X, light.Y, light.Z, weight.Values[i]);
        }
        Array.ForEach(sums, sum => sum.Blur(LightReach * _portrait.EyeDistance));
        return [.. pixels.Select((_, i) => new Vector3(sums[0].Values[i], sums[1].Values[i], sums[2].Values[i]) / Math.Max(sums[3].Values[i], 1e-4f))];
    }

    private Vector3[] Soft(Vector3[] pixels, float sigma)
    {
        if (sigma <= .2f)
        {
            return pixels;
        }
        FloatPlane[] planes = [Plane(), Plane(), Plane()];
        for (var i = 0; i < pixels.Length; i++)
        {
            (planes[0].Values[i], planes[1].Values[i], planes[2].Values[i]) = (pixels[i].X, pixels[i].Y, pixels[i].Z);
        }
        Array.ForEach(planes, plane => plane.Blur(sigma));
        return [.. pixels.Select((_, i) => new Vector3(planes[0].Values[i], planes[1].Values[i], planes[2].Values[i]))];
    }

    private RgbPicture Feathered(Vector3[] pixels)
    {
        var (r, own) = (_portrait.Eyes, Own());
        var patch = new RgbPicture(r.Width, r.Height);
        for (var i = 0; i < pixels.Length; i++)
        {
            int x = i % r.Width, y = i / r.Width;
            var share = Math.Clamp((Math.Min(Math.Min(x, r.Width - 1 - x), Math.Min(y, r.Height - 1 - y)) + .5f) / FeatherPixels, 0, 1);
            Sampling.Store(patch, 3 * i, Vector3.Lerp(own[i], pixels[i], share));
        }
        return patch;
    }

    private FloatPlane Plane() => new(_portrait.Eyes.Width, _portrait.Eyes.Height);
}
