using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Which letters the voices of a language read.</summary>
internal enum Letters
{
    Latin,
    Cyrillic,
    Han,
    Kana,
}

/// <summary>
/// Words in other scripts. espeak-ng spells them letter by letter in English names ("Chinese letter"): Cyrillic and Greek are written in
/// Latin letters, what cannot be is not said. (Latin words in Chinese, Japanese and Russian texts it reads in English, rightly.)
/// </summary>
internal static partial class ForeignLetters
{
    private static readonly Dictionary<char, string> Latin = Pairs(
        "а a б b в v г g д d е e ё jo ж zh з z и i й j к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya "
        + "і i ї yi є ye ґ g ў u ј j љ l њ n ђ dj ћ c џ dz "
        + "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o "
        + "ά a έ e ή i ί i ό o ύ y ώ o ϊ i ϋ y ΐ i ΰ y");

    public static IEnumerable<Rewriting> Rules(Language language) => language.Letters switch
    {
        Letters.Latin => [new Rewriting(CyrillicOrGreek(), match => Write(match.Value)), new Rewriting(Unreadable(), _ => " ")],
        Letters.Cyrillic => [new Rewriting(Unreadable(), _ => " ")],
        Letters.Kana => [new Rewriting(Han(), _ => " ")],
        _ => [],
    };

    private static string Write(string word)
    {
        var written = string.Concat(word.Select(c => Latin.GetValueOrDefault(char.ToLowerInvariant(c), "")));
        return char.IsUpper(word[0]) && written.Length > 0 ? char.ToUpperInvariant(written[0]) + written[1..] : written;
    }

    private static Dictionary<char, string> Pairs(string table)
    {
        var parts = table.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, parts.Length / 2).ToDictionary(i => parts[2 * i][0], i => parts[(2 * i) + 1].Trim('-'));
    }

    /// <summary>Single letters are names of things (α, π), which espeak-ng knows.</summary>
    [GeneratedRegex("[\u0370-\u03FF\u0400-\u052F]{2,}")]
    private static partial Regex CyrillicOrGreek();

    /// <summary>Hebrew to Thai and beyond, East Asia.</summary>
    [GeneratedRegex("(?:[\u0530-\u10FF\u1100-\u11FF\u1200-\u1CFF\u2E80-\uA4CF\uA960-\uD7FF\uF900-\uFAFF]|[\uD840-\uD88D][\uDC00-\uDFFF])+")]
    private static partial Regex Unreadable();

    [GeneratedRegex("(?:[\u3400-\u9FFF\uF900-\uFAFF]|[\uD840-\uD88D][\uDC00-\uDFFF])+")]
    private static partial Regex Han();
}
