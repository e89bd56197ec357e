using Visavis.Engine.Faces;

namespace Visavis.Engine.Portraits;

/// <summary>Chooses the frame of a loop whose mouth and eyes are painted in all shapes.</summary>
internal static class BaseFrame
{
    /// <summary>Choices that are tried, and how far they lie from each other in frames.</summary>
    private const int Choices = 4, Apart = 12;

    /// <summary>Frames by how well they will do, best first: shut lips, open eyes, straight, sharp, still, and near what the others show.</summary>
    public static IReadOnlyList<int> Best(ClipTrack track, LoopPlan plan)
    {
        int[] shown = [.. plan.Frames.Where(played => played.Share == 0).Select(played => played.First).Distinct().Order()];
        float yaw = Middle(shown, i => track.Poses[i].Yaw), pitch = Middle(shown, i => track.Poses[i].Pitch);
        float open = Part(shown, i => track.Face(i).EyeOpenness, .8f), sharp = Part(shown, i => track[i].Sharpness, .8f);
        float Cost(int i) =>
            Math.Abs(track.Poses[i].Yaw - yaw) / 5 + Math.Abs(track.Poses[i].Pitch - pitch) / 5 + Math.Abs(track.Poses[i].Yaw) / 15
            + Math.Max(0, track.Face(i).LipOpening) / .03f + 12 * Math.Abs(track.Face(i).EyeOpenness / open - 1)
            + 6 * Math.Max(0, 1 - track[i].Sharpness / sharp) + track.Steps[i];
        var best = new List<int>();
        foreach (var i in shown.OrderBy(Cost))
        {
            if (best.Count < Choices && best.TrueForAll(other => Math.Abs(other - i) >= Apart))
            {
                best.Add(i);
            }
        }
        return best;
    }

    private static float Middle(int[] frames, Func<int, float> value) => Part(frames, value, .5f);

    private static float Part(int[] frames, Func<int, float> value, float share)
    {
        var sorted = frames.Select(value).Order().ToArray();
        return sorted[(int)((sorted.Length - 1) * share)];
    }
}
