using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Lipsync;

/// <summary>What a face does besides speaking: deterministic for a seed, cheap, evaluated with rising times.</summary>
internal sealed class FaceLife(uint seed)
{
    /// <summary>Lids: 90 ms down, 50 ms shut, 160 ms up, as in people.</summary>
    private const double BlinkDown = 0.09, BlinkShut = 0.05, BlinkUp = 0.16;

    private readonly Random _random = new((int)(seed & int.MaxValue));
    private readonly List<(double Time, float Strength)> _accents = [];
    private double _blink = 1.5;
    private double _gazeChange = 2;
    private (double X, double Y) _gaze;
    private (double X, double Y) _gazeBefore;

    public void Speak(MediaTime start, IReadOnlyList<PhonemeMark> phonemes)
    {
        foreach (var mark in phonemes)
        {
            if (mark.Stress == 1)
            {
                _accents.Add(((start + mark.Start).Seconds, 0.25f + 0.5f * (float)_random.NextDouble()));
            }
        }
    }

    public void Cut(MediaTime at) => _accents.RemoveAll(accent => accent.Time >= at.Seconds);

    public void Forget(MediaTime before) => _accents.RemoveAll(accent => accent.Time < before.Seconds - 1);

    public FaceState At(MediaTime frame)
    {
        var t = frame.Seconds;
        var accent = Accent(t);
        return new FaceState
        {
            Smile = 0.15f,
            Lid = Lid(t),
            GazeX = (float)GazeAt(t).X,
            GazeY = (float)GazeAt(t).Y,
            Brow = 0.12f + 0.45f * accent,
            Yaw = Sway(t, 0.071, 0.173, 1.6f, 0),
            Pitch = Sway(t, 0.093, 0.211, 0.8f, 1) - 0.9f * accent,
            Roll = Sway(t, 0.057, 0.139, 0.8f, 2),
            Breath = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * (t / 4.2 + Phase(3)))),
        };
    }

    /// <summary>Two slow waves whose periods never meet.</summary>
    private float Sway(double t, double slow, double fast, float degrees, int axis) =>
        degrees * (float)(0.65 * Math.Sin(2 * Math.PI * (slow * t + Phase(axis))) + 0.35 * Math.Sin(2 * Math.PI * (fast * t + Phase(axis + 4))));

    private double Phase(int index) => (seed * 2654435761u + (uint)index * 40503u) % 1000 / 1000.0;

    private float Accent(double t)
    {
        var strongest = 0.0;
        foreach (var (time, strength) in _accents)
        {
            var x = (t - time) / 0.22;
            strongest = Math.Max(strongest, strength * Math.Exp(-x * x));
        }
        return (float)strongest;
    }

    private float Lid(double t)
    {
        while (t > _blink + BlinkDown + BlinkShut + BlinkUp)
        {
            // 15 a minute on average, never regular; now and then two in a row.
            _blink += _random.NextDouble() < 0.12 ? 0.45 : 1.8 + 4.6 * _random.NextDouble();
        }
        var x = t - _blink;
        return x < 0 ? 0
            : x < BlinkDown ? (float)Ease(x / BlinkDown)
            : x < BlinkDown + BlinkShut ? 1
            : (float)Ease(1 - (x - BlinkDown - BlinkShut) / BlinkUp);
    }

    private (double X, double Y) GazeAt(double t)
    {
        while (t > _gazeChange + 0.06)
        {
            _gazeBefore = _gaze;
            // Mostly back to the viewer, else a small glance.
            _gaze = _random.NextDouble() < 0.55 ? (0, 0) : (0.5 * (_random.NextDouble() - 0.5), 0.3 * (_random.NextDouble() - 0.6));
            _gazeChange = Math.Max(_gazeChange, t - 0.06) + 0.9 + 2.6 * _random.NextDouble();
            _saccade = t;
        }
        var x = Ease(Math.Clamp((t - _saccade) / 0.08, 0, 1));
        return (_gazeBefore.X + x * (_gaze.X - _gazeBefore.X), _gazeBefore.Y + x * (_gaze.Y - _gazeBefore.Y));
    }

    private double _saccade;

    private static double Ease(double x) => x * x * (3 - 2 * x);
}
