namespace Visavis.Engine.Faces;

/// <summary>What will make a look worse though its photo is taken; the codes are those of the refusals.</summary>
public static class FaceWarnings
{
    private const float SmallEyeDistance = 80, TurnedYaw = 15, TurnedPitch = 12, DarkLuma = 60, NarrowEyes = .27f, SoftReblur = .16f;

    /// <summary>Lips this far apart are closed by the recipe, with teeth and tongue made up.</summary>
    private const float PartedLips = .03f;

    /// <summary>All that apply to a photo that <see cref="FaceChecks"/> did not refuse, gravest first as there.</summary>
    public static IReadOnlyList<FaceRefusal> Of(FaceMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        (bool Applies, string Code, string Message)[] all =
        [
            (measure.EyeDistance < SmallEyeDistance, "too_small", "The face is small: a larger or closer photo makes a sharper look."),
            (Math.Abs(measure.Pose.Yaw) > TurnedYaw || Math.Abs(measure.Pose.Pitch) > TurnedPitch, "turned", "The face is turned: a photo from the front makes a better look."),
            (measure.OvalLuma < DarkLuma, "too_dark", "The face is dark: more light on it makes a better look."),
            (measure.EyeOpenness < NarrowEyes, "eyes_closed", "The eyes are nearly closed: wider open eyes make blinks look better."),
            (measure.Reblur is >= 0 and < SoftReblur, "blurred", "The photo is a little blurred: a sharper one makes a better look."),
            (measure.LipOpening > PartedLips, "mouth_open", "The lips are apart: a photo with closed lips makes a better look."),
        ];
        return [.. all.Where(warning => warning.Applies).Select(warning => new FaceRefusal(warning.Code, warning.Message))];
    }
}
