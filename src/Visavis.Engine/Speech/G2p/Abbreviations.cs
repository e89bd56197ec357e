using System.Globalization;
using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Writes out titles, abbreviations, "No. 5" and roman numerals.</summary>
internal sealed partial class Abbreviations
{
    private const string Roman = "((?:CM|CD|C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?<=[CDXLVI])" + NotBeforeWord
        + "(?![.'’]" + Word + ")";

    /// <summary>Abbreviations only before a number: "no. 5", but "She said no."</summary>
    private static readonly string[] CountsThings =
        ["no.", "nos.", "ed.", "eds.", "est.", "fig.", "Fig.", "vol.", "Vol.", "ch.", "Ch.", "pp."];

    /// <summary>Titles that are also words or names ("Gen Z") unless a stop follows.</summary>
    private static readonly string[] NeedStop = ["Gen", "Rep", "Hon", "Pres", "Col", "Adm", "Maj", "Fr", "Sen"];

    private readonly NormalizationTables _tables;
    private readonly Regex _title;
    private readonly Regex _abbreviation;
    private readonly Regex _counting;
    private readonly Regex _ordering;

    public Abbreviations(NormalizationTables tables)
    {
        _tables = tables;
        _title = new Regex($@"{NotAfterWord}({Longest(tables.Titles.Keys)})\.? (?=[A-Z])", RegexOptions.CultureInvariant);
        _abbreviation = new Regex(
            $@"(?<![{WordSet}.])({Longest(tables.Abbreviations.Keys)}){NotBeforeWord}", RegexOptions.CultureInvariant);
        _counting = new Regex($"{NotAfterWord}({Longest(tables.CardinalTriggers)}) {Roman}", RegexOptions.CultureInvariant);
        _ordering = new Regex($"{NotAfterWord}({Longest(tables.OrdinalTriggers)}) {Roman}", RegexOptions.CultureInvariant);
    }

    public MappedText Rewrite(MappedText text)
    {
        text = text.Replace(_title, match =>
            NeedStop.Contains(match.Groups[1].Value) && !match.Value.Contains('.', StringComparison.Ordinal)
                ? null
                : _tables.Titles[match.Groups[1].Value] + " ");
        text = text.Replace(_abbreviation, match => WriteAbbreviation(match, text.Text));
        text = text.Replace(NumberSign(), match => match.Value.StartsWith("Nos", StringComparison.Ordinal) ? "Numbers " : "Number ");
        text = text.Replace(Hash(), _ => "number ");
        text = text.Replace(_counting, match => IsWord(match.Groups[1].Value, match.Groups[2].Value) ? null : string.Create(
            CultureInfo.InvariantCulture, $"{match.Groups[1].Value} {RomanValue(match.Groups[2].ValueSpan)}"));
        return text.Replace(_ordering, match =>
            $"{match.Groups[1].Value} the {NumberWords.Ordinal(RomanValue(match.Groups[2].ValueSpan))}");
    }

    private string? WriteAbbreviation(Match match, string text)
    {
        var end = match.Index + match.Length;
        if (CountsThings.Contains(match.Value) && !(end + 1 < text.Length && text[end] == ' ' && char.IsDigit(text[end + 1])))
        {
            return null;
        }
        var endsSentence = end == text.Length && match.Value.EndsWith('.');
        return _tables.Abbreviations[match.Value] + (endsSentence ? "." : "");
    }

    /// <summary>"the book I read", "Class C": a letter, not a numeral.</summary>
    private static bool IsWord(string trigger, string numeral) =>
        numeral is "C" or "L" || (numeral == "I" && char.IsLower(trigger[0]));

    private static int RomanValue(ReadOnlySpan<char> numeral)
    {
        var (total, last) = (0, 0);
        for (var i = numeral.Length - 1; i >= 0; i--)
        {
            var value = numeral[i] switch { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, 'C' => 100, 'D' => 500, _ => 1000 };
            total += value < last ? -value : value;
            last = Math.Max(last, value);
        }
        return total;
    }

    private static string Longest(IEnumerable<string> words) =>
        string.Join('|', words.OrderByDescending(word => word.Length).Select(Regex.Escape));

    [GeneratedRegex(NotAfterWord + @"Nos?\. ?(?=\d)")]
    private static partial Regex NumberSign();

    [GeneratedRegex("(?<![" + WordSet + @"&])#(?=\d)")]
    private static partial Regex Hash();
}
