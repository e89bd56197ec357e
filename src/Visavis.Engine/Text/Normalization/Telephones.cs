using System.Text;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Telephone numbers: digit by digit with a rest between groups, or pair by pair where people say pairs.</summary>
internal static class Telephones
{
    /// <summary>Fewer digits may be anything.</summary>
    private const int FewestDigits = 7;

    /// <summary>With an international code, an area code with a zero, or one in brackets.</summary>
    private const string General = @"(?<![\p{L}\d.,/+-])(\+\d{1,3}|\(?0\d{1,5}\)?|\(\d{2,5}\))([ \u00A0\u202F./-]{1,3}\(?\d{1,8}\)?){1,7}(?![\d,])";

    public static IEnumerable<Rewriting> Rules(Language language)
    {
        yield return new Rewriting(General, match => Say(match, language));
        if (language.Telephone is { } own)
        {
            yield return new Rewriting(own, match => Say(match, language));
        }
    }

    private static string? Say(Match match, Language language)
    {
        if (match.Value.Count(char.IsAsciiDigit) < FewestDigits)
        {
            return null;
        }
        var spoken = new StringBuilder(match.Value.StartsWith('+') ? language.Plus + " " : "");
        var first = true;
        foreach (var group in match.Value.Split([' ', '\u00A0', '\u202F', '.', '/', '-', '(', ')', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            spoken.Append(first ? "" : ", ").Append(language.SaysDigitPairs && group.Length == 2 ? group : Digits.OneByOne(group));
            first = false;
        }
        return spoken.ToString();
    }
}
