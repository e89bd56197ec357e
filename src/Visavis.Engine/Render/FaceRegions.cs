using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>Reads the mouth and the eyes of a pack: patches to planes, landmarks to vertices.</summary>
internal static class FaceRegions
{
    /// <summary>Vertices this close to a rectangle's edge would squeeze the skin between them and the border.</summary>
    private const float Inset = 14;

    /// <summary>A landmark line is a curve of some thickness: points beside it make brows and lashes move as a whole.</summary>
    private const float LashHeight = 6, LashDepth = 5, BrowHeight = 9, BrowDepth = 8;

    /// <summary>How far beside an eye's corners its skin stays, and how far up and down from them, in eye widths.</summary>
    private const float StillBeside = .28f, StillHeight = .25f;

    /// <summary>The shape in which the mouth's triangulation is made: all lip points lie well apart.</summary>
    private const string MouthReference = "neutral_j50";

    public static FaceRegion Mouth(AvatarPack pack)
    {
        var rectangle = pack.Rectangle("mouth");
        var jaw = JawPointsInside(pack, rectangle);
        Vector2[] Shape(string patch)
        {
            var jawLine = Smooth(pack.Points("mouth", patch, "jaw_line", 19));
            return ToRectangle(rectangle,
            [
                .. pack.Points("mouth", patch, "lip_outer", RegionMeshes.LipPoints),
                .. pack.Points("mouth", patch, "lip_inner", RegionMeshes.LipPoints),
                .. jaw.Select(i => jawLine[i]),
                pack.Point("mouth", patch, "nose_base"),
                .. RegionMeshes.Border(rectangle.Width, rectangle.Height).Select(p => p + new Vector2(rectangle.X, rectangle.Y)),
                pack.Point("mouth", patch, "chin"),
            ]);
        }
        return Read(pack, "mouth", rectangle, MouthMix.Names, Shape, RegionMeshes.Mouth(Shape(MouthReference)), hasTeeth: true);
    }

    public static FaceRegion Eyes(AvatarPack pack)
    {
        var rectangle = pack.Rectangle("eyes");
        var open = EyesMix.Names[0];
        Vector2[] still = [.. Beside(EyeLids.Read(pack, open, "eye_r")), .. Beside(EyeLids.Read(pack, open, "eye_l"))];
        Vector2[] Shape(string patch) => ToRectangle(rectangle,
        [
            .. EyeLids.Read(pack, patch, "eye_r"),
            .. EyeLids.Read(pack, patch, "eye_l"),
            .. Lashes(EyeLids.Read(pack, patch, "eye_r")),
            .. Lashes(EyeLids.Read(pack, patch, "eye_l")),
            .. Brow(pack.Points("eyes", patch, "brow_r", 5)),
            .. Brow(pack.Points("eyes", patch, "brow_l", 5)),
            .. still,
            .. RegionMeshes.Border(rectangle.Width, rectangle.Height).Select(p => p + new Vector2(rectangle.X, rectangle.Y)),
            pack.Point("eyes", patch, "iris_r"),
            pack.Point("eyes", patch, "iris_l"),
        ]);
        var mesh = RegionMeshes.Eyes(Shape(open), pack.Number("eyes", open, "iris_radius_r"), pack.Number("eyes", open, "iris_radius_l"));
        return Read(pack, "eyes", rectangle, EyesMix.Names, Shape, mesh, Array.IndexOf(EyesMix.Names, EyesMix.Closed));
    }

    private static FaceRegion Read(AvatarPack pack, string name, PixelRectangle rectangle, string[] patches, Func<string, Vector2[]> shape, RegionMesh mesh, int covering = -1, bool hasTeeth = false)
    {
        var planes = new YuvPlanes[patches.Length];
        Parallel.For(0, patches.Length, i => planes[i] = PackPictures.Colour(pack, pack.PatchPath(name, patches[i]), rectangle.Width, rectangle.Height));
        Vector2[][] shapes = [.. patches.Select(shape)];
        var outside = Array.FindIndex(shapes, s => mesh.Openings.SelectMany(o => o.Upper.Concat(o.Lower)).Any(i => !Contains(rectangle, s[i])));
        if (outside >= 0)
        {
            throw pack.Broken($"has lips or lids outside the {name} rectangle in {name}/{patches[outside]}");
        }
        return new FaceRegion(rectangle, patches, planes, shapes, mesh, covering, hasTeeth);
    }

    private static bool Contains(PixelRectangle rectangle, Vector2 p) =>
        p.X >= 1 && p.X < rectangle.Width - 1 && p.Y >= 1 && p.Y < rectangle.Height - 1;

    private static Vector2[] ToRectangle(PixelRectangle rectangle, Vector2[] points) =>
        [.. points.Select(p => p - new Vector2(rectangle.X, rectangle.Y))];

    private static int[] JawPointsInside(AvatarPack pack, PixelRectangle r)
    {
        var line = Smooth(pack.Points("mouth", MouthReference, "jaw_line", 19));
        return [.. Enumerable.Range(0, line.Length).Where(i =>
            line[i].X > r.X + Inset && line[i].X < r.X + r.Width - Inset && line[i].Y > r.Y + Inset && line[i].Y < r.Y + r.Height - Inset)];
    }

    /// <summary>The jaw line folds back by some pixels beside the ears; a mean of three takes that out.</summary>
    private static Vector2[] Smooth(Vector2[] line) =>
        [.. line.Select((p, i) => i == 0 || i == line.Length - 1 ? p : (line[i - 1] + 2 * p + line[i + 1]) / 4)];

    private static IEnumerable<Vector2> Lashes(Vector2[] lids) =>
        lids.Select((p, i) => p + new Vector2(0, i < RegionMeshes.LidPoints / 2 ? -LashHeight : LashDepth));

    /// <summary>A lid that shuts pulls at the skin over it, and would pull at all between its corners and the border: at the frame of a pair of glasses, or hair.</summary>
    private static IEnumerable<Vector2> Beside(Vector2[] lids)
    {
        Vector2 right = lids.MinBy(p => p.X), left = lids.MaxBy(p => p.X), along = left - right, up = new Vector2(along.Y, -along.X) * StillHeight;
        return ((Vector2[])[right - along * StillBeside, left + along * StillBeside]).SelectMany(p => new[] { p + up, p, p - up });
    }

    private static IEnumerable<Vector2> Brow(Vector2[] brow) =>
        brow.SelectMany(p => new[] { p + new Vector2(0, -BrowHeight), p + new Vector2(0, BrowDepth) });
}
