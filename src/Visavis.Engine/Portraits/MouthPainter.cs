using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Paints a portrait's mouth in any shape: its own skin warped, a presenter's inner mouth behind the lips.</summary>
internal sealed class MouthPainter(Portrait portrait, PortraitShape shapes, Donor donor, Donor light, FaceTopology topology)
{
    private static readonly string[] Shut = ["neutral", "MBP", "wide_j0", "smile"];

    /// <summary>The donor's opening is taken a little smaller than it is: its rim is half lip.</summary>
    private const float OpeningShare = .93f;

    private const float FeatherPixels = 10;

    /// <summary>How far the inner mouth's colours go on beyond its rim, in pixels.</summary>
    private const float Beyond = 1.5f;

    private readonly OvalRings _rings = new(topology);
    private readonly Vector3 _gain = Gain(portrait, donor, topology);

    /// <summary>The patch for the portrait's mouth rectangle, one with the picture at its edge.</summary>
    public RgbPicture Paint(string shape)
    {
        var (moved, rectangle) = (shapes.Mouth(shape), portrait.Mouth);
        var (from, to) = _rings.Around(shapes.Source(topology), moved);
        var pixels = WarpMap.Of(from, to, _rings.Triangles.Concat(topology.WithoutMouth), rectangle).Read(portrait.Picture);
        if (shape != "neutral")
        {
            new Shading(light, topology, _rings).Apply(pixels, shape, portrait.Flat, moved, rectangle);
        }
        if (!Shut.Contains(shape))
        {
            PaintInside(pixels, shape, moved);
        }
        return Feathered(pixels);
    }

    private void PaintInside(Vector3[] pixels, string shape, Vector2[] moved)
    {
        var rectangle = portrait.Mouth;
        var map = WarpMap.Of(Narrowed(donor.Shape(shape)), moved, topology.MouthOpening, rectangle);
        var picture = donor.Picture("mouth", shape);
        var inside = Spread(map, picture);
        var alpha = Opening(moved);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (alpha.Values[i] > 0)
            {
                var colour = Sampling.FromLinear(Sampling.ToLinear(inside[i]) * _gain);
                pixels[i] = Vector3.Lerp(pixels[i], colour, alpha.Values[i]);
            }
        }
    }

    /// <summary>The donor's opening carried to the portrait's, its colours going on a little beyond.</summary>
    private Vector3[] Spread(WarpMap map, RgbPicture picture)
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
            // A photo that is soft gets soft teeth; in a sharp one only the rim is made up.
            var own = map.Covered[i] ? 1 - Math.Clamp(portrait.Softness / Beyond, 0, 1) : 0;
            if (spread[3].Values[i] > 1e-3f)
            {
                pixels[i] = Vector3.Lerp(new Vector3(spread[0].Values[i], spread[1].Values[i], spread[2].Values[i]) / spread[3].Values[i], pixels[i], own);
            }
        }
        return pixels;
    }

    /// <summary>Between the lips, 0 to 1; it fades out where less than a pixel or two is open.</summary>
    private FloatPlane Opening(Vector2[] moved)
    {
        var (rectangle, origin) = (portrait.Mouth, new Vector2(portrait.Mouth.X, portrait.Mouth.Y));
        var alpha = new FloatPlane(rectangle.Width, rectangle.Height).Fill([.. topology["lips_inner"].Select(i => moved[i])], origin).Blur(.7f);
        var gaps = topology["lips_inner_upper"].Zip(topology["lips_inner_lower"], (u, l) => (X: (moved[u].X + moved[l].X) / 2 - origin.X, Gap: moved[l].Y - moved[u].Y)).OrderBy(gap => gap.X).ToArray();
        for (var x = 0; x < rectangle.Width; x++)
        {
            var share = Math.Clamp((At(gaps, x) - .4f) / 1.2f, 0, 1);
            for (var y = 0; y < rectangle.Height; y++)
            {
                alpha[x, y] *= share;
            }
        }
        return alpha;
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

    /// <summary>Teeth are as white as eyes are: the photo's light and colour against the donor's, per channel.</summary>
    private static Vector3 Gain(Portrait portrait, Donor donor, FaceTopology topology)
    {
        if (EyeWhite(portrait.Picture, portrait.Face, topology) is not { } own || EyeWhite(donor.Base, donor.Face, topology) is not { } lent)
        {
            return Vector3.One;
        }
        var gain = Vector3.Clamp(own / lent, new Vector3(.35f), new Vector3(1.6f));
        return new Vector3(MathF.Pow(gain.X, 2.2f), MathF.Pow(gain.Y, 2.2f), MathF.Pow(gain.Z, 2.2f));
    }

    /// <summary>Mean of the brightest third of the eyes beside their irises; null where too little is seen.</summary>
    private static Vector3? EyeWhite(RgbPicture picture, FacePoints face, FaceTopology topology)
    {
        var found = new List<Vector3>();
        foreach (var (eye, iris) in (ReadOnlySpan<(string, string)>)[("eye_r", "iris_r"), ("eye_l", "iris_l")])
        {
            var (outline, disc) = (face.Flat(topology[eye]), face.Flat(topology[iris]));
            var radius = disc.Skip(1).Average(p => Vector2.Distance(p, disc[0])) * 1.05f;
            var low = outline.Aggregate(Vector2.Min) - Vector2.One;
            var size = outline.Aggregate(Vector2.Max) + new Vector2(2) - low;
            low = new Vector2(MathF.Floor(low.X), MathF.Floor(low.Y));
            var inside = new FloatPlane((int)size.X + 1, (int)size.Y + 1).Fill(outline, low);
            var whites = new List<Vector3>();
            for (var i = 0; i < inside.Values.Length; i++)
            {
                var at = low + new Vector2(i % inside.Width, i / inside.Width);
                if (inside.Values[i] > .5f && Vector2.Distance(at, disc[0]) > radius && at.X >= 0 && at.Y >= 0 && at.X < picture.Width && at.Y < picture.Height)
                {
                    whites.Add(Sampling.Load(picture, ((int)at.Y * picture.Width + (int)at.X) * 3));
                }
            }
            if (whites.Count > 20)
            {
                var brightest = whites.OrderByDescending(Sampling.Luma).Take(whites.Count / 3).ToList();
                found.Add(brightest.Aggregate(Vector3.Zero, (sum, colour) => sum + colour) / brightest.Count);
            }
        }
        return found.Count == 0 ? null : found.Aggregate(Vector3.Zero, (sum, colour) => sum + colour) / found.Count;
    }
}
