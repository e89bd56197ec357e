using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Media;

/// <summary>A picture that cannot be read; the message is a sentence for whoever sent it and says what to do.</summary>
public sealed class PictureException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What one picture may cost; every limit has an error that names it.</summary>
public sealed record PictureDecoderOptions
{
    /// <summary>Largest file in bytes.</summary>
    public long LargestBytes { get; init; } = 50 << 20;

    /// <summary>Longest side in pixels.</summary>
    public int LongestSide { get; init; } = 8192;

    /// <summary>Larger pictures are made smaller to this while they are decoded; nothing here needs more.</summary>
    public int KeptSide { get; init; } = 2560;

    /// <summary>Processor time of the child; 8K pixels a side take 3 s.</summary>
    public int CpuSeconds { get; init; } = 20;

    /// <summary>Memory of the child beside its libraries: 8192 × 8192 pixels of 16 bits in four channels, twice.</summary>
    public long MemoryBytes { get; init; } = 1200L << 20;

    /// <summary>Longest wait for it.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The program, found by PATH where it is not a path.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";
}

/// <summary>
/// Reads strangers' photos: JPEG, PNG and WebP, upright by their EXIF orientation. ffmpeg decodes them in a confined child, as sound is.
/// </summary>
public sealed partial class PictureDecoder
{
    /// <summary>What shows through where a picture is transparent.</summary>
    private const int Ground = 128;

    private readonly PictureDecoderOptions _options;
    private readonly TimeProvider _time;
    private readonly Lazy<Task<DecoderConfinement>> _confinement;

    public PictureDecoder(PictureDecoderOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Limits = new DecoderLimits(options.CpuSeconds, options.MemoryBytes, GivesWay: true);
        _confinement = new(() => DecoderConfinement.ProbeAsync(Limits));
    }

    private DecoderLimits Limits { get; }

    /// <summary>The picture, its longer side at most <see cref="PictureDecoderOptions.KeptSide"/>.</summary>
    /// <exception cref="PictureException">It is no picture, is damaged, or meets a limit.</exception>
    public async Task<RgbPicture> DecodeAsync(string file, CancellationToken cancellation)
    {
        file = Path.GetFullPath(file);
        var head = await ProbeAsync(file, cancellation).ConfigureAwait(false);
        var pam = await RunAsync(file, head.Format, cancellation).ConfigureAwait(false);
        return ExifOrientation.Upright(Composite(pam), head.Orientation);
    }

    /// <summary>Kind, stored size and orientation, held against the limits before anything is decoded.</summary>
    /// <exception cref="PictureException">It is no picture, is cut off or animated, or meets a limit.</exception>
    public async Task<PictureHead> ProbeAsync(string file, CancellationToken cancellation)
    {
        var bytes = await ReadAsync(file, cancellation).ConfigureAwait(false);
        var head = PictureHead.Of(bytes) ?? throw NoPicture(bytes);
        if (head.Width > _options.LongestSide || head.Height > _options.LongestSide)
        {
            throw new PictureException($"The picture has {head.Width} x {head.Height} pixels; the limit is {_options.LongestSide} a side: send a smaller one.");
        }
        if (!head.IsWhole)
        {
            // ffmpeg would fill up a JPEG or WebP with grey and call that success.
            throw new PictureException("The picture file ends before its picture does: send the whole file again.");
        }
        return head.IsAnimated ? throw new PictureException("The picture is animated: send a single still, as JPEG or PNG for instance.") : head;
    }

    private static PictureException NoPicture(ReadOnlySpan<byte> file)
    {
        var kind = file.StartsWith("GIF8"u8) ? "a GIF" : file.StartsWith("%PDF"u8) ? "a PDF"
            : file.Length > 12 && file.Slice(4, 4).SequenceEqual("ftyp"u8) ? "a HEIC, an AVIF or a film" : null;
        return new PictureException(file.Length == 0 ? "The picture file is empty: send a JPEG, PNG or WebP."
            : kind is null ? "The file is no picture of a known kind: send a JPEG, PNG or WebP."
            : $"The file is {kind}, which is not read here: send a JPEG, PNG or WebP.");
    }

