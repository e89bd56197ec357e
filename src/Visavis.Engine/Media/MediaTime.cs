namespace Visavis.Engine.Media;

/// <summary>
/// A moment or a span of media, counted in samples of 48 kHz sound: the one clock of the engine.
/// 25 frames a second are 1,920 samples each, an AAC frame is 1,024, so no time is ever rounded.
/// </summary>
public readonly record struct MediaTime(long Samples) : IComparable<MediaTime>
{
    /// <summary>Samples in one second, and the timescale of both MP4 tracks.</summary>
    public const int Rate = 48_000;

    /// <summary>Pictures in one second.</summary>
    public const int FramesPerSecond = 25;

    /// <summary>Samples that one picture stands for.</summary>
    public const int SamplesPerFrame = Rate / FramesPerSecond;

    public static MediaTime Zero => default;

    public double Seconds => (double)Samples / Rate;

    public double Milliseconds => Samples * 1000.0 / Rate;

    public static MediaTime FromSeconds(double seconds) => new((long)Math.Round(seconds * Rate));

    public static MediaTime FromMilliseconds(double milliseconds) => FromSeconds(milliseconds / 1000);

    public static MediaTime FromFrames(long frames) => new(frames * SamplesPerFrame);

    public static MediaTime From(TimeSpan span) => FromSeconds(span.TotalSeconds);

    public TimeSpan ToTimeSpan() => TimeSpan.FromSeconds(Seconds);

    public static MediaTime operator +(MediaTime a, MediaTime b) => new(a.Samples + b.Samples);

    public static MediaTime operator -(MediaTime a, MediaTime b) => new(a.Samples - b.Samples);

    public static bool operator <(MediaTime a, MediaTime b) => a.Samples < b.Samples;

    public static bool operator >(MediaTime a, MediaTime b) => a.Samples > b.Samples;

    public static bool operator <=(MediaTime a, MediaTime b) => a.Samples <= b.Samples;

    public static bool operator >=(MediaTime a, MediaTime b) => a.Samples >= b.Samples;

    public int CompareTo(MediaTime other) => Samples.CompareTo(other.Samples);

    public override string ToString() => FormattableString.Invariant($"{Seconds:0.000} s");
}
