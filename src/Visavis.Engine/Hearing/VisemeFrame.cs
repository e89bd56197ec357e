using System.Runtime.CompilerServices;

namespace Visavis.Engine.Hearing;

/// <summary>The classes of the viseme net, in its order. Rest is silence; the others are named after their best known sounds.</summary>
public enum VisemeClass : byte
{
    Rest,

    /// <summary>p b m.</summary>
    PP,

    /// <summary>f v.</summary>
    FF,

    /// <summary>θ ð.</summary>
    TH,

    /// <summary>t d and the flap.</summary>
    DD,

    /// <summary>k ɡ ŋ x.</summary>
    KK,

    /// <summary>ʃ ʒ ʧ ʤ.</summary>
    CH,

    /// <summary>s z.</summary>
    SS,

    /// <summary>n l.</summary>
    NN,

    /// <summary>ɹ ɜ.</summary>
    RR,

    /// <summary>a ɑ ʌ ə.</summary>
    AA,

    /// <summary>ɛ e æ.</summary>
    E,

    /// <summary>i ɪ j.</summary>
    IH,

    /// <summary>o ɔ.</summary>
    OH,

    /// <summary>u ʊ w y.</summary>
    OU,
}

/// <summary>Natural logarithm of the probability of each <see cref="VisemeClass"/>.</summary>
[InlineArray(Count)]
public struct VisemeScores
{
    public const int Count = 15;

    private float _first;
}

/// <summary>The mouth in the net's own measures: a soft default that its neighbours have rounded off.</summary>
/// <param name="Jaw">0 closed to 1 open.</param>
/// <param name="Width">-1 pursed to 1 spread.</param>
/// <param name="Rounding">0 to 1.</param>
/// <param name="Closure">0 to 1.</param>
public readonly record struct MouthPose(float Jaw, float Width, float Rounding, float Closure);

/// <summary>What the net hears in 10 ms of sound; frame t stands for samples 160 t to 160 t + 159 at 16 kHz.</summary>
/// <param name="Scores">How probable each class is.</param>
/// <param name="Pose">The mouth.</param>
/// <param name="Closed">Probability that the lips are shut for p, b or m.</param>
public readonly record struct VisemeFrame(VisemeScores Scores, MouthPose Pose, float Closed);
