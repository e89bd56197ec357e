namespace Visavis.Engine.Speech.G2p;

/// <summary>Makes the source ranges of units cover the whole text, so that no written word is lost from captions.</summary>
internal static class SourceCover
{
    /// <summary>
    /// Trims white space from each range, keeps the starts in order, and gives what no unit claims (a dropped sign, a protocol) to
    /// the unit it touches, or else to the one before it.
    /// </summary>
    public static PronouncedUnit[] Fill(List<PronouncedUnit> units, string text)
    {
        var filled = JoinSilent(units);
        var covered = 0;
        for (var i = 0; i < filled.Length; i++)
        {
            var (start, end) = Trim(text, filled[i].SourceStart, filled[i].SourceEnd);
            start = Math.Max(start, i > 0 ? filled[i - 1].SourceStart : 0);
            end = Math.Max(end, start);
            if (start > covered)
            {
                start = TakeGap(filled, i, text, covered, start);
            }
            covered = Math.Max(covered, end);
            filled[i] = filled[i] with { SourceStart = start, SourceEnd = end };
        }
        if (filled.Length > 0)
        {
            var (_, last) = Trim(text, covered, text.Length);
            filled[^1] = filled[^1] with { SourceEnd = Math.Max(filled[^1].SourceEnd, last) };
        }
        return filled;
    }

    /// <summary>A silent sign written onto a word ("$5") belongs to it.</summary>
    private static PronouncedUnit[] JoinSilent(List<PronouncedUnit> units)
    {
        var joined = new List<PronouncedUnit>(units.Count);
        foreach (var unit in units)
        {
            if (!unit.IsPunctuation && joined.Count > 0
                && joined[^1] is { Phonemes.Length: 0, SpaceAfter: false, IsPunctuation: false } sign)
            {
                joined[^1] = unit with { SourceStart = Math.Min(sign.SourceStart, unit.SourceStart) };
            }
            else
            {
                joined.Add(unit);
            }
        }
        return [.. joined];
    }

    /// <summary>Gives the unclaimed text between two units away; the start of the later one.</summary>
    private static int TakeGap(PronouncedUnit[] units, int at, string text, int gapStart, int gapEnd)
    {
        var (start, end) = Trim(text, gapStart, gapEnd);
        if (start >= end)
        {
            return gapEnd;
        }
        if (at == 0)
        {
            return start;
        }
        // What touches the later unit is its own; the rest goes to the one before.
        var split = end;
        while (end == gapEnd && split > start && !char.IsWhiteSpace(text[split - 1]))
        {
            split--;
        }
        var (_, before) = Trim(text, start, split);
        if (before > start)
        {
            units[at - 1] = units[at - 1] with { SourceEnd = Math.Max(units[at - 1].SourceEnd, before) };
        }
        return split < end ? split : gapEnd;
    }

    private static (int Start, int End) Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }
        return (start, end);
    }
}
