namespace Visavis.Engine.Media;

/// <summary>What one sound may cost. Every limit ends the decoding with a <see cref="SoundException"/> that names it.</summary>
public sealed record SoundDecoderOptions
{
    /// <summary>Longest sound in seconds (<c>audio_seconds</c>).</summary>
    public int LongestSeconds { get; init; } = 600;

    /// <summary>Largest file in bytes.</summary>
    public long LargestBytes { get; init; } = 50 << 20;

    /// <summary>Processor time of one decoding in seconds; 600 s of any of the formats take under 5.</summary>
    public int CpuSeconds { get; init; } = 60;

    /// <summary>Memory of the child beside its libraries, in bytes: ffmpeg alone takes 34 MB of it, 600 s of any format under 50.</summary>
    public long MemoryBytes { get; init; } = 256 << 20;

    /// <summary>How long a decoding may keep its reader waiting, in all; time in which the reader keeps it waiting is free.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The program, found by PATH where it is not a path.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    internal DecoderLimits Limits => new(CpuSeconds, MemoryBytes);
}
