using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>
/// Lid outlines of a patch. Some landmarks of an upper lid lie in its fold and lag behind when it shuts, which would leave
/// notches. So only how far the lid has come is taken from the patch, and all its points go that share of their way
/// from the open eye to the lower lid.
/// </summary>
internal static class EyeLids
{
    private const int UpperPoints = RegionMeshes.LidPoints / 2;

    public static Vector2[] Read(AvatarPack pack, string patch, string eye)
    {
        var open = Smooth(pack.Points("eyes", EyesMix.Names[0], eye, RegionMeshes.LidPoints));
        var lids = Smooth(pack.Points("eyes", patch, eye, RegionMeshes.LidPoints));
        var share = patch == EyesMix.Closed ? 1 : ShutShare(open, lids);
        for (var i = 0; i < UpperPoints; i++)
        {
            lids[i] = new Vector2(open[i].X, open[i].Y + share * (LowerLidAt(open, open[i].X) - open[i].Y));
        }
        return lids;
    }

    /// <summary>Takes the zigzag out of the lower lid; its ends and the upper lid stay.</summary>
    private static Vector2[] Smooth(Vector2[] lids) =>
        [.. lids.Select((p, i) => i <= UpperPoints || i == lids.Length - 1 ? p : (lids[i - 1] + 2 * p + lids[i + 1]) / 4)];

    /// <summary>The second largest share of all upper points between the corners: laggards do not count, nor one that overshoots.</summary>
    private static float ShutShare(Vector2[] open, Vector2[] lids)
    {
        var shares = Enumerable.Range(1, UpperPoints - 2)
            .Select(i => (lids[i].Y - open[i].Y) / MathF.Max(1, LowerLidAt(open, open[i].X) - open[i].Y))
            .OrderByDescending(MathF.Abs);
        return Math.Clamp(shares.ElementAt(1), -.5f, 1);
    }

    /// <summary>Height of the lower lid, whose points run from right to left.</summary>
    private static float LowerLidAt(Vector2[] lids, float x)
    {
        for (var i = UpperPoints; i + 1 < lids.Length; i++)
        {
            Vector2 right = lids[i], left = lids[i + 1];
            if (x >= left.X)
            {
                return float.Lerp(left.Y, right.Y, Math.Clamp((x - left.X) / MathF.Max(1e-3f, right.X - left.X), 0, 1));
            }
        }
        return lids[^1].Y;
    }
}
