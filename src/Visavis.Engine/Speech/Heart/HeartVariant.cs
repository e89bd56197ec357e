using Visavis.Engine.Media;

namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// One of the five speakers that the heart model gives: its sound is read at another rate, which moves all formants by
/// <paramref name="Rate"/>, while pace and pitch are set so that the pace stays and the pitch becomes Pitch × Rate times the model's own.
/// </summary>
/// <param name="Id">Name in the API.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Gender">"female" or "male".</param>
/// <param name="Rate">Factor on the rate of 24 kHz at which the sound is read.</param>
/// <param name="Pitch">Factor on the pitch that the network is told.</param>
/// <param name="GainDecibels">Brings the measured loudness (-24.7 to -26.6 LUFS) to -20 LUFS.</param>
public sealed record HeartVariant(string Id, string Name, string Gender, float Rate, float Pitch, float GainDecibels)
{
    /// <summary>The model as it was trained; 194 Hz.</summary>
    public static HeartVariant Heart { get; } = new("heart", "Heart", "female", 1, 1, 6.1f);

    /// <summary>The same pitch from a longer vocal tract; as good as heart.</summary>
    public static HeartVariant Bright { get; } = new("bright", "Bright", "female", 0.92f, 1.08f, 6.0f);

    /// <summary>The most different female voice; 154 Hz.</summary>
    public static HeartVariant Deep { get; } = new("deep", "Deep", "female", 0.88f, 0.90f, 6.6f);

    /// <summary>A lighter voice; 222 Hz.</summary>
    public static HeartVariant Young { get; } = new("young", "Young", "female", 1.06f, 1.08f, 5.9f);

    /// <summary>A soft, light male voice; 111 Hz.</summary>
    public static HeartVariant Male { get; } = new("male", "Male", "male", 0.82f, 0.70f, 4.7f);

    public static IReadOnlyList<HeartVariant> All { get; } = [Heart, Bright, Deep, Young, Male];

    /// <summary>From the rate at which the sound is read to the media clock: 2/1, 50/23, 25/11, 100/53, 100/41.</summary>
    internal VoiceOutput Output { get; } = new(HeartSynthesis.Rate * (double)Rate, MathF.Pow(10, GainDecibels / 20));
}
