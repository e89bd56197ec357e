namespace Visavis.Engine.Lipsync;

/// <summary>How much of each motion a look shows: 1 is usual, 0 none, 2 twice as much (<c>life</c> in its <c>pack.json</c>).</summary>
/// <param name="Head">Sway, nods.</param>
/// <param name="Blinks">How often.</param>
/// <param name="Gaze">Glances aside.</param>
/// <param name="Brows">Raises on stressed words.</param>
/// <param name="Smile">At rest, at a greeting, behind the last word.</param>
/// <param name="Breath">Rise and fall.</param>
public sealed record LifeAmounts(float Head = 1, float Blinks = 1, float Gaze = 1, float Brows = 1, float Smile = 1, float Breath = 1)
{
    public const float Most = 2;

    public static LifeAmounts Usual { get; } = new();
}
