using Visavis.Engine.Hearing;

namespace Visavis.Engine.Speech;

/// <summary>
/// The phoneme whose mouth comes nearest to what the viseme net heard. A class has many sounds; where their mouths differ, the
/// net's own jaw and width choose.
/// </summary>
internal static class HeardPhonemes
{
    /// <summary>A vowel of this length is likely a stressed one.</summary>
    private const int StressedFrames = 11;

    /// <summary>The sounds of each class, with jaw and width as the net was taught them.</summary>
    private static readonly (char Symbol, float Jaw, float Width)[][] Sounds =
    [
        [],
        [('p', 0, 0)],
        [('f', 0, 0)],
        [('θ', 0, 0)],
        [('d', 0, 0)],
        [('k', 0, 0)],
        [('ʃ', 0, 0)],
        [('s', 0, 0)],
        [('n', 0, 0)],
        [('ɹ', 0, 0)],
        [('ɑ', 0.9f, 0.05f), ('ʌ', 0.6f, 0.05f), ('ə', 0.4f, 0.05f)],
        [('æ', 0.8f, 0.45f), ('ɛ', 0.55f, 0.45f)],
        [('ɪ', 0, 0)],
        [('ɒ', 0.75f, -0.2f), ('ɔ', 0.65f, -0.45f), ('o', 0.5f, -0.55f)],
        [('ʊ', 0.35f, -0.6f), ('u', 0.25f, -0.8f)],
    ];

    /// <summary>Null for rest.</summary>
    public static char? SymbolOf(VisemeSpan span)
    {
        var sounds = Sounds[(int)span.Class];
        return sounds.Length == 0 ? null : sounds.MinBy(sound => Square(sound.Jaw - span.Pose.Jaw) + Square(sound.Width - span.Pose.Width)).Symbol;
    }

    /// <summary>0 none, 1 primary: told by length alone.</summary>
    public static byte StressOf(VisemeSpan span) => (byte)(span.Class >= VisemeClass.AA && span.Frames >= StressedFrames ? 1 : 0);

    private static float Square(float x) => x * x;
}
