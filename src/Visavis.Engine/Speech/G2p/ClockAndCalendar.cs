using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Writes out times of day and dates.</summary>
internal sealed partial class ClockAndCalendar
{
    private readonly string[] _months;
    private readonly Regex _monthDay;
    private readonly Regex _dayMonth;

    public ClockAndCalendar(NormalizationTables tables)
    {
        _months = [.. tables.Months.Values];
        var names = string.Join('|', _months.Concat(_months.Select(name => name[..3])).Append("Sept")
            .Distinct().OrderByDescending(name => name.Length));
        _monthDay = new Regex(
            $@"{NotAfterWord}({names})\.? (\d{{1,2}})(?:st|nd|rd|th)?{NotBeforeWord}(?![:%])((?:,? \d{{4}}{NotBeforeWord})?)",
            RegexOptions.CultureInvariant);
        _dayMonth = new Regex(
            $@"{NotAfterWord}(?:the )?(\d{{1,2}}) (?:of )?({names}){NotBeforeWord}(?:\.(?!\z))?", RegexOptions.CultureInvariant);
    }

    public MappedText RewriteTimesAndNumericDates(MappedText text)
    {
        if (text.Text.Contains(':', StringComparison.Ordinal))
        {
            text = text.Replace(TimeOfDay(), match => WriteTime(match, text.Text));
        }
        text = text.Replace(IsoDate(), match => WriteDate(Value(match, 2), Value(match, 3), match.Groups[1].Value));
        return text.Replace(SlashDate(), WriteSlashDate);
    }

    public MappedText RewriteNamedDates(MappedText text)
    {
        text = text.Replace(_monthDay, match => Value(match, 2) is >= 1 and <= 31 and var day
            ? $"{FullName(match.Groups[1].Value)} {NumberWords.Ordinal(day)}{match.Groups[3].Value}"
            : null);
        return text.Replace(_dayMonth, match => Value(match, 1) is >= 1 and <= 31 and var day
            ? $"the {NumberWords.Ordinal(day)} of {FullName(match.Groups[2].Value)}"
            : null);
    }

    /// <summary>"March second" for 3 and 2, or nothing if that is no day.</summary>
    public string? MonthAndDay(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31
        ? $"{_months[month - 1]} {NumberWords.Ordinal(day)}"
        : null;

    private static string? WriteTime(Match match, string text)
    {
        var (hour, minute) = (Value(match, 1), Value(match, 2));
        var second = match.Groups[3].Success ? Value(match, 3) : (int?)null;
        var half = match.Groups[4].Success ? char.ToUpperInvariant(match.Groups[4].ValueSpan[0]) : (char?)null;
        if (hour > 24 || minute > 59 || second > 59)
        {
            return null;
        }
        var words = NumberWords.Cardinal(hour) + minute switch
        {
            0 => second is null && half is null ? " o'clock" : "",
            < 10 => " oh " + NumberWords.Cardinal(minute),
            _ => " " + NumberWords.Cardinal(minute),
        };
        if (second is { } count)
        {
            words += $" and {NumberWords.Cardinal(count)} second{(count == 1 ? "" : "s")}";
        }
        var end = match.Index + match.Length;
        return half is null ? words : $"{words} {half}.M{(end < text.Length && text[end] == '.' ? "" : ".")}";
    }

    private string? WriteSlashDate(Match match)
    {
        var (month, day, year) = (Value(match, 1), Value(match, 2), match.Groups[3].Value);
        if (month > 12)
        {
            (month, day) = (day, month);
        }
        if (year.Length == 2)
        {
            year = (DecimalValue(year) > 30 ? "19" : "20") + year;
        }
        return WriteDate(month, day, year);
    }

    private string? WriteDate(int month, int day, string year) => MonthAndDay(month, day) is { } date ? $"{date}, {year}" : null;

    private string FullName(string month) => _months.First(name => name.StartsWith(month[..3], StringComparison.Ordinal));

    private static int Value(Match match, int group) => DecimalValue(match.Groups[group].ValueSpan);

    [GeneratedRegex(NotAfterWord + @"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([aApP])\.?[mM]\.?(?![A-Za-z]))?(?!\d)")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(NotAfterWord + @"(\d{4})-(\d\d)-(\d\d)" + NotBeforeWord)]
    private static partial Regex IsoDate();

    [GeneratedRegex(NotAfterWord + @"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)" + NotBeforeWord)]
    private static partial Regex SlashDate();
}
