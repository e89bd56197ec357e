using System.Text.Json;

namespace Visavis.Engine.Speech.G2p;

/// <summary>The word lists of <c>normalize.json</c>.</summary>
internal sealed class NormalizationTables
{
    private NormalizationTables(JsonElement root)
    {
        Months = Strings(root, "months");
        Titles = Strings(root, "titles");
        Abbreviations = Strings(root, "abbreviations");
        Symbols = [.. root.GetProperty("symbols").EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString()!))];
        Units = Pairs(root, "units");
        Currencies = Pairs(root, "currency");
        CardinalTriggers = [.. root.GetProperty("roman_cardinal").EnumerateArray().Select(entry => entry.GetString()!)];
        OrdinalTriggers = [.. root.GetProperty("roman_ordinal").EnumerateArray().Select(entry => entry.GetString()!)];
    }

    /// <summary>Full names by their first three letters in lower case.</summary>
    public IReadOnlyDictionary<string, string> Months { get; }

    public IReadOnlyDictionary<string, string> Titles { get; }

    public IReadOnlyDictionary<string, string> Abbreviations { get; }

    /// <summary>Signs and their words, in the order in which they are replaced.</summary>
    public IReadOnlyList<(string Sign, string Words)> Symbols { get; }

    /// <summary>Singular and plural by the unit's sign.</summary>
    public IReadOnlyDictionary<string, (string One, string Many)> Units { get; }

    public IReadOnlyDictionary<string, (string One, string Many)> Currencies { get; }

    /// <summary>Words behind which a roman numeral counts ("Chapter IV").</summary>
    public IReadOnlyList<string> CardinalTriggers { get; }

    /// <summary>Names behind which a roman numeral orders ("Henry VIII").</summary>
    public IReadOnlyList<string> OrdinalTriggers { get; }

    public static NormalizationTables Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new NormalizationTables(document.RootElement);
    }

    private static Dictionary<string, string> Strings(JsonElement root, string name) => root.GetProperty(name).EnumerateObject()
        .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);

    private static Dictionary<string, (string One, string Many)> Pairs(JsonElement root, string name) => root.GetProperty(name)
        .EnumerateObject()
        .ToDictionary(entry => entry.Name, entry => (entry.Value[0].GetString()!, entry.Value[1].GetString()!), StringComparer.Ordinal);
}
