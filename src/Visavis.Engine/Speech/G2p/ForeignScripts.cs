using System.Text;
using System.Text.RegularExpressions;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// Words in other alphabets inside English: a few Greek letters are named, as in formulas; other Greek and Cyrillic words are
/// written in Latin letters, so that they can be guessed at like any name. Other scripts stay and are silent. Emoticons are
/// taken out: they are seen, not said.
/// </summary>
internal static partial class ForeignScripts
{
    /// <summary>Longer runs of Greek are words, not symbols.</summary>
    private const int MostNamedLetters = 3;

    private static readonly string[] GreekNames =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron",
        "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    private static readonly string[] GreekLatin =
    [
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "h", "ps", "o",
    ];

    /// <summary>From а to я.</summary>
    private static readonly string[] CyrillicLatin =
    [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch",
        "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];

    public static MappedText Rewrite(MappedText text)
    {
        text = text.Replace(Emoticon(), _ => " ");
        text = text.Replace(Micro(), _ => "µ");
        text = text.Replace(Ohms(), match => match.Groups[1].Value == "1" ? "1 ohm" : match.Groups[1].Value + " ohms");
        text = text.ReplaceAsOne(Greek(), match => match.Length <= MostNamedLetters
            ? Spaced(text.Text, match, string.Join(' ', match.Value.Select(letter => GreekNames[Index(letter, 'α')])))
            : Latin(match.Value, GreekLatin, 'α'));
        return text.ReplaceAsOne(Cyrillic(), match => Latin(match.Value, CyrillicLatin, 'а'));
    }

    /// <summary>A named letter is a word of its own: "Δt" is "delta t".</summary>
    private static string Spaced(string text, Match match, string names)
    {
        var end = match.Index + match.Length;
        var before = match.Index > 0 && char.IsLetterOrDigit(text[match.Index - 1]) ? " " : "";
        return before + names + (end < text.Length && char.IsLetterOrDigit(text[end]) ? " " : "");
    }

    private static string Latin(string word, string[] letters, char first)
    {
        var latin = new StringBuilder();
        foreach (var c in word)
        {
            latin.Append(letters[Index(c, first)]);
        }
        if (latin.Length > 0 && char.IsUpper(word[0]))
        {
            latin[0] = char.ToUpperInvariant(latin[0]);
        }
        return latin.ToString();
    }

    /// <summary>The place of a letter in its alphabet, without case, accents and dots.</summary>
    private static int Index(char letter, char first)
    {
        // Written out: string.Normalize leaves letters as they are where globalization is invariant.
        var lower = char.ToLowerInvariant(letter);
        var accented = "άέήίϊόύϋώё".IndexOf(lower, StringComparison.Ordinal);
        return (accented < 0 ? lower : "αεηιιουυωе"[accented]) - first;
    }

    [GeneratedRegex(@"(?<!\S)(?:[:;]['\-^o]?(?:[)(\]\[DPpO3|/\\*]+)|=[)(DP]+|[xX]D|\^_?\^|-_-|(?<!\b[A-HJ-Za-z] )</?3)(?![^\s.,!?])")]
    private static partial Regex Emoticon();

    /// <summary>The Greek letter where the micro sign is meant: "5 μm".</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}_])μ(?=[mgslAVFWH](?!\p{L}))|(?<=\d ?)μ(?=[mgslAVFWH](?!\p{L}))")]
    private static partial Regex Micro();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_.])(\d+(?:\.\d+)?) ?[\u03A9\u2126](?!\p{L})")]
    private static partial Regex Ohms();

    [GeneratedRegex("[Α-ΡΣ-Ωα-ωΆΈ-ΊΌΎΏά-ίϊ-ώ]+")]
    private static partial Regex Greek();

    [GeneratedRegex("[А-яёЁ]+")]
    private static partial Regex Cyrillic();
}
