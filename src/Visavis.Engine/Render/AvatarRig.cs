using Visavis.Engine.Lipsync;

namespace Visavis.Engine.Render;

/// <summary>
/// An avatar ready to be painted: its pictures as YUV planes, its meshes, its head's displacement fields. Immutable and
/// shared by all sessions; the pictures of a studio pack take less than 5 MiB.
/// </summary>
public sealed class AvatarRig
{
    private AvatarRig(AvatarPack pack)
    {
        (Id, Title, Gender, DefaultVoice) = (pack.Id, pack.Title, pack.Gender, pack.Voice);
        (Width, Height) = (pack.Width, pack.Height);
        Life = pack.Life();
        Preview = new PreviewPicture(pack.FilePath("base"), "image/png");
        Still = PackPictures.Colour(pack, Preview.Path, Width, Height);
        Mouth = FaceRegions.Mouth(pack);
        Eyes = FaceRegions.Eyes(pack);
        Field = HeadFields.Read(pack);
        Loop = FaceLoop.Read(pack);
    }

    public string Id { get; }

    /// <summary>The name shown to people.</summary>
    public string Title { get; }

    public string Gender { get; }

    /// <summary>The voice it speaks with unless a session chooses another.</summary>
    public string DefaultVoice { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>How much of a face's own motion it shows.</summary>
    public LifeAmounts Life { get; }

    public PreviewPicture Preview { get; }

    /// <summary>Bytes of pictures held in memory.</summary>
    public long Bytes => Still.Bytes + Mouth.Patches.Concat(Eyes.Patches).Sum(p => (long)p.Bytes) + (Loop?.Bytes ?? 0);

    /// <summary>The base picture: eyes open, mouth closed.</summary>
    internal YuvPlanes Still { get; }

    internal FaceRegion Mouth { get; }

    internal FaceRegion Eyes { get; }

    internal HeadField Field { get; }

    /// <summary>What moves by itself, or null where the base picture is carried through the head's fields.</summary>
    internal FaceLoop? Loop { get; }

    /// <summary>Reads the pack in <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidDataException">Something is missing or malformed; the message is one sentence that names it.</exception>
    public static AvatarRig Load(string folder)
    {
        try
        {
            return new AvatarRig(AvatarPack.Read(folder));
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is InvalidDataException first)
        {
            throw first;
        }
    }
}
