namespace Visavis.Engine.Tests.Media;

internal static class Decibels
{
    /// <summary>Energy of the reference over that of the difference.</summary>
    public static double Snr(ReadOnlySpan<float> reference, ReadOnlySpan<float> actual)
    {
        double signal = 0, noise = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            signal += (double)reference[i] * reference[i];
            noise += ((double)reference[i] - actual[i]) * ((double)reference[i] - actual[i]);
        }
        return 10 * Math.Log10(signal / Math.Max(noise, 1e-30));
    }

    /// <summary>Mean energy, full scale being 0.</summary>
    public static double Level(ReadOnlySpan<float> sound)
    {
        var sum = 0.0;
        foreach (var sample in sound)
        {
            sum += (double)sample * sample;
        }
        return 10 * Math.Log10(Math.Max(sum / Math.Max(sound.Length, 1), 1e-30));
    }
}
