namespace Visavis.Engine.Speech;

/// <summary>Level and ends of a stretch of sound at 48 kHz; none of it moves a sample in time.</summary>
internal static class Loudness
{
    /// <summary>-1 dBFS: room for what the encoder adds to peaks.</summary>
    public const float Ceiling = 0.891f;

    /// <summary>The gain is lowered 5 ms around a peak.</summary>
    private const int Reach = 240;

    /// <summary>Raised cosines over the first and last <paramref name="length"/> samples.</summary>
    public static void Fade(Span<float> sound, int length)
    {
        length = Math.Min(length, sound.Length / 2);
        for (var i = 0; i < length; i++)
        {
            var factor = 0.5f * (1 - MathF.Cos(MathF.PI * (i + 0.5f) / length));
            sound[i] *= factor;
            sound[^(i + 1)] *= factor;
        }
    }

    /// <summary>Amplifies, and where that would pass <see cref="Ceiling"/> lowers the gain smoothly around the peak.</summary>
    public static void Amplify(Span<float> sound, float gain)
    {
        var peak = 0f;
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] *= gain;
            peak = MathF.Max(peak, MathF.Abs(sound[i]));
        }
        if (peak > Ceiling)
        {
            Limit(sound);
        }
    }

    /// <summary>
    /// The gain a sample needs, the least of these within reach, and the mean of those within reach: at a peak all of them are
    /// at most what the peak needs, so the mean is too.
    /// </summary>
    private static void Limit(Span<float> sound)
    {
        var least = new float[sound.Length];
        Array.Fill(least, 1);
        for (var i = 0; i < sound.Length; i++)
        {
            var needed = Ceiling / MathF.Max(MathF.Abs(sound[i]), Ceiling);
            // Peaks are few: nothing is to be done for all other samples.
            for (var k = Math.Max(0, i - Reach); needed < 1 && k <= Math.Min(sound.Length - 1, i + Reach); k++)
            {
                least[k] = MathF.Min(least[k], needed);
            }
        }
        var sum = (double)Reach;
        for (var i = 0; i < Math.Min(Reach + 1, sound.Length); i++)
        {
            sum += least[i];
        }
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] *= (float)(sum / (2 * Reach + 1));
            sum += i + Reach + 1 < least.Length ? least[i + Reach + 1] : 1;
            sum -= i - Reach >= 0 ? least[i - Reach] : 1;
        }
    }
}
