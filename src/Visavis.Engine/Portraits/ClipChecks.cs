using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Which stretches of a clip a mouth can be painted on, and what to say where there is none.</summary>
internal static class ClipChecks
{
    /// <summary>A loop is made of at least so much.</summary>
    public const int ShortestFrames = 4 * ClipGraph.FramesPerSecond;

    /// <summary>Lips this far apart (eye distances) speak or laugh; lips at rest are read as up to 0.03.</summary>
    private const float MostOpening = .05f;

    /// <summary>How far a head may be from straight ahead, and from where it mostly is: what is painted is flat.</summary>
    private const float MostYaw = 25, MostPitch = 20, MostTurn = 13, MostNod = 11, MostRoll = 20;

    /// <summary>Pixels a frame of a face with 100 between the eyes: faster, the frames themselves are smeared.</summary>
    private const float MostStep = 6;

    private const float LeastEyeDistance = 56;

    /// <summary>Heads that are held still move by more than this within five seconds (pixels at 100 between the eyes); readings of a picture by less.</summary>
    private const float LeastMotion = .35f;

    /// <summary>The frames that will do, in runs of at least <see cref="ShortestFrames"/>.</summary>
    /// <exception cref="PortraitException">There are none; the message says what hinders most.</exception>
    public static IReadOnlyList<(int From, int To)> Runs(ClipTrack track, bool crowded)
    {
        var seen = Enumerable.Range(0, track.Count).Where(track.HasFace).ToArray();
        if (seen.Length < ShortestFrames || track.Seen * 2 < track.Count)
        {
            throw new PortraitException("no_face", "No face is seen for long enough: send a clip that shows one person's face from the front all the time.");
        }
        if (crowded)
        {
            throw new PortraitException("several_faces", "The clip shows more than one face: send one of the person who is to speak alone.");
        }
        if (Middle(seen.Select(i => track.Face(i).Frame.EyeDistance)) is < LeastEyeDistance and var distance)
        {
            throw new PortraitException("too_small", FormattableString.Invariant(
                $"The face is too small ({distance:0} pixels between the eyes at a width of 1280, at least {LeastEyeDistance} are needed): send a clip taken from closer."));
        }
        if (Part(seen.Select(i => track.Places.Distance(track.Face(i), track.Face(seen[seen.Length / 2]))), .95f) < LeastMotion)
        {
            throw new PortraitException("still", "Nothing moves in the clip: send one of a living person, or make a photo avatar of the picture.");
        }
        (float yaw, float pitch) = (Middle(seen.Select(i => track.Poses[i].Yaw)), Middle(seen.Select(i => track.Poses[i].Pitch)));
        bool Frontal(int i) => Math.Abs(track.Poses[i].Yaw) < MostYaw && Math.Abs(track.Poses[i].Pitch) < MostPitch && Math.Abs(track.Poses[i].Roll) < MostRoll;
        bool Steady(int i) => Math.Abs(track.Poses[i].Yaw - yaw) < MostTurn && Math.Abs(track.Poses[i].Pitch - pitch) < MostNod && track.Steps[i] < MostStep;
        bool Shut(int i) => track.Openings[i] < MostOpening;
        Find(track, track.HasFace, "no_face", "The face is not seen for four seconds on end: send a clip that shows it from the front all the time.");
        Find(track, i => track.HasFace(i) && Frontal(i), "turned", "The face is turned too far away: send a clip taken from the front.");
        Find(track, i => track.HasFace(i) && Frontal(i) && Steady(i), "moves", "The head moves too much: send a clip of a person who listens calmly.");
        return Find(track, i => track.HasFace(i) && Frontal(i) && Steady(i) && Shut(i), "talks",
            "The person speaks: send a clip in which the person listens with a closed mouth for at least four seconds on end.");
    }

    private static List<(int From, int To)> Find(ClipTrack track, Func<int, bool> good, string code, string message)
    {
        var runs = new List<(int From, int To)>();
        for (var i = 0; i < track.Count; i++)
        {
            var from = i;
            while (i < track.Count && good(i))
            {
                i++;
            }
            if (i - from >= ShortestFrames)
            {
                runs.Add((from, i));
            }
        }
        return runs.Count > 0 ? runs : throw new PortraitException(code, message);
    }

    private static float Middle(IEnumerable<float> values) => Part(values, .5f);

    private static float Part(IEnumerable<float> values, float share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    /// <summary>What a photo's refusal means for a clip.</summary>
    public static PortraitException Refused(string code) => new(code, code switch
    {
        "too_dark" => "The face is too dark: send a clip with more light on the face.",
        "eyes_closed" => "The eyes are closed: send a clip with open eyes.",
        "eyes_covered" => "The eyes are covered: send a clip without sunglasses.",
        "blurred" => "The clip is blurred: send a sharper one.",
        "mouth_open" => "The mouth is open: send a clip of a person who listens with a closed mouth.",
        "mouth_covered" => "The mouth is covered: send a clip without a mask or hand before it.",
        "turned" => "The face is turned too far away: send a clip taken from the front.",
        _ => "The face cannot be made out clearly: send a sharper clip, from the front and in even light.",
    });
}
