using System.Collections.Concurrent;

namespace Visavis.Server.Assets;

/// <summary>The folder of files on their way in. What has no owner in this process was left by a killed one.</summary>
public sealed class IncomingFiles
{
    private readonly ConcurrentDictionary<string, bool> _owned = new();
    private readonly string _folder;

    public IncomingFiles(ServerOptions options)
    {
        _folder = Path.GetFullPath(Path.Combine(options.Data, "incoming"));
        Directory.CreateDirectory(_folder);
    }

    /// <param name="limit">The most bytes that the file may have.</param>
    public IncomingFile New(long limit)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        _owned[path] = true;
        try
        {
            return new IncomingFile(path, limit, gone => _owned.TryRemove(gone, out _));
        }
        catch
        {
            _owned.TryRemove(path, out _);
            throw;
        }
    }

    /// <summary>Deletes what nobody owns.</summary>
    public void DeleteLost()
    {
        foreach (var path in Directory.EnumerateFiles(_folder).Where(path => !_owned.ContainsKey(path)))
        {
            File.Delete(path);
        }
    }
}
