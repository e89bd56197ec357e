using Visavis.Engine.Tests.Media;
namespace Visavis.Engine.Tests.Speech;

/// <summary>Pitch of 48 kHz sound by autocorrelation, good enough to tell voices and tunes apart.</summary>
internal static class PitchMeter
{
    /// <summary>Every fourth sample is enough for pitch.</summary>
    private const int Step = 4;

    private const int Rate = 48_000 / Step;
    private const int Window = Rate * 40 / 1000;

    /// <summary>Pitch in Hz of the voiced frames, 20 ms apart.</summary>
    public static List<double> Voiced(ReadOnlySpan<float> sound)
    {
        var pitches = new List<double>();
        var thinned = new float[sound.Length / Step];
        for (var i = 0; i < thinned.Length; i++)
        {
            thinned[i] = sound[i * Step];
        }
        for (var at = 0; at + 2 * Window < thinned.Length; at += Rate / 50)
        {
            if (Pitch(thinned.AsSpan(at, 2 * Window)) is { } pitch)
            {
                pitches.Add(pitch);
            }
        }
        return pitches;
    }

    public static double Median(ReadOnlySpan<float> sound)
    {
        var voiced = Voiced(sound);
        return voiced.Order().ElementAt(voiced.Count / 2);
    }

    private static double? Pitch(ReadOnlySpan<float> frame)
    {
        if (Decibels.Level(frame) < -40)
        {
            return null;
        }
        var (best, bestLag) = (0.0, 0);
        for (var lag = Rate / 400; lag <= Rate / 60; lag++)
        {
            var correlation = Correlation(frame, lag);
            // The shortest of equally good lags: multiples of the period fit as well.
            if (correlation > best + 0.03)
            {
                (best, bestLag) = (correlation, lag);
            }
        }
        return best > 0.7 ? (double)Rate / bestLag : null;
    }

    private static double Correlation(ReadOnlySpan<float> frame, int lag)
    {
        double product = 0, first = 0, second = 0;
        for (var i = 0; i < Window; i++)
        {
            product += frame[i] * frame[i + lag];
            first += frame[i] * frame[i];
            second += frame[i + lag] * frame[i + lag];
        }
        return product / Math.Sqrt(first * second + 1e-12);
    }
}
