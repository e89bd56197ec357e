using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Rewrites, before anything else, what the other rules are known to misread: money, dashes, "e.g.", "1½", "C#".</summary>
internal static partial class SpokenForms
{
    public static MappedText Rewrite(MappedText text)
    {
        text = text.Replace(MixedNumber(), match => $"{match.Groups[1].Value} and {WholeAndPart(match.Groups[2].Value)}");
        text = text.Replace(Money(), WriteMoney);
        text = text.Replace(MoneyRange(), match => $"{match.Groups[1].Value} to {match.Groups[2].Value}");
        text = text.Replace(TimeRange(), _ => " to ");
        text = text.Replace(PercentRange(), match => $"{match.Groups[1].Value} to {match.Groups[2].Value}");
        text = text.Replace(Minus(), match => $"{match.Groups[1].Value} minus {match.Groups[2].Value}");
        text = text.Replace(Score(), match => $"{match.Groups[1].Value} to {match.Groups[2].Value}");
        text = text.Replace(LeadingZero(), match => string.Join(' ', match.Value.ToCharArray()));
        text = text.Replace(FeetAndInches(), match => $"{match.Groups[1].Value} foot {match.Groups[2].Value}");
        text = text.Replace(Sharp(), match => $"{match.Groups[1].Value} sharp");
        text = text.Replace(DotNet(), match => match.Index > 0 && char.IsLetter(text.Text[match.Index - 1]) ? " dot net" : "dot net");
        text = text.Replace(ForExample(), match => match.Value[0] is 'e' or 'E' ? "for example" : "that is");
        text = text.Replace(OptionalPlural(), _ => "s");
        text = text.Replace(PlanNumber(), match =>
            $"{match.Groups[1].Value} oh {match.Groups[2].Value} {match.Groups[3].Value.ToUpperInvariant()}");
        text = text.Replace(Arrow(), _ => " to ");
        text = text.Replace(LeadingDash(), _ => "");
        return text.Replace(Dash(), _ => " — ");
    }

    private static string WholeAndPart(string part) => part switch
    {
        "½" or "1/2" => "a half",
        "¼" or "1/4" => "a quarter",
        "¾" or "3/4" => "three quarters",
        _ => part,
    };

    private static string? WriteMoney(Match match)
    {
        var (sign, number, big) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        var (whole, part) = sign[^1] switch { '£' => ("pound", "pence"), '€' => ("euro", "cents"), _ => ("dollar", "cents") };
        var scale = big.Trim().ToLowerInvariant() switch { "" => "", "k" => " thousand", "m" or "mn" => " million", "bn" or "b" => " billion", "tn" => " trillion", var word => " " + word };
        var per = match.Groups[4].Value switch { "" => "", "/hr" or "/h" => " per hour", var rate => " per " + rate[1..] };
        if (scale.Length > 0)
        {
            return $"{number}{scale} {whole}s{per}";
        }
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var units = point < 0 ? number : number[..point];
        var hundredths = point < 0 ? "" : number[(point + 1)..];
        if (hundredths.Length is not (0 or 2))
        {
            return $"{number} {whole}s{per}";
        }
        var one = units == "1" ? "" : "s";
        // Four digits alone would be a year.
        var amount = units.Length == 4 ? $"{units[0]},{units[1..]}" : units;
        return hundredths is "" or "00" ? $"{amount} {whole}{one}{per}"
            : units == "0" ? $"{hundredths.TrimStart('0')} {Part(part, hundredths)}{per}"
            : $"{amount} {whole}{one} and {hundredths.TrimStart('0')} {Part(part, hundredths)}{per}";
    }

    private static string Part(string part, string hundredths) => hundredths == "01" && part == "cents" ? "cent" : part;

    [GeneratedRegex(@"(?<![" + WordSet + @"./])(\d+)(?: ?(?=[½¼¾])|[ \-](?=\d/))([½¼¾]|1/2|1/4|3/4)(?![" + WordSet + "/])")]
    private static partial Regex MixedNumber();

    [GeneratedRegex(@"(?<![" + WordSet + @"])((?:US|C|A)?\$|£|€)(" + Number + @")( (?:hundred|thousand|million|billion|trillion)(?![\p{L}])| ?(?:bn|mn|tn|[kKmMbB])(?![\p{L}\p{N}]))?(/(?:hr|h|hour|day|week|month|year|person|night))?(?![\p{L}\p{N}]|-[\p{L}]|-[$£€]|[.,]\d| (?:[kKmMbB](?![\p{L}])|thousand|million|billion|trillion|hundred))")]
    private static partial Regex Money();

    [GeneratedRegex(@"[$£€](\d+(?:\.\d+)?)[\-–](?:[$£€]?)(\d+(?:\.\d+)? (?:dollar|pound|euro)s?)")]
    private static partial Regex MoneyRange();

    [GeneratedRegex(@"(?<=\d ?[aApP]\.?[mM]\.?) ?[\-–] ?(?=\d)")]
    private static partial Regex TimeRange();

    [GeneratedRegex(@"(?<![" + WordSet + @".\-])(\d{1,3}(?:\.\d+)?[%x]?)[\-–](\d{1,3}(?:\.\d+)?[%x])(?![" + WordSet + "])")]
    private static partial Regex PercentRange();

    [GeneratedRegex(@"(?<!from \d*)(?<![" + WordSet + @".\-])(\d{1,4}) - (\d{1,4})(?![" + WordSet + @"\-])")]
    private static partial Regex Minus();

    [GeneratedRegex(@"(?<![" + WordSet + @".:\-]|[A-Z][a-z]+ )(\d{1,2}):(\d)(?![" + WordSet + ":])")]
    private static partial Regex Score();

    [GeneratedRegex(@"(?<![" + WordSet + @".,:'/\-])0\d{2,}(?![" + WordSet + @":/\-]|[.,]\d)")]
    private static partial Regex LeadingZero();

    [GeneratedRegex(@"(?<![" + WordSet + @"])(\d)'(\d{1,2})(?![" + WordSet + "])\"?")]
    private static partial Regex FeetAndInches();

    [GeneratedRegex(NotAfterWord + "([A-G])#" + NotBeforeWord)]
    private static partial Regex Sharp();

    [GeneratedRegex(@"(?<![\d_.])\.NET" + NotBeforeWord)]
    private static partial Regex DotNet();

    [GeneratedRegex(NotAfterWord + @"(?:[eE]\.g\.|[iI]\.e\.)(?=[ ,:;)])")]
    private static partial Regex ForExample();

    /// <summary>"file(s)" is said "files".</summary>
    [GeneratedRegex(@"(?<=\p{Ll})\(s\)")]
    private static partial Regex OptionalPlural();

    /// <summary>"401(k)" is said "four oh one K".</summary>
    [GeneratedRegex(NotAfterWord + @"(\d)0(\d)\(([a-z])\)")]
    private static partial Regex PlanNumber();

    [GeneratedRegex("(?<=[^ ]) ?[=-]+> ?(?=[^ ])")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\A- (?=.)")]
    private static partial Regex LeadingDash();

    [GeneratedRegex(@"(?<=[^ ]) --? (?=[^ ])|(?<=" + Letter + ")--(?=" + Letter + ")")]
    private static partial Regex Dash();
}
