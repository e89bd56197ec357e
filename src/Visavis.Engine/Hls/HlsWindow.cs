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
    private volatile HlsSnapshot _snapshot;
    private TaskCompletionSource _changed = NewSignal();

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
    public MediaTime Duration
    {
        get
        {
            var snapshot = _snapshot;
            return snapshot.OpenStart + Sum(snapshot.Open);
        }
    }

    /// <summary>Adds the next part; an independent one begins a segment.</summary>
    /// <exception cref="IOException">The session's file is full.</exception>
    public void Publish(Fragment fragment)
    {
        var now = _snapshot;
        var part = new HlsPart(fragment.Bytes, fragment.Duration, fragment.IsIndependent);
        var (segments, open) = fragment.IsIndependent && !now.Open.IsEmpty ? (Close(now), []) : (now.Segments, now.Open);
        Set(new HlsSnapshot(now.Kind, now.Epoch, segments, open.Add(part), isEnded: false));
        CloseWhole();
    }

    /// <summary>Moves wall time under the media: what was published before the first viewer came is dated as if it came just then.</summary>
    public void Rebase(DateTimeOffset epoch)
    {
        var now = _snapshot;
        Set(new HlsSnapshot(now.Kind, epoch, now.Segments, now.Open, now.IsEnded));
    }

    /// <summary>Ends the playlist (EXT-X-ENDLIST) and releases all who wait; again has no effect.</summary>
    public void Finish()
    {
        var now = _snapshot;
        if (!now.IsEnded)
        {
            Set(new HlsSnapshot(now.Kind, now.Epoch, now.Open.IsEmpty ? now.Segments : now.Segments.Add(Whole(now)), [], isEnded: true));
        }
    }

    /// <summary>The media playlist, at once or, with <paramref name="number"/>, when it holds that segment or part (6.2.5.2).</summary>
    public async ValueTask<HlsAnswer> MediaPlaylistAsync(long? number, int? part, bool skip, CancellationToken cancellation)
    {
        if (number is null && part is not null)
        {
            return HlsOutcome.TooFarAhead;
        }
        if (number is { } asked)
        {
            if (asked > _snapshot.OpenNumber + 2 && !_snapshot.IsEnded)
            {
                return HlsOutcome.TooFarAhead;
            }
            if (!await WaitForAsync(asked, part, cancellation).ConfigureAwait(false))
            {
                return HlsOutcome.TimedOut;
            }
        }
        return new HlsAnswer(HlsOutcome.Found, _snapshot.Playlist(skip && number is not null));
    }

    /// <summary>A segment or part by its name; the part that the preload hint names is waited for.</summary>
    public async ValueTask<HlsAnswer> MediaAsync(string name, CancellationToken cancellation)
    {
        if (name == "init.mp4")
        {
            return new HlsAnswer(HlsOutcome.Found, Init);
        }
        var match = Names().Match(name);
        return match.Groups["segment"].Success ? await SegmentAsync(Number(match.Groups["segment"]), cancellation).ConfigureAwait(false)
            : match.Success ? await PartAsync(Number(match.Groups["of"]), (int)Number(match.Groups["part"]), cancellation).ConfigureAwait(false)
            : HlsOutcome.Unknown;
    }

    public void Dispose()
    {
        Finish();
        _file?.Dispose();
    }

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static MediaTime Sum(ImmutableArray<HlsPart> parts) => new(parts.Sum(part => part.Duration.Samples));

    private async ValueTask<HlsAnswer> PartAsync(long number, int index, CancellationToken cancellation)
    {
        var now = _snapshot;
        if (number == now.OpenNumber && index == now.Open.Length && !now.IsEnded
            && !await WaitForAsync(number, index, cancellation).ConfigureAwait(false))
        {
            return HlsOutcome.TimedOut;
        }
        now = _snapshot;
        var segment = Find(now, number);
        var parts = number == now.OpenNumber ? now.Open : segment?.Parts ?? [];
        return index < parts.Length ? new HlsAnswer(HlsOutcome.Found, parts[index].Bytes)
            : segment is { Bytes: null } || number < now.OpenNumber && segment is null ? HlsOutcome.Gone : HlsOutcome.Unknown;
    }

    private async ValueTask<HlsAnswer> SegmentAsync(long number, CancellationToken cancellation)
    {
        var now = _snapshot;
        if (Find(now, number) is not { } segment)
        {
            return number < now.OpenNumber ? HlsOutcome.Gone : HlsOutcome.Unknown;
        }
        return new HlsAnswer(HlsOutcome.Found,
            segment.Bytes ?? await _file!.ReadAsync(segment.FileOffset, segment.Length, cancellation).ConfigureAwait(false));
    }

    private static HlsSegment? Find(HlsSnapshot snapshot, long number)
    {
        var index = snapshot.Segments.IsEmpty ? -1 : number - snapshot.Segments[0].Number;
        return index >= 0 && index < snapshot.Segments.Length ? snapshot.Segments[(int)index] : null;
    }

    private async Task<bool> WaitForAsync(long number, int? part, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(WaitLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        while (true)
        {
            // The signal first: a step between the two reads would otherwise be slept through.
            var changed = Volatile.Read(ref _changed).Task;
            if (_snapshot.Holds(number, part))
            {
                return true;
            }
            try
            {
                await changed.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private void Set(HlsSnapshot snapshot)
    {
        _snapshot = snapshot;
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    /// <summary>A segment of full length is whole as soon as its last part is there: players may ask for it at once.</summary>
    private void CloseWhole()
    {
        var now = _snapshot;
        if (Sum(now.Open).Samples >= MediaTime.Rate)
        {
            Set(new HlsSnapshot(now.Kind, now.Epoch, Close(now), [], isEnded: false));
        }
    }

    private ImmutableArray<HlsSegment> Close(HlsSnapshot now)
    {
        var segment = Whole(now);
        return Trim(now.Segments.Add(segment with { FileOffset = _file?.Append(segment.Bytes!) ?? 0 }));
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

    [GeneratedRegex(@"^(?:seg(?<segment>[0-9]{1,15})|part(?<of>[0-9]{1,15})\.(?<part>[0-9]{1,3}))\.m4s$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
