using System.Globalization;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// The character classes of the reading rules. They are narrower than .NET's own: a word character is a letter, any number or
/// <c>_</c>, but no combining mark, so <c>\w</c> and <c>\b</c> of regular expressions must not be used for them.
/// </summary>
internal static class CharacterClasses
{
    /// <summary>A word character, for use inside a set.</summary>
    public const string WordSet = @"\p{L}\p{N}_";

    public const string Word = "[" + WordSet + "]";

    /// <summary>A letter or a number that is no decimal digit.</summary>
    public const string Letter = @"[\p{L}\p{Nl}\p{No}]";

    public const string Upper = "[A-ZÀ-ÖØ-Þ]";

    public const string Lower = "[a-zß-öø-ÿ]";

    public const string Quote = "['‘’]";

    /// <summary>Behind a match that began with a word character, or before one that does: a word boundary.</summary>
    public const string NotAfterWord = "(?<!" + Word + ")";

    public const string NotBeforeWord = "(?!" + Word + ")";

    public const string Number = @"\d+(?:,\d{3})*(?:\.\d+)?";

    /// <summary>Characters that a group of sub-tokens may hold without being read.</summary>
    public const string Junk = "',-._‘’/";

    public static bool IsWord(char c) => c == '_' || char.IsLetter(c) || char.IsNumber(c);

    /// <summary>A letter or number, decimal digits excepted.</summary>
    public static bool IsLetterLike(char c) => char.IsLetter(c) || (char.IsNumber(c) && !char.IsDigit(c));

    public static bool IsLatinLower(char c) => c is >= 'a' and <= 'z' or >= 'ß' and <= 'ÿ' and not '÷';

    public static bool IsLatinUpper(char c) => c is >= 'A' and <= 'Z' or >= 'À' and <= 'Þ' and not '×';

    public static bool IsQuote(char c) => c is '\'' or '‘' or '’';

    /// <summary>Whether the text equals its own upper-casing; ß and ligatures have a longer one, which .NET does not apply.</summary>
    public static bool IsUpper(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c != char.ToUpperInvariant(c) || c == 'ß' || c is >= 'ﬀ' and <= 'ﬆ')
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether the text equals its own lower-casing.</summary>
    public static bool IsLower(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c != char.ToLowerInvariant(c))
            {
                return false;
            }
        }
        return true;
    }

    public static bool IsAll(ReadOnlySpan<char> text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (!test(c))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The text with the decimal digits of other scripts as 0 to 9.</summary>
    public static string AsciiDigits(string text) => IsAll(text, c => char.IsAscii(c) || !char.IsDigit(c))
        ? text
        : string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c));

    /// <summary>The value of a short run of decimal digits of any script.</summary>
    public static int DecimalValue(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var c in digits)
        {
            value = (value * 10) + CharUnicodeInfo.GetDecimalDigitValue(c);
        }
        return value;
    }
}
