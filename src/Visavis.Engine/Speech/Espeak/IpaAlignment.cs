using System.Globalization;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>Finds where each word begins in the IPA of a text, by the readings of the words alone, which may differ a little from it.</summary>
internal static partial class IpaAlignment
{
    private const char Boundary = '\n';

    /// <summary>Cells of the table; a clause has some ten thousand. Beyond, the words of a piece are told apart by the spaces alone.</summary>
    private const int MostCells = 4_000_000;

    private const byte Both = 0;
    private const byte OnlyWhole = 1;
    private const byte OnlyWords = 2;

    /// <summary>Without language marks, which the tie runs through ("(^e^n)"), and without double spaces.</summary>
    public static string Clean(string ipa) => Spaces().Replace(LanguageMark().Replace(ipa, ""), " ").Trim();

    /// <param name="whole">The reading of the text, cleaned.</param>
    /// <param name="words">The reading of each word alone; empty if the text is one word.</param>
    /// <returns>Where each word begins in <paramref name="whole"/>, ascending.</returns>
    public static int[] WordStarts(string whole, ReadOnlySpan<string> words)
    {
        if (words.Length == 0)
        {
            return [0];
        }
        var alone = new string[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            alone[i] = Clean(words[i]);
        }
        var joined = string.Join(Boundary, alone);
        return (long)(whole.Length + 1) * (joined.Length + 1) <= MostCells
            ? Starts(whole, joined, Steps(whole, joined), words.Length)
            : BySpaces(whole, words.Length);
    }

    /// <summary>The table of the cheapest way to turn one into the other: for each pair of positions the last step there.</summary>
    private static byte[] Steps(string whole, string words)
    {
        var width = words.Length + 1;
        var steps = new byte[(whole.Length + 1) * width];
        var (above, row) = (new int[width], new int[width]);
        for (var i = 0; i <= whole.Length; i++)
        {
            for (var j = 0; j < width; j++)
            {
                var (best, step) = (i + j == 0 ? 0 : int.MaxValue, Both);
                if (i > 0 && j > 0)
                {
                    best = above[j - 1] + Change(whole[i - 1], words[j - 1]);
                }
                if (i > 0 && above[j] + Loss(whole[i - 1]) < best)
                {
                    (best, step) = (above[j] + Loss(whole[i - 1]), OnlyWhole);
                }
                if (j > 0 && row[j - 1] + Loss(words[j - 1]) < best)
                {
                    (best, step) = (row[j - 1] + Loss(words[j - 1]), OnlyWords);
                }
                (row[j], steps[i * width + j]) = (best, step);
            }
            (above, row) = (row, above);
        }
        return steps;
    }

    private static int[] Starts(string whole, string words, byte[] steps, int count)
    {
        var starts = new int[count];
        var (i, j, word) = (whole.Length, words.Length, count - 1);
        while (i > 0 || j > 0)
        {
            var step = steps[i * (words.Length + 1) + j];
            if (step != OnlyWhole && words[j - 1] == Boundary)
            {
                starts[word--] = Snap(whole, i);
            }
            (i, j) = (step == OnlyWords ? i : i - 1, step == OnlyWhole ? j : j - 1);
        }
        return starts;
    }

    /// <summary>Length marks and ties belong to the letter in front of them, stress marks to the one behind.</summary>
    private static int Snap(string whole, int at)
    {
        while (at < whole.Length && (IsAttached(whole[at]) || (at > 0 && whole[at - 1] == '^')))
        {
            at++;
        }
        while (at > 0 && whole[at - 1] is 'ˈ' or 'ˌ')
        {
            at--;
        }
        return at;
    }

    private static int[] BySpaces(string whole, int count)
    {
        var starts = new int[count];
        var at = 0;
        for (var i = 1; i < count; i++)
        {
            var space = whole.IndexOf(' ', at);
            at = space < 0 ? whole.Length : space + 1;
            starts[i] = at;
        }
        return starts;
    }

    private static int Change(char whole, char word) =>
        whole == word || (whole == ' ' && word == Boundary) ? 0
        : !IsLetter(whole) || !IsLetter(word) ? 9
        : Ipa.IsVowel(whole) == Ipa.IsVowel(word) ? 3
        : 5;

    private static int Loss(char c) => IsLetter(c) ? 3 : c is ' ' or Boundary ? 2 : 1;

    private static bool IsLetter(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter;

    private static bool IsAttached(char c) => !IsLetter(c) && c is not ('ˈ' or 'ˌ');

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex LanguageMark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
