using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Sums of money, the sign before or behind, with hundredths and millions.</summary>
internal static class Money
{
    public static IEnumerable<Rewriting> Rules(Language language)
    {
        if (language.Money.Count == 0)
        {
            yield break;
        }
        var coin = $"(?<coin>{Alternatives.Of(language.Money.Keys)})";
        var scale = language.Scales.Count == 0 ? "" : $@"({Digits.Gap}(?<scale>{Alternatives.Of(language.Scales.Keys)}))?";
        yield return new Rewriting($@"{Digits.Number}(,[-–—])?{scale}{Digits.Gap}{coin}(?![\p{{L}}\d])", match => Say(match, language));
        yield return new Rewriting($@"(?<![\p{{L}}\d]){coin}{Digits.Gap}{Digits.Number.Replace(@"\p{L}", "", StringComparison.Ordinal)}(,[-–—])?{scale}(?!\p{{L}})", match => Say(match, language));
        foreach (var (written, (one, many, _)) in language.Scales)
        {
            yield return new Rewriting(
                $"{Digits.Number}{Digits.Gap}{Alternatives.Of([written])}(?!\\p{{L}})",
                match => match.Groups["number"].Value is "1" ? one : $"{Digits.Plain(match.Groups["number"].Value, language.DecimalMark)} {many}");
        }
    }

    private static string Say(Match match, Language language)
    {
        var written = match.Groups["number"].Value;
        var number = Digits.Plain(written, language.DecimalMark);
        var sign = Digits.IsNegative(written) ? language.Minus + " " : "";
        var coin = language.Money[match.Groups["coin"].Value];
        if (match.Groups["scale"] is { Success: true, Value: var key })
        {
            var (one, many, of) = language.Scales[key];
            return $"{sign}{(number == "1" ? one : $"{number} {many}")} {of}{coin.Unit.Many}";
        }
        var mark = number.IndexOf(language.DecimalMark, StringComparison.Ordinal);
        if (mark < 0 || number.Length - mark != 3)
        {
            return sign + language.Count(number, coin.Unit);
        }
        var (whole, cents) = (number[..mark], number[(mark + 1)..].TrimStart('0'));
        return sign + (cents.Length == 0 ? language.Count(whole, coin.Unit)
            : whole.All(digit => digit == '0') ? language.Count(cents, coin.Cents)
            : $"{language.Count(whole, coin.Unit)}{language.CentsJoint}{cents}");
    }
}
