using System.Collections.Frozen;

namespace Visavis.Engine.Text;

/// <summary>
/// Tells a stop at the very end of a delta that can only end a clause, so that it need not wait for white space or for the pause.
/// <para>
/// Tokens and typed keys may go on right behind a mark: "3" "." "14", "e.g" ".", "1" ",", "000", "https" ":" "//". A comma, colon, question
/// or exclamation mark right behind a plain word is safe all the same: what may still join it is another mark or a closing one, and those
/// are dropped. A full stop is not, since "example" "." "com" and "answer" "." begin alike. It counts only if one delta brought it with
/// its whole word: so do senders that cut at words or sentences, and they send "example.com" whole. Behind a mere "." the next token of a
/// model is some tens of milliseconds away, and its leading space decides; only the last sentence of a turn then pays the pause.
/// </para>
/// </summary>
internal static class SureStop
{
    private const int ShortestWord = 2;
    private const int ShortestWordBeforeDot = 3;

    /// <summary>A word with a dot behind one of these may be the beginning of an address, however it was sent.</summary>
    private static readonly FrozenSet<string> AddressCues = Set("visit via at website site page homepage domain url address link email mail browse");

    /// <summary>Not words: an address follows.</summary>
    private static readonly FrozenSet<string> AddressWords = Set("www http https ftp file mailto tel ws wss data");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AddressCuesBySpan = AddressCues.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AddressWordsBySpan = AddressWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The end that the token from <paramref name="token"/> to the end of the text makes for sure; open if that is not sure.</summary>
    public static ClauseEnd At(WaitingText text, int token)
    {
        var tail = text.All[token..];
        if (tail.IsEmpty)
        {
            return ClauseEnd.Open;
        }
        if (Stop.PartsWithoutSpace(tail[^1]))
        {
            return Stop.At(tail[^1..]) == StopKind.Sentence ? ClauseEnd.Sentence : ClauseEnd.Comma;
        }
        var word = tail[..^1].TrimStart(Stop.Openers);
        if (word.Length < ShortestWord || !IsPlain(word) || AddressWordsBySpan.Contains(word))
        {
            return ClauseEnd.Open;
        }
        return tail[^1] switch
        {
            ',' or ';' or ':' => ClauseEnd.Comma,
            '?' or '!' => ClauseEnd.Sentence,
            '.' when token >= text.DeltaStart && EndsSentence(tail, word) && !AddressCuesBySpan.Contains(WordBefore(text, token)) => ClauseEnd.Sentence,
            _ => ClauseEnd.Open,
        };
    }

    /// <summary>No abbreviation, no name in capitals ("St.", "MR."), nothing like a host's name ("my-site.").</summary>
    private static bool EndsSentence(ReadOnlySpan<char> tail, ReadOnlySpan<char> word) =>
        word.Length >= ShortestWordBeforeDot && Stop.At(tail) == StopKind.Sentence && !word.Contains('-') && !word[1..].ContainsAnyInRange('A', 'Z');

    /// <summary>Letters, with apostrophes and hyphens between them.</summary>
    private static bool IsPlain(ReadOnlySpan<char> word)
    {
        var joined = true;
        foreach (var c in word)
        {
            var joins = c is '\'' or '’' or '-';
            if (joins ? joined : !char.IsLetter(c) && !IsAccent(c))
            {
                return false;
            }
            joined = joins;
        }
        return !joined;
    }

    private static bool IsAccent(char c) =>
        char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static ReadOnlySpan<char> WordBefore(WaitingText text, int token)
    {
        var before = text.All[..token].TrimEnd();
        return before[(before.LastIndexOfAny(' ', '\n') + 1)..];
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
