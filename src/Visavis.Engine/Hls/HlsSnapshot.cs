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
internal sealed class HlsSnapshot(HlsKind kind, DateTimeOffset epoch, ImmutableArray<HlsSegment> segments, ImmutableArray<HlsPart> open, bool isEnded)
{
    private byte[]? _full;
    private byte[]? _delta;

    public HlsKind Kind => kind;

    /// <summary>Wall time of media time zero.</summary>
    public DateTimeOffset Epoch => epoch;

    /// <summary>Segments that can be asked for, oldest first.</summary>
    public ImmutableArray<HlsSegment> Segments => segments;

    /// <summary>Parts of the segment in the making.</summary>
    public ImmutableArray<HlsPart> Open => open;

    public bool IsEnded => isEnded;

    /// <summary>Number of the segment in the making.</summary>
    public long OpenNumber => segments.IsEmpty ? 0 : segments[^1].Number + 1;

    public MediaTime OpenStart => segments.IsEmpty ? MediaTime.Zero : segments[^1].Start + segments[^1].Duration;

    /// <summary>The playlist as bytes; made by the first who asks and shared by all. Two at once make the same text.</summary>
    public byte[] Playlist(bool delta) => delta ? _delta ??= HlsPlaylists.Media(this, delta: true) : _full ??= HlsPlaylists.Media(this, delta: false);

    /// <summary>Whether a request for this part, or the whole segment where <paramref name="part"/> is null, can be answered.</summary>
    public bool Holds(long number, int? part) =>
        isEnded || number < OpenNumber || (part is { } index && number == OpenNumber && index < open.Length);
}
