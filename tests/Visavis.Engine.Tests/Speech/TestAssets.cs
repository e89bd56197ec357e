namespace Visavis.Engine.Tests.Speech;

internal static class TestAssets
{
    /// <summary>tests/assets of the checkout.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "tests", "assets")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("tests/assets lies above no folder of the test program.");
        }
        return Path.Combine(folder, "tests", "assets");
    }
}
