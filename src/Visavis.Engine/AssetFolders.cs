namespace Visavis.Engine;

/// <summary>Where the shipped data lies: beside the program, or in the checkout while developing.</summary>
public static class AssetFolders
{
    public static string Avatars => Path.Combine(Root, "avatars");

    public static string Voices => Path.Combine(Root, "voices");

    // By a file of ours: the tests have an assets folder of their own.
    public static string Root { get; } = Path.GetDirectoryName(Find(Path.Combine("assets", "avatars")))!;

    /// <summary>The folder with the native libraries that set-up installs (libonnxruntime.so.1).</summary>
    public static string Native { get; } = Environment.GetEnvironmentVariable("VISAVIS_NATIVE") ?? Find(".native");

    private static string Find(string name)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }
        return Path.Combine(AppContext.BaseDirectory, name);
    }
}
