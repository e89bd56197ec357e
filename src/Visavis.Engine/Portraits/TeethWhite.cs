using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>How white teeth are, and how white a portrait's should be.</summary>
internal static class TeethWhite
{
    /// <summary>Teeth are at most so much lighter than the white of the eyes: 1.06 and 1.09 of two studio presenters, whose eyes lie in little shadow.</summary>
    private const float MostAgainstEyes = 1.1f;

    /// <summary>What is darker than this against the eyes is no teeth but the mouth behind them.</summary>
    private const float LeastAgainstEyes = .75f;

    private const float MostGain = 1.6f, LeastGain = .35f;

    /// <summary>The shape that shows a donor's teeth best.</summary>
    private const string Toothy = "neutral_j75";

    /// <summary>Mean of the brightest tenth of what is seen between the lips; null where that is too little.</summary>
    /// <param name="picture">RGB.</param>
    /// <param name="lips">The inner rim of the lips.</param>
    public static Vector3? Of(RgbPicture picture, Vector2[] lips)
    {
        var inside = new FloatPlane(picture.Width, picture.Height).Fill(lips);
        var seen = Enumerable.Range(0, inside.Values.Length).Where(i => inside.Values[i] > .9f).Select(i => Sampling.Load(picture, 3 * i)).OrderByDescending(Sampling.Luma).ToList();
        return seen.Count < 100 ? null : seen.Take(seen.Count / 10).Aggregate(Vector3.Zero, (sum, colour) => sum + colour) / (seen.Count / 10);
    }

    /// <summary>
    /// By what a donor's inner mouth is multiplied, in coded values per channel: its teeth take the colour of the portrait's own where the photo shows
    /// them, or else change as the white of the eyes does.
    /// </summary>
    public static Vector3 Gain(Portrait portrait, PortraitShape shapes, Donor donor, FaceTopology topology)
    {
        if (EyeWhite.Of(portrait.Picture, portrait.Face, topology) is not { } eyes || EyeWhite.Of(donor.Base, donor.Face, topology) is not { } donorEyes
            || Of(donor.Picture("mouth", Toothy), Lips(donor.Shape(Toothy), topology)) is not { } teeth)
        {
            return Vector3.One;
        }
        var own = shapes.ShowsTeeth ? Of(portrait.Picture, Lips(portrait.Flat, topology)) : null;
        var gain = own is { } shown && Sampling.Luma(shown) > LeastAgainstEyes * Sampling.Luma(eyes) ? shown / teeth
            : eyes / donorEyes * Math.Min(1, MostAgainstEyes * Sampling.Luma(eyes) / Sampling.Luma(teeth * eyes / donorEyes));
        return Vector3.Clamp(gain, new Vector3(LeastGain), new Vector3(MostGain));
    }

    private static Vector2[] Lips(Vector2[] points, FaceTopology topology) => [.. topology["lips_inner"].Select(i => points[i])];
}
