using Visavis.Server.Storage;

namespace Visavis.Server.Assets;

/// <summary>
/// Contents on disk, each once, under its hash: <c>assets/ab/cdef…</c>. One rule keeps files and rows together: a content is
/// deleted when its last lease is given back and no row names it. Who adds, reads or deletes holds a lease meanwhile.
/// </summary>
public sealed class ContentFiles(ServerOptions options, AssetStore rows)
{
    private const int HashLength = 64;

    private readonly Dictionary<string, int> _leases = [];
    private readonly Lock _lock = new();
    private readonly string _folder = Path.GetFullPath(Path.Combine(options.Data, "assets"));

    public ContentLease Lease(string hash)
    {
        lock (_lock)
        {
            _leases[hash] = _leases.GetValueOrDefault(hash) + 1;
        }
        return new ContentLease(PathOf(hash), () => Return(hash));
    }

    /// <summary>Moves a complete file to its place, where the same content may lie already. Hold a lease on it until its row is written.</summary>
    public void Keep(IncomingFile file)
    {
        var path = PathOf(file.Hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // A rename: readers see the whole content or none. The same content over itself changes nothing, and open files go on.
        File.Move(file.Path, path, overwrite: true);
    }

    /// <summary>The hashes of the contents that lie on disk.</summary>
    public IEnumerable<string> OnDisk() => !Directory.Exists(_folder) ? [] : Directory
        .EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path)) + Path.GetFileName(path))
        .Where(hash => hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower));

    private string PathOf(string hash) => Path.Combine(_folder, hash[..2], hash[2..]);

    private void Return(string hash)
    {
        // Under the lock, so that nobody takes a lease between the look at the rows and the deletion.
        lock (_lock)
        {
            if (--_leases[hash] > 0)
            {
                return;
            }
            _leases.Remove(hash);
            if (!rows.HasContent(hash))
            {
                Delete(PathOf(hash));
            }
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // It never came to lie there.
        }
    }
}

/// <summary>Keeps a content on disk until it is disposed, whatever becomes of its rows.</summary>
public sealed class ContentLease(string path, Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    public string Path { get; } = path;

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