    private async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous);
        if (stream.Length > _options.LargestBytes)
        {
            throw new PictureException(FormattableString.Invariant($"The picture file has {stream.Length} bytes; the limit is {_options.LargestBytes}: send a smaller JPEG."));
        }
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes;
    }

    private async Task<byte[]> RunAsync(string file, PictureFormat format, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_options.LongestWait, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var child = await StartAsync(file, format).ConfigureAwait(false);
        using var pipes = new ProcessPipes(child);
        // Killed, its pipes end and nothing of it stays.
        await using var kill = both.Token.UnsafeRegister(static process => Kill((Process)process!), child).ConfigureAwait(false);
        var errors = ReadAsync(child.StandardError.BaseStream, 64 << 10);
        var picture = await ReadAsync(child.StandardOutput.BaseStream, (_options.KeptSide * _options.KeptSide * 4) + 4096).ConfigureAwait(false);
        Kill(child);
        var said = Encoding.Latin1.GetString(await errors.ConfigureAwait(false));
        await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        CheckSize(said);
        return BrokenScan().IsMatch(said) ? throw Damaged()
            : picture.Length > 0 ? picture
            : limit.IsCancellationRequested || said.Contains("Cannot allocate", StringComparison.Ordinal)
                ? throw new PictureException("Decoding the picture takes too much time or memory: send it as a smaller JPEG.")
            : child.ExitCode is 126 or 127
                ? throw new PictureException($"The server cannot decode pictures because {_options.Ffmpeg} is missing or does not run: install the package ffmpeg on it.")
            : throw Damaged();
    }

    private static PictureException Damaged() => new("The picture is damaged: export it again, as JPEG or PNG for instance.");

    private async Task<Process> StartAsync(string file, PictureFormat format)
    {
        try
        {
            var confinement = await _confinement.Value.ConfigureAwait(false);
            return await ConfinedFfmpeg.StartAsync(file, _options.Ffmpeg, Words(format), Limits, confinement).ConfigureAwait(false);
        }
        catch (Win32Exception error)
        {
            throw new PictureException($"/bin/sh did not start: {error.Message}.", error);
        }
    }

    private string[] Words(PictureFormat format)
    {
        var side = _options.KeptSide.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-max_alloc", "805306368", "-protocol_whitelist", "file",
            "-codec_whitelist", "mjpeg,png,webp,vp8", "-max_pixels", "67108864", "-threads", "1", "-noautorotate", "-f", format.Demuxer, "-i", ConfinedFfmpeg.Input,
            "-map", "0:v:0", "-frames:v", "1", "-filter_threads", "1",
            "-vf", $"scale=w='min(iw,{side})':h='min(ih,{side})':force_original_aspect_ratio=decrease:flags=area+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgba",
            "-map_metadata", "-1", "-threads", "1", "-c:v", "pam", "-f", "image2pipe", "pipe:1",
        ];
    }

    private void CheckSize(string said)
    {
        if (SizeLine().Match(said) is { Success: true } match
            && (Number(match, 1) > _options.LongestSide || Number(match, 2) > _options.LongestSide))
        {
            throw new PictureException($"The picture has {match.Groups[1].Value} x {match.Groups[2].Value} pixels; the limit is {_options.LongestSide} a side: send a smaller one.");
        }
    }

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static async Task<byte[]> ReadAsync(Stream stream, int most)
    {
        var bytes = new MemoryStream();
        var block = new byte[64 << 10];
        try
        {
            for (int read; bytes.Length < most && (read = await stream.ReadAsync(block).ConfigureAwait(false)) > 0;)
            {
                bytes.Write(block, 0, read);
            }
        }
        catch (IOException)
        {
            // A killed child's pipe: the end, like any other.
        }
        return bytes.ToArray();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Our own ffmpeg's PAM (netpbm) of four channels, laid over a plain ground.</summary>
    private static RgbPicture Composite(byte[] pam)
    {
        var match = PamHead().Match(Encoding.Latin1.GetString(pam, 0, Math.Min(pam.Length, 256)));
        var (width, height) = match.Success ? ((int)Number(match, 1), (int)Number(match, 2)) : (0, 0);
        if (!match.Success || pam.Length < match.Length + width * height * 4)
        {
            throw Damaged();
        }
        var picture = new RgbPicture(width, height);
        for (int i = match.Length, target = 0; target < picture.Samples.Length; i += 4)
        {
            int alpha = pam[i + 3];
            for (var c = 0; c < 3; c++)
            {
                picture.Samples[target++] = (byte)((pam[i + c] * alpha + Ground * (255 - alpha) + 127) / 255);
            }
        }
        return picture;
    }

    [GeneratedRegex(@"Video: .*?, (\d{1,9})x(\d{1,9})")]
    private static partial Regex SizeLine();

    /// <summary>Where ffmpeg gave up decoding a JPEG: the rest is grey, which it calls success.</summary>
    [GeneratedRegex(@"\[mjpeg @ \w+\] error y=\d")]
    private static partial Regex BrokenScan();

    [GeneratedRegex(@"^P7\nWIDTH (\d{1,5})\nHEIGHT (\d{1,5})\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n")]
    private static partial Regex PamHead();
}
