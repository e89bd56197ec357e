namespace Visavis.Server.Avatars;

/// <summary>Where the packs of a space's own looks lie: <c>avatars/ID/</c>, and the picture beside it until its pack is whole.</summary>
public sealed class LookFolders
{
    private readonly string _folder;

    public LookFolders(ServerOptions options)
    {
        _folder = Path.GetFullPath(Path.Combine(options.Data, "avatars"));
        Directory.CreateDirectory(_folder);
    }

    public string Pack(string look) => Path.Combine(_folder, look);

    public string Source(string look) => Path.Combine(_folder, look + ".source");

    public string Still(string look) => Path.Combine(Pack(look), "preview.png");

    public string Clip(string look) => Path.Combine(Pack(look), "preview.mp4");

    public void Delete(string look)
    {
        File.Delete(Source(look));
        foreach (var folder in (string[])[Pack(look), Pack(look) + ".part"])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>The ids of all looks of which anything lies here.</summary>
    public IEnumerable<string> Ids() =>
        Directory.EnumerateFileSystemEntries(_folder).Select(path => Path.GetFileNameWithoutExtension(path)).Distinct();
}
