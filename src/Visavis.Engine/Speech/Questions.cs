using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>How a sentence ends, from its words alone.</summary>
internal static class Questions
{
    private static readonly char[] Closing = ['"', '”', '’', '\'', ')', ']', '»', '*', '_', ' '];
    private static readonly char[] WordEnds = [' ', ',', '\'', '’', '.', ':', ';', '?', '!'];

    private static readonly char[] PartEnds = [',', ';', ':', '—', '–'];

    private static readonly HashSet<string> Openers = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "but", "so", "or", "well", "then", "now", "okay", "ok", "oh", "yes", "no", "hi", "hello", "hey",
    };

    private static readonly HashSet<string> QuestionWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "who", "whom", "whose", "what", "when", "where", "why", "which", "how",
    };

    /// <summary>The mark that ends a clause: . ? or !</summary>
    public static char EndMark(string text) => text.AsSpan().TrimEnd(Closing) switch
    {
        [.., '?'] => '?',
        [.., '!'] => '!',
        _ => '.',
    };

    /// <summary>
    /// Whether a clause ends a question that is answered by yes or no: it ends with ? and no question word begins the sentence, the
    /// clause or what follows its last comma ("Hello there, how are you?").
    /// </summary>
    public static bool IsYesNo(Clause clause) =>
        EndMark(clause.Text) == '?' && !BeginsWithQuestionWord(clause.Sentence) && !BeginsWithQuestionWord(clause.Text)
        && !BeginsWithQuestionWord(clause.Text[(clause.Text.LastIndexOfAny(PartEnds) + 1)..]);

    private static bool BeginsWithQuestionWord(string text)
    {
        var words = text.TrimStart(' ', '"', '“', '(', '‘').Split(WordEnds, StringSplitOptions.RemoveEmptyEntries);
        return words.SkipWhile(Openers.Contains).FirstOrDefault() is { } first && QuestionWords.Contains(first);
    }
}
