using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Reads one word by the dictionaries, the function words' own rules and the endings; unknown words are <c>null</c>.</summary>
internal sealed class WordReader(Lexicon lexicon, Suffixes suffixes)
{
    public Suffixes Suffixes => suffixes;

    public string? Read(string word, string tag, double? stress, ReadingContext context)
    {
        if (FunctionWords(word, tag, stress, context) is { } special)
        {
            return special;
        }
        word = LowerIfOnlyEmphasis(word, tag, stress, context);
        if (IsKnown(word))
        {
            return LookUp(word, tag, stress, context);
        }
        if (word.EndsWith("s'", StringComparison.Ordinal) && IsKnown(word[..^2] + "'s"))
        {
            return LookUp(word[..^2] + "'s", tag, stress, context);
        }
        if (word.EndsWith('\'') && IsKnown(word[..^1]))
        {
            return LookUp(word[..^1], tag, stress, context);
        }
        return WithEnding(word, tag, stress, context);
    }

    /// <summary>A word of our own (number words, units), read without context.</summary>
    public string? Plain(string word, double? stress = null) => LookUp(word, null, stress, null);

    /// <summary>Letter by letter, the last one stressed.</summary>
    public string? Spell(string word)
    {
        var letters = "";
        foreach (var c in word)
        {
            if (!char.IsLetter(c))
            {
                continue;
            }
            if (lexicon.Gold(char.ToUpperInvariant(c).ToString()) is not { } letter)
            {
                return null;
            }
            letters += letter;
        }
        letters = Stress.Apply(letters, 0);
        var last = letters.LastIndexOf(Stress.Secondary);
        return letters.Length == 0 ? null : last < 0 ? letters : $"{letters[..last]}{Stress.Primary}{letters[(last + 1)..]}";
    }

    public bool IsKnown(string word)
    {
        if (lexicon.InGold(word) || lexicon.InSilver(word) || word is "%" or "&" or "+" or "@")
        {
            return true;
        }
        if (word.Length == 0 || !IsAll(word, char.IsAsciiLetter))
        {
            return false;
        }
        return word.Length == 1
            || (IsUpper(word) && lexicon.InGold(word.ToLowerInvariant()))
            || IsUpper(word.AsSpan(1));
    }

    public string? LookUp(string word, string? tag, double? stress, ReadingContext? context)
    {
        var isName = false;
        if (IsUpper(word) && !lexicon.InGold(word))
        {
            word = word.ToLowerInvariant();
            isName = tag == "NNP";
        }
        var phonemes = lexicon.InGold(word) ? lexicon.Gold(word, tag, context?.Next) : isName ? null : lexicon.Silver(word);
        if (phonemes is null || (isName && !phonemes.Contains(Stress.Primary)))
        {
            if (Spell(word) is { } spelled)
            {
                return spelled;
            }
        }
        return phonemes is null ? null : Stress.Apply(phonemes, stress);
    }

    private string? FunctionWords(string word, string tag, double? stress, ReadingContext context)
    {
        var isNoun = tag.StartsWith("NN", StringComparison.Ordinal);
        return word switch
        {
            "." when tag == "ADD" => Plain("dot", Stress.Demoted),
            "/" when tag == "ADD" => Plain("slash", Stress.Demoted),
            "%" => Plain("percent"),
            "&" => Plain("and"),
            "+" => Plain("plus"),
            "@" => Plain("at"),
            _ when IsInitials(word) && Spell(word) is { } spelled => spelled,
            "a" or "A" => tag == "DT" ? "ɐ" : "ˈA",
            "am" or "Am" or "AM" => isNoun ? Spell(word)
                : word != "am" || context.Next == Sound.None || stress > 0 ? lexicon.Gold("am") : "ɐm",
            "an" or "An" or "AN" => word == "AN" && isNoun ? Spell(word) : "ɐn",
            "I" when tag == "PRP" => "ˌI",
            "by" or "By" or "BY" when tag.StartsWith("RB", StringComparison.Ordinal) => "bˈI",
            "to" or "To" => To(context),
            "TO" when tag is "TO" or "IN" => To(context),
            "in" or "In" => In(tag, context),
            "IN" when tag != "NNP" => In(tag, context),
            "the" or "The" => context.Next == Sound.Vowel ? "ði" : "ðə",
            "THE" when tag == "DT" => context.Next == Sound.Vowel ? "ði" : "ðə",
            "used" or "Used" or "USED" => lexicon.Gold("used", tag is "VBD" or "JJ" && context.To ? "VBD" : null),
            _ when tag == "IN" && word.ToUpperInvariant() is "VS" or "VS." => LookUp("versus", null, null, context),
            _ => null,
        };
    }

    private string? To(ReadingContext context) => context.Next switch
    {
        Sound.Vowel => "tʊ",
        Sound.Consonant => "tə",
        _ => lexicon.Gold("to"),
    };

    private static string In(string tag, ReadingContext context) => context.Next == Sound.None || tag != "IN" ? "ˈɪn" : "ɪn";

    /// <summary>"U.S", "a.m": a stop inside, and no part longer than two letters.</summary>
    private static bool IsInitials(string word)
    {
        if (!word.AsSpan().Trim('.').Contains('.'))
        {
            return false;
        }
        var run = 0;
        foreach (var c in word)
        {
            run = c == '.' ? 0 : run + 1;
            if (run > 2 || (c != '.' && !char.IsLetter(c)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>"HELLO" and an unusual capital are read as the word they shout.</summary>
    private string LowerIfOnlyEmphasis(string word, string tag, double? stress, ReadingContext context)
    {
        if (word.Length < 2 || IsLower(word) || (tag == "NNP" && word.Length <= 7)
            || !IsAll(word, c => char.IsLetter(c) || c == '\'')
            || !(IsUpper(word) || IsLower(word.AsSpan(1)))
            || lexicon.InGold(word) || lexicon.InSilver(word))
        {
            return word;
        }
        var lower = word.ToLowerInvariant();
        return lexicon.InGold(lower) || lexicon.InSilver(lower) || WithEnding(lower, tag, stress, context) is not null ? lower : word;
    }

    private string? WithEnding(string word, string tag, double? stress, ReadingContext context)
    {
        string? Stem(string? stem, double? level) => stem is null ? null : LookUp(stem, tag, level, context);
        return suffixes.AddS(Stem(Suffixes.StemOfS(word, IsKnown), stress))
            ?? suffixes.AddEd(Stem(Suffixes.StemOfEd(word, IsKnown), stress))
            ?? suffixes.AddIng(Stem(Suffixes.StemOfIng(word, IsKnown), stress ?? Stress.Light));
    }
}
