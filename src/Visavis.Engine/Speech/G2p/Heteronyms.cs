namespace Visavis.Engine.Speech.G2p;

/// <summary>Corrects words that are written alike and sound different, where the tagger is known to choose the wrong one.</summary>
internal sealed class Heteronyms(Lexicon lexicon)
{
    /// <summary>Words behind which a word that can be a verb is one: "I object", "do not abuse".</summary>
    private static readonly HashSet<string> BeforeVerb = new(StringComparer.OrdinalIgnoreCase)
    {
        "I", "you", "we", "they", "will", "would", "can", "could", "must", "should", "may", "might", "not", "n't", "n’t",
    };

    /// <summary>A word, its neighbours, and how it sounds beside one of them.</summary>
    private static readonly (string Word, string[] Before, string[] After, string Phonemes)[] Phrases =
    [
        ("lead", [], ["pipe", "pipes", "paint", "poisoning", "acid", "pencil", "bullet", "bullets"], "lˈɛd"),
        ("bass", ["largemouth", "sea", "striped"], ["fish", "fishing", "swam", "swims"], "bˈæs"),
        ("bow", ["take a", "took a", "takes a"], [], "bˈW"),
        ("minute", [], ["detail", "details", "amount", "amounts", "differences"], "mInˈut"),
        ("content", ["am", "is", "are", "was", "were", "be", "feel", "felt"], [], "kəntˈɛnt"),
        ("does", ["the", "two", "three"], [], "dˈOz"),
    ];

    public void Correct(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var before = i > 0 ? tokens[i - 1].Text : "";
            if (IsVerb(tokens[i], before, i > 0 ? tokens[i - 1].Tag : ""))
            {
                tokens[i].Tag = "VB";
            }
            var pair = i > 1 ? $"{tokens[i - 2].Text} {before}" : before;
            var after = i + 1 < tokens.Count ? tokens[i + 1].Text : "";
            foreach (var (word, befores, afters, phonemes) in Phrases)
            {
                var beside = IsOneOf(befores, before) || IsOneOf(befores, pair) || IsOneOf(afters, after);
                if (beside && tokens[i].Text.Equals(word, StringComparison.OrdinalIgnoreCase))
                {
                    tokens[i].Phonemes = phonemes;
                }
            }
        }
    }

    private static bool IsOneOf(string[] words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private bool IsVerb(Token token, string before, string tagBefore)
    {
        if (token.Text is "read" && token.Tag == "VBP")
        {
            return true;
        }
        return token.Tag is "NN" or "JJ" && (BeforeVerb.Contains(before) || tagBefore == "TO") && lexicon.HasVerbReading(token.Text);
    }
}
