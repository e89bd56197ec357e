namespace Visavis.Engine.Text.Normalization;

/// <summary>Numbers as people write them: "1.234,50", "1 234", "10'000", "3.5".</summary>
internal static class Digits
{
    /// <summary>The spaces that may stand between a number and what belongs to it.</summary>
    public const string Gap = "[ \u00A0\u202F\u2009]?";

    /// <summary>Starts where no other number or word does; each part bounded.</summary>
    public const string Number =
        @"(?<![\p{L}\d.,_])(?<number>[-−–]?(\d{1,3}([.\u00A0\u202F\u2009 '’]\d{3}){1,4}|\d{1,15})([.,]\d{1,6})?)(?![\d_])";

    /// <summary>Without group marks, decimals behind <paramref name="mark"/>.</summary>
    public static string Plain(string number, char mark)
    {
        var whole = number.AsSpan();
        var decimals = "";
        var last = number.LastIndexOfAny(['.', ',']);
        // "1.234" and "1 234" are groups; "1,234" only where the comma groups.
        if (last > 0 && (number[last] == mark || number.Length - last != 4 || whole[..last].Contains(number[last] == '.' ? ',' : '.')))
        {
            whole = whole[..last];
            decimals = mark + number[(last + 1)..];
        }
        Span<char> digits = stackalloc char[whole.Length];
        var count = 0;
        foreach (var c in whole)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
        }
        return new string(digits[..count]) + decimals;
    }

    public static bool IsNegative(string number) => number[0] is '-' or '−' or '–';

    /// <summary>One by one, with spaces between.</summary>
    public static string OneByOne(string digits) => string.Join(' ', digits.Where(char.IsAsciiDigit));
}
