using System.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Numbers written out: "one thousand, two hundred and thirty-four", "thirty-first".</summary>
internal static class NumberWords
{
    /// <summary>Numbers longer than this many digits have no name here (a decillion is 10^33) and are read digit by digit.</summary>
    public const int MaxDigits = 36;

    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Scales =
    [
        "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion", "octillion",
        "nonillion", "decillion",
    ];

    public static string Cardinal(int number) => Cardinal(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <param name="digits">ASCII digits; those in front may be zeros.</param>
    public static string Cardinal(ReadOnlySpan<char> digits)
    {
        digits = digits.TrimStart('0');
        if (digits.Length == 0)
        {
            return Small[0];
        }
        if (digits.Length > MaxDigits)
        {
            return DigitByDigit(digits);
        }
        var words = new StringBuilder();
        var groups = (digits.Length + 2) / 3;
        for (var group = 0; group < groups; group++)
        {
            var end = digits.Length - ((groups - group - 1) * 3);
            var value = CharacterClasses.DecimalValue(digits[Math.Max(0, end - 3)..end]);
            AppendGroup(words, value, groups - group - 1);
        }
        return words.ToString();
    }

    public static string Ordinal(int number) => Ordinal(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static string Ordinal(ReadOnlySpan<char> digits)
    {
        var cardinal = Cardinal(digits);
        var cut = cardinal.LastIndexOfAny([' ', '-']) + 1;
        return string.Concat(cardinal.AsSpan(0, cut), OrdinalOf(cardinal[cut..]));
    }

    public static string DigitByDigit(ReadOnlySpan<char> digits)
    {
        var words = new StringBuilder();
        foreach (var digit in digits)
        {
            words.Append(words.Length > 0 ? " " : "").Append(Small[digit - '0']);
        }
        return words.ToString();
    }

    private static void AppendGroup(StringBuilder words, int value, int scale)
    {
        if (value == 0)
        {
            return;
        }
        if (words.Length > 0)
        {
            words.Append(scale == 0 && value < 100 ? " and " : ", ");
        }
        if (value >= 100)
        {
            words.Append(Small[value / 100]).Append(" hundred").Append(value % 100 > 0 ? " and " : "");
        }
        var rest = value % 100;
        if (rest >= 20)
        {
            words.Append(Tens[rest / 10]).Append(rest % 10 > 0 ? "-" + Small[rest % 10] : "");
        }
        else if (rest > 0)
        {
            words.Append(Small[rest]);
        }
        if (scale > 0)
        {
            words.Append(' ').Append(Scales[scale]);
        }
    }

    private static string OrdinalOf(string word) => word switch
    {
        "one" => "first",
        "two" => "second",
        "three" => "third",
        "five" => "fifth",
        "eight" => "eighth",
        "nine" => "ninth",
        "twelve" => "twelfth",
        _ when word.EndsWith('y') => word[..^1] + "ieth",
        _ => word + "th",
    };
}
