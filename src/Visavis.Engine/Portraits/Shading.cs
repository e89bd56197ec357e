using System.Numerics;
using System.Runtime.CompilerServices;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Portraits;

/// <summary>How light changes on skin that moves: the ratio of a presenter's true patch to its warped base, low frequencies only.</summary>
internal sealed class Shading(Donor donor, FaceTopology topology, OvalRings rings)
{
    /// <summary>How much of the change is taken over: the rest lies between what two faces do.</summary>
    private const float Strength = .6f;

    /// <summary>Skin reddens where it is pressed and pales where it is stretched, so blue changes a little more than red.</summary>
    private static readonly Vector3 Channels = new(.85f, 1, 1.08f);

    /// <summary>Multiplies the light of a warped patch.</summary>
    /// <param name="pixels">RGB by pixel of <paramref name="rectangle"/>.</param>
    /// <param name="moved">The portrait's points in the shape.</param>
    public void Apply(Vector3[] pixels, string shape, ReadOnlySpan<Vector2> rest, ReadOnlySpan<Vector2> moved, PixelRectangle rectangle)
    {
        var ratio = Ratio(shape, out var donorMoved);
        var (_, donorTargets) = rings.Around(donor.Flat, donorMoved);
        var (_, targets) = rings.Around(rest, moved);
        var map = WarpMap.Of(donorTargets, targets, rings.Triangles.Concat(topology.Triangles), rectangle);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (map.Covered[i] && ratio.At(map.Source[i].X - donor.Mouth.X, map.Source[i].Y - donor.Mouth.Y) is var change && MathF.Abs(change - 1) > .004f)
            {
                var power = Strength * MathF.Log(change);
                pixels[i] = Sampling.FromLinear(Sampling.ToLinear(pixels[i]) * new Vector3(MathF.Exp(power * Channels.X), MathF.Exp(power * Channels.Y), MathF.Exp(power * Channels.Z)));
            }
        }
    }

    /// <summary>By pixel of the donor's mouth rectangle; 1 where nothing changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private FloatPlane Ratio(string shape, out Vector2[] moved)
    {
        moved = donor.Shape(shape);
        var r = donor.Mouth;
        var (from, to) = rings.Around(donor.Flat, moved);
        var warped = WarpMap.Of(from, to, rings.Triangles.Concat(topology.WithoutMouth), r).Read(donor.Base);
        var truth = donor.Patch("mouth", shape);
        var origin = new Vector2(r.X, r.Y);
        var opening = new FloatPlane(r.Width, r.Height).Fill(Points(moved, "lips_inner"), origin);
        var (lightTrue, lightWarped) = (new FloatPlane(r.Width, r.Height), new FloatPlane(r.Width, r.Height));
        for (var i = 0; i < warped.Length; i++)
        {
            var skin = opening.Values[i] > .02f ? 0 : 1;
            lightTrue.Values[i] = skin * Light(Sampling.Load(truth, 3 * i));
            lightWarped.Values[i] = skin * Light(warped[i]);
        }
        lightTrue.Blur(2.5f);
        lightWarped.Blur(2.5f);
        var weight = Weight(shape, moved, r);
        var ratio = new FloatPlane(r.Width, r.Height);
        for (var i = 0; i < ratio.Values.Length; i++)
        {
            var change = Math.Clamp((lightTrue.Values[i] + 2e-3f) / (lightWarped.Values[i] + 2e-3f), .55f, 1.3f);
            ratio.Values[i] = 1 + (change - 1) * weight.Values[i];
        }
        return ratio;
    }

    /// <summary>Only well inside the face, and less on the lips, whose own light is another matter; in f and v not on them at all.</summary>
    private FloatPlane Weight(string shape, Vector2[] moved, PixelRectangle r)
    {
        var origin = new Vector2(r.X, r.Y);
        var oval = Points(moved, "face_oval");
        var centre = oval.Aggregate(Vector2.Zero, (sum, p) => sum + p) / oval.Length;
        var inside = new FloatPlane(r.Width, r.Height).Fill([.. oval.Select(p => centre + (p - centre) * .87f)], origin).Blur(.05f * donor.Face.Frame.EyeDistance);
        var lips = new FloatPlane(r.Width, r.Height).Fill(Points(moved, "lips_outer"), origin).Blur(1.5f);
        var onLips = shape == "FV" ? 1 : .4f;
        for (var i = 0; i < inside.Values.Length; i++)
        {
            int x = i % r.Width, y = i / r.Width;
            var edge = Math.Clamp((Math.Min(Math.Min(x, r.Width - 1 - x), Math.Min(y, r.Height - 1 - y)) - 6) / 12f, 0, 1);
            inside.Values[i] *= edge * (1 - lips.Values[i] * onLips);
        }
        return inside;
    }

    private Vector2[] Points(Vector2[] points, string list) => [.. topology[list].Select(i => points[i])];

    private static float Light(Vector3 colour) => MathF.Pow(Math.Clamp(Sampling.Luma(colour) / 255, 1e-3f, 1), 2.2f);
}
