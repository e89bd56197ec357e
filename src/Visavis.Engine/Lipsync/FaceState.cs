namespace Visavis.Engine.Lipsync;

/// <summary>
/// A face at one moment, as numbers. Every source of motion (phonemes, a viseme net, tests) fills this record and every
/// renderer reads only it.
/// </summary>
public record struct FaceState
{
    /// <summary>Jaw opening, 0 closed to 1 fully open.</summary>
    public float Jaw { get; set; }

    /// <summary>Lip width: -1 rounded, 0 neutral, 1 spread.</summary>
    public float Width { get; set; }

    /// <summary>Weight of lips pressed together (p, b, m), 0 to 1; 1 closes the mouth whatever the jaw says.</summary>
    public float Closure { get; set; }

    /// <summary>Weight of the lower lip under the upper teeth (f, v).</summary>
    public float FV { get; set; }

    /// <summary>Weight of the tongue between the teeth (th).</summary>
    public float TH { get; set; }

    /// <summary>Weight of the raised tongue tip (t, d, n, l).</summary>
    public float L { get; set; }

    /// <summary>Weight of closed teeth (s, z).</summary>
    public float SZ { get; set; }

    /// <summary>Weight of protruded lips over closed teeth (sh, zh, ch, j).</summary>
    public float CH { get; set; }

    /// <summary>Resting smile, 0 to 1.</summary>
    public float Smile { get; set; }

    /// <summary>Lids, 0 open to 1 closed.</summary>
    public float Lid { get; set; }

    /// <summary>Gaze towards the person's left (picture right), -1 to 1 of the pack's full deflection.</summary>
    public float GazeX { get; set; }

    /// <summary>Gaze upwards, -1 to 1 of the pack's full deflection.</summary>
    public float GazeY { get; set; }

    /// <summary>Brows, -1 lowered to 1 raised.</summary>
    public float Brow { get; set; }

    /// <summary>Head turned towards picture right, degrees.</summary>
    public float Yaw { get; set; }

    /// <summary>Head raised, degrees.</summary>
    public float Pitch { get; set; }

    /// <summary>Head tilted clockwise in the picture, degrees.</summary>
    public float Roll { get; set; }

    /// <summary>Breath: shoulders and head raised, 0 to 1.</summary>
    public float Breath { get; set; }
}
