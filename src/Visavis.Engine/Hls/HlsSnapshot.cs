using System.Collections.Immutable;
using Visavis.Engine.Media;

namespace Visavis.Engine.Hls;

/// <summary>What a playlist becomes of: it grows from its start, or slides and is joined at its live edge.</summary>
public enum HlsKind
{
    /// <summary>EXT-X-PLAYLIST-TYPE:EVENT: every segment stays, players start at the first.</summary>
    Event,

    /// <summary>Old segments fall out of the playlist, players start behind the edge.</summary>
    Live,
}

/// <summary>A part as the playlist tells of it.</summary>
internal readonly record struct HlsPart(ReadOnlyMemory<byte> Bytes, MediaTime Duration, bool IsIndependent);

/// <summary>A whole segment. Its bytes are in memory while they are recent, then only in the session's file.</summary>
/// <param name="Number">Media sequence number.</param>
/// <param name="Bytes">The parts in a row; null once they are only in the file.</param>
/// <param name="FileOffset">Where it stands in the session's file.</param>
/// <param name="Length">Bytes.</param>
internal sealed record HlsSegment(
    long Number, MediaTime Start, MediaTime Duration, ImmutableArray<HlsPart> Parts, byte[]? Bytes, long FileOffset, int Length);

/// <summary>The state of a window after one step; immutable, read by any number of viewers.</summary>
internal sealed class HlsSnapshot
{
    /// <summary>Parts that a reload may ask for beyond the newest: three seconds of them (RFC 8216bis 6.2.5.2).</summary>
    private const int AdvancePartLimit = 15;

    private const int PartsPerSegment = 5;

    private readonly TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<byte[]> _full;
    private readonly Lazy<byte[]> _delta;

    public HlsSnapshot(HlsKind kind, DateTimeOffset epoch, ImmutableArray<HlsSegment> segments, ImmutableArray<HlsPart> open, bool isEnded)
    {
        (Kind, Epoch, Segments, Open, IsEnded) = (kind, epoch, segments, open, isEnded);
        // A thousand viewers wake at once and want the same text: one of them makes it, the others wait for that one.
        _full = new Lazy<byte[]>(() => HlsPlaylists.Media(this, delta: false));
        _delta = new Lazy<byte[]>(() => HlsPlaylists.Media(this, delta: true));
    }

    public HlsKind Kind { get; }

    /// <summary>Wall time of media time zero.</summary>
    public DateTimeOffset Epoch { get; }

    /// <summary>Segments that can be asked for, oldest first.</summary>
    public ImmutableArray<HlsSegment> Segments { get; }

    /// <summary>Parts of the segment in the making.</summary>
    public ImmutableArray<HlsPart> Open { get; }

    public bool IsEnded { get; }

    /// <summary>Number of the segment in the making.</summary>
    public long OpenNumber => Segments.IsEmpty ? 0 : Segments[^1].Number + 1;

    public MediaTime OpenStart => Segments.IsEmpty ? MediaTime.Zero : Segments[^1].Start + Segments[^1].Duration;

    /// <summary>End of the newest part.</summary>
    public MediaTime End => OpenStart + new MediaTime(Open.Sum(part => part.Duration.Samples));

    /// <summary>Completes when a newer snapshot is there.</summary>
    public Task Replaced => _replaced.Task;

    public void Replace() => _replaced.SetResult();

    /// <summary>The playlist as bytes; made when first asked for and shared by all.</summary>
    public byte[] Playlist(bool delta) => delta ? _delta.Value : _full.Value;

    public HlsSegment? Find(long number)
    {
        var index = Segments.IsEmpty ? -1 : number - Segments[0].Number;
        return index >= 0 && index < Segments.Length ? Segments[(int)index] : null;
    }

    /// <summary>What a blocking reload gets now (RFC 8216bis 6.2.5.2); null means that it waits.</summary>
    public HlsOutcome? Reload(long? number, int? part)
    {
        if (number is not { } wanted)
        {
            // hls.js takes a playlist without a segment for a fault, but waits for a slow answer.
            return part is not null ? HlsOutcome.TooFarAhead : IsEnded || !Segments.IsEmpty ? HlsOutcome.Found : null;
        }
        var partsAhead = (wanted - OpenNumber) * PartsPerSegment + (part ?? 0) - (Open.Length - 1);
        return !IsEnded && (wanted > OpenNumber + 1 || partsAhead > AdvancePartLimit) ? HlsOutcome.TooFarAhead
            : IsEnded || Holds(wanted, part) ? HlsOutcome.Found
            : null;
    }

    /// <summary>What a request for a segment, or for a part of it, gets now; null means that it is the next to come.</summary>
    public HlsOutcome? Media(long number, int? part)
    {
        if (number < OpenNumber)
        {
            return Find(number) is not { } segment || (part is not null && segment.Bytes is null) ? HlsOutcome.Gone
                : part is null || part < segment.Parts.Length ? HlsOutcome.Found
                : HlsOutcome.Unknown;
        }
        if (number > OpenNumber || IsEnded)
        {
            return HlsOutcome.Unknown;
        }
        return part is null || part == Open.Length ? null : part < Open.Length ? HlsOutcome.Found : HlsOutcome.Unknown;
    }

    private bool Holds(long number, int? part)
    {
        if (number >= OpenNumber || part is null)
        {
            return number < OpenNumber || (number == OpenNumber && part < Open.Length);
        }
        // A part behind the last of its segment means the first of the next (6.2.5.2).
        return number < OpenNumber - 1 || !Open.IsEmpty || Find(number) is not { Bytes: not null } last || part < last.Parts.Length;
    }
}
