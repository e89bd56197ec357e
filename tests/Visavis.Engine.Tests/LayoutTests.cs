using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Tests;

/// <summary>Holds the direction of the data flow: a folder of the engine uses only folders to its left.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Order = ["Native", "Media", "Hearing", "Faces", "Text", "Speech", "Lipsync", "Render", "Encode", "Portraits", "Fmp4", "Hls", "Session"];

    public static TheoryData<string> Folders => new(Order);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_UsesOnlyFoldersToItsLeft(string folder)
    {
        var allowed = Order.TakeWhile(name => name != folder).Append(folder).ToHashSet();
        var wrong = Directory.EnumerateFiles(Path.Combine(Engine(), folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => EngineNamespaces().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Uses: match.Groups[1].Value)))
            .Where(use => Order.Contains(use.Uses) && !allowed.Contains(use.Uses));
        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryFolder_HasAPlaceInTheOrder() =>
        Assert.Equal(Order.Order(), Directory.EnumerateDirectories(Engine()).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Order());

    private static string Engine([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Visavis.Engine"));

    [GeneratedRegex(@"Visavis\.Engine\.(\w+)")]
    private static partial Regex EngineNamespaces();
}
