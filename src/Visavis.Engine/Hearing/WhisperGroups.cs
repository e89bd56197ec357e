using System.Globalization;
using System.Text;

namespace Visavis.Engine.Hearing;

/// <summary>Tokens that make whole characters together.</summary>
internal sealed record WhisperCluster(string Text, int First, int Count)
{
    /// <summary>Whether it is nothing but punctuation. Signs that are said ("50%", "R&amp;D") and apostrophes belong to words.</summary>
    public bool IsMark { get; } = Text.AsSpan().Trim() is { Length: > 0 } text && !text.ContainsAnyExcept(Marks.Span);

    private static ReadOnlyMemory<char> Marks { get; } = Enumerable.Range(0, char.MaxValue)
        .Select(c => (char)c).Where(c => char.IsPunctuation(c) && !"%&@#*/\\_'’‰".Contains(c)).ToArray();
}

/// <summary>A word with the punctuation that stands against it.</summary>
internal sealed record WhisperGroup(List<WhisperCluster> Before, List<WhisperCluster> Word, List<WhisperCluster> After)
{
    /// <summary>Index of the first token of the word.</summary>
    public int First => (Word.Count > 0 ? Word : Before)[0].First;
}

/// <summary>Puts tokens together to words: by the spaces in them or, where the language writes none, character by character.</summary>
internal static class WhisperGroups
{
    /// <summary>These are written without spaces; any cut is as good.</summary>
    private static readonly HashSet<string> Spaceless = ["zh", "ja", "th", "lo", "my"];

    /// <summary>The point behind these is said as part of them.</summary>
    private static readonly HashSet<string> Abbreviations = ["Mr", "Mrs", "Ms", "Dr", "Prof", "St"];

    private static readonly UTF8Encoding Strict = new(false, true);

    public static List<WhisperGroup> Of(IReadOnlyList<int> tokens, WhisperTokens table, string language)
    {
        var (groups, waiting) = (new List<WhisperGroup>(), new List<WhisperCluster>());
        foreach (var cluster in Clusters(tokens, table))
        {
            var begins = groups.Count == 0 || Begins(cluster, groups[^1], Spaceless.Contains(language));
            if (cluster.IsMark && begins && (groups.Count == 0 || Opens(cluster)))
            {
                waiting.Add(cluster);
            }
            else if (cluster.IsMark && waiting.Count == 0)
            {
                groups[^1].Word.Add(cluster);
            }
            else if (begins || waiting.Count > 0)
            {
                groups.Add(new WhisperGroup(waiting, [cluster], []));
                waiting = [];
            }
            else
            {
                groups[^1].Word.Add(cluster);
            }
        }
        groups.ForEach(SplitEnd);
        return groups;
    }

    /// <summary>A character may be spread over tokens; what is left of one at the end is dropped.</summary>
    private static IEnumerable<WhisperCluster> Clusters(IReadOnlyList<int> tokens, WhisperTokens table)
    {
        var bytes = new List<byte>();
        for (int i = 0, first = 0; i < tokens.Count; i++)
        {
            bytes.AddRange(table[tokens[i]]);
            if (TryDecode(bytes, out var text))
            {
                yield return new WhisperCluster(text, first, i + 1 - first);
                bytes.Clear();
                first = i + 1;
            }
        }
    }

    private static bool TryDecode(List<byte> bytes, out string text)
    {
        try
        {
            text = Strict.GetString([.. bytes]);
            return true;
        }
        catch (DecoderFallbackException) when (bytes.Count < 8)
        {
            text = "";
            return false;
        }
        catch (DecoderFallbackException)
        {
            // Not the start of any character: the decoder babbles.
            text = "";
            return true;
        }
    }

    private static bool Begins(WhisperCluster cluster, WhisperGroup last, bool spaceless)
    {
        if (cluster.Text.StartsWith(' ') || !spaceless)
        {
            return cluster.Text.StartsWith(' ');
        }
        var before = last.Word[^1].Text;
        var joins = cluster.Text.Length == 0 || before.Length == 0 || before.EndsWith(' ')
            || CharUnicodeInfo.GetUnicodeCategory(cluster.Text, 0) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || char.IsAsciiLetterOrDigit(before[^1]) && char.IsAsciiLetterOrDigit(cluster.Text[0]);
        return !joins;
    }

    /// <summary>Whether a mark belongs to the word behind it.</summary>
    private static bool Opens(WhisperCluster cluster) => cluster.Text.Trim()[0] is '"' or '¿' or '¡'
        || CharUnicodeInfo.GetUnicodeCategory(cluster.Text.Trim()[0]) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    /// <summary>Takes the punctuation from the end of a word, but not the last point of "U.S." or "Dr.".</summary>
    private static void SplitEnd(WhisperGroup group)
    {
        while (group.Word.Count > 1 && group.Word[^1].IsMark && !IsAbbreviation(group.Word))
        {
            group.After.Insert(0, group.Word[^1]);
            group.Word.RemoveAt(group.Word.Count - 1);
        }
    }

    private static bool IsAbbreviation(List<WhisperCluster> word)
    {
        var text = string.Concat(word.Select(cluster => cluster.Text)).Trim();
        return text.EndsWith('.') && (Abbreviations.Contains(text[..^1]) || text.Length > 3 && text[^3] == '.' && char.IsLetter(text[^2]));
    }
}
