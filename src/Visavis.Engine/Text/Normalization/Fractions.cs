using System.Globalization;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Fractions, ranges, negative numbers and digits in groups.</summary>
internal static class Fractions
{
    private const string Signs = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞";

    private static readonly (int Over, int Under)[] Values =
        [(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6), (1, 8), (3, 8), (5, 8), (7, 8)];

    public static IEnumerable<Rewriting> Rules(Language language) =>
    [
        new Rewriting($@"((?<![\d.,])(?<whole>\d{{1,6}}){Digits.Gap})?(?<sign>[{Signs}])", match => Sign(match, language)),
        new Rewriting(
            @"(?<![\d\p{L}/.,])((?<whole>\d{1,6}) )?(?<over>\d)/(?<under>\d{1,2})(?![\d\p{L}/])", match => Say(match, Number(match, "over"), Number(match, "under"), language)),
        new Rewriting(
            @"(?<![\d\p{L}.,/–-])(?<from>\d{1,4}([.,]\d{1,2})?)( – |[–-])(?<to>\d{1,4}([.,]\d{1,2})?)(?![\d\p{L}/–-])", match => Range(match, language)),
        new Rewriting(@"(?<![\p{L}\d.,/)–-])[-−](?=\d)", _ => language.Minus + " "),
        new Rewriting(
            @"(?<![\p{L}\d.,])\d{1,3}(([ \u00A0\u202F\u2009'’]\d{3}){1,4}([,.]\d{1,6})?|(,\d{3}){1,4}\.\d{1,6})(?!\d)",
            match => Digits.Plain(match.Value, language.DecimalMark)),
    ];

    private static string? Sign(Match match, Language language)
    {
        var (over, under) = Values[Signs.IndexOf(match.Groups["sign"].Value, StringComparison.Ordinal)];
        return Say(match, over, under, language);
    }

    private static string? Say(Match match, int over, int under, Language language)
    {
        if (over < 1 || over >= under || under > 10)
        {
            return null;
        }
        var whole = match.Groups["whole"].Value;
        if (under == 2)
        {
            return whole.Length > 0 ? $"{whole} {language.Half.Behind}" : language.Half.Alone;
        }
        var part = language.Count(over.ToString(CultureInfo.InvariantCulture), language.Fractions[under - 3]);
        return whole.Length > 0 ? $"{whole} {language.And} {part}" : part;
    }

    /// <summary>Only upwards: "3-1" is a result.</summary>
    private static string? Range(Match match, Language language)
    {
        var (from, to) = (match.Groups["from"].Value, match.Groups["to"].Value);
        return Value(from) < Value(to) ? $"{from} {language.To} {to}" : null;
    }

    private static double Value(string number) => double.Parse(number.Replace(',', '.'), CultureInfo.InvariantCulture);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
