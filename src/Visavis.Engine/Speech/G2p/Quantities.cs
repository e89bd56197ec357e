using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Writes out sums of money, measures, fractions, ranges and telephone numbers.</summary>
internal sealed partial class Quantities
{
    private const string Big = "(hundred|thousand|million|billion|trillion|[kKmMbB]" + NotBeforeWord + ")";
    private const string Start = "(?<![" + WordSet + ".])";

    private static readonly string[] Fractions =
        ["", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private readonly NormalizationTables _tables;
    private readonly ClockAndCalendar _calendar;
    private readonly Regex _measure;

    public Quantities(NormalizationTables tables, ClockAndCalendar calendar)
    {
        (_tables, _calendar) = (tables, calendar);
        var units = string.Join('|', tables.Units.Keys.OrderByDescending(unit => unit.Length).Select(Regex.Escape));
        _measure = new Regex($"{Start}(-?{Number}) ?({units}){NotBeforeWord}", RegexOptions.CultureInvariant);
    }

    public MappedText RewriteMoneyAndMeasures(MappedText text)
    {
        text = text.Replace(LargeSum(), match =>
            $"{match.Groups[2].Value} {Scale(match.Groups[3].Value)} {_tables.Currencies[match.Groups[1].Value].Many}");
        text = text.Replace(Cents(), match => $"{match.Groups[1].Value} {(IsOne(match.Groups[1].Value) ? "cent" : "cents")}");
        text = text.Replace(ForeignSum(), WriteForeignSum);
        text = text.Replace(Degrees(), WriteDegrees);
        return text.Replace(_measure, match =>
            $"{match.Groups[1].Value} {Counted(_tables.Units[match.Groups[2].Value], match.Groups[1].Value)}");
    }

    public MappedText RewriteFractionsAndRanges(MappedText text)
    {
        text = text.Replace(Telephone(), match =>
            string.Join(' ', match.Value.ToCharArray()).Replace(" -", ",", StringComparison.Ordinal));
        text = text.Replace(Fraction(), match => WriteFraction(match, text.Text));
        text = text.Replace(Range(), match => $"{match.Groups[1].Value} to {match.Groups[2].Value}");
        return text.Replace(Plus(), _ => "plus ");
    }

    private string? WriteForeignSum(Match match)
    {
        var unit = _tables.Currencies[match.Groups[1].Value.TrimEnd('.')];
        var number = match.Groups[2].Value;
        return match.Groups[3].Success
            ? $"{number} {Scale(match.Groups[3].Value)} {unit.Many}"
            : $"{number} {Counted(unit, number)}";
    }

    private static string WriteDegrees(Match match)
    {
        var number = match.Groups[1].Value;
        var scale = match.Groups[2].Value switch
        {
            "C" => " Celsius",
            "F" => " Fahrenheit",
            _ => "",
        };
        return $"{number} {(IsOne(number) ? "degree" : "degrees")}{scale}";
    }

    private string WriteFraction(Match match, string text)
    {
        var (a, b) = (DecimalValue(match.Groups[1].ValueSpan), DecimalValue(match.Groups[2].ValueSpan));
        if (a > 0 && a < b && b <= 10)
        {
            return b == 2 ? "one half" : $"{match.Groups[1].Value} {Fractions[b]}{(a > 1 ? "s" : "")}";
        }
        var after = text.AsSpan(match.Index + match.Length);
        if (a < b && b is (16 or 32 or 64) && (after.StartsWith(" of") || after.StartsWith(" inch")))
        {
            return $"{match.Groups[1].Value} {NumberWords.Ordinal(b)}{(a > 1 ? "s" : "")}";
        }
        // "24/7", and shares such as "80/20" and "50/50".
        var isPair = (a, b) is (9, 11) or (24, 7) || (a > 12 && b > 12);
        return isPair ? $"{match.Groups[1].Value} {match.Groups[2].Value}"
            : _calendar.MonthAndDay(a, b) ?? $"{match.Groups[1].Value} slash {match.Groups[2].Value}";
    }

    private static string Counted((string One, string Many) unit, string number) => IsOne(number) ? unit.One : unit.Many;

    private static bool IsOne(string number) => number.Replace(",", "", StringComparison.Ordinal) is "1" or "1.0" or "-1";

    private static string Scale(string big) => big switch
    {
        "k" or "K" => "thousand",
        "m" or "M" => "million",
        "b" or "B" => "billion",
        _ => big,
    };

    [GeneratedRegex("([$£€])(" + Number + ") ?" + Big)]
    private static partial Regex LargeSum();

    [GeneratedRegex(Start + "(" + Number + ") ?¢")]
    private static partial Regex Cents();

    [GeneratedRegex(NotAfterWord + @"(¥|₹|₩|Rs\.|Rs|USD|EUR|GBP) ?(" + Number + ")(?: ?" + Big + ")?")]
    private static partial Regex ForeignSum();

    [GeneratedRegex(Start + "(-?" + Number + ") ?° ?([CF]?)" + NotBeforeWord)]
    private static partial Regex Degrees();

    [GeneratedRegex("(?<![" + WordSet + @".\-])(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}(?![" + WordSet + @"\-]|\.\d)")]
    private static partial Regex Telephone();

    [GeneratedRegex("(?<![" + WordSet + @"./])(\d{1,2})/(\d{1,2})(?![" + WordSet + @"/]|\.\d)")]
    private static partial Regex Fraction();

    [GeneratedRegex("(?<![" + WordSet + @".\-])(\d{1,4}) ?[-–] ?(\d{1,4})(?![" + WordSet + @"\-]|\.\d)")]
    private static partial Regex Range();

    [GeneratedRegex("(?<![" + WordSet + @"+])\+(?=\d)")]
    private static partial Regex Plus();
}
