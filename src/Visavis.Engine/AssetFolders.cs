namespace Visavis.Engine;

/// <summary>Where the shipped data lies: beside the program, or in the checkout while developing.</summary>
public static class AssetFolders
{
    public static string Avatars => Path.Combine(Root, "avatars");

    public static string Voices => Path.Combine(Root, "voices");

    /// <summary>The recogniser and the viseme net.</summary>
    public static string Hearing => Path.Combine(Root, "hearing");

    /// <summary>The face networks, the face mesh and the mouth basis.</summary>
    public static string Faces => Path.Combine(Root, "faces");

    public static string Root { get; } = Find("assets", "voices");

    /// <summary>The folder with the native libraries that set-up installs (libonnxruntime.so.1).</summary>
    public static string Native { get; } = Environment.GetEnvironmentVariable("VISAVIS_NATIVE") is { Length: > 0 } named ? named : Find(".native", "");

    /// <summary>The nearest folder above the program that is called <paramref name="name"/> and holds <paramref name="content"/> (tests have assets too).</summary>
    private static string Find(string name, string content)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, name);
            if (Directory.Exists(Path.Combine(candidate, content)))
            {
                return candidate;
            }
        }
        return Path.Combine(AppContext.BaseDirectory, name);
    }
}
