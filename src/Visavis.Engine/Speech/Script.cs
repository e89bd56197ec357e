using System.Text;

namespace Visavis.Engine.Speech;

/// <summary>Which letters a text is written in.</summary>
public static class Script
{
    /// <summary>Whether at least half of a text's letters are Latin; a text without letters (numbers, marks) is.</summary>
    public static bool IsMostlyLatin(string text) => IsMostly(text, IsLatin);

    /// <summary>Whether at least half of a text's letters are of the kind that <paramref name="isOwn"/> tells; a text without letters is.</summary>
    public static bool IsMostly(string text, Func<int, bool> isOwn)
    {
        var (letters, own) = (0, 0);
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
        {
            letters++;
            own += isOwn(rune.Value) ? 1 : 0;
        }
        return 2 * own >= letters;
    }

    /// <summary>Whether a letter, a code point, is Latin.</summary>
    public static bool IsLatin(int letter) => letter
        is < 0x250 // Basic Latin to Latin Extended-B
        or >= 0x1E00 and < 0x1F00 // Latin Extended Additional
        or >= 0xFB00 and < 0xFB07 // ligatures
        or >= 0xFF21 and < 0xFF5B; // full width
}
