using System.Text.RegularExpressions;

namespace Visavis.Engine.Speech.G2p;

/// <summary>American phonemes as a Briton says them, for words that only stand in a table of American readings.</summary>
internal static partial class BritishSounds
{
    public static string Of(string phonemes)
    {
        var british = StressedI().Replace(phonemes, "$1iː")
            .Replace("ɜɹ", "ɜː", StringComparison.Ordinal).Replace('O', 'Q').Replace('æ', 'a').Replace('T', 't').Replace('ᵻ', 'ɪ');
        british = SilentR().Replace(british, "$1");
        return Long().Replace(british, "$1ː");
    }

    [GeneratedRegex("([ˈˌ])i(?!ə)")]
    private static partial Regex StressedI();

    /// <summary>Behind a vowel and before none.</summary>
    [GeneratedRegex("([əɑɔɛʊː])ɹ(?![ˈˌ]?[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ])")]
    private static partial Regex SilentR();

    [GeneratedRegex("([ɑɔu])(?!ː)")]
    private static partial Regex Long();
}
