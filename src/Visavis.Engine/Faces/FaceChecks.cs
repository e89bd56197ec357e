using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Faces;

/// <summary>Why a photo cannot become a look.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people: what is wrong and what to do.</param>
public sealed record FaceRefusal(string Code, string Message);

/// <summary>What a photo's main face was measured to be; thresholds lie between what was measured on good and on bad photos.</summary>
/// <param name="EyeDistance">Pixels.</param>
/// <param name="MirrorError">Mean distance of the points from those of the mirrored picture, in eye distances.</param>
/// <param name="OvalLuma">Median luma of the face, 0 to 255.</param>
/// <param name="EyeContrast">Range of luma in the less contrasted eye over that.</param>
/// <param name="Reblur">Share of the gradient round the eyes that one more blur takes away.</param>
/// <param name="LipContrast">Colour distance of lips and skin (8-bit Lab), × 100 over the luma.</param>
/// <param name="BridgeEdge">Strongest edge across the bridge of the nose over the luma: glasses have one.</param>
public sealed record FaceMeasure(
    float EyeDistance, FacePose Pose, float MirrorError, float OvalLuma, float EyeOpenness, float EyeContrast, float Reblur, float LipOpening, float LipContrast,
    float BridgeEdge);

/// <summary>Looks whether a photo shows one face that can be brought to speak.</summary>
public sealed class FaceChecks(FaceModels models)
{
    private const float SecondFace = .3f, LeastEyeDistance = 40, MostYaw = 25, MostPitch = 20, MostMirrorError = .048f, LeastLuma = 30;
    private const float LeastEyeOpenness = .18f, LeastEyeContrast = .28f, LeastReblur = .09f, MostLipOpening = .34f, LeastLipContrast = 4;

    private readonly FaceReader _reader = new(models);

    /// <summary>The first rule that the photo breaks, or null.</summary>
    /// <param name="found">What <see cref="FaceFinder"/> saw in it.</param>
    public FaceRefusal? Refusal(FoundFaces found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Faces.Count == 0)
        {
            return new("no_face", "No face was found: send a photo that shows a face from the front.");
        }
        if (found.Faces.Count > 1 && found.Faces[1].Box.Width >= SecondFace * found.Faces[0].Box.Width)
        {
            return new("several_faces", "The photo shows more than one face: crop it to the person who is to speak.");
        }
        var face = found.Faces[0].Points;
        if (face.Frame.EyeDistance < LeastEyeDistance)
        {
            return new("too_small", FormattableString.Invariant(
                $"The face is too small ({face.Frame.EyeDistance:0} pixels between the eyes, at least {LeastEyeDistance} are needed): send a larger or closer photo."));
        }
        if (models.Topology["face_oval"].Any(i => !Inside(face.Flat(i), found.Picture)))
        {
            return new("cut_off", "The face is cut off by the picture's edge: send a photo with the whole head.");
        }
        return Refusal(Measure(found.Picture, face));
    }

    /// <summary>The first rule that these measures break, or null.</summary>
    public static FaceRefusal? Refusal(FaceMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var covered = measure.EyeContrast < LeastEyeContrast && measure.Reblur is < 0 or > LeastReblur;
        return Math.Abs(measure.Pose.Yaw) > MostYaw || Math.Abs(measure.Pose.Pitch) > MostPitch
                ? new("turned", "The face is turned too far away: send a photo taken from the front.")
            : measure.MirrorError > MostMirrorError ? new("unclear", "The face cannot be made out clearly: send a sharper photo, from the front and in even light.")
            : measure.OvalLuma < LeastLuma ? new("too_dark", "The face is too dark: send a photo with more light on the face.")
            : measure.EyeOpenness < LeastEyeOpenness ? new("eyes_closed", "The eyes are closed: send a photo with open eyes.")
            : covered && measure.EyeContrast < LeastEyeContrast ? new("eyes_covered", "The eyes are covered: send a photo without sunglasses.")
            : measure.Reblur < LeastReblur && measure.Reblur >= 0 ? new("blurred", "The photo is blurred: send a sharper one.")
            : measure.LipOpening > MostLipOpening ? new("mouth_open", "The mouth is wide open: send a photo with the mouth closed or slightly smiling.")
            : measure.LipContrast < LeastLipContrast ? new("mouth_covered", "The mouth is covered: send a photo without a mask or hand before it.")
            : null;
    }

    public FaceMeasure Measure(RgbPicture picture, FacePoints face)
    {
        ArgumentNullException.ThrowIfNull(face);
        var aligned = new AlignedFace(picture, face, models.Topology);
        var luma = aligned.OvalLuma();
        return new FaceMeasure(
            face.Frame.EyeDistance, FacePose.Of(face, models.Topology), MirrorError(picture, face), luma, face.EyeOpenness,
            aligned.EyeContrast() / Math.Max(1, luma), aligned.Reblur(), face.LipOpening, aligned.LipContrast() * 100 / Math.Max(1, luma),
            aligned.BridgeEdge());
    }

    private float MirrorError(RgbPicture picture, FacePoints face)
    {
        var region = CropRegion.Around(face);
        var (straight, mirrored) = (_reader.Read(picture, region), _reader.Read(picture, region with { Mirrored = true }));
        return Enumerable.Range(0, FacePoints.MeshCount).Average(i => Vector2.Distance(straight.Flat(i), mirrored.Flat(i))) / face.Frame.EyeDistance;
    }

    private static bool Inside(Vector2 p, RgbPicture picture) => p.X >= 0 && p.Y >= 0 && p.X <= picture.Width - 1 && p.Y <= picture.Height - 1;
}
