using Visavis.Engine.Lipsync;

namespace Visavis.Engine.Render;

/// <summary>What a face may be, and which of its numbers concern which part of the picture.</summary>
internal static class FaceLimits
{
    /// <summary>Beyond this a displacement field no longer looks like a turned head.</summary>
    public const float MostDegrees = 8;

    public static FaceState Bound(in FaceState face) => new()
    {
        Jaw = Unit(face.Jaw),
        Width = Bound(face.Width, 1),
        Closure = Unit(face.Closure),
        FV = Unit(face.FV),
        TH = Unit(face.TH),
        L = Unit(face.L),
        SZ = Unit(face.SZ),
        CH = Unit(face.CH),
        Smile = Unit(face.Smile),
        Lid = Unit(face.Lid),
        GazeX = Bound(face.GazeX, 1),
        GazeY = Bound(face.GazeY, 1),
        Brow = Bound(face.Brow, 1),
        Yaw = Bound(face.Yaw, MostDegrees),
        Pitch = Bound(face.Pitch, MostDegrees),
        Roll = Bound(face.Roll, MostDegrees),
        Breath = Unit(face.Breath),
    };

    public static bool SameMouth(in FaceState a, in FaceState b) =>
        (a.Jaw, a.Width, a.Closure, a.FV, a.TH, a.L, a.SZ) == (b.Jaw, b.Width, b.Closure, b.FV, b.TH, b.L, b.SZ)
        && (a.CH, a.Smile) == (b.CH, b.Smile);

    public static bool SameEyes(in FaceState a, in FaceState b) =>
        (a.Lid, a.GazeX, a.GazeY, a.Brow) == (b.Lid, b.GazeX, b.GazeY, b.Brow);

    private static float Unit(float value) => float.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);

    private static float Bound(float value, float limit) => float.IsNaN(value) ? 0 : Math.Clamp(value, -limit, limit);
}
