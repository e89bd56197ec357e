using System.Text.RegularExpressions;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// First stage of reading: signs, abbreviations, dates and measures become words. Plain numbers, sums under "$5", ordinals and
/// addresses stay for the later stages.
/// </summary>
internal sealed partial class TextNormalization
{
    private readonly ClockAndCalendar _calendar;
    private readonly Quantities _quantities;
    private readonly Abbreviations _abbreviations;
    private readonly (string Sign, string Words, Regex? Between)[] _symbols;

    public TextNormalization(NormalizationTables tables)
    {
        _calendar = new ClockAndCalendar(tables);
        _quantities = new Quantities(tables, _calendar);
        _abbreviations = new Abbreviations(tables);
        _symbols = [.. tables.Symbols.Select(symbol =>
            (symbol.Sign, symbol.Words.Length == 0 ? " " : $" {symbol.Words} ", BetweenThings(symbol.Sign)))];
    }

    public MappedText Normalize(MappedText text)
    {
        text = text.Replace(WhiteSpace(), match => match.Value == " " ? null : " ").Trim()
            .Replace("’", "'").Replace("‒", "-").Replace("―", "—");
        text = Shorthand.Rewrite(ForeignScripts.Rewrite(WebAddresses.Rewrite(text)));
        text = SpokenForms.Rewrite(text);
        text = _calendar.RewriteTimesAndNumericDates(text);
        text = Shorthand.SingularBeforeNoun(_quantities.RewriteMoneyAndMeasures(text));
        text = _calendar.RewriteNamedDates(text);
        text = _abbreviations.Rewrite(text);
        text = _quantities.RewriteFractionsAndRanges(text);
        foreach (var (sign, words, between) in _symbols)
        {
            text = between is null ? text.Replace(sign, words) : text.Replace(between, _ => words);
        }
        return text.Replace(WhiteSpace(), match => match.Value == " " ? null : " ").Replace(SpaceBeforeMark(), _ => "").Trim();
    }

    /// <summary>Signs that are only read where something stands on both sides.</summary>
    private static Regex? BetweenThings(string sign) => sign is "=" or "<" or ">" or "~"
        ? new Regex($@"(?<=\S) ?{sign} ?(?=\S)", RegexOptions.CultureInvariant)
        : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@" +(?=[,;:!?]|\.(?![\p{L}\p{N}]))")]
    private static partial Regex SpaceBeforeMark();
}
