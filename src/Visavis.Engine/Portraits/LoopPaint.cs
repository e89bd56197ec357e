using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Portraits;

/// <summary>How much of every pixel of the base is laid over a frame: the mouth with all that a jaw moves, eyes and brows.</summary>
internal static class LoopPaint
{
    /// <summary>In eye distances: half the width of a soft edge; how far the painting goes beyond the brows, beside the eyes and below them.</summary>
    private const float Edge = .06f, AboveBrows = .17f, BesideEyes = .16f, BelowEyes = .12f;

    /// <summary>How far below an open jaw's chin skin is carried.</summary>
    private const float BelowChin = .12f;

    /// <summary>How far inside the jaw's sides the painting ends, and where from the middle of the face sides begin and are full.</summary>
    private const float InsideJaw = .15f, ChinHalfWidth = .35f, JawHalfWidth = .75f;

    /// <summary>Pixels from a patch's border, where it is the base picture, to where it counts in full.</summary>
    private const float Ramp = 14;

    private const string WideOpen = "neutral_j100";

    public static byte[] Of(Portrait portrait, PortraitShape shape, FaceTopology topology)
    {
        var mouth = Mouth(portrait, shape.Mouth(WideOpen, topology), topology);
        var eyes = Eyes(portrait, topology);
        var paint = new byte[portrait.Picture.Width * portrait.Picture.Height];
        for (var i = 0; i < paint.Length; i++)
        {
            int x = i % portrait.Picture.Width, y = i / portrait.Picture.Width;
            var share = Math.Max(mouth.Values[i] * Inside(portrait.Mouth, x, y), eyes.Values[i] * Inside(portrait.Eyes, x, y));
            paint[i] = (byte)(Math.Clamp(share, 0, 1) * 255 + .5f);
        }
        return paint;
    }

    private static FloatPlane Mouth(Portrait portrait, Vector2[] open, FaceTopology topology)
    {
        var (s, frame) = (portrait.EyeDistance, portrait.Face.Frame);
        var plane = new FloatPlane(portrait.Picture.Width, portrait.Picture.Height);
        // From one cheek over the base of the nose to the other, then along the jaw; once as it is and once open.
        Vector2[] top = [portrait.Flat[358], portrait.Flat[2], portrait.Flat[129]];
        plane.Fill([.. topology["jaw_lower"].Select(i => Within(portrait.Flat[i])), .. top]);
        plane.Fill([.. topology["jaw_lower"].Select(i => Within(open[i])), .. top]);
        // Beyond the face there is ground, which must not move with it.
        var person = new FloatPlane(plane.Width, plane.Height);
        portrait.Person.Values.CopyTo(person.Values, 0);
        person.Blur(.03f * s);
        plane.Blur(Edge * s);
        for (var i = 0; i < plane.Values.Length; i++)
        {
            plane.Values[i] *= Math.Clamp(person.Values[i] * 2 - 1, 0, 1);
        }
        return plane;

        // About the chin as far as it carries skin with it; the jaw's sides hardly move, and are the clip's own where they meet the ground.
        Vector2 Within(Vector2 p)
        {
            var place = frame.Normalise(p);
            var side = Math.Clamp((Math.Abs(place.X) - ChinHalfWidth) / (JawHalfWidth - ChinHalfWidth), 0, 1);
            return frame.ToPicture(place + new Vector2(-Math.Sign(place.X) * side * InsideJaw, BelowChin * (1 - side)));
        }
    }

    private static FloatPlane Eyes(Portrait portrait, FaceTopology topology)
    {
        var (s, frame) = (portrait.EyeDistance, portrait.Face.Frame);
        var plane = new FloatPlane(portrait.Picture.Width, portrait.Picture.Height);
        foreach (var side in (ReadOnlySpan<string>)["r", "l"])
        {
            // Brows run from the outer end to the inner one, lids as well.
            var brow = topology["brow_upper_" + side].Select(i => portrait.Flat[i] + frame.ToPictureVector(new Vector2(0, -AboveBrows)));
            var lid = topology["lid_ring_lower_" + side].Select(i => portrait.Flat[i] + frame.ToPictureVector(new Vector2(0, BelowEyes)));
            var outer = side == "r" ? -1 : 1;
            Vector2 Beside(int i) => portrait.Flat[i] + frame.ToPictureVector(new Vector2(outer * BesideEyes, 0));
            plane.Fill([Beside(topology["brow_upper_" + side][0]), .. brow, .. lid.Reverse(), Beside(topology["lid_ring_lower_" + side][0])]);
        }
        return plane.Blur(Edge * s);
    }

    private static float Inside(PixelRectangle r, int x, int y) =>
        Math.Clamp((Math.Min(Math.Min(x - r.X, r.X + r.Width - 1 - x), Math.Min(y - r.Y, r.Y + r.Height - 1 - y)) - 2) / Ramp, 0, 1);
}
