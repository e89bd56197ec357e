using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>Finds, for a place in the present opening, where a patch shows what belongs there.</summary>
/// <param name="region">The patches and their own openings.</param>
/// <param name="present">The opening as it is now.</param>
internal sealed class OpeningSource(FaceRegion region, OpeningProfile present)
{
    /// <summary>A pixel taken this far from where it should come from counts half.</summary>
    private const float TrustedPixels = 1.5f;

    /// <summary>Corners of an opening are dark and half lip; trust grows over this width.</summary>
    private const float CornerPixels = 8, EdgePixels = 2;

    /// <summary>
    /// Where a patch has what belongs at a place of the present opening, kept inside the patch's own opening. The farther
    /// it had to be moved to stay there, the less the patch is to be trusted at this place.
    /// </summary>
    public Vector2 Find(int opening, int patch, ReadOnlySpan<Vector2> target, Vector2 at, out float trust)
    {
        var shape = region.Shapes[patch];
        var hole = region.Mesh.Openings[opening];
        var own = region.Profiles[patch][opening];
        var source = at + (hole.Chin >= 0 ? JawShift(hole, shape, own, target, at) : IrisShift(hole, shape, target, at));
        var wanted = source;
        var column = Math.Clamp((int)(source.X + .5f), own.First, own.Last);
        source.X = Math.Clamp(source.X, own.First, own.Last);
        // Pixels at the patch's own edge are half lip: stay away from it, unless the edge is where it is now.
        var here = Math.Clamp((int)(at.X + .5f), present.First, present.Last);
        float top = own.Top[column] + MathF.Min(EdgePixels, MathF.Abs(own.Top[column] - present.Top[here]));
        float bottom = own.Bottom[column] - MathF.Min(EdgePixels, MathF.Abs(own.Bottom[column] - present.Bottom[here]));
        source.Y = top < bottom ? Math.Clamp(source.Y, top, bottom) : (top + bottom) / 2;
        var strayed = Vector2.DistanceSquared(source, wanted) / (TrustedPixels * TrustedPixels);
        var fromCorner = MathF.Min(wanted.X - own.First, own.Last - wanted.X);
        trust = Smooth((fromCorner + 1) / CornerPixels) / (1 + strayed * strayed);
        return source;
    }

    /// <summary>
    /// Nothing moves in the upper part, all moves with the chin at the bottom; but when much less is open than in the
    /// patch, the lower lip hides what is down there and only the upper teeth remain.
    /// </summary>
    private Vector2 JawShift(Opening hole, Vector2[] shape, OpeningProfile own, ReadOnlySpan<Vector2> target, Vector2 at)
    {
        var column = Math.Clamp((int)(at.X + .5f), present.First, present.Last);
        var height = present.HeightAt(column);
        var depth = (at.Y - present.Top[column]) / MathF.Max(1, height);
        var opened = height / MathF.Max(1, own.HeightAt(Math.Clamp(column, own.First, own.Last)));
        var share = Smooth((depth - .35f) / .5f) * Smooth((opened - .3f) / .4f);
        return new Vector2(0, (shape[hole.Chin].Y - target[hole.Chin].Y) * share);
    }

    /// <summary>The iris moves as a disc; the white round it follows less and less up to twice its radius.</summary>
    private static Vector2 IrisShift(Opening hole, Vector2[] shape, ReadOnlySpan<Vector2> target, Vector2 at)
    {
        var distance = Vector2.Distance(at, target[hole.Iris]) / hole.IrisRadius;
        return (shape[hole.Iris] - target[hole.Iris]) * (1 - Smooth(distance - 1.05f));
    }

    public static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }
}
