using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Portraits;

/// <summary>A studio presenter who lends what a photo does not show: teeth and tongue, shut lids, the play of light on moving skin.</summary>
internal sealed class Donor
{
    /// <summary>Who lends light: smooth skin, for stubble leaves grey stains on another's.</summary>
    private const string Smoothest = "nora";

    private readonly AvatarPack _pack;
    private readonly MouthBasis _basis;

    private Donor(string folder, string name, MouthBasis basis)
    {
        _pack = AvatarPack.Read(Path.Combine(folder, name));
        (Name, _basis) = (name, basis);
        Base = RgbPicture.Of(PictureFile.Read(_pack.FilePath("base")));
        Face = basis.Points(name);
        Flat = [.. Face.Points.ToArray().Select(p => new Vector2(p.X, p.Y))];
    }

    public string Name { get; }

    public RgbPicture Base { get; }

    public FacePoints Face { get; }

    public Vector2[] Flat { get; }

    public PixelRectangle Mouth => _pack.Rectangle("mouth");

    /// <summary>The presenter whose face is as light as the portrait's, for lids and mouth; and one for the light.</summary>
    public static (Donor Near, Donor Light) Nearest(string folder, Portrait portrait, FaceModels models)
    {
        var checks = new FaceChecks(models);
        var donors = models.Basis.Presenters.Select(name => new Donor(folder, name, models.Basis)).ToList();
        var near = donors.MinBy(donor => MathF.Abs(MathF.Log(Math.Max(1, checks.Measure(donor.Base, donor.Face).OvalLuma) / Math.Max(1, portrait.Measure.OvalLuma))))!;
        return (near, donors.Find(donor => donor.Name == Smoothest) ?? near);
    }

    /// <summary>Its points in a mouth shape.</summary>
    public Vector2[] Shape(string shape) =>
        PortraitShape.Displaced(Flat, Face.Frame, _basis.Displacement("art_" + Name, shape), Vector2.One);

    /// <summary>Its whole picture with a patch on it.</summary>
    public RgbPicture Picture(string region, string shape)
    {
        var (rectangle, patch) = (_pack.Rectangle(region), Patch(region, shape));
        var picture = new RgbPicture(Base.Width, Base.Height, [.. Base.Samples]);
        for (var y = 0; y < rectangle.Height; y++)
        {
            patch.Samples.AsSpan(y * rectangle.Width * 3, rectangle.Width * 3).CopyTo(picture.Samples.AsSpan(((rectangle.Y + y) * Base.Width + rectangle.X) * 3));
        }
        return picture;
    }

    public RgbPicture Patch(string region, string shape) => RgbPicture.Of(PictureFile.Read(_pack.PatchPath(region, shape)));

    /// <summary>The outline of an eye in a patch.</summary>
    public Vector2[] Eye(string shape, string eye) => _pack.Points("eyes", shape, eye, RegionMeshes.LidPoints);
}
