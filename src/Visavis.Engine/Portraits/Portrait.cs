using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Portraits;

/// <summary>A photo brought to the packs' size, with all that is known of its face.</summary>
/// <param name="Picture">1280 × 720.</param>
/// <param name="Face">Averaged points.</param>
/// <param name="Measure">What the checks measured.</param>
/// <param name="Person">Where the person is, 0 to 1.</param>
/// <param name="Mouth">The rectangle that changes with the mouth.</param>
/// <param name="Eyes">The rectangle that changes with lids and brows.</param>
internal sealed record Portrait(RgbPicture Picture, FacePoints Face, FaceMeasure Measure, FloatPlane Person, PixelRectangle Mouth, PixelRectangle Eyes)
{
    /// <summary>The points without depth.</summary>
    public Vector2[] Flat { get; } = [.. Face.Points.ToArray().Select(p => new Vector2(p.X, p.Y))];

    /// <summary>Rows that the two rectangles have in common, as the studio's have.</summary>
    private const int Shared = 2;

    /// <summary>Above this an edge across the bridge of the nose is that of glasses: 0.76 with, at most 0.23 without (a hard shadow).</summary>
    private const float GlassesEdge = .45f;

    public bool HasGlasses => Measure.BridgeEdge > GlassesEdge;

    public float EyeDistance => Face.Frame.EyeDistance;

    /// <summary>How much of what is borrowed must be blurred to be no sharper than the photo, in pixels.</summary>
    public float Softness { get; } = Soften(Measure.Reblur) * Face.Frame.EyeDistance / 96 * .8f;

    public static Portrait Of(RgbPicture picture, FacePoints face, FaceModels models)
    {
        var measure = new FaceChecks(models).Measure(picture, face);
        var (s, oval) = (face.Frame.EyeDistance, face.Flat(models.Topology["face_oval"]));
        var lids = face.Flat(models.Topology["eye_r"].Concat(models.Topology["eye_l"]));
        // On a face with a short nose the mouth would begin among the lashes of shut lids, and cut them off.
        var border = lids.Max(p => p.Y) + .32f * s;
        var mouth = Even(picture, oval.Min(p => p.X) - .1f * s, border, oval.Max(p => p.X) + .1f * s, face.Flat(152).Y + .75f * s);
        var eyes = Even(picture, lids.Min(p => p.X) - .4f * s, lids.Min(p => p.Y) - .75f * s, lids.Max(p => p.X) + .4f * s, border + Shared);
        return new Portrait(picture, face, measure, new PersonMask(models).Read(picture, face.Frame), mouth, eyes);
    }

    /// <summary>Chroma planes line up where edges are even.</summary>
    private static PixelRectangle Even(RgbPicture picture, float left, float top, float right, float bottom)
    {
        int x = Math.Max(0, (int)left) & ~1, y = Math.Max(0, (int)top) & ~1;
        return new PixelRectangle(x, y, (Math.Min(picture.Width, (int)right) - x) & ~1, (Math.Min(picture.Height, (int)bottom) - y) & ~1);
    }

    /// <summary>Measured on blurred copies: share of gradient lost by one more blur against the blur they had.</summary>
    private static float Soften(float reblur)
    {
        (float Reblur, float Sigma)[] table = [(.055f, 4), (.12f, 2), (.25f, .8f), (.30f, 0)];
        for (var i = 0; i + 1 < table.Length; i++)
        {
            if (reblur <= table[i + 1].Reblur)
            {
                var t = Math.Clamp((reblur - table[i].Reblur) / (table[i + 1].Reblur - table[i].Reblur), 0, 1);
                return float.Lerp(table[i].Sigma, table[i + 1].Sigma, t);
            }
        }
        return 0;
    }
}
