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

    /// <summary>A phoneme whose span is farther away than this has no pull.</summary>
    private const double ReachMs = 320;

    /// <summary>
    /// Lips begin to hold this long behind the phoneme's start and hold at least so long: with <see cref="Lead"/> more than 40 ms of
    /// the hold lie within the phoneme ± 20 ms, so that a picture falls into it whatever its phase.
    /// </summary>
    private const double HoldDelayMs = 4, LeastHoldMs = 54;

    /// <summary>Lips need about two pictures from open to shut; the tongue and the lower lip alone are quicker.</summary>
    private const double LipRampMs = 70, RampMs = 55;

    /// <summary>Speech that is cut lets the mouth fall shut in this time.</summary>
    private const double CutMs = 160;

    /// <summary>The closed mouth's own pull: stands back while phonemes are near, wins some 110 ms after the last.</summary>
    private const double RestPull = 0.11;

    private readonly List<Spoken> _spoken = [];

    /// <summary>Adds phonemes whose times count from <paramref name="start"/>; in media order.</summary>
    public void Add(MediaTime start, IReadOnlyList<PhonemeMark> phonemes)
    {
        foreach (var mark in phonemes)
        {
            var (first, second) = PhonemeToViseme.Of(mark.Symbol);
            _spoken.Add(new Spoken(
                first, second, (start + mark.Start).Milliseconds, (start + mark.End).Milliseconds, mark.Stress, double.PositiveInfinity));
        }
    }

    /// <summary>
    /// Nothing is said from <paramref name="at"/> on. What already moves the mouth keeps its span and fades, for a mouth cannot jump.
    /// </summary>
    public void Cut(MediaTime at)
    {
        var cut = at.Milliseconds;
        _spoken.RemoveAll(phoneme => phoneme.Start >= cut + ReachMs);
        for (var i = 0; i < _spoken.Count; i++)
        {
            if (_spoken[i].End > cut - ReachMs)
            {
                _spoken[i] = _spoken[i] with { Cut = Math.Min(_spoken[i].Cut, cut) };
            }
        }
    }

    /// <summary>Lets go of what no longer moves the mouth at <paramref name="before"/>.</summary>
    public void Forget(MediaTime before) => _spoken.RemoveAll(phoneme => Math.Min(phoneme.End, phoneme.Cut) < before.Milliseconds - ReachMs);

    /// <summary>Fills the mouth's numbers of <paramref name="face"/> for a picture at <paramref name="time"/>.</summary>
    /// <returns>How much the mouth is at rest, 0 to 1.</returns>
    public float Fill(ref FaceState face, MediaTime time)
    {
        var now = (time + Lead).Milliseconds;
        var sum = new Sum(RestPull);
        foreach (var phoneme in _spoken)
        {
            var left = Smooth(1 - (now - phoneme.Cut) / CutMs);
            if (phoneme.Start < now + ReachMs && phoneme.End > now - ReachMs && left > 0)
            {
                Pull(phoneme, now, left, ref sum);
                Shape(phoneme, now, left, ref face);
            }
        }
        face.Jaw = (float)(sum.Jaw / sum.Weight);
        face.Width = (float)(sum.Width / sum.Weight);
        return (float)(RestPull / sum.Weight);
    }

    private static void Pull(in Spoken phoneme, double now, double left, ref Sum sum)
    {
        var length = phoneme.End - phoneme.Start;
        if (phoneme.First == phoneme.Second)
        {
            sum.Add(phoneme.First, phoneme, phoneme.Start + length / 2, length, now, left);
            return;
        }
        // A diphthong stays in its first vowel and glides late.
        sum.Add(phoneme.First, phoneme, phoneme.Start + length * 0.3, length * 0.6, now, left);
        sum.Add(phoneme.Second, phoneme, phoneme.Start + length * 0.85, length * 0.35, now, left);
    }

    private static void Shape(in Spoken phoneme, double now, double left, ref FaceState face)
    {
        if (phoneme.First.Shape == VisemeShape.None)
        {
            return;
        }
        var start = phoneme.Start + HoldDelayMs;
        var end = Math.Max(start + LeastHoldMs, phoneme.End - HoldDelayMs);
        var outside = Math.Max(start - now, now - end);
        var ramp = phoneme.First.Shape == VisemeShape.Closure ? LipRampMs : RampMs;
        var weight = (float)(phoneme.First.Weight * Smooth(1 - outside / ramp) * left);
        switch (phoneme.First.Shape)
        {
            case VisemeShape.Closure:
                face.Closure = Math.Max(face.Closure, weight);
                break;
            case VisemeShape.FV:
                face.FV = Math.Max(face.FV, weight);
                break;
            case VisemeShape.TH:
                face.TH = Math.Max(face.TH, weight);
                break;
            case VisemeShape.L:
                face.L = Math.Max(face.L, weight);
                break;
            case VisemeShape.SZ:
                face.SZ = Math.Max(face.SZ, weight);
                break;
            case VisemeShape.CH:
                face.CH = Math.Max(face.CH, weight);
                break;
        }
    }

    private static double Smooth(double x)
    {
        var t = Math.Clamp(x, 0, 1);
        return t * t * (3 - 2 * t);
    }

    private readonly record struct Spoken(Viseme First, Viseme Second, double Start, double End, byte Stress, double Cut);

    private struct Sum(double rest)
    {
        public double Weight = rest;
        public double Jaw;
        public double Width;

        public void Add(in Viseme viseme, in Spoken phoneme, double middle, double length, double now, double left)
        {
            var distance = Math.Max(0, Math.Abs(now - middle) - length * 0.25) / (34 + length * 0.21);
            var weight = viseme.Pull * Math.Exp(-distance * distance) * left;
            Weight += weight;
            Jaw += weight * viseme.Jaw * Effort(phoneme);
            Width += weight * viseme.Width;
        }

        /// <summary>Fast speech reaches less far, stress reaches farther.</summary>
        private static double Effort(in Spoken phoneme)
        {
            var pace = Math.Clamp(0.75 + (phoneme.End - phoneme.Start) / 400, 0.75, 1.1);
            return pace * (phoneme.Stress == 1 ? 1.15 : phoneme.Stress == 2 ? 1 : 0.9);
        }
    }
}
