using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Which pixels of a base picture tell where its face lies in a frame.</summary>
internal static class AlignmentMask
{
    /// <summary>
    /// At half the size: the face without its eyes. Lips, chin and brows count less: they move by themselves, but little where a mouth is shut, and
    /// what is painted must lie on them.
    /// </summary>
    public static FloatPlane Of(FacePoints face, FaceTopology topology, float movingShare)
    {
        var (weight, eyes, moving) = (Plane(), Plane(), Plane());
        Fill(weight, Grown(face.Flat(topology["face_oval"]), .97f));
        foreach (var side in (ReadOnlySpan<string>)["r", "l"])
        {
            Fill(eyes, Grown([.. face.Flat(topology["lid_crease_upper_" + side]), .. face.Flat(topology["lid_ring_lower_" + side]).Reverse()], 1.1f));
            Fill(moving, Grown([.. face.Flat(topology["brow_upper_" + side]), .. face.Flat(topology["brow_lower_" + side]).Reverse()], 1.25f));
        }
        // Below the corners of the mouth is the jaw's.
        var line = Math.Min(face.Normalised(61).Y, face.Normalised(291).Y) - .08f;
        for (var i = 0; i < weight.Values.Length; i++)
        {
            var place = new Vector2(2 * (i % weight.Width) + .5f, 2 * (i / weight.Width) + .5f);
            var below = Math.Clamp((face.Frame.Normalise(place).Y - line) / .12f, 0, 1);
            weight.Values[i] = Math.Max(0, weight.Values[i] - eyes.Values[i]) * (1 - (1 - movingShare) * Math.Max(below, moving.Values[i]));
        }
        return weight.Blur(.03f * face.Frame.EyeDistance);
    }

    private static FloatPlane Plane() => new(ClipGraph.Width / 2, ClipGraph.Height / 2);

    private static FloatPlane Fill(FloatPlane plane, Vector2[] outline) => plane.Fill([.. outline.Select(p => (p - new Vector2(.5f)) / 2)]);

    private static Vector2[] Grown(Vector2[] outline, float factor)
    {
        var middle = outline.Aggregate(Vector2.Zero, (sum, p) => sum + p) / outline.Length;
        return [.. outline.Select(p => middle + (p - middle) * factor)];
    }
}
