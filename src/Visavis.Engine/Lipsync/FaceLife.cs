using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Lipsync;

/// <summary>What a face does besides speaking: deterministic for a seed, cheap, evaluated with rising times.</summary>
internal sealed class FaceLife
{
    /// <summary>Two accents closer than this would look like twitching.</summary>
    private const double AccentGap = 0.8;

    /// <summary>An accent rises and falls with this width, and nods behind its brow.</summary>
    private const double AccentWidth = 0.2;

    private readonly uint _seed;
    private readonly List<(double Time, float Strength)> _accents = [];
    private readonly Blinks _blinks;
    private readonly Gaze _gaze;
    private double _lastAccent = double.NegativeInfinity;

    public FaceLife(uint seed)
    {
        _seed = seed;
        _blinks = new Blinks(new Random(unchecked((int)seed)));
        _gaze = new Gaze(new Random(unchecked((int)(seed * 2654435761u + 1))));
    }

    /// <summary>Accents fall on some of the stressed vowels, a blink likes the end of a phrase.</summary>
    public void Speak(MediaTime start, IReadOnlyList<PhonemeMark> phonemes)
    {
        foreach (var mark in phonemes)
        {
            var time = (start + mark.Start).Seconds;
            if (mark.Stress == 1 && time > _lastAccent + AccentGap)
            {
                _accents.Add((time, 0.3f + 0.6f * (float)Share((uint)(start + mark.Start).Samples)));
                _lastAccent = time;
            }
        }
        if (phonemes.Count > 0)
        {
            _blinks.PhraseEnds((start + phonemes[^1].End).Seconds);
        }
    }

    public void Cut(MediaTime at)
    {
        _accents.RemoveAll(accent => accent.Time >= at.Seconds);
        _lastAccent = Math.Min(_lastAccent, at.Seconds);
    }

    public void Forget(MediaTime before) => _accents.RemoveAll(accent => accent.Time < before.Seconds - 2);

    public FaceState At(MediaTime frame)
    {
        var t = frame.Seconds;
        var (x, y) = _gaze.At(t);
        return new FaceState
        {
            Smile = 0.22f,
            Lid = _blinks.LidAt(t),
            GazeX = x,
            GazeY = y,
            Brow = 0.06f + 0.5f * Accent(t),
            Yaw = Sway(t, 0.071, 0.173, 1.5f, 0),
            Pitch = Sway(t, 0.093, 0.211, 0.8f, 1) - 1.3f * Accent(t - 0.06),
            Roll = Sway(t, 0.057, 0.139, 0.8f, 2),
            Breath = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * (t / 4.2 + Share(3)))),
        };
    }

    /// <summary>Two slow waves whose periods never meet.</summary>
    private float Sway(double t, double slow, double fast, float degrees, uint axis) =>
        degrees * (float)(0.65 * Math.Sin(2 * Math.PI * (slow * t + Share(axis))) + 0.35 * Math.Sin(2 * Math.PI * (fast * t + Share(axis + 4))));

    /// <summary>A number from 0 to 1 that depends on the seed and <paramref name="index"/> alone.</summary>
    private double Share(uint index)
    {
        var hash = (_seed ^ (index * 2654435761u)) * 2246822519u;
        hash ^= hash >> 15;
        hash *= 3266489917u;
        return (hash ^ (hash >> 13)) / (double)uint.MaxValue;
    }

    private float Accent(double t)
    {
        var sum = 0.0;
        foreach (var (time, strength) in _accents)
        {
            var x = (t - time - 0.05) / AccentWidth;
            sum += strength * Math.Exp(-x * x);
        }
        return (float)sum;
    }
}
