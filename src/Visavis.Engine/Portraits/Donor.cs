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
        (Mouth, Eyes) = (_pack.Rectangle("mouth"), _pack.Rectangle("eyes"));
        Flat = [.. Face.Points.ToArray().Select(p => new Vector2(p.X, p.Y))];
    }

    public string Name { get; }

    public RgbPicture Base { get; }

    public FacePoints Face { get; }

    public Vector2[] Flat { get; }

    public PixelRectangle Mouth { get; }

    public PixelRectangle Eyes { get; }

    /// <summary>The presenter whose skin is as light as the portrait's, for lids and mouth; and one for the light.</summary>
    /// <param name="folder">The studio packs.</param>
    /// <param name="portrait">Who borrows.</param>
    /// <param name="models">Its basis knows the presenters.</param>
    /// <param name="without">A presenter who must not lend, so that one can be measured against its own pack.</param>
    public static (Donor Near, Donor Light) Nearest(string folder, Portrait portrait, FaceModels models, string? without = null)
    {
        var donors = models.Basis.Presenters.Where(name => name != without).Select(name => new Donor(folder, name, models.Basis)).ToList();
        var own = MathF.Log(SkinLight(portrait.Picture, portrait.Face, models.Topology));
        var near = donors.MinBy(donor => MathF.Abs(MathF.Log(SkinLight(donor.Base, donor.Face, models.Topology)) - own))!;
        return (near, donors.Find(donor => donor.Name == Smoothest) ?? near);
    }

    /// <summary>Luma that a quarter of the face is lighter than: of a face lit from one side, the lit side's.</summary>
    private static float SkinLight(RgbPicture picture, FacePoints face, FaceTopology topology)
    {
        const int step = 3;
        var oval = face.Flat(topology["face_oval"]);
        var low = Vector2.Max(oval.Aggregate(Vector2.Min), Vector2.Zero);
        var size = Vector2.Min(oval.Aggregate(Vector2.Max), new Vector2(picture.Width - 1, picture.Height - 1)) - low;
        var inside = new FloatPlane((int)(size.X / step) + 1, (int)(size.Y / step) + 1).Fill([.. oval.Select(p => (p - low) / step)]);
        var lumas = inside.Values.Select((share, i) => share < .5f ? -1 : Sampling.Luma(Sampling.Load(picture,
            3 * (((int)low.Y + i / inside.Width * step) * picture.Width + (int)low.X + i % inside.Width * step)))).Where(luma => luma >= 0).Order().ToList();
        return lumas.Count == 0 ? 1 : Math.Max(1, lumas[lumas.Count * 3 / 4]);
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

    /// <summary>The outline of an eye in a patch, as it is played: without the points of the upper lid that lag behind in its fold.</summary>
    public Vector2[] Eye(string shape, string eye) => EyeLids.Read(_pack, shape, eye);
}
