using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Media;

namespace Visavis.Engine.Hls;

/// <summary>How a request for a playlist or for media ends.</summary>
public enum HlsOutcome
{
    Found,

    /// <summary>No such name (404).</summary>
    Unknown,

    /// <summary>It was there and has left the window (404).</summary>
    Gone,

    /// <summary>A reload that asks for more than the next two segments, or for a part of no segment (400; RFC 8216bis 6.2.5.2).</summary>
    TooFarAhead,

    /// <summary>The part did not come within three target durations (503).</summary>
    TimedOut,
}

/// <summary>An answer and its shared bytes.</summary>
public readonly record struct HlsAnswer(HlsOutcome Outcome, ReadOnlyMemory<byte> Body)
{
    public static implicit operator HlsAnswer(HlsOutcome outcome) => new(outcome, default);
}

/// <summary>Where and how long media is kept.</summary>
public sealed record HlsWindowOptions
{
    /// <summary>Segments of 1 s that stay in memory.</summary>
    public int MemorySegments { get; init; } = 12;

    /// <summary>File for older segments of an event playlist; without one they are gone.</summary>
    public string? MediaFile { get; init; }

    /// <summary>Cap on that file.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;
}

/// <summary>
/// The parts and segments of one stream. One writer publishes; each step leaves an immutable snapshot and wakes who waits.
/// Viewers never hold the writer up.
/// </summary>
public sealed partial class HlsWindow : IDisposable
{
    /// <summary>A blocked request waits at most this long: three target durations.</summary>
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(3);

    private readonly HlsWindowOptions _options;
    private readonly TimeProvider _time;
    private readonly SegmentFile? _file;

    // The producer publishes and a first viewer's request rebases: without it one of the two steps could be lost.
    private readonly Lock _writing = new();
    private volatile HlsSnapshot _snapshot;

    public HlsWindow(HlsKind kind, HlsParameters parameters, byte[] init, HlsWindowOptions options, TimeProvider time)
    {
        (_options, _time, Init) = (options, time, init);
        MasterPlaylist = HlsPlaylists.Master(parameters);
        _file = kind == HlsKind.Event && options.MediaFile is { } path ? new SegmentFile(path, options.MaxFileBytes) : null;
        _snapshot = new HlsSnapshot(kind, time.GetUtcNow(), [], [], isEnded: false);
    }

    public ReadOnlyMemory<byte> MasterPlaylist { get; }

    public ReadOnlyMemory<byte> Init { get; }

    /// <summary>Media that is published.</summary>
    public MediaTime Duration => _snapshot.End;

    /// <summary>Bytes of media held in memory, for figures.</summary>
    public long BytesInMemory
    {
        get
        {
            var now = _snapshot;
            return now.Segments.Sum(segment => segment.Bytes?.Length ?? 0L) + now.Open.Sum(part => (long)part.Bytes.Length);
        }
    }

    /// <summary>Adds the next part; an independent one begins a segment.</summary>
    /// <exception cref="ArgumentException">A gap in time, or a segment that would not begin with an IDR picture.</exception>
    /// <exception cref="InvalidOperationException">The stream has ended.</exception>
    /// <exception cref="MediaLimitException">The session's file is full.</exception>
    public void Publish(Fragment fragment)
    {
        lock (_writing)
        {
            var now = _snapshot;
            Check(now, fragment);
            if (fragment.IsIndependent && !now.Open.IsEmpty)
            {
                now = Close(now);
            }
            now = With(now, now.Segments, now.Open.Add(new HlsPart(fragment.Bytes, fragment.Duration, fragment.IsIndependent)));
            // A segment of full length is whole as soon as its last part is there, in the same step: a viewer in between
            // would be told of a sixth part that never comes.
            Set(Sum(now.Open).Samples >= MediaTime.Rate ? Close(now) : now);
        }
    }

    /// <summary>
    /// Moves wall time under the media: what was published before the first viewer came is dated as if it came just then.
    /// Only before the first media playlist went out, since players may not see a date change.
    /// </summary>
    public void Rebase(DateTimeOffset epoch)
    {
        lock (_writing)
        {
            var now = _snapshot;
            Set(new HlsSnapshot(now.Kind, epoch, now.Segments, now.Open, now.IsEnded));
        }
    }

    /// <summary>Ends the playlist (EXT-X-ENDLIST) and releases all who wait; again has no effect.</summary>
    public void Finish()
    {
        lock (_writing)
        {
            var now = _snapshot;
            if (!now.IsEnded)
            {
                // Not into the file: nothing follows that would push it out of memory, and a full file must not stop the end.
                Set(new HlsSnapshot(now.Kind, now.Epoch, now.Open.IsEmpty ? now.Segments : now.Segments.Add(Whole(now)), [], isEnded: true));
            }
        }
    }

    /// <summary>The media playlist, at once or, with <paramref name="number"/>, when it holds that segment or part (6.2.5.2).</summary>
    /// <exception cref="OperationCanceledException">The viewer left.</exception>
    public async ValueTask<HlsAnswer> MediaPlaylistAsync(long? number, int? part, bool skip, CancellationToken cancellation)
    {
        var (snapshot, outcome) = await WaitAsync(now => now.Reload(number, part), cancellation).ConfigureAwait(false);
        return outcome == HlsOutcome.Found ? new HlsAnswer(HlsOutcome.Found, snapshot.Playlist(skip && number is not null)) : outcome;
    }

