namespace Visavis.Engine.Speech.G2p;

/// <summary>The endings -s, -ed and -ing on a word that the dictionaries know without them, as Americans or Britons say them.</summary>
internal sealed class Suffixes(bool british)
{
    /// <summary>Sounds behind which American t becomes a flap before an ending.</summary>
    private const string BeforeFlap = "AIOWYiuæɑəɛɪɹʊʌ";

    private const string Doubled = "bcdgklmnprstvxz";

    public string? AddS(string? stem) => stem is not { Length: > 0 } ? null : stem[^1] switch
    {
        'p' or 't' or 'k' or 'f' or 'θ' => stem + "s",
        's' or 'z' or 'ʃ' or 'ʒ' or 'ʧ' or 'ʤ' => stem + (british ? "ɪz" : "ᵻz"),
        _ => stem + "z",
    };

    public string? AddEd(string? stem) => stem is not { Length: > 0 } ? null : stem[^1] switch
    {
        'p' or 'k' or 'f' or 'θ' or 'ʃ' or 's' or 'ʧ' => stem + "t",
        'd' or 't' when british => stem + "ɪd",
        'd' => stem + "ᵻd",
        't' when stem.Length == 1 => stem + "ɪd",
        't' when BeforeFlap.Contains(stem[^2]) => stem[..^1] + "ɾᵻd",
        't' => stem + "ᵻd",
        _ => stem + "d",
    };

    public string? AddIng(string? stem) => stem is not { Length: > 0 } ? null
        // What an r that Britons only say before a vowel would have to join ("measuring") is for the fallback.
        : british ? (stem[^1] is 'ə' or 'ː' ? null : stem + "ɪŋ")
        : stem is [.., var before, 't'] && BeforeFlap.Contains(before) ? stem[..^1] + "ɾɪŋ"
        : stem + "ɪŋ";

    /// <summary>The word without its -s, if <paramref name="known"/> knows that.</summary>
    public static string? StemOfS(string word, Func<string, bool> known)
    {
        if (word.Length < 3 || word[^1] != 's')
        {
            return null;
        }
        var onEs = word.Length >= 5 && word[^2] == 'e';
        return word[^2] != 's' && known(word[..^1]) ? word[..^1]
            : (word[^2] == '\'' || (onEs && word[^3] != 'i')) && known(word[..^2]) ? word[..^2]
            : onEs && word[^3] == 'i' && known(word[..^3] + "y") ? word[..^3] + "y"
            : null;
    }

    public static string? StemOfEd(string word, Func<string, bool> known)
    {
        if (word.Length < 4 || word[^1] != 'd')
        {
            return null;
        }
        return word[^2] != 'd' && known(word[..^1]) ? word[..^1]
            : word.Length >= 5 && word[^2] == 'e' && word[^3] != 'e' && known(word[..^2]) ? word[..^2]
            : null;
    }

    public static string? StemOfIng(string word, Func<string, bool> known)
    {
        if (word.Length < 5 || !word.EndsWith("ing", StringComparison.Ordinal))
        {
            return null;
        }
        var stem = word[..^3];
        var isDoubled = word.Length >= 6
            && ((stem[^1] == stem[^2] && Doubled.Contains(stem[^1])) || stem.EndsWith("ck", StringComparison.Ordinal));
        return word.Length >= 6 && known(stem) ? stem
            : known(stem + "e") ? stem + "e"
            : isDoubled && known(stem[..^1]) ? stem[..^1]
            : null;
    }
}
