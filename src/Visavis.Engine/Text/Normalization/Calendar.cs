using System.Globalization;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Dates in figures and times of day.</summary>
internal static class Calendar
{
    /// <summary>The word in front of a date, which decides its case in German.</summary>
    public const string Before = @"((?<=(?<![\p{L}])(?<before>\p{L}{1,12}) )|)";

    public static IEnumerable<Rewriting> Rules(Language language)
    {
        yield return new Rewriting(Before + @"(?<![\d\p{L}./-])(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?![\d-])", match => Date(match, language));
        yield return new Rewriting(
            Before + @"(?<![\d\p{L}./-])(?<day>\d{1,2})(?<mark>[./-])(?<month>\d{1,2})\k<mark>(?<year>\d{4})(?![\d-]|\.\d)", match => Date(match, language));
        yield return new Rewriting(
            Before + @"(?<![\d\p{L}./-])(?<day>\d{2})(?<mark>[./])(?<month>\d{2})\k<mark>(?<year>\d{2})(?![\d-]|\.\d)", match => Date(match, language));
        foreach (var pattern in language.Times)
        {
            yield return new Rewriting(
                pattern.Replace("<H>", @"(?<![\d\p{L}:.,])(?<hour>[01]?\d|2[0-4])", StringComparison.Ordinal)
                    .Replace("<M>", "(?<minute>[0-5][0-9])", StringComparison.Ordinal) + @"(?![\d:])",
                match => language.Time(Number(match, "hour"), Number(match, "minute")));
        }
    }

    private static string? Date(Match match, Language language)
    {
        var (day, month) = (Number(match, "day"), Number(match, "month"));
        if (day is < 1 or > 31 || month is < 1 or > 12)
        {
            return null;
        }
        var year = match.Groups["year"].Value;
        // Two digits: this century until the thirties.
        year = year.Length == 2 ? (Number(match, "year") < 40 ? "20" : "19") + year : year;
        return language.Date(day, language.Months[month - 1], year, match.Groups["before"].Value);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
