using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Visavis.Engine.Text.Normalization.Languages;

namespace Visavis.Engine.Text.Ssml;

/// <summary>What say-as asks for, in writing that the voices read so.</summary>
internal static partial class SayAs
{
    public const string Known = "characters, spell-out, cardinal, number, ordinal, digits, date, time, telephone, currency, unit or fraction";

    /// <summary>Null if the kind is unknown.</summary>
    public static string? Read(string text, string kind, string? format, string locale) => kind switch
    {
        "characters" or "spell-out" or "verbatim" => Letters(text),
        "digits" => string.Join(' ', text.Where(c => !char.IsWhiteSpace(c))),
        "telephone" => Telephone(text),
        "ordinal" => Ordinal(text.Trim(), locale),
        "date" => Date(text, format) ?? text,
        "cardinal" or "number" or "time" or "currency" or "unit" or "fraction" => text.Trim(),
        _ => null,
    };

    /// <summary>Commas give each letter its own beat, and keep "A" from being the article.</summary>
    private static string Letters(string text) => string.Join(", ", text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));

    private static string Telephone(string text)
    {
        var spoken = new StringBuilder(text.TrimStart().StartsWith('+') ? "+ " : "");
        foreach (var group in Group().EnumerateMatches(text))
        {
            spoken.Append(spoken.Length > 2 ? ", " : "").AppendJoin(' ', text.AsSpan(group.Index, group.Length).ToArray());
        }
        return spoken.Length > 0 ? spoken.ToString() : text;
    }

    private static string Ordinal(string number, string locale)
    {
        if (!int.TryParse(number.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return number;
        }
        return locale.Split('-', '_')[0].ToLowerInvariant() switch
        {
            "en" => number + (value % 100 is >= 11 and <= 13 ? "th" : (value % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" }),
            "de" when value is > 0 and < 100 => German.WrittenOrdinal(value, "e"),
            "fr" => value == 1 ? "premier" : number + "ème",
            "es" or "it" or "pt" => number + "º",
            "nl" => number + "e",
            "zh" or "cmn" => "第" + number,
            _ => number + ".",
        };
    }

    /// <summary>Year, month and day in the order that the format tells, else in the one that their sizes tell; as ISO 8601.</summary>
    private static string? Date(string text, string? format)
    {
        var parts = Group().Matches(text).Select(match => match.Value).ToList();
        var order = format?.ToLowerInvariant().Where("ymd".Contains).Distinct().ToArray() ?? [];
        if (parts.Count != 3 || parts.Exists(part => part.Length > 4))
        {
            return null;
        }
        order = order.Length == 3 ? order : parts[0].Length == 4 ? ['y', 'm', 'd'] : int.Parse(parts[0], CultureInfo.InvariantCulture) > 12 ? ['d', 'm', 'y'] : ['m', 'd', 'y'];
        int Part(char which) => int.Parse(parts[Array.IndexOf(order, which)], CultureInfo.InvariantCulture);
        var year = Part('y') is < 100 and var two ? two + (two < 40 ? 2000 : 1900) : Part('y');
        return Part('m') is >= 1 and <= 12 && Part('d') is >= 1 and <= 31 ? $"{year:0000}-{Part('m'):00}-{Part('d'):00}" : null;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Group();
}
