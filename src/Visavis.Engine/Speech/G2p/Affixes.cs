using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>What can be cut off the ends of a chunk between spaces: how long the prefix or suffix at an end is, 0 for none.</summary>
internal static class Affixes
{
    private const string Punctuation = "…,:;!?¿¡()[]{}<>_#*&。？！，、；：～·";
    private const string Quotes = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉";
    private const string Icons = "™®©°§¶†‡•";

    private static readonly string[] Currencies =
    [
        "US$", "C$", "A$", "$", "£", "€", "¥", "฿", "₽", "₹", "₩", "₪", "₺", "₴", "₦", "₫", "₱", "₲", "₵", "₸", "₼", "₾", "₿",
    ];

    private static readonly string[] Possessives = ["'s", "'S", "’s", "’S", "—", "–", "……"];

    /// <summary>May be cut off behind a digit.</summary>
    private static readonly string[] AfterDigit =
    [
        .. Currencies, "+", "km", "km²", "km³", "m", "m²", "m³", "dm", "dm²", "dm³", "cm", "cm²", "cm³", "mm", "mm²", "mm³", "ha",
        "µm", "nm", "yd", "in", "ft", "kg", "g", "mg", "µg", "t", "lb", "oz", "m/s", "km/h", "kmh", "mph", "hPa", "Pa", "mbar",
        "mb", "MB", "kb", "KB", "gb", "GB", "tb", "TB", "T", "G", "M", "K", "%",
    ];

    public static bool IsIcon(char c) => Icons.Contains(c, StringComparison.Ordinal);

    public static bool IsQuoteMark(char c) => Quotes.Contains(c, StringComparison.Ordinal);

    public static int Prefix(ReadOnlySpan<char> chunk)
    {
        var first = chunk[0];
        var dots = 0;
        while (dots < chunk.Length && chunk[dots] == '.')
        {
            dots++;
        }
        if (dots > 1)
        {
            return dots;
        }
        if (first is '%' or '=' or '—' or '–' || IsMark(first) || (first == '+' && !(chunk.Length > 1 && char.IsAsciiDigit(chunk[1]))))
        {
            return 1;
        }
        foreach (var currency in Currencies)
        {
            if (chunk.StartsWith(currency))
            {
                return currency.Length;
            }
        }
        return 0;
    }

    /// <summary>The longest suffix that fits.</summary>
    public static int Suffix(ReadOnlySpan<char> chunk)
    {
        var longest = IsMark(chunk[^1]) || (chunk[^1] == '.' && StopMayFollow(chunk[..^1])) ? 1 : 0;
        var dots = 0;
        while (dots < chunk.Length && chunk[^(dots + 1)] == '.')
        {
            dots++;
        }
        longest = dots > 1 ? dots : longest;
        foreach (var ending in Possessives)
        {
            longest = chunk.EndsWith(ending) ? Math.Max(longest, ending.Length) : longest;
        }
        foreach (var ending in AfterDigit)
        {
            if (ending.Length > longest && chunk.EndsWith(ending) && chunk.Length > ending.Length
                && char.IsAsciiDigit(chunk[^(ending.Length + 1)]))
            {
                longest = ending.Length;
            }
        }
        return longest;
    }

    private static bool IsMark(char c) => Punctuation.Contains(c, StringComparison.Ordinal) || IsQuoteMark(c) || IsIcon(c);

    private static bool StopMayFollow(ReadOnlySpan<char> before)
    {
        if (before.Length == 0)
        {
            return false;
        }
        var last = before[^1];
        var previous = before.Length > 1 ? before[^2] : '\0';
        return char.IsAsciiDigit(last) || IsLatinLower(last) || last is '%' or '²' or '-' or '+'
            || (!IsIcon(last) && IsMark(last))
            || (IsLatinUpper(last) && IsLatinUpper(previous))
            || (previous == '°' && last is ('F' or 'f' or 'C' or 'c' or 'K' or 'k'));
    }
}
