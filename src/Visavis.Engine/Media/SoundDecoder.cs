using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Visavis.Engine.Media;

/// <summary>What a sound file's head says.</summary>
/// <param name="Format">Its kind.</param>
/// <param name="Duration">Its length, where the file knows it.</param>
public sealed record SoundProbe(SoundFormat Format, MediaTime? Duration);

/// <summary>
/// Turns strangers' sound files into 48 kHz mono sound. ffmpeg reads them, in a child process with limits and without rights or
/// network, so that a malformed file costs nobody else anything. Serves any number of callers; each decoding has its own child.
/// </summary>
public sealed class SoundDecoder
{
    /// <summary>160 ms: four pictures. The child runs ahead of its reader by this and a pipe's 64 KiB, then waits.</summary>
    private const int BlockSamples = 4 * MediaTime.SamplesPerFrame;

    /// <summary>Codecs fill up their last block, and encoders pad in front: a sound of 600 s may have that much more.</summary>
    private const double PaddingSeconds = 0.25;

    private readonly SoundDecoderOptions _options;
    private readonly TimeProvider _time;
    private readonly Lazy<Task<DecoderConfinement>> _confinement;

    public SoundDecoder(SoundDecoderOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _confinement = new(() => DecoderConfinement.ProbeAsync(options.Limits));
    }

    /// <summary>The walls around the children, for the log; found out once.</summary>
    public Task<DecoderConfinement> ConfinementAsync() => _confinement.Value;

    /// <summary>Reads the head and decodes the first samples, some 0.1 s.</summary>
    /// <exception cref="SoundException">The sound cannot be had, as far as its beginning tells.</exception>
    public async Task<SoundProbe> ProbeAsync(string file, CancellationToken cancellation)
    {
        await using var decoding = await BeginAsync(file, cancellation).ConfigureAwait(false);
        return new SoundProbe(decoding.Format, decoding.Duration);
    }

    /// <summary>
    /// The sound from its beginning, in blocks of 160 ms that the reader disposes. A reader that pauses pauses the child. What
    /// decodes of a damaged file comes, and then the sound ends.
    /// </summary>
    /// <exception cref="SoundException">Nothing could be decoded, or a limit was met; after any number of blocks.</exception>
    public async IAsyncEnumerable<PcmBuffer> DecodeAsync(string file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var decoding = await BeginAsync(file, cancellation).ConfigureAwait(false);
        var rest = MediaTime.FromSeconds(_options.LongestSeconds + PaddingSeconds).Samples;
        var mix = new StereoMix(decoding.Channels);
        var bytes = ArrayPool<byte>.Shared.Rent(BlockSamples * decoding.Channels * sizeof(float));
        try
        {
            for (int read; (read = await decoding.ReadAsync(bytes.AsMemory(0, BlockSamples * decoding.Channels * sizeof(float)), cancellation).ConfigureAwait(false)) > 0;)
            {
                var samples = read / sizeof(float) / decoding.Channels;
                if ((rest -= samples) < 0)
                {
                    throw SoundVerdict.TooLong(_options);
                }
                yield return Mixed(mix, bytes.AsSpan(0, samples * decoding.Channels * sizeof(float)), samples);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
        await decoding.EndAsync(cancellation).ConfigureAwait(false);
    }

    private static PcmBuffer Mixed(StereoMix mix, Span<byte> bytes, int samples)
    {
        var buffer = new PcmBuffer(samples);
        mix.Next(MemoryMarshal.Cast<byte, float>(bytes), buffer.Span);
        return buffer;
    }

    private async Task<SoundDecoding> BeginAsync(string file, CancellationToken cancellation)
    {
        // The child stands in the root folder.
        file = Path.GetFullPath(file);
        var format = await FormatOfAsync(file, cancellation).ConfigureAwait(false);
        var confinement = await ConfinementAsync().ConfigureAwait(false);
        var decoding = await SoundDecoding.BeginAsync(file, format, _options, confinement, _time, cancellation).ConfigureAwait(false);
        if (decoding.Duration?.Seconds > _options.LongestSeconds + PaddingSeconds)
        {
            await decoding.DisposeAsync().ConfigureAwait(false);
            throw SoundVerdict.TooLong(_options);
        }
        return decoding;
    }

    private async Task<SoundFormat> FormatOfAsync(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.Asynchronous);
        if (stream.Length > _options.LargestBytes)
        {
            throw SoundVerdict.TooLarge(stream.Length, _options);
        }
        var head = new byte[SoundFormat.HeadBytes];
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return SoundFormat.Of(head.AsSpan(0, length)) ?? throw (length == 0 ? SoundVerdict.Empty() : SoundVerdict.NotSound());
    }
}
