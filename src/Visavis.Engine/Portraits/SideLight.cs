using System.Numerics;
using System.Runtime.CompilerServices;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>
/// How the photo's light falls off across its mouth: teeth in the shadowed half of a face lit from one side lie in shadow too, or they glow.
/// </summary>
internal static class SideLight
{
    /// <summary>In eye distances: how far above and below the lips skin tells the light, and how far along it is averaged.</summary>
    private const float SkinReach = .15f, Along = .07f;

    private const float Least = .12f, Most = 1.3f;

    /// <summary>
    /// By column of the mouth's rectangle, linear light: 1 in the middle and where both sides are lit alike. Only what differs from side to side counts, for beards
    /// and the groove under the nose are dark by themselves.
    /// </summary>
    public static float[] Across(Portrait portrait, FaceTopology topology)
    {
        var r = portrait.Mouth;
        var lips = portrait.Face.Flat(topology["lips_outer"]);
        float left = lips.Min(p => p.X) - r.X, right = lips.Max(p => p.X) - r.X;
        var light = Columns(portrait, lips).Blur(Along * portrait.EyeDistance);
        return [.. Enumerable.Range(0, r.Width).Select(x =>
        {
            var at = Math.Clamp(x, left, right);
            return Math.Clamp(MathF.Sqrt((light.At(at, 0) + 1e-4f) / (light.At(left + right - at, 0) + 1e-4f)), Least, Most);
        })];
    }

    /// <summary>The mean light of the skin above and below the lips.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FloatPlane Columns(Portrait portrait, Vector2[] lips)
    {
        var (r, reach) = (portrait.Mouth, SkinReach * portrait.EyeDistance);
        float low = lips.Min(p => p.Y), high = lips.Max(p => p.Y);
        int top = Math.Max(r.Y, (int)(low - reach)), bottom = Math.Min(r.Y + r.Height - 1, (int)(high + reach));
        var columns = new FloatPlane(r.Width, 1);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = 0; x < r.Width && (y < low || y > high); x++)
            {
                columns.Values[x] += Sampling.Luma(Sampling.ToLinear(Sampling.Load(portrait.Picture, 3 * (y * portrait.Picture.Width + r.X + x)))) / (2 * reach);
            }
        }
        return columns;
    }
}
