using System.Text;

namespace Visavis.Engine.Speech;

/// <summary>IPA as people write it in pronunciation lists and markup, made into what a voice's network was taught.</summary>
internal static class IpaReading
{
    /// <summary>More is no word, and would be nothing but work.</summary>
    private const int Longest = 200;

    /// <summary>Misaki's alphabet, in this order; ties are gone by then.</summary>
    private static readonly (string From, string To)[] American =
    [
        ("n̩", "ᵊn"), ("l̩", "ᵊl"), ("m̩", "ᵊm"), ("aɪ", "I"), ("aʊ", "W"), ("dʒ", "ʤ"), ("eɪ", "A"), ("tʃ", "ʧ"), ("ɔɪ", "Y"), ("oʊ", "O"),
        ("əʊ", "O"), ("ɚ", "əɹ"), ("ɝ", "ɜɹ"), ("r", "ɹ"), ("ɻ", "ɹ"), ("ʁ", "ɹ"), ("x", "k"), ("ç", "h"), ("ɬ", "l"), ("ɫ", "l"), ("ʔ", "t"),
        ("ɾ", "T"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ː", ""), ("ɲ", "nj"), ("ʎ", "lj"), ("ɒ", "ɑ"), ("a", "ɑ"), ("e", "ɛ"), ("o", "O"),
        ("y", "u"), ("ø", "ɜɹ"), ("œ", "ɜɹ"), ("ɨ", "ɪ"), ("ʍ", "w"),
    ];

    private static readonly (string From, string To)[] British =
    [
        ("n̩", "ᵊn"), ("l̩", "ᵊl"), ("m̩", "ᵊm"), ("aɪ", "I"), ("aʊ", "W"), ("dʒ", "ʤ"), ("eɪ", "A"), ("tʃ", "ʧ"), ("ɔɪ", "Y"), ("oʊ", "Q"),
        ("əʊ", "Q"), ("ɚ", "ə"), ("ɝ", "ɜː"), ("r", "ɹ"), ("ɻ", "ɹ"), ("ʁ", "ɹ"), ("x", "k"), ("ç", "h"), ("ɬ", "l"), ("ɫ", "l"), ("ʔ", "t"),
        ("ɾ", "t"), ("ɲ", "nj"), ("ʎ", "lj"), ("e", "ɛ"), ("o", "Q"), ("æ", "a"), ("y", "uː"), ("ø", "ɜː"), ("œ", "ɜː"), ("ɨ", "ɪ"), ("ʍ", "w"),
    ];

    /// <summary>IPA with the stress marks directly before the vowels, without syllable marks and ties.</summary>
    public static string Plain(string ipa)
    {
        var plain = new StringBuilder();
        var stress = '\0';
        foreach (var sign in ipa.Length <= Longest ? ipa : ipa[..Longest])
        {
            if (sign is 'ˈ' or '\'' or 'ˌ')
            {
                stress = sign == 'ˌ' ? Ipa.SecondaryStress : Ipa.PrimaryStress;
                continue;
            }
            if (sign is '.' or '|' or '‿' or '\u0361' or '\u035C' or Ipa.Tie or '/' or '[' or ']' || char.IsControl(sign))
            {
                continue;
            }
            if (stress != 0 && Ipa.IsVowel(sign))
            {
                plain.Append(stress);
                stress = '\0';
            }
            plain.Append(sign switch { 'g' => 'ɡ', ':' => 'ː', _ => sign });
        }
        return plain.ToString();
    }

    /// <summary>In the alphabet of misaki's American or British English.</summary>
    public static string Misaki(string ipa, bool british = false)
    {
        var text = Plain(ipa);
        foreach (var (from, to) in british ? British : American)
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        return text;
    }
}
