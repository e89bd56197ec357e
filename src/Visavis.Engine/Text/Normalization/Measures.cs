using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Numbers with a unit: "100 km/h", "-5 °C".</summary>
internal static class Measures
{
    public static IEnumerable<Rewriting> Rules(Language language)
    {
        if (language.Units.Count > 0)
        {
            yield return new Rewriting(
                $@"{Digits.Number}{Digits.Gap}(?<unit>{Alternatives.Of(language.Units.Keys)})(?![\p{{L}}\d²³/°'’])", match => Say(match, language));
        }
    }

    private static string Say(Match match, Language language)
    {
        var number = match.Groups["number"].Value;
        var sign = Digits.IsNegative(number) ? language.Minus + " " : "";
        return sign + language.Count(Digits.Plain(number, language.DecimalMark), language.Units[match.Groups["unit"].Value]);
    }
}
