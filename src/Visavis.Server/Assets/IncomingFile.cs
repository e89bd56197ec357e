using System.Security.Cryptography;

namespace Visavis.Server.Assets;

/// <summary>
/// A file on its way in: hashed and measured while it is written, never whole in memory. Its owner disposes it, and its bytes
/// are gone then unless they were moved to where they stay.
/// </summary>
public sealed class IncomingFile : IDisposable
{
    /// <summary>Enough to tell every type that we take by its first bytes.</summary>
    private const int HeadBytes = 4096;

    private readonly byte[] _head = new byte[HeadBytes];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FileStream _stream;
    private readonly Action<string> _gone;
    private readonly long _limit;
    private int _headLength;
    private string? _sum;

    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="gone">Told the path when the file is no longer ours.</param>
    internal IncomingFile(string path, long limit, Action<string> gone)
    {
        (Path, _limit, _gone) = (path, limit, gone);
        // No buffer: writers come with large pieces.
        _stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
    }

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    /// <summary>Lower-case hex of the SHA-256, once all is written.</summary>
    public string Hash => _sum ?? throw new InvalidOperationException("The file is not complete.");

    /// <returns>False, and nothing written, if the file would be larger than its limit.</returns>
    public async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Length + bytes.Length > _limit)
        {
            return false;
        }
        var head = Math.Min(bytes.Length, HeadBytes - _headLength);
        bytes.Span[..head].CopyTo(_head.AsSpan(_headLength));
        _headLength += head;
        _hash.AppendData(bytes.Span);
        await _stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        Length += bytes.Length;
        return true;
    }

    /// <summary>All is written: others may open the file from now on.</summary>
    /// <param name="lasting">Whether the bytes are to survive a power loss too, once this returns.</param>
    public void Complete(bool lasting = false)
    {
        _sum = Convert.ToHexStringLower(_hash.GetHashAndReset());
        _stream.Flush(flushToDisk: lasting);
        _stream.Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
        // Nothing happens where it was moved away.
        File.Delete(Path);
        _gone(Path);
    }
}
