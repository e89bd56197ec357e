using Microsoft.Win32.SafeHandles;

namespace Visavis.Engine.Hls;

/// <summary>Segments too old for memory: appended by the one writer, read by offset by any viewer, deleted with the session.</summary>
internal sealed class SegmentFile(string path, long maxBytes) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, FileOptions.DeleteOnClose);
    private long _length;

    /// <returns>Where the bytes stand.</returns>
    /// <exception cref="MediaLimitException">The session's media is larger than its limit.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public long Append(byte[] segment)
    {
        if (_length + segment.Length > maxBytes)
        {
            throw new MediaLimitException($"The session's media exceeds its limit of {maxBytes >> 20} MiB.");
        }
        RandomAccess.Write(_file, segment, _length);
        _length += segment.Length;
        return _length - segment.Length;
    }

    public async ValueTask<byte[]> ReadAsync(long offset, int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        var read = 0;
        while (read < length)
        {
            var count = await RandomAccess.ReadAsync(_file, bytes.AsMemory(read), offset + read, cancellation).ConfigureAwait(false);
            read += count > 0 ? count : throw new EndOfStreamException("The session's media file is shorter than what was written.");
        }
        return bytes;
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>A session made more media than it may; the message names the limit.</summary>
public sealed class MediaLimitException(string message) : Exception(message);
