namespace Visavis.Engine.Media;

/// <summary>What one clip may cost. Every limit has an error that names it.</summary>
public sealed record ClipDecoderOptions
{
    /// <summary>Largest file in bytes.</summary>
    public long LargestBytes { get; init; } = 200 << 20;

    /// <summary>Longer side of a picture in pixels; the other may have nine sixteenths of it.</summary>
    public int LongestSide { get; init; } = 3840;

    public int ShortestSeconds { get; init; } = 5;

    public int LongestSeconds { get; init; } = 120;

    /// <summary>Processor time of one decoding in seconds: 120 s of 2160p at 60 a second in HEVC take half of it.</summary>
    public int CpuSeconds { get; init; } = 600;

    /// <summary>Memory of the child beside its libraries: seventeen pictures of 2160p with 10 bits take 430 MB.</summary>
    public long MemoryBytes { get; init; } = 900L << 20;

    /// <summary>How long a decoding may keep its reader waiting, in all; time in which the reader keeps it waiting is free.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The program, found by PATH where it is not a path.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    internal int ShorterSide => LongestSide * 9 / 16;

    internal DecoderLimits Limits => new(CpuSeconds, MemoryBytes, GivesWay: true);
}
