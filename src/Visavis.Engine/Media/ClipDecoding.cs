namespace Visavis.Engine.Media;

/// <summary>One clip being decoded: its child and the time it may still keep its reader waiting. Owns the child.</summary>
internal sealed class ClipDecoding(DecoderChild child, ClipDecoderOptions options, TimeProvider time) : IAsyncDisposable
{
    private TimeSpan _waited;

    public DecoderTranscript Transcript => child.Transcript;

    /// <summary>Fills <paramref name="target"/>, less only at the end; the number of bytes.</summary>
    public Task<int> ReadAsync(Memory<byte> target, CancellationToken cancellation) => WaitAsync(() => ReadAllAsync(target), cancellation);

    /// <summary>Waits for the end of a child that gives no more.</summary>
    /// <param name="any">Whether it gave anything.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="ClipException">It did not end well.</exception>
    public async Task EndAsync(bool any, CancellationToken cancellation) =>
        ClipVerdict.ThrowIfBad(await WaitAsync(child.EndAsync, cancellation).ConfigureAwait(false), child.Transcript, any, options);

    public ValueTask DisposeAsync() => child.DisposeAsync();

    /// <summary>
    /// Waits for the child within the time that is left. It is killed rather than the wait abandoned: then its pipes end, and nothing
    /// of it stays behind.
    /// </summary>
    private async Task<T> WaitAsync<T>(Func<Task<T>> wait, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var left = options.LongestWait - _waited;
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await using var kill = both.Token.UnsafeRegister(static child => ((DecoderChild)child!).Kill(), child).ConfigureAwait(false);
        var result = await wait().ConfigureAwait(false);
        _waited += time.GetElapsedTime(began);
        cancellation.ThrowIfCancellationRequested();
        return limit.IsCancellationRequested
            ? throw ClipVerdict.TookTooLong(FormattableString.Invariant($"{options.LongestWait.TotalSeconds} s"))
            : result;
    }

    private async Task<int> ReadAllAsync(Memory<byte> target)
    {
        try
        {
            return await child.Output.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A killed child's pipe: the end, like any other.
            return 0;
        }
    }
}
