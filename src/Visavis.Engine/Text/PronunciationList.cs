namespace Visavis.Engine.Text;

/// <summary>How a word is to be said wherever it stands.</summary>
/// <param name="Word">As written: a word or several, "Xu", "C#", "New York".</param>
/// <param name="Say">Other words for it, or its sounds in IPA.</param>
/// <param name="IsIpa">Whether <paramref name="Say"/> is IPA.</param>
public sealed record PronunciationEntry(string Word, string Say, bool IsIpa)
{
    /// <summary>Only for voices of this language ("en") or locale ("en-GB"); null is any.</summary>
    public string? Language { get; init; }

    /// <summary>Whether capitals count: "US" is not "us".</summary>
    public bool MatchesCase { get; init; }
}

/// <summary>
/// Words that are said otherwise than a voice would: whole words, whatever their capitals, the longest first. Immutable; any number of
/// sessions may use one.
/// </summary>
public sealed class PronunciationList
{
    public const int MaximumEntries = 1_000;
    public const int MaximumWordLength = 100;
    public const int MaximumSayLength = 200;

    private readonly Dictionary<char, PronunciationEntry[]> _byFirst;

    /// <exception cref="ArgumentException">An entry is empty or beyond a limit; the message names it.</exception>
    public PronunciationList(IReadOnlyList<PronunciationEntry> entries)
    {
        if (entries.Count > MaximumEntries)
        {
            throw new ArgumentException($"A list of pronunciations holds at most {MaximumEntries} entries.", nameof(entries));
        }
        Entries = [.. entries];
        foreach (var entry in Entries)
        {
            if (entry.Word.Trim().Length == 0 || entry.Word.Length > MaximumWordLength || entry.Say.Trim().Length == 0 || entry.Say.Length > MaximumSayLength)
            {
                throw new ArgumentException($"A word has from 1 to {MaximumWordLength} characters, its pronunciation from 1 to {MaximumSayLength}.", nameof(entries));
            }
        }
        _byFirst = Entries.GroupBy(entry => char.ToUpperInvariant(entry.Word[0])).ToDictionary(
            group => group.Key, group => group.OrderByDescending(entry => entry.Word.Length).ThenByDescending(entry => entry.MatchesCase).ToArray());
    }

    public static PronunciationList Empty { get; } = new([]);

    public IReadOnlyList<PronunciationEntry> Entries { get; }

    /// <summary>
    /// The clause with a reading for each word of the list that a voice of <paramref name="locale"/> is to say so. What the clause has
    /// readings for already keeps them.
    /// </summary>
    public Clause Apply(Clause clause, string locale)
    {
        if (_byFirst.Count == 0)
        {
            return clause;
        }
        var readings = new List<Reading>(clause.Readings);
        var found = readings.Count;
        for (var at = 0; at < clause.Text.Length;)
        {
            var entry = Find(clause.Text, at, locale);
            var end = at + (entry?.Word.Length ?? 1);
            if (entry is not null && !clause.Readings.Any(reading => reading.Start < end && at < reading.End))
            {
                readings.Add(new Reading(at, end, entry.Say, entry.IsIpa));
            }
            at = end;
        }
        return readings.Count == found ? clause : clause with { Readings = [.. readings.OrderBy(reading => reading.Start)] };
    }

    private PronunciationEntry? Find(string text, int at, string locale)
    {
        if (!_byFirst.TryGetValue(char.ToUpperInvariant(text[at]), out var entries))
        {
            return null;
        }
        foreach (var entry in entries)
        {
            if (at + entry.Word.Length <= text.Length
                && string.Compare(text, at, entry.Word, 0, entry.Word.Length, entry.MatchesCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase) == 0
                && IsEdge(text, at) && IsEdge(text, at + entry.Word.Length) && Speaks(entry, locale))
            {
                return entry;
            }
        }
        return null;
    }

    /// <summary>Whether a word may begin or end here: not between two letters, except in scripts that put no space between words.</summary>
    private static bool IsEdge(string text, int at) =>
        at == 0 || at == text.Length || !IsWord(text[at - 1]) || !IsWord(text[at]) || IsDense(text[at - 1]) || IsDense(text[at]);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Han and kana; Thai and others need a dictionary anyway.</summary>
    private static bool IsDense(char c) => c is >= '\u3040' and < '\uA000';

    private static bool Speaks(PronunciationEntry entry, string locale) => entry.Language is not { } language
        || locale.Equals(language, StringComparison.OrdinalIgnoreCase)
        || (locale.StartsWith(language, StringComparison.OrdinalIgnoreCase) && locale.Length > language.Length && locale[language.Length] is '-' or '_');
}
