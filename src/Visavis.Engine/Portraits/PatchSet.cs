using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>A painted patch and where its points are, by the names that <c>pack.json</c> has for them.</summary>
internal sealed record PaintedPatch(string Region, string Name, RgbPicture Picture, IReadOnlyDictionary<string, object> Points);

/// <summary>All patches of a portrait.</summary>
internal static class PatchSet
{
    public static IReadOnlyList<PaintedPatch> Paint(Portrait portrait, PortraitShape shape, (Donor Near, Donor Light) donors, FaceModels models, CancellationToken cancellation)
    {
        var (topology, basis) = (models.Topology, models.Basis);
        shape.JoinLips(topology);
        var mouth = new MouthPainter(portrait, shape, donors.Near, donors.Light, topology);
        var lids = new LidPainter(portrait, shape, donors.Near, topology);
        var points = new PackPoints(portrait, topology);
        var jobs = basis.MouthShapes.Select(name => (Region: "mouth", Name: name)).Concat(basis.EyeShapes.Select(name => (Region: "eyes", Name: name))).ToArray();
        var patches = new PaintedPatch[jobs.Length];
        QuietLoop.For(jobs.Length, i =>
        {
            var (region, name) = jobs[i];
            patches[i] = region == "mouth"
                ? new PaintedPatch(region, name, mouth.Paint(name), points.Of(shape.Mouth(name, topology)))
                : new PaintedPatch(region, name, lids.Paint(name), points.Of(EyePoints(shape, name, lids.HoldsBrows), name.StartsWith("lid", StringComparison.Ordinal) || name == "closed" ? (Func<string, Vector2[]>)(eye => lids.Outline(name, eye)) : null));
        }, cancellation);
        return patches;
    }

    /// <summary>In eye shapes the mouth is shut, and lids that shut move nothing else.</summary>
    private static Vector2[] EyePoints(PortraitShape shape, string name, bool holdsBrows) =>
        name.StartsWith("gaze", StringComparison.Ordinal) ? shape.Glance(name)
        : name.StartsWith("brow", StringComparison.Ordinal) && !holdsBrows ? shape.Eyes(name)
        : [.. shape.Closed];
}
