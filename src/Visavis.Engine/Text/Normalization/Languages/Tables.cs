using System.Collections.Frozen;

namespace Visavis.Engine.Text.Normalization.Languages;

/// <summary>The languages with rules, and short ways to write their tables.</summary>
internal static class Tables
{
    public static IReadOnlyDictionary<string, Func<Language>> All { get; } = new Dictionary<string, Func<Language>>
    {
        ["de"] = German.Create,
        ["fr"] = French.Create,
        ["es"] = Spanish.Create,
        ["pt"] = Portuguese.Create,
        ["it"] = Italian.Create,
        ["nl"] = Dutch.Create,
        ["pl"] = Polish.Create,
        ["ru"] = Russian.Create,
        ["zh"] = Chinese.Create,
        ["cmn"] = Chinese.Create,
        ["yue"] = Chinese.Create,
        ["ja"] = Japanese.Create,
    };

    public static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static string[] List(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"written = said; written = said".</summary>
    public static FrozenDictionary<string, string> Pairs(string table) => Rows(table).ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>"sign sign = one, many, few; …": a few with f: in front of them are feminine.</summary>
    public static FrozenDictionary<string, Noun> Nouns(string table) => Rows(table)
        .SelectMany(row => row[0].Split(' ').Select(sign => (Sign: sign.Replace('_', ' '), Noun: Noun(row[1]))))
        .ToFrozenDictionary(pair => pair.Sign, pair => pair.Noun, StringComparer.Ordinal);

    /// <summary>"sign sign = one, many / one cent, cents; …".</summary>
    public static FrozenDictionary<string, Coin> Coins(string table) => Rows(table)
        .SelectMany(row => row[0].Split(' ').Select(sign => (Sign: sign, Names: row[1].Split(" / "))))
        .ToFrozenDictionary(pair => pair.Sign, pair => new Coin(Noun(pair.Names[0]), Noun(pair.Names[1])), StringComparer.Ordinal);

    /// <summary>"written = one, many, of; …".</summary>
    public static FrozenDictionary<string, (string One, string Many, string Of)> Scales(string table) => Rows(table)
        .ToFrozenDictionary(row => row[0], row => row[1].Split(", ") is [var one, var many, .. var of] ? (one, many, of is [var joint] ? joint + " " : "") : default, StringComparer.Ordinal);

    public static Noun Noun(string forms)
    {
        var isFeminine = forms.StartsWith("f:", StringComparison.Ordinal);
        var parts = (isFeminine ? forms[2..] : forms).Split(", ");
        return new Noun(parts[0], parts[1], parts.Length > 2 ? parts[2] : null) { IsFeminine = isFeminine };
    }

    private static IEnumerable<string[]> Rows(string table) => table
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split(" = ", StringSplitOptions.TrimEntries));
}
