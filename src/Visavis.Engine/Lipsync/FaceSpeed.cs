namespace Visavis.Engine.Lipsync;

/// <summary>
/// How fast flesh moves. Planned motion stays below these speeds; speech that is added late or cut does not, and would pop.
/// </summary>
internal static class FaceSpeed
{
    /// <summary>Units a second. A shape goes from nothing to full in 36 ms, the jaw in 77 ms.</summary>
    public const float Shape = 28, Jaw = 13, Width = 20, Smile = 3, Brow = 6, Degrees = 14;

    /// <summary>How fast that speed may change, units a second squared: a nod begins and ends within some 80 ms.</summary>
    public const float SmileUp = 12, BrowUp = 60, DegreesUp = 110;

    public static void Bound(ref FaceState face, in FaceState last, float seconds)
    {
        face.Jaw = Near(face.Jaw, last.Jaw, Jaw * seconds);
        face.Width = Near(face.Width, last.Width, Width * seconds);
        face.Closure = Near(face.Closure, last.Closure, Shape * seconds);
        face.FV = Near(face.FV, last.FV, Shape * seconds);
        face.TH = Near(face.TH, last.TH, Shape * seconds);
        face.L = Near(face.L, last.L, Shape * seconds);
        face.SZ = Near(face.SZ, last.SZ, Shape * seconds);
        face.CH = Near(face.CH, last.CH, Shape * seconds);
        face.Smile = Near(face.Smile, last.Smile, Smile * seconds);
    }

    private static float Near(float value, float last, float step) => Math.Clamp(value, last - step, last + step);
}
