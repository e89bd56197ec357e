using System.Globalization;
using System.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>What a word looks like, for words the tagger has never seen: "Xx", "XX", "d", "d:dd".</summary>
internal static class WordShape
{
    public static string Of(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        if (runes.Length == 0)
        {
            return "";
        }
        if (Array.TrueForAll(runes, Rune.IsLetter))
        {
            return OfLetters(runes);
        }
        if (Array.TrueForAll(runes, IsDigit))
        {
            return "d";
        }
        var shape = new StringBuilder();
        foreach (var rune in runes.Take(4))
        {
            shape.Append(IsDigit(rune) ? "d" : Rune.IsLetter(rune) ? "x" : rune.ToString());
        }
        return shape.ToString();
    }

    /// <summary>Decimal digits of all scripts, and the superscript and circled ones.</summary>
    public static bool IsDigit(Rune rune) => rune.IsBmp && CharUnicodeInfo.GetDigitValue((char)rune.Value) >= 0;

    private static string OfLetters(Rune[] runes)
    {
        if (IsLower(runes))
        {
            return "x";
        }
        if (Array.TrueForAll(runes, IsCapital))
        {
            return runes.Length == 1 ? "X1" : "XX";
        }
        return IsCapital(runes[0]) && IsLower(runes.AsSpan(1)) ? "Xx" : "xX";
    }

    private static bool IsCapital(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.UppercaseLetter;

    private static bool IsLower(ReadOnlySpan<Rune> runes)
    {
        var cased = false;
        foreach (var rune in runes)
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter)
            {
                return false;
            }
            cased |= category == UnicodeCategory.LowercaseLetter;
        }
        return cased;
    }
}
