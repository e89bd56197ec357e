using System.Buffers.Binary;

namespace Visavis.Engine.Media;

/// <summary>One file being decoded: its child, what its head says, and the time it may still keep its reader waiting.</summary>
internal sealed class SoundDecoding : IAsyncDisposable
{
    private readonly DecoderChild _child;
    private readonly SoundDecoderOptions _options;
    private readonly TimeProvider _time;
    private TimeSpan _waited;
    private long _samples;

    private SoundDecoding(DecoderChild child, SoundFormat format, SoundDecoderOptions options, TimeProvider time) =>
        (_child, Format, _options, _time) = (child, format, options, time);

    public SoundFormat Format { get; }

    public MediaTime? Duration { get; private set; }

    public int Channels { get; private set; }

    internal int ChildId => _child.Id;

    /// <summary>Starts the child and reads on until the first sample is decoded, so that what the beginning tells is known.</summary>
    public static async Task<SoundDecoding> BeginAsync(
        string file, SoundFormat format, SoundDecoderOptions options, DecoderConfinement confinement, TimeProvider time, CancellationToken cancellation)
    {
        var child = await SoundChild.StartAsync(file, format, options, confinement).ConfigureAwait(false);
        var decoding = new SoundDecoding(child, format, options, time);
        try
        {
            await decoding.WaitAsync(decoding.ReadHeadAsync, cancellation).ConfigureAwait(false);
            decoding.Duration = child.Transcript.Duration(new FileInfo(file).Length);
            if (decoding.Channels == 0)
            {
                await decoding.EndAsync(cancellation).ConfigureAwait(false);
                throw new SoundException(SoundFault.Damaged, "The sound file is damaged: export it again, as mp3 or wav for instance.");
            }
            return decoding;
        }
        catch
        {
            await decoding.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Fills <paramref name="target"/>, less only at the end; the number of bytes.</summary>
    public async Task<int> ReadAsync(Memory<byte> target, CancellationToken cancellation)
    {
        var read = await WaitAsync(() => ReadAllAsync(target), cancellation).ConfigureAwait(false);
        _samples += read / sizeof(float) / Channels;
        return read;
    }

    /// <summary>Waits for the end of a child that gives no more.</summary>
    /// <exception cref="SoundException">It did not end well.</exception>
    public async Task EndAsync(CancellationToken cancellation) =>
        SoundVerdict.ThrowIfBad(await WaitAsync(_child.EndAsync, cancellation).ConfigureAwait(false), _child.Transcript, _samples, _options);

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    /// <summary>
    /// Waits for the child within the time that is left. It is killed rather than the wait abandoned: then its pipes end, and nothing
    /// of it stays behind.
    /// </summary>
    private async Task<T> WaitAsync<T>(Func<Task<T>> wait, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(Max(_options.LongestWait - _waited, TimeSpan.FromMilliseconds(1)), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await using var kill = both.Token.UnsafeRegister(static child => ((DecoderChild)child!).Kill(), _child).ConfigureAwait(false);
        var result = await wait().ConfigureAwait(false);
        _waited += _time.GetElapsedTime(began);
        cancellation.ThrowIfCancellationRequested();
        return limit.IsCancellationRequested
            ? throw SoundVerdict.TookTooLong(FormattableString.Invariant($"{_options.LongestWait.TotalSeconds} s"))
            : result;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>The wav head of our own ffmpeg: chunks up to the samples, in them the number of channels.</summary>
    private async Task<bool> ReadHeadAsync()
    {
        await _child.Transcript.Begun.ConfigureAwait(false);
        var bytes = new byte[64];
        if (await ReadAllAsync(bytes.AsMemory(0, 12)).ConfigureAwait(false) < 12)
        {
            return false;
        }
        var channels = 0;
        while (await ReadAllAsync(bytes.AsMemory(0, 8)).ConfigureAwait(false) == 8 && !bytes.AsSpan(0, 4).SequenceEqual("data"u8))
        {
            var isFormat = bytes.AsSpan(0, 4).SequenceEqual("fmt "u8);
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)), bytes.Length);
            await ReadAllAsync(bytes.AsMemory(0, size)).ConfigureAwait(false);
            channels = isFormat ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2)) : channels;
        }
        Channels = channels is 1 or 2 ? channels : 0;
        return Channels > 0;
    }

    private async Task<int> ReadAllAsync(Memory<byte> target)
    {
        try
        {
            return await _child.Output.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A killed child's pipe: the end, like any other.
            return 0;
        }
    }
}
