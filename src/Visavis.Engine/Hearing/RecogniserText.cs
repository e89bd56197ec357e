namespace Visavis.Engine.Hearing;

/// <summary>
/// The words of the current buffer: those given out, which the next pass is told, and those that still wait for a second pass to
/// agree. What leaves the buffer becomes the context of later passes.
/// </summary>
internal sealed class RecogniserText
{
    /// <summary>A word that ended so many seconds before the end of a pass has all the sound around it that helps.</summary>
    private const double Sure = 2.5;

    /// <summary>A word that ends later may be half a word.</summary>
    private const double Edge = 0.1;

    /// <summary>Twice what the decoder takes; older tokens are of no use.</summary>
    private const int LongestContext = 120;

    private readonly List<int> _context = [];
    private readonly List<int> _given = [];
    private List<string> _waiting = [];

    /// <summary>Tokens of what was said before the buffer.</summary>
    public IReadOnlyList<int> Context => _context;

    /// <summary>Tokens of the words in the buffer that were given out.</summary>
    public IReadOnlyList<int> Given => _given;

    /// <summary>All words of a stretch that has ended, without those given out before.</summary>
    public List<WhisperWord> TakeAll(IReadOnlyList<WhisperWord> words)
    {
        var rest = Rest(words);
        Remember(words);
        return rest;
    }

    /// <summary>The words that this pass and the last agree on, or that lie well before the end of the sound.</summary>
    /// <param name="words">Of the whole buffer.</param>
    /// <param name="seconds">Length of the buffer.</param>
    public List<WhisperWord> TakeAgreed(IReadOnlyList<WhisperWord> words, double seconds)
    {
        var rest = Rest(words);
        var agreed = Agreed(rest, seconds);
        // A mark behind the last known word is what the end of the sound suggests, not what was said.
        var taken = agreed < rest.Count && rest.Skip(agreed).Any(word => !word.IsMark)
            ? rest[..(agreed + rest.Skip(agreed).TakeWhile(word => word.IsMark).Count())]
            : rest[..agreed];
        _given.AddRange(taken.SelectMany(word => word.Tokens));
        _waiting = [.. rest.Skip(taken.Count).Where(word => !word.IsMark).Select(word => Plain(word.Text))];
        return taken;
    }

    /// <summary>The words that end before <paramref name="end"/>, agreed on or not; the buffer is too long to wait.</summary>
    public List<WhisperWord> TakeUntil(IReadOnlyList<WhisperWord> words, double end)
    {
        var taken = Rest(words).TakeWhile(word => word.End <= end).ToList();
        _given.AddRange(taken.SelectMany(word => word.Tokens));
        _waiting = [];
        return taken;
    }

    /// <summary>Makes given words before a cut context. <paramref name="count"/> words of <paramref name="words"/> lie before it.</summary>
    public void Cut(IReadOnlyList<WhisperWord> words, int count)
    {
        var tokens = words.Take(count).Sum(word => word.Tokens.Count);
        Remember(words.Take(count));
        tokens = Math.Min(tokens, _given.Count);
        _given.RemoveRange(0, tokens);
    }

    /// <summary>How many of <paramref name="words"/> have been given out.</summary>
    public int GivenCount(IReadOnlyList<WhisperWord> words)
    {
        var (count, tokens) = (0, 0);
        while (count < words.Count && (tokens += words[count].Tokens.Count) <= _given.Count)
        {
            count++;
        }
        return count;
    }

    /// <summary>Nothing of the buffer was to be believed; what came before it misleads.</summary>
    public void Forget()
    {
        _context.Clear();
        EndBuffer();
    }

    /// <summary>A new buffer begins.</summary>
    public void EndBuffer()
    {
        _given.Clear();
        _waiting = [];
    }

    private void Remember(IEnumerable<WhisperWord> words)
    {
        _context.AddRange(words.SelectMany(word => word.Tokens));
        _context.RemoveRange(0, Math.Max(0, _context.Count - LongestContext));
    }

    /// <summary>Words behind the given ones. A given word that has grown is followed by what it gained.</summary>
    private List<WhisperWord> Rest(IReadOnlyList<WhisperWord> words)
    {
        var count = GivenCount(words);
        var known = words.Take(count).Sum(word => word.Tokens.Count);
        return known < _given.Count && count < words.Count
            ? [words[count] with { Tokens = [.. words[count].Tokens.Skip(_given.Count - known)], Text = "" }, .. words.Skip(count + 1)]
            : [.. words.Skip(count)];
    }

    private int Agreed(List<WhisperWord> words, double seconds)
    {
        var (agreed, matched) = (0, 0);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.IsMark)
            {
                continue;
            }
            var matches = matched < _waiting.Count && _waiting[matched] == Plain(word.Text) && word.End <= seconds - Edge;
            if (!matches && word.End > seconds - Sure)
            {
                break;
            }
            matched = matches ? matched + 1 : int.MaxValue;
            agreed = i + 1;
        }
        return agreed;
    }

    private static string Plain(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
