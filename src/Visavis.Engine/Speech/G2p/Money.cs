using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Writes out sums of money: "$5", "$3bn", "£2.50", "$5.50/hr", "$5-$10".</summary>
internal static partial class Money
{
    private const string Sign = @"((?:US|C|A)?\$|£|€)";

    private const string Scales = "( (?:hundred|thousand|million|billion|trillion)" + NotBeforeLetter + "| ?(?:bn|mn|tn|[kKmMbB])"
        + NotBeforeWord + ")?";

    private const string Rate = "(/(?:hr|h|hour|day|week|month|year|person|night))?";

    private const string NotBeforeLetter = @"(?!\p{L})";

    /// <summary>What else may follow makes it a range or a number of another kind, which later steps read.</summary>
    private const string End = @"(?![\p{L}\p{N}]|-[\p{L}]|-[$£€]|[.,]\d| (?:[kKmMbB]" + NotBeforeLetter
        + "|thousand|million|billion|trillion|hundred))";

    public static MappedText Rewrite(MappedText text) => text.Replace(Sum(), Write)
        .Replace(Range(), match => $"{match.Groups[1].Value} to {match.Groups[2].Value}");

    private static string Write(Match match)
    {
        var number = match.Groups[2].Value;
        var (whole, part) = match.Groups[1].Value[^1] switch
        {
            '£' => ("pound", "pence"),
            '€' => ("euro", "cents"),
            _ => ("dollar", "cents"),
        };
        var per = match.Groups[4].Value switch { "" => "", "/hr" or "/h" => " per hour", var rate => " per " + rate[1..] };
        var scale = Scale(match.Groups[3].Value.Trim().ToLowerInvariant());
        return (scale.Length > 0 ? $"{number}{scale} {whole}s" : Amount(number, whole, part)) + per;
    }

    private static string Amount(string number, string whole, string part)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var units = point < 0 ? number : number[..point];
        var hundredths = point < 0 ? "" : number[(point + 1)..];
        if (hundredths.Length is not (0 or 2))
        {
            return $"{number} {whole}s";
        }
        // Four digits alone would be a year.
        var amount = units.Length == 4 ? $"{units[0]},{units[1..]}" : units;
        var sum = $"{amount} {whole}{(units == "1" ? "" : "s")}";
        var rest = $"{hundredths.TrimStart('0')} {(hundredths == "01" && part == "cents" ? "cent" : part)}";
        return hundredths is "" or "00" ? sum : units == "0" ? rest : $"{sum} and {rest}";
    }

    private static string Scale(string big) => big switch
    {
        "" => "",
        "k" => " thousand",
        "m" or "mn" => " million",
        "b" or "bn" => " billion",
        "tn" => " trillion",
        _ => " " + big,
    };

    [GeneratedRegex(NotAfterWord + Sign + "(" + Number + ")" + Scales + Rate + End)]
    private static partial Regex Sum();

    [GeneratedRegex(@"[$£€](\d+(?:\.\d+)?)[\-–](?:[$£€]?)(\d+(?:\.\d+)? (?:dollar|pound|euro)s?)")]
    private static partial Regex Range();
}
