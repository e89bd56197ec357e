namespace Visavis.Server.Assets;

/// <summary>A sound for one session: on disk already, or fetched when it is asked for. It stays until this is disposed.</summary>
public sealed class SoundFile : IDisposable
{
    private readonly Func<CancellationToken, Task<IncomingFile>>? _fetch;
    private IDisposable? _held;
    private string? _path;

    private SoundFile(string? path, IDisposable? held, Func<CancellationToken, Task<IncomingFile>>? fetch) => (_path, _held, _fetch) = (path, held, fetch);

    /// <summary>An asset's content, which may be deleted meanwhile.</summary>
    public static SoundFile Of(ContentLease content) => new(content.Path, content, null);

    /// <summary>A complete file of its own.</summary>
    public static SoundFile Of(IncomingFile file) => new(file.Path, file, null);

    /// <summary>What <paramref name="fetch"/> brings.</summary>
    public static SoundFile Of(Func<CancellationToken, Task<IncomingFile>> fetch) => new(null, null, fetch);

    /// <exception cref="Engine.Media.SoundException">It could not be fetched.</exception>
    public async Task<string> PathAsync(CancellationToken cancellation)
    {
        if (_path is null)
        {
            var file = await _fetch!(cancellation).ConfigureAwait(false);
            (_held, _path) = (file, file.Path);
        }
        return _path;
    }

    public void Dispose() => _held?.Dispose();
}
