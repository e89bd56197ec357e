using System.Globalization;
using System.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Sounds that a caller gives in IPA, in the alphabet of the pronouncer (misaki's), which knows the 46 sounds of English only.</summary>
internal static class GivenSounds
{
    /// <summary>Where stress stands in misaki's alphabet: right before these, not before their syllable.</summary>
    private const string Vowels = "iɪɛæɑɔʊuʌəɐᵻᵊɜAIOWY";

    private const string Consonants = "bdfhklmnpstvwzɡjŋɹʃʒʧʤθðT";

    /// <summary>In this order: longer ones first. Sounds that English lacks become the nearest that it has.</summary>
    private static readonly (string Ipa, string Symbols)[] Sounds =
    [
        ("ɜːɹ", "ɜɹ"), ("ɜːr", "ɜɹ"), ("ɜɹ", "ɜɹ"), ("ɝ", "ɜɹ"), ("ɚ", "əɹ"), ("ɜː", "ɜɹ"), ("eɪ", "A"), ("ei", "A"), ("aɪ", "I"), ("ai", "I"), ("ɑɪ", "I"), ("oʊ", "O"), ("əʊ", "O"), ("ou", "O"),
        ("aʊ", "W"), ("au", "W"), ("ɔɪ", "Y"), ("oi", "Y"), ("ɔʏ", "Y"), ("tʃ", "ʧ"), ("tɕ", "ʧ"), ("tʂ", "ʧ"), ("dʒ", "ʤ"), ("dʑ", "ʤ"), ("dʐ", "ʤ"),
        ("g", "ɡ"), ("r", "ɹ"), ("ʁ", "ɹ"), ("ʀ", "ɹ"), ("ɾ", "T"), ("ɻ", "ɹ"), ("ɲ", "nj"), ("ʎ", "lj"), ("ɫ", "l"), ("ɬ", "l"), ("ɭ", "l"), ("ʔ", "t"), ("x", "k"), ("χ", "h"), ("ħ", "h"), ("ɦ", "h"), ("ç", "h"),
        ("β", "v"), ("ʋ", "v"), ("ɣ", "ɡ"), ("ʝ", "j"), ("ɥ", "j"), ("ɕ", "ʃ"), ("ʂ", "ʃ"), ("ʑ", "ʒ"), ("ʐ", "ʒ"), ("q", "k"), ("ɸ", "f"), ("ɱ", "m"), ("ɳ", "n"), ("ɴ", "ŋ"), ("ɖ", "d"), ("ʈ", "t"), ("c", "k"), ("ɟ", "ʤ"), ("ʍ", "w"),
        ("e", "A"), ("a", "ɑ"), ("ɒ", "ɑ"), ("o", "ɔ"), ("ɤ", "ʌ"), ("y", "u"), ("ʏ", "ʊ"), ("ø", "ɜ"), ("œ", "ɜ"), ("ɞ", "ɜ"), ("ɘ", "ə"), ("ɵ", "ə"), ("ɨ", "ɪ"), ("ʉ", "u"), ("ɯ", "u"),
    ];

    /// <summary>As a link, which the pronouncer takes for a word whose sounds are given.</summary>
    public static string Write(string ipa) => $"[x](/{Read(ipa)}/)";

    /// <summary>The symbols for IPA; tie bars, length, syllable dots and what else English does not tell apart are left out.</summary>
    public static string Read(string ipa)
    {
        var symbols = new StringBuilder();
        var stress = default(char);
        for (var at = 0; at < ipa.Length;)
        {
            var rest = Untied(ipa, at);
            var (known, sound) = Sounds.FirstOrDefault(pair => rest.Text.StartsWith(pair.Ipa, StringComparison.Ordinal));
            foreach (var symbol in known is null ? rest.Text[..Math.Min(1, rest.Text.Length)] : sound)
            {
                if (symbol is 'ˈ' or 'ˌ')
                {
                    stress = symbol;
                }
                else if (Vowels.Contains(symbol, StringComparison.Ordinal))
                {
                    symbols.Append(stress == default ? "" : stress.ToString()).Append(symbol);
                    stress = default;
                }
                else if (symbol == ' ' || Consonants.Contains(symbol, StringComparison.Ordinal))
                {
                    symbols.Append(symbol);
                }
            }
            at = rest.Next(known?.Length ?? 1);
        }
        return symbols.ToString().Trim();
    }

    /// <summary>The next few signs without ties and marks, and where each ends.</summary>
    private static Signs Untied(string ipa, int at)
    {
        var (text, ends) = (new StringBuilder(), new List<int>());
        for (; at < ipa.Length && text.Length < 3; at++)
        {
            if (ipa[at] is not ('\u0361' or '\u035C' or '^' or '.' or '‿') && CharUnicodeInfo.GetUnicodeCategory(ipa[at]) != UnicodeCategory.NonSpacingMark)
            {
                text.Append(ipa[at]);
                ends.Add(at + 1);
            }
        }
        return new Signs(text.ToString(), ends, at);
    }

    private readonly record struct Signs(string Text, List<int> Ends, int Last)
    {
        public int Next(int taken) => taken <= Ends.Count ? Ends[taken - 1] : Last;
    }
}
