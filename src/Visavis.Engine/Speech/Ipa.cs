using System.Globalization;

namespace Visavis.Engine.Speech;

/// <summary>The signs of phonemes: IPA's letters, and misaki's A I O Q W Y for diphthongs, S and T.</summary>
internal static class Ipa
{
    public const char PrimaryStress = 'ˈ';
    public const char SecondaryStress = 'ˌ';

    /// <summary>Between letters that are one sound, as espeak-ng is asked to write them.</summary>
    public const char Tie = '^';

    /// <summary>Marks at which a voice pauses (or may).</summary>
    public const string Marks = ";:,.!?—…\"()“”";

    private const string Vowels = "aeiouyɐɑɒæɔəɘɚɛɜɝɞɤɨɪɯɵøœɶʉʊʌʏäᵻᵊAIOQWY";

    /// <summary>What the voices' alphabet has one sign for; its diphthongs stand for the nearest of other languages.</summary>
    public static readonly (string Ipa, string Symbol)[] Joined =
    [
        ("eɪ", "A"), ("ei", "A"), ("ɛɪ", "A"), ("ɛi", "A"),
        ("aɪ", "I"), ("ai", "I"), ("ɑɪ", "I"), ("aj", "I"),
        ("oʊ", "O"), ("əʊ", "O"), ("ou", "O"), ("ɔu", "O"),
        ("aʊ", "W"), ("au", "W"), ("ɑu", "W"), ("ɑʊ", "W"),
        ("ɔɪ", "Y"), ("ɔø", "Y"), ("ɔʏ", "Y"), ("oi", "Y"), ("ɔi", "Y"),
        ("tʃ", "ʧ"), ("tɕ", "ʧ"), ("tʂ", "ʧ"), ("dʒ", "ʤ"), ("dʑ", "ʤ"), ("dʐ", "ʤ"),
    ];

    public static bool IsVowel(char symbol) => Vowels.Contains(symbol, StringComparison.Ordinal);

    public static bool IsPhone(char symbol) => IsVowel(symbol) || symbol is 'S' or 'T'
        || CharUnicodeInfo.GetUnicodeCategory(symbol) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter;

    public static bool IsStress(char symbol) => symbol is PrimaryStress or SecondaryStress;

    public static bool IsMark(char symbol) => Marks.Contains(symbol, StringComparison.Ordinal);

    /// <summary>The one sign for two letters, if there is one.</summary>
    public static char? Join(char first, char second)
    {
        foreach (var (ipa, symbol) in Joined)
        {
            if (ipa[0] == first && ipa[1] == second)
            {
                return symbol[0];
            }
        }
        return null;
    }
}
