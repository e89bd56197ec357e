namespace Visavis.Engine.Text;

/// <summary>What a stop means where it stands: reads on behind it, where <see cref="Stop"/> sees the token alone.</summary>
internal static class StopVerdict
{
    private const int MostClosers = 8;
    private const int LongestStarter = 16;

    /// <summary>The most characters by which a cut may lie behind the place where it was found.</summary>
    public const int Reach = MostClosers + 2;

    /// <summary>The end that <paramref name="token"/> makes, which ends at <paramref name="at"/>; null while that needs text that has not come.</summary>
    public static ClauseEnd? Of(ReadOnlySpan<char> token, WaitingText text, int at, Patience patience)
    {
        var stop = Stop.At(token);
        if (stop is StopKind.None or StopKind.Comma or StopKind.Sentence)
        {
            return stop switch { StopKind.Comma => ClauseEnd.Comma, StopKind.Sentence => ClauseEnd.Sentence, _ => ClauseEnd.Open };
        }
        var next = text.SkipSpace(at);
        if (next == text.Length)
        {
            return patience < Patience.Pause ? null : ClauseEnd.Sentence;
        }
        if (text[next] is WaitingText.ParagraphMark or WaitingText.LineMark)
        {
            return ClauseEnd.Sentence;
        }
        return stop switch
        {
            StopKind.SentenceUnlessDigit => char.IsAsciiDigit(text[next]) ? ClauseEnd.Open : ClauseEnd.Sentence,
            StopKind.SentenceUnlessSmall => char.IsLower(text[next]) ? ClauseEnd.Comma : ClauseEnd.Sentence,
            _ => BeforeWord(text, next, patience),
        };
    }

    /// <summary>The stop before <paramref name="index"/> that needs no space behind it.</summary>
    public static StopKind Inside(WaitingText text, int index)
    {
        var mark = index - 1;
        while (mark > 0 && Stop.IsCloser(text[mark]))
        {
            mark--;
        }
        return Stop.PartsWithoutSpace(text[mark]) && !Stop.IsMark(text[index]) ? Stop.At([text[mark]]) : StopKind.None;
    }

    /// <summary>"« Oui. »": closing marks that stand apart belong to the sentence before. Returns where it ends with them.</summary>
    public static int IncludeClosers(WaitingText text, int cut)
    {
        var next = text.SkipSpace(cut);
        var behind = next;
        while (behind < text.Length && behind - next < MostClosers && Stop.IsCloser(text[behind]) && text[behind] is not '"' and not '\'' and not '*')
        {
            behind++;
        }
        return behind > next && (behind == text.Length || WaitingText.IsSpace(text[behind])) ? behind : cut;
    }

    private static ClauseEnd? BeforeWord(WaitingText text, int next, Patience patience)
    {
        var behind = next;
        while (behind < text.Length && behind - next < LongestStarter && (char.IsLetter(text[behind]) || text[behind] is '\'' or '’'))
        {
            behind++;
        }
        if (behind == text.Length && patience < Patience.Pause)
        {
            return null;
        }
        var word = text.All[next..behind];
        return word.Length > 0 && char.IsUpper(word[0]) && PhraseWords.StartsSentence(word) ? ClauseEnd.Sentence : ClauseEnd.Open;
    }
}
