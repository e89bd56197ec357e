using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>The maps of all frames of a loop, even in time.</summary>
internal static class LoopMaps
{
    /// <summary>A parabola through seven frames (Savitzky and Golay, 1964): what is read of a frame jitters, and a head does not; turns of it stay.</summary>
    private static readonly double[] Kernel = [-2 / 21.0, 3 / 21.0, 6 / 21.0, 7 / 21.0, 6 / 21.0, 3 / 21.0, -2 / 21.0];

    /// <summary>Light flickers less than it is read.</summary>
    private static readonly double[] LightKernel = [1 / 16.0, 2 / 16.0, 3 / 16.0, 4 / 16.0, 3 / 16.0, 2 / 16.0, 1 / 16.0];

    /// <summary>One map for each played frame.</summary>
    /// <param name="plan">What is played.</param>
    /// <param name="frames">Its pictures.</param>
    /// <param name="track">Their faces.</param>
    /// <param name="alignment">To the base.</param>
    /// <param name="seen">Called with the share that is done.</param>
    public static LoopMap[] Of(LoopPlan plan, LoopFrames frames, ClipTrack track, FaceAlignment alignment, Action<double> seen)
    {
        var maps = new LoopMap[plan.To - plan.From];
        var picture = frames[plan.From];
        for (var i = 0; i < maps.Length; i++)
        {
            var face = track.Face(plan.From + i);
            frames.Read(plan.From + i, picture.Planes);
            maps[i] = alignment.ByPixels(picture, face, alignment.ByPoints(face));
            seen((i + 1.0) / maps.Length);
        }
        return Smooth([.. plan.Frames.Select(played => LoopMap.Mean([(maps[played.First - plan.From], 1 - played.Share), (maps[played.Second - plan.From], played.Share)]))]);
    }

    /// <summary>Round the loop, so that its end passes into its beginning.</summary>
    public static LoopMap[] Smooth(LoopMap[] maps)
    {
        var smooth = new LoopMap[maps.Length];
        for (var i = 0; i < maps.Length; i++)
        {
            var values = new double[LoopMap.Count];
            for (var k = 0; k < Kernel.Length; k++)
            {
                var near = maps[(i + k - Kernel.Length / 2 + maps.Length) % maps.Length].Values;
                for (var n = 0; n < values.Length; n++)
                {
                    values[n] += (n < 2 * LoopMap.PerAxis ? Kernel : LightKernel)[k] * near[n];
                }
            }
            smooth[i] = new LoopMap(values);
        }
        return smooth;
    }
}
