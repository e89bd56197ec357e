using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Writes out numbers that people say in their own way: telephone numbers, "1920x1080", "60W", "a 6 ft wall".</summary>
internal static partial class Shorthand
{
    private const string Amount = @"(?<amount>\d[\d,.]* (?:(?:thousand|million|billion|square) )?)";

    private const string Plural = "(?<plural>feet|inches|(?:(?:kilo|centi|milli)?meter|mile|yard|pound|ounce|(?:kilo|milli)?gram"
        + "|(?:milli)?liter|(?:kilo|mega|giga|tera)byte|(?:kilo)?watt|volt|amp|second|minute|hour|day|week|month|year|dollar|euro|cent)s)";

    /// <summary>Not before a noun: "a 5 km and".</summary>
    private const string NoNoun = "(?!(?:of|and|or|to|from|in|on|at|by|per|for|with|is|was|are|were|away|long|tall|wide|high|deep|than)"
        + NotBeforeWord + ")";

    private const string Measured = "(?:bill|note|bulb|wall|file|tablet|walk|run|race|drive|fee|fine|prize|tip|limit|screen|cable"
        + "|battery|adapter|charger|deal|loan|deposit|budget|ticket|gift|company|project)s?" + NotBeforeWord;

    public static MappedText Rewrite(MappedText text)
    {
        text = text.ReplaceAsOne(Telephone(), match => Spelled(match.Value));
        text = text.Replace(Emergency(), match => Digits(match.Value));
        text = text.Replace(Area(), match => $"{match.Groups[1].Value} by {match.Groups[2].Value}");
        text = text.Replace(Inches(), match => text.Text.Count(c => c == '"') == 1 ? $"{match.Groups[1].Value} inch" : null);
        text = text.Replace(Power(), WritePower);
        text = text.Replace(Exponent(), match =>
            $"{match.Groups[1].Value} times ten to the {(match.Groups[2].Length > 0 ? "minus " : "")}{match.Groups[3].Value}");
        return text;
    }

    /// <summary>"a 6 foot wall", "a twenty dollar bill": before a noun a measure has no plural. Runs when units are written out.</summary>
    public static MappedText SingularBeforeNoun(MappedText text) => text.Replace(Adjective(), match =>
        match.Groups["amount"].Value + match.Groups["plural"].Value switch
        {
            "feet" => "foot",
            "inches" => "inch",
            var plural => plural[..^1],
        });

    /// <summary>Digit by digit, with a pause between the groups.</summary>
    private static string Spelled(string number)
    {
        var groups = DigitGroup().Matches(number).Select(group => Digits(group.Value));
        return (number[0] == '+' ? "plus " : "") + string.Join(", ", groups);
    }

    private static string Digits(string number) => string.Join(' ', number.Where(char.IsAsciiDigit));

    private static string WritePower(Match match)
    {
        var (number, unit) = (match.Groups[1].Value, match.Groups[2].Value);
        var name = unit switch
        {
            "V" => "volt",
            "kV" => "kilovolt",
            "mV" => "millivolt",
            "mA" => "milliamp",
            "A" => "amp",
            _ => "watt",
        };
        return $"{number} {name}{(number == "1" ? "" : "s")}";
    }

    /// <summary>"(555) 123-4567", "555.123.4567", "+44 20 7946 0958", "0800 123 456", "1-800-555-0100".</summary>
    [GeneratedRegex("(?<![" + WordSet + @".,\-+(])(?:\+\d{1,3}(?:[ .\-]?\(\d{1,4}\))?(?:[ .\-]\d{2,4}){2,5}"
        + @"|(?:1[ .\-])?\(\d{3}\) ?\d{3}[ .\-]\d{4}|\d{3}\.\d{3}\.\d{4}|(?:1-)?\d{3}-\d{3}-\d{4}|0\d{2,4} \d{3,4} \d{3,4})(?!["
        + WordSet + @"\-]|[.,]\d)")]
    private static partial Regex Telephone();

    [GeneratedRegex(@"\d+")]
    private static partial Regex DigitGroup();

    [GeneratedRegex("(?<=(?:[Cc]all(?:ed|ing|s)?|[Dd]ial(?:ed|ing|s)?|[Pp]hone[ds]?|[Rr]ing|[Rr]ang) )(?:911|999|112|988|411|311)(?!["
        + WordSet + @"\-]|[.,]\d)|(?:911|999|112|988)(?= (?:call|operator|dispatch|emergency))|(?<![" + WordSet
        + @".\-])9-1-1(?![" + WordSet + "-])")]
    private static partial Regex Emergency();

    [GeneratedRegex("(?<![" + WordSet + @".])(\d{2,5}|\d(?=[x×]\d [a-z])) ?[x×] ?(\d{2,5}|(?<=\d[x×])\d)(?![" + WordSet + @"]|[.,]\d)")]
    private static partial Regex Area();

    [GeneratedRegex("(?<![" + WordSet + @".'])(\d+)""(?= [a-z])")]
    private static partial Regex Inches();

    /// <summary>A lone A is an ampere only behind a decimal ("2.5A") or beside volts: "2A" may be a flat.</summary>
    [GeneratedRegex("(?<![" + WordSet + @".])(\d+(?:\.\d+)?) ?(V|kV|mV|W|mA|(?<=\.\d+ ?)A|(?<=\d ?V.*)A)" + NotBeforeWord)]
    private static partial Regex Power();

    [GeneratedRegex("(?<![" + WordSet + @".])(\d+(?:\.\d+)?)[eE](-?)\+?(\d{1,3})" + NotBeforeWord)]
    private static partial Regex Exponent();

    /// <summary>Behind "a" any noun will do; behind "the" or "my" only one that is often measured ("the 5 minutes passed").</summary>
    [GeneratedRegex(@"(?<=(?<!\p{L})an? )" + Amount + Plural + "(?= " + NoNoun + @"\p{Ll})|(?<=(?<!\p{L})(?:the|this|that|my"
        + "|your|his|her|our|their|its|each|every) )" + Amount + Plural + "(?= " + Measured + ")", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Adjective();
}