    /// <summary>A segment or part by its name; the part that the preload hint names, and its segment, are waited for.</summary>
    /// <exception cref="OperationCanceledException">The viewer left.</exception>
    public async ValueTask<HlsAnswer> MediaAsync(string name, CancellationToken cancellation)
    {
        if (name == "init.mp4")
        {
            return new HlsAnswer(HlsOutcome.Found, Init);
        }
        var match = Names().Match(name);
        if (!match.Success)
        {
            return HlsOutcome.Unknown;
        }
        var number = long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        int? part = match.Groups["part"].Success ? int.Parse(match.Groups["part"].ValueSpan, CultureInfo.InvariantCulture) : null;
        var (snapshot, outcome) = await WaitAsync(now => now.Media(number, part), cancellation).ConfigureAwait(false);
        return outcome == HlsOutcome.Found ? await ReadAsync(snapshot, number, part, cancellation).ConfigureAwait(false) : outcome;
    }

    public void Dispose()
    {
        Finish();
        _file?.Dispose();
    }

    private static MediaTime Sum(ImmutableArray<HlsPart> parts) => new(parts.Sum(part => part.Duration.Samples));

    private static HlsSnapshot With(HlsSnapshot now, ImmutableArray<HlsSegment> segments, ImmutableArray<HlsPart> open) =>
        new(now.Kind, now.Epoch, segments, open, isEnded: false);

    private static void Check(HlsSnapshot now, Fragment fragment)
    {
        if (now.IsEnded)
        {
            throw new InvalidOperationException("The stream has ended: no part can follow.");
        }
        if (fragment.Start != now.End)
        {
            throw new ArgumentException($"The next part begins at {now.End}, not at {fragment.Start}.", nameof(fragment));
        }
        if (now.Open.IsEmpty && !fragment.IsIndependent)
        {
            throw new ArgumentException($"The part at {fragment.Start} begins a segment, and so must begin with an IDR picture.", nameof(fragment));
        }
    }

    private async ValueTask<HlsAnswer> ReadAsync(HlsSnapshot snapshot, long number, int? part, CancellationToken cancellation)
    {
        var segment = snapshot.Find(number);
        if (part is { } index)
        {
            return new HlsAnswer(HlsOutcome.Found, (segment?.Parts ?? snapshot.Open)[index].Bytes);
        }
        if (segment!.Bytes is { } bytes)
        {
            return new HlsAnswer(HlsOutcome.Found, bytes);
        }
        try
        {
            return new HlsAnswer(HlsOutcome.Found, await _file!.ReadAsync(segment.FileOffset, segment.Length, cancellation).ConfigureAwait(false));
        }
        catch (ObjectDisposedException)
        {
            // The session was cleared away while a viewer asked.
            return HlsOutcome.Gone;
        }
    }

    private async ValueTask<(HlsSnapshot, HlsOutcome)> WaitAsync(Func<HlsSnapshot, HlsOutcome?> look, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            var now = _snapshot;
            if (look(now) is { } outcome)
            {
                return (now, outcome);
            }
            var left = WaitLimit - _time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return (now, HlsOutcome.TimedOut);
            }
            try
            {
                await now.Replaced.WaitAsync(left, _time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The next turn says so, unless the part came at the same moment.
            }
        }
    }

    private void Set(HlsSnapshot snapshot)
    {
        var old = _snapshot;
        _snapshot = snapshot;
        old.Replace();
    }

    private HlsSnapshot Close(HlsSnapshot now)
    {
        var segment = Whole(now);
        return With(now, Trim(now.Segments.Add(segment with { FileOffset = _file?.Append(segment.Bytes!) ?? 0 })), []);
    }

    private static HlsSegment Whole(HlsSnapshot now)
    {
        var bytes = new byte[now.Open.Sum(part => part.Bytes.Length)];
        var parts = ImmutableArray.CreateBuilder<HlsPart>(now.Open.Length);
        var at = 0;
        foreach (var part in now.Open)
        {
            // From now on the part is a slice of its segment: no byte is held twice.
            part.Bytes.CopyTo(bytes.AsMemory(at));
            parts.Add(part with { Bytes = bytes.AsMemory(at, part.Bytes.Length) });
            at += part.Bytes.Length;
        }
        return new HlsSegment(now.OpenNumber, now.OpenStart, Sum(now.Open), parts.DrainToImmutable(), bytes, FileOffset: 0, bytes.Length);
    }

    private ImmutableArray<HlsSegment> Trim(ImmutableArray<HlsSegment> segments)
    {
        var old = segments.Length - 1 - _options.MemorySegments;
        if (old < 0)
        {
            return segments;
        }
        return _file is null
            ? segments.RemoveRange(0, old + 1)
            : segments.SetItem(old, segments[old] with { Bytes = null, Parts = [] });
    }

    // No leading zeros: one thing has one name, and caches on the way hold it once.
    [GeneratedRegex(@"^(?:seg(?<number>0|[1-9][0-9]{0,14})|part(?<number>0|[1-9][0-9]{0,14})\.(?<part>0|[1-9][0-9]?))\.m4s\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
