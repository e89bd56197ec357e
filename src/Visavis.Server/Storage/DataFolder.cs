namespace Visavis.Server.Storage;

/// <summary>The folder that holds everything the server keeps; one running server owns it.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream ownership)
    {
        Path = path;
        _lock = ownership;
    }

    public string Path { get; }

    /// <summary>Makes the folder where it is missing and takes its ownership until disposal.</summary>
    /// <exception cref="StartException">It cannot be written, or another server owns it.</exception>
    public static DataFolder Own(string path)
    {
        var full = Make(path);
        var file = System.IO.Path.Combine(full, "owner.lock");
        try
        {
            // The operating system lets go of it when the process ends, however it ends.
            return new DataFolder(full, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new StartException($"The data folder {full} belongs to another running server: stop that one or choose another folder with --data.");
        }
        catch (UnauthorizedAccessException)
        {
            throw Unwritable(full);
        }
    }

    /// <summary>The file of the database inside a folder, which is made where it is missing.</summary>
    public static string DatabaseFile(string path) => System.IO.Path.Combine(Make(path), "visavis.db");

    public void Dispose() => _lock.Dispose();

    private static string Make(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var probe = System.IO.Path.Combine(full, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return full;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(full);
        }
    }

    private static StartException Unwritable(string path) =>
        new($"The data folder {path} cannot be written: change its rights or choose another one with --data.");
}
