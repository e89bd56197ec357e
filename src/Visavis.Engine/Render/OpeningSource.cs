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

    /// <summary>The dark line under the upper teeth belongs to them: a lower row that comes out from behind them leaves it there.</summary>
    private const float OcclusionPixels = 2;

    private float _drop;

    /// <summary>Takes the weights of all patches, which say how far down the jaw's teeth are.</summary>
    public void Turn(ReadOnlySpan<float> weights) => _drop = region.Teeth?.DropOf(weights) ?? 0;

    /// <summary>
    /// Where a patch has what belongs at a place of the present opening, kept inside the patch's own opening. The farther
    /// it had to be moved to stay there, the less the patch is to be trusted at this place.
    /// </summary>
    public Vector2 Find(int opening, int patch, ReadOnlySpan<Vector2> target, Vector2 at, out float trust)
    {
        var hole = region.Mesh.Openings[opening];
        var own = region.Profiles[patch][opening];
        var hidden = 0f;
        var source = region.Teeth is { } teeth ? AmongTeeth(teeth, patch, at, out hidden) : at + IrisShift(hole, region.Shapes[patch], target, at);
        var wanted = source;
        var column = Math.Clamp((int)(source.X + .5f), own.First, own.Last);
        source.X = Math.Clamp(source.X, own.First, own.Last);
        // Pixels at the patch's own edge are half lip: stay away from it, unless the edge is where it is now.
        var here = Math.Clamp((int)(at.X + .5f), present.First, present.Last);
        float top = own.Top[column] + MathF.Min(EdgePixels, MathF.Abs(own.Top[column] - present.Top[here]));
        float bottom = own.Bottom[column] - MathF.Min(EdgePixels, MathF.Abs(own.Bottom[column] - present.Bottom[here]));
        source.Y = top < bottom ? Math.Clamp(source.Y, top, bottom) : (top + bottom) / 2;
        var strayed = (Vector2.DistanceSquared(source, wanted) + hidden * hidden) / (TrustedPixels * TrustedPixels);
        var fromCorner = MathF.Min(wanted.X - own.First, own.Last - wanted.X);
        trust = Smooth((fromCorner + 1) / CornerPixels) / (1 + strayed * strayed);
        return source;
    }

    /// <summary>
    /// The upper teeth are where they are in every patch; the lower ones have moved as a whole with the jaw; what lies in the gap
    /// between the rows is stretched to the patch's gap.
    /// </summary>
    /// <param name="teeth">The rows.</param>
    /// <param name="patch">The patch to read from.</param>
    /// <param name="at">The place in the present opening.</param>
    /// <param name="hidden">How far behind the patch's upper teeth the wanted place lies, in pixels.</param>
    private Vector2 AmongTeeth(ToothLines teeth, int patch, Vector2 at, out float hidden)
    {
        hidden = 0;
        var column = Math.Clamp((int)(at.X + .5f), present.First, present.Last);
        float upper = teeth.UpperAt(column), lower = teeth.LowerAt(column) + _drop, down = teeth.DropOf(patch) - _drop;
        if (at.Y <= upper)
        {
            return at;
        }
        var source = at.Y >= lower ? at.Y + down : upper + (at.Y - upper) * MathF.Max(0, lower + down - upper) / (lower - upper);
        // A shut patch shows its upper teeth in front of what is wanted, or has no gap to show.
        var behind = upper + OcclusionPixels * Smooth((at.Y - upper) / OcclusionPixels);
        hidden = MathF.Max(0, MathF.Max(behind - source, at.Y < lower ? MathF.Min(at.Y - upper, lower - at.Y) - (lower + down - upper) : 0));
        return at with { Y = MathF.Max(source, behind) };
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
