using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>
/// A photo whose lips are apart, with the lips' own colours painted over teeth and shadow between them: what is warped from it then has lips
/// that shut without specks of tooth in their line or dark wedges at their corners.
/// </summary>
internal static class ToothlessSkin
{
    /// <summary>How far the opening's rim is taken with it, and how far the lips' colours reach; in eye distances.</summary>
    private const float Rim = .022f, Reach = .05f;

    public static RgbPicture Of(Portrait portrait, FaceTopology topology)
    {
        var r = portrait.Mouth;
        var origin = new Vector2(r.X, r.Y);
        // To the corners of the lips: the opening's own corners lie in the dark wedge.
        Vector2[] opening = [.. topology["lips_inner"].Select(i => portrait.Flat[i switch { 78 => 61, 308 => 291, _ => i }])];
        var gap = Grown(new FloatPlane(r.Width, r.Height).Fill(opening, origin), Rim * portrait.EyeDistance);
        var lips = Grown(new FloatPlane(r.Width, r.Height).Fill(portrait.Face.Flat(topology["lips_outer"]), origin), Rim * portrait.EyeDistance);
        FloatPlane[] spread = [new(r.Width, r.Height), new(r.Width, r.Height), new(r.Width, r.Height), new(r.Width, r.Height)];
        for (var i = 0; i < gap.Values.Length; i++)
        {
            var (colour, weight) = (Sampling.Load(portrait.Picture, At(i)), lips.Values[i] * (gap.Values[i] < .02f ? 1 : 0));
            (spread[0].Values[i], spread[1].Values[i], spread[2].Values[i], spread[3].Values[i]) = (colour.X * weight, colour.Y * weight, colour.Z * weight, weight);
        }
        Array.ForEach(spread, plane => plane.Blur(Reach * portrait.EyeDistance));
        var skin = new RgbPicture(portrait.Picture.Width, portrait.Picture.Height, [.. portrait.Picture.Samples]);
        for (var i = 0; i < gap.Values.Length; i++)
        {
            if (gap.Values[i] > 0 && spread[3].Values[i] > 1e-4f)
            {
                var lip = new Vector3(spread[0].Values[i], spread[1].Values[i], spread[2].Values[i]) / spread[3].Values[i];
                Sampling.Store(skin, At(i), Vector3.Lerp(Sampling.Load(portrait.Picture, At(i)), lip, gap.Values[i]));
            }
        }
        return skin;

        int At(int i) => 3 * ((r.Y + i / r.Width) * portrait.Picture.Width + r.X + i % r.Width);
    }

    /// <summary>A mask with a rim added, its edge soft.</summary>
    private static FloatPlane Grown(FloatPlane mask, float rim)
    {
        mask.Blur(rim);
        for (var i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = Math.Clamp((mask.Values[i] - .08f) * 4, 0, 1);
        }
        return mask;
    }
}
