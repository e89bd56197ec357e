using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Words in capitals: shouted ones are words, short ones in a quiet text are mostly spelled.</summary>
internal static partial class Capitals
{
    private const string Vowels = "AEIOUYÄÖÜÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÃÕ";

    /// <summary>A text in capitals is read as if it were not; a list of acronyms is no such text, it has none of the small words.</summary>
    public static MappedText Calm(MappedText text, Language language)
    {
        var (words, shouted, small) = (0, 0, false);
        foreach (var word in Words().EnumerateMatches(text.Text))
        {
            var span = text.Text.AsSpan(word.Index, word.Length);
            var loud = span.ContainsAnyExceptInRange('A', 'Z') ? !ContainsLower(span) : true;
            words++;
            shouted += loud ? 1 : 0;
            small |= loud && language.SmallWords.Contains(span.ToString());
        }
        return small && shouted >= 3 && shouted * 4 >= words * 3 ? text.ToLower() : text;
    }

    public static IEnumerable<Rewriting> Rules(Language language) =>
        language.SpellsAcronyms
            ? [new Rewriting(@"(?<![\p{L}\d./@_])(?<word>\p{Lu}{2,5})(?![\p{L}\d/@_]|\.\p{L}|['’]\p{L})", match => Spell(match.Value, language))]
            : [];

    private static string? Spell(string word, Language language)
    {
        var isSpelled = language.SpelledAcronyms.Contains(word)
            || (!language.SaidAcronyms.Contains(word) && !Roman.IsNumeral(word) && (word.Length <= 3 || !IsSayable(word)));
        return isSpelled ? string.Join(' ', word.AsEnumerable()) : null;
    }

    /// <summary>Vowels and consonants take turns well enough for a word.</summary>
    private static bool IsSayable(string word)
    {
        var (run, longest, vowels) = (0, 0, 0);
        foreach (var c in word)
        {
            var isVowel = Vowels.Contains(c, StringComparison.Ordinal);
            vowels += isVowel ? 1 : 0;
            run = isVowel ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }
        return vowels > 0 && longest < 3 && !(word.Length > 1 && !Vowels.Contains(word[0], StringComparison.Ordinal) && !Vowels.Contains(word[1], StringComparison.Ordinal));
    }

    private static bool ContainsLower(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsLower(c))
            {
                return true;
            }
        }
        return false;
    }

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Words();
}
