namespace Visavis.Engine.Speech.G2p;

/// <summary>Decides which stops of abbreviations end a sentence and are heard as its pause.</summary>
internal static class SentenceStops
{
    /// <summary>Abbreviations whose stop is heard although no sentence ends.</summary>
    private static readonly string[] Stopped = ["etc", "feet", "ft", "in", "foot", "inch", "inches", "approx", "pm", "am"];

    private static readonly string[] SentenceStarts =
    [
        "He", "She", "It", "We", "They", "You", "The", "This", "That", "These", "Those", "There", "Then", "But", "And", "In", "On",
        "If", "When", "My", "His", "Her", "Our", "Their", "What", "Why", "How", "Please",
    ];

    /// <summary>The stop of "plan B." and "U.S." belongs to the token, but at the end of a text it also ends the sentence.</summary>
    public static void AddLost(List<PronouncedUnit> units, string text)
    {
        var end = text.AsSpan().TrimEnd(" \t\r\n\"”’')]").Length;
        if (end == 0 || text[end - 1] != '.' || units.TakeLast(4).Any(EndsSentence))
        {
            return;
        }
        var last = units.FindLastIndex(unit => !unit.IsPunctuation && unit.Phonemes.Length > 0);
        // "a.m." alone is no sentence.
        if (last > 0 || (last == 0 && text.Any(char.IsUpper)))
        {
            units[last] = units[last] with { SpaceAfter = false, SourceEnd = Math.Min(units[last].SourceEnd, end - 1) };
            units.Insert(last + 1, new PronouncedUnit(".", end - 1, end, true, true));
        }
    }

    private static bool EndsSentence(PronouncedUnit unit) => unit.IsPunctuation && unit.Phonemes.AsSpan().ContainsAny(".…!?");

    /// <summary>"6 ft. tall": a stop before a small letter ended an abbreviation, not a sentence.</summary>
    public static void DropInside(List<List<SubToken>> groups)
    {
        for (var i = 1; i + 1 < groups.Count; i++)
        {
            if (groups[i] is [{ Phonemes: ".", SpaceAfter: true } stop] && char.IsLower(groups[i + 1][0].Text[0])
                && IsAbbreviation(groups[i - 1]))
            {
                stop.Phonemes = "";
            }
        }
    }

    private static bool IsAbbreviation(List<SubToken> group)
    {
        var last = group[^1].Text;
        return last.Contains('.', StringComparison.Ordinal)
            ? last.Any(char.IsLetter)
            : Stopped.Contains(last) || group.Exists(part => part.Text == ".");
    }

    /// <summary>"in the U.S. He lives": the stop of an abbreviation also ends the sentence if a new one clearly begins.</summary>
    public static void AddBetween(List<List<SubToken>> groups)
    {
        for (var i = groups.Count - 2; i >= 0; i--)
        {
            var last = groups[i][^1];
            var text = string.Concat(groups[i].Select(part => part.Text));
            if (text.Length > 3 && text[^1] == '.' && text.AsSpan(0, text.Length - 1).Contains('.') && last.SpaceAfter
                && groups[i + 1] is [var next] && SentenceStarts.Contains(next.Text))
            {
                last.SpaceAfter = false;
                groups.Insert(i + 1, [new SubToken(".", last.End - 1, ".") { Phonemes = ".", IsMark = true, SpaceAfter = true }]);
            }
        }
    }
}
