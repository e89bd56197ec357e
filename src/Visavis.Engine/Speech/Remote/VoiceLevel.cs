namespace Visavis.Engine.Speech.Remote;

/// <summary>
/// The gain that brings a voice of unknown level to that of all others. It is learned from what the voice says first and then stays,
/// since a gain of each clause's own would make loud what is meant to be soft.
/// </summary>
internal sealed class VoiceLevel
{
    /// <summary>10 ms at 48 kHz.</summary>
    private const int Frame = 480;

    /// <summary>−40 dB of the loudest frame: below lies no speech.</summary>
    private const double Quiet = 1e-4;

    /// <summary>Level of speech, pauses left out, at which heart and espeak measure −20 LUFS: −20 dB.</summary>
    private const double Target = 0.01;

    /// <summary>10 s of speech: the level is known.</summary>
    private const int EnoughFrames = 1_000;

    private readonly Lock _lock = new();
    private double _power;
    private int _frames;

    /// <summary>The gain for a clause, which first adds to what is known.</summary>
    public float GainFor(ReadOnlySpan<float> sound)
    {
        var powers = Powers(sound);
        var speech = powers.Where(power => power > powers.Max() * Quiet).ToList();
        lock (_lock)
        {
            if (_frames < EnoughFrames)
            {
                _power += speech.Sum();
                _frames += speech.Count;
            }
            return _power > 0 ? (float)Math.Clamp(Math.Sqrt(Target * _frames / _power), 0.1, 10) : 1;
        }
    }

    /// <summary>The mean power of each 10 ms.</summary>
    public static List<double> Powers(ReadOnlySpan<float> sound)
    {
        var powers = new List<double>(sound.Length / Frame + 1);
        for (var at = 0; at < sound.Length; at += Frame)
        {
            var sum = 0.0;
            var frame = sound.Slice(at, Math.Min(Frame, sound.Length - at));
            foreach (var sample in frame)
            {
                sum += sample * sample;
            }
            powers.Add(sum / frame.Length);
        }
        return powers;
    }
}
