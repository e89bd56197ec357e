using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Lipsync;

/// <summary>
/// The whole face over time: the mouth from phonemes, and the life of a listener or speaker around it (blinks, gaze, brows,
/// sway, breath), made from a seed. The level of the sound is never an input.
/// </summary>
public sealed class FaceTrack(uint seed, LifeAmounts? amounts = null)
{
    private readonly VisemeTrack _visemes = new();
    private readonly FaceLife _life = new(seed, amounts);
    private FaceState _last;
    private MediaTime? _lastTime;

    /// <summary>Adds speech whose phoneme times count from <paramref name="start"/>; in media order.</summary>
    public void Speak(MediaTime start, IReadOnlyList<PhonemeMark> phonemes)
    {
        _visemes.Add(start, phonemes);
        _life.Speak(start, phonemes);
    }

    /// <summary>A barge-in: nothing is said from <paramref name="at"/> on; the mouth falls shut within 0.2 s.</summary>
    public void Cut(MediaTime at)
    {
        _visemes.Cut(at);
        _life.Cut(at);
    }

    /// <summary>Lets go of speech that no later picture needs; times before <paramref name="before"/> are not asked for again.</summary>
    public void Forget(MediaTime before)
    {
        _visemes.Forget(before);
        _life.Forget(before);
    }

    /// <summary>The face of the picture at <paramref name="frame"/>; asked for with rising times.</summary>
    public FaceState At(MediaTime frame)
    {
        var face = _life.At(frame);
        var rest = _visemes.Fill(ref face, frame);
        face.Smile *= rest;
        if (_lastTime is { } last)
        {
            FaceSpeed.Bound(ref face, _last, (float)Math.Max(0, (frame - last).Seconds));
        }
        (_last, _lastTime) = (face, frame);
        return face;
    }
}
