using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>What is not in the picture.</summary>
/// <param name="Id">The look's id.</param>
/// <param name="Title">The name shown to people.</param>
/// <param name="Gender">Null where nobody said it.</param>
/// <param name="Voice">The voice that it speaks with unless told otherwise.</param>
public sealed record PackCard(string Id, string Title, string? Gender, string? Voice);

/// <summary>How far a build has come.</summary>
/// <param name="Stage">Of a photo decoding, finding, checking, cutting, shaping, painting, saving; of a clip tracking, looping, painting, encoding, saving.</param>
/// <param name="Share">0 to 1 of the whole.</param>
public readonly record struct PackProgress(string Stage, double Share);

/// <summary>A photo or clip that cannot become a look; the message says what is wrong and what to do.</summary>
public sealed class PortraitException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>For programs, such as <c>no_face</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// Makes packs in the studio packs' layout out of strangers' photos: the face's own skin is warped to the mouth shapes of the studio
/// presenters, and what a photo does not show (teeth, tongue, shut lids) is borrowed from the presenter that fits best.
/// </summary>
/// <param name="models">Shared.</param>
/// <param name="donors">The folder of the studio packs.</param>
/// <param name="decoder">Opens the photos.</param>
/// <param name="clips">Opens the clips; needed only for them.</param>
public sealed class PackBuilder(FaceModels models, string donors, PictureDecoder decoder, ClipDecoder? clips = null)
{
    /// <summary>Faces are found and judged on a picture of this size.</summary>
    private const int JudgedSide = 1280;

    /// <summary>A head tilted more than this is levelled.</summary>
    private const float MostRoll = 5;

    /// <summary>A presenter who must not lend, where a presenter's own picture is the photo and its pack the truth.</summary>
    internal string? WithoutDonor { get; init; }

    /// <summary>Builds the pack of <paramref name="photoFile"/> in <paramref name="packFolder"/>, which appears when it is whole.</summary>
    /// <exception cref="PortraitException">The photo will not do.</exception>
    /// <exception cref="OperationCanceledException">Nothing is left behind.</exception>
    public async Task BuildPhotoAsync(string photoFile, string packFolder, PackCard card, IProgress<PackProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(card);
        progress?.Report(new("decoding", 0));
        var photo = await DecodeAsync(photoFile, cancellation).ConfigureAwait(false);
        using var worker = new QuietWorker();
        await WholeAsync(packFolder, part => worker.RunAsync(() => Build(photo, part, card, progress, cancellation))).ConfigureAwait(false);
    }

    /// <summary>
    /// Builds a pack out of a clip of a listening person (mp4, mov or webm): it plays a loop of the clip, on which mouth and lids are painted.
    /// Takes some seconds more than the clip lasts.
    /// </summary>
    /// <exception cref="PortraitException">The clip will not do.</exception>
    /// <exception cref="OperationCanceledException">Nothing is left behind.</exception>
    public async Task BuildMotionAsync(string clipFile, string packFolder, PackCard card, IProgress<PackProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(card);
        using var build = new ClipBuild(models, donors, clips ?? throw new InvalidOperationException("This builder has no decoder of clips."), progress);
        try
        {
            await WholeAsync(packFolder, part => build.WriteAsync(clipFile, part, card, cancellation)).ConfigureAwait(false);
        }
        catch (ClipException refusal)
        {
            throw new PortraitException(refusal.Fault switch { ClipFault.TooShort => "too_short", ClipFault.TooLong => "too_long", _ => "unreadable" }, refusal.Message, refusal);
        }
    }

    /// <summary>A pack appears when it is whole.</summary>
    private static async Task WholeAsync(string packFolder, Func<string, Task> write)
    {
        var part = packFolder + ".part";
        try
        {
            await write(part).ConfigureAwait(false);
            Directory.Move(part, packFolder);
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    private async Task<RgbPicture> DecodeAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await decoder.DecodeAsync(file, cancellation).ConfigureAwait(false);
        }
        catch (PictureException refusal)
        {
            throw new PortraitException("unreadable", refusal.Message, refusal);
        }
    }

    private void Build(RgbPicture photo, string folder, PackCard card, IProgress<PackProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new("finding", .1));
        var judged = photo.Reduced(JudgedSide);
        var found = new FaceFinder(models).Find(judged);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new("checking", .25));
        if (new FaceChecks(models).Refusal(found) is { } refusal)
        {
            throw new PortraitException(refusal.Code, refusal.Message);
        }
        progress?.Report(new("cutting", .3));
        var (picture, face) = Framed(photo.Turned(found.QuarterTurns), found);
        var portrait = Portrait.Of(picture, face, models);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new("shaping", .4));
        var shape = PortraitShape.Of(portrait, models.Basis);
        var donor = Donor.Nearest(donors, portrait, models, WithoutDonor);
        progress?.Report(new("painting", .45));
        var patches = PatchSet.Paint(portrait, shape, donor, models, cancellation);
        progress?.Report(new("saving", .9));
        PackWriter.Write(folder, card, portrait, patches, models.Topology);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new("saving", 1));
    }

    private (RgbPicture Picture, FacePoints Face) Framed(RgbPicture photo, FoundFaces found)
    {
        var face = found.Faces[0].Points;
        var roll = FacePose.Of(face, models.Topology).Roll;
        var picture = PortraitFrame.Of(photo, face.Frame, (float)photo.Width / found.Picture.Width, Math.Abs(roll) > MostRoll ? roll : 0);
        var first = new FaceTracker(models).Next(picture)
            ?? throw new PortraitException("unclear", "The face cannot be made out clearly: send a sharper photo, from the front and in even light.");
        return (picture, new FaceReader(models).ReadAveraged(picture, first));
    }
}
