using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Visavis.Engine.Media;

/// <summary>What a clip's head says.</summary>
/// <param name="Format">Its kind.</param>
/// <param name="Width">Pixels as they are stored.</param>
/// <param name="Height">Pixels as they are stored.</param>
/// <param name="Duration">Its length, where the file knows it.</param>
public sealed record ClipProbe(ClipFormat Format, int Width, int Height, MediaTime? Duration)
{
    internal ClipHead Head { get; init; } = new("", 0, 0, 1, false, "");
}

/// <summary>
/// Reads strangers' clips as 1280 × 720 pictures, 25 a second, upright. ffmpeg decodes them in a confined child, as sound is; pictures come
/// through a pipe, one at a time. Serves any number of callers; each decoding has its own child.
/// </summary>
public sealed class ClipDecoder
{
    private const int PictureBytes = ClipGraph.Width * ClipGraph.Height * 3 / 2;

    /// <summary>A clip of 5 s may lack its last pictures, one of 120 s have some more.</summary>
    private const double ToleratedSeconds = .25;

    /// <summary>The probe's own picture: small grey pixels, only to see that one can be decoded.</summary>
    private const int ProbeSide = 16;

    private readonly ClipDecoderOptions _options;
    private readonly TimeProvider _time;
    private readonly Lazy<Task<DecoderConfinement>> _confinement;

    public ClipDecoder(ClipDecoderOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _confinement = new(() => DecoderConfinement.ProbeAsync(options.Limits));
    }

    /// <summary>Kind, size and length, held against the limits, and its first picture decoded: some 0.2 s.</summary>
    /// <exception cref="ClipException">The clip cannot be had, as far as its beginning tells.</exception>
    public async Task<ClipProbe> ProbeAsync(string file, CancellationToken cancellation)
    {
        file = Path.GetFullPath(file);
        var format = await FormatOfAsync(file, cancellation).ConfigureAwait(false);
        await using var decoding = await BeginAsync(file, ProbeWords(format), cancellation).ConfigureAwait(false);
        var first = await decoding.ReadAsync(new byte[ProbeSide * ProbeSide], cancellation).ConfigureAwait(false);
        await decoding.Transcript.Begun.ConfigureAwait(false);
        // A head that breaks a limit says so even where nothing can be decoded.
        var head = ClipHead.Of(decoding.Transcript.Head());
        if (head is not null && (Math.Max(head.Width, head.Height) > _options.LongestSide || Math.Min(head.Width, head.Height) > _options.ShorterSide))
        {
            throw ClipVerdict.TooManyPixels(head, _options);
        }
        await decoding.EndAsync(first == ProbeSide * ProbeSide, cancellation).ConfigureAwait(false);
        var duration = decoding.Transcript.Duration(new FileInfo(file).Length);
        CheckLength(duration);
        return head is null ? throw ClipVerdict.NoPictures() : new ClipProbe(format, head.Width, head.Height, duration) { Head = head };
    }

    /// <summary>
    /// All pictures from the beginning. One is valid until the next is asked for; the next is read meanwhile, and a reader that pauses
    /// pauses the child.
    /// </summary>
    /// <exception cref="ClipException">It cannot be had, or turned out longer or shorter than a clip may be; after any number of pictures.</exception>
    public async IAsyncEnumerable<I420Picture> DecodeAsync(string file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var probe = await ProbeAsync(file, cancellation).ConfigureAwait(false);
        await using var decoding = await BeginAsync(Path.GetFullPath(file), Words(probe), cancellation).ConfigureAwait(false);
        var (shown, read) = (new byte[PictureBytes], new byte[PictureBytes]);
        var count = 0;
        var reading = decoding.ReadAsync(read, cancellation);
        while (await reading.ConfigureAwait(false) == PictureBytes)
        {
            if (++count > (_options.LongestSeconds + ToleratedSeconds) * ClipGraph.FramesPerSecond)
            {
                throw ClipVerdict.TooLong(_options);
            }
            (shown, read) = (read, shown);
            reading = decoding.ReadAsync(read, cancellation);
            yield return new I420Picture(shown, ClipGraph.Width, ClipGraph.Height);
        }
        await decoding.EndAsync(count > 0, cancellation).ConfigureAwait(false);
        CheckCount(count, probe.Duration);
    }

    private void CheckLength(MediaTime? duration)
    {
        if (duration?.Seconds > _options.LongestSeconds + ToleratedSeconds)
        {
            throw ClipVerdict.TooLong(_options);
        }
        if (duration?.Seconds < _options.ShortestSeconds - ToleratedSeconds)
        {
            throw ClipVerdict.TooShort(duration.Value.Seconds, _options);
        }
    }

    private void CheckCount(int count, MediaTime? claimed)
    {
        var seconds = (double)count / ClipGraph.FramesPerSecond;
        if (seconds < _options.ShortestSeconds - ToleratedSeconds)
        {
            // What its head promised did not come: that is no short clip.
            throw claimed is not null ? ClipVerdict.Damaged() : ClipVerdict.TooShort(seconds, _options);
        }
    }

    private async Task<ClipFormat> FormatOfAsync(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.Asynchronous);
        if (stream.Length > _options.LargestBytes)
        {
            throw ClipVerdict.TooLarge(stream.Length, _options);
        }
        var head = new byte[ClipFormat.HeadBytes];
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return ClipFormat.Of(head.AsSpan(0, length)) ?? throw ClipVerdict.NotClip(head.AsSpan(0, length));
    }

    private async Task<ClipDecoding> BeginAsync(string file, string[] words, CancellationToken cancellation)
    {
        var confinement = await _confinement.Value.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var child = await DecoderChild.StartAsync(file, _options.Ffmpeg, words, _options.Limits, confinement).ConfigureAwait(false);
            return new ClipDecoding(child, _options, _time);
        }
        catch (Win32Exception error)
        {
            throw new ClipException(ClipFault.Unavailable, $"/bin/sh did not start: {error.Message}.", error);
        }
    }

    private static string[] ProbeWords(ClipFormat format) =>
    [
        .. Opening(format), "-frames:v", "1", "-vf", $"scale={ProbeSide}:{ProbeSide},format=gray", "-c:v", "rawvideo", "-f", "rawvideo", "pipe:1",
    ];

    private string[] Words(ClipProbe probe) =>
    [
        .. Opening(probe.Format), "-t", FormattableString.Invariant($"{_options.LongestSeconds + 1}"),
        "-vf", ClipGraph.Of(probe.Head), "-fps_mode", "passthrough", "-c:v", "rawvideo", "-f", "rawvideo", "pipe:1",
    ];

    private static string[] Opening(ClipFormat format) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-max_alloc", "536870912", "-protocol_whitelist", "file",
        "-codec_whitelist", "h264,hevc,vp8,vp9,libdav1d,rawvideo", "-max_pixels", "9437184", "-threads", "1", "-f", format.Demuxer,
        // No reference of a film may lead to another file.
        .. format.Demuxer == "mov" ? (string[])["-enable_drefs", "0", "-use_absolute_path", "0"] : [],
        "-i", ConfinedFfmpeg.Input, "-map", "0:V:0", "-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-filter_threads", "1", "-threads", "1",
    ];
}
