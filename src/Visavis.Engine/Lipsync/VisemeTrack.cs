using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Lipsync;

/// <summary>
/// Phonemes on the media clock turned into the mouth at any time, with co-articulation: every phoneme pulls at jaw and width
/// around its middle by its dominance (Cohen and Massaro 1993), and the special shapes rise and fall over their own spans.
/// </summary>
public sealed class VisemeTrack
{
    /// <summary>The mouth moves this much before the sound, as real mouths do.</summary>
    public static readonly MediaTime Lead = MediaTime.FromMilliseconds(30);

    /// <summary>A phoneme farther away than this has no pull.</summary>
    private const double ReachMs = 320;

    /// <summary>A closure holds at least this long, so that a picture falls into it whatever its phase (a picture is 40 ms).</summary>
    private const double LeastHoldMs = 48;

    private const double RampMs = 65;

    /// <summary>The rest's pull: pauses longer than a few of these shut the mouth.</summary>
    private const double RestPull = 0.06;

    private readonly List<Spoken> _spoken = [];

    /// <summary>Adds phonemes whose times count from <paramref name="start"/>; in media order.</summary>
    public void Add(MediaTime start, IReadOnlyList<PhonemeMark> phonemes)
    {
        foreach (var mark in phonemes)
        {
            _spoken.Add(new Spoken(mark.Symbol, (start + mark.Start).Milliseconds, (start + mark.End).Milliseconds, mark.Stress));
        }
    }

    /// <summary>Drops what begins at or after <paramref name="at"/> and ends there what is being said.</summary>
    public void Cut(MediaTime at)
    {
        _spoken.RemoveAll(phoneme => phoneme.Start >= at.Milliseconds);
        for (var i = 0; i < _spoken.Count; i++)
        {
            _spoken[i] = _spoken[i] with { End = Math.Min(_spoken[i].End, at.Milliseconds) };
        }
    }

    /// <summary>Lets go of what no longer moves the mouth at <paramref name="before"/>.</summary>
    public void Forget(MediaTime before) => _spoken.RemoveAll(phoneme => phoneme.End < before.Milliseconds - 2 * ReachMs);

    /// <summary>Fills the mouth's numbers of <paramref name="face"/> for a picture at <paramref name="time"/>.</summary>
    public void Fill(ref FaceState face, MediaTime time)
    {
        var now = (time + Lead).Milliseconds;
        var sum = new Sum(RestPull);
        foreach (var phoneme in _spoken)
        {
            if (phoneme.Start > now + ReachMs)
            {
                break;
            }
            if (phoneme.End > now - ReachMs)
            {
                Pull(phoneme, now, ref sum);
                Shape(phoneme, now, ref face);
            }
        }
        face.Jaw = (float)(sum.Jaw / sum.Weight);
        face.Width = (float)(sum.Width / sum.Weight);
    }

    private static void Pull(Spoken phoneme, double now, ref Sum sum)
    {
        var (first, second) = PhonemeToViseme.Of(phoneme.Symbol);
        var length = phoneme.End - phoneme.Start;
        if (first == second)
        {
            sum.Add(first, phoneme, phoneme.Start + length / 2, length, now);
            return;
        }
        sum.Add(first, phoneme, phoneme.Start + length * 0.3, length * 0.6, now);
        sum.Add(second, phoneme, phoneme.Start + length * 0.85, length * 0.4, now);
    }

    private static void Shape(Spoken phoneme, double now, ref FaceState face)
    {
        var shape = PhonemeToViseme.Of(phoneme.Symbol).First.Shape;
        if (shape == VisemeShape.None)
        {
            return;
        }
        var middle = (phoneme.Start + phoneme.End) / 2;
        var half = Math.Max(LeastHoldMs, phoneme.End - phoneme.Start) / 2;
        var weight = (float)Smooth(1 - (Math.Abs(now - middle) - half) / RampMs);
        switch (shape)
        {
            case VisemeShape.Closure:
                face.Closure = Math.Max(face.Closure, weight);
                break;
            case VisemeShape.FV:
                face.FV = Math.Max(face.FV, weight);
                break;
            case VisemeShape.TH:
                face.TH = Math.Max(face.TH, 0.9f * weight);
                break;
            case VisemeShape.L:
                face.L = Math.Max(face.L, 0.55f * weight);
                break;
            case VisemeShape.SZ:
                face.SZ = Math.Max(face.SZ, 0.8f * weight);
                break;
            case VisemeShape.CH:
                face.CH = Math.Max(face.CH, 0.85f * weight);
                break;
        }
    }

    private static double Smooth(double x)
    {
        var t = Math.Clamp(x, 0, 1);
        return t * t * (3 - 2 * t);
    }

    private readonly record struct Spoken(char Symbol, double Start, double End, byte Stress);

    private struct Sum(double rest)
    {
        public double Weight = rest;
        public double Jaw;
        public double Width;

        public void Add(Viseme viseme, Spoken phoneme, double middle, double length, double now)
        {
            // Fast speech reaches less far, stress reaches farther.
            var reach = Math.Clamp(0.75 + length / 400, 0.75, 1.1) * (phoneme.Stress == 1 ? 1.1 : 1);
            var distance = Math.Max(0, Math.Abs(now - middle) - length * 0.25);
            var weight = viseme.Pull * Math.Exp(-distance / 45);
            Weight += weight;
            Jaw += weight * viseme.Jaw * reach;
            Width += weight * viseme.Width;
        }
    }
}
