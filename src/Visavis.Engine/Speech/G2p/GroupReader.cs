using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// Fifth stage: reads groups from right to left, because how a word sounds depends on what follows. Of a group the longest known
/// pieces are read together; if one piece is unknown, the whole group is guessed.
/// </summary>
internal sealed class GroupReader(WordReader words, NumberReader numbers, FallbackReader fallback)
{
    /// <summary>No dictionary word is longer, so longer windows are not tried: it bounds the work on text without spaces.</summary>
    private const int LongestWord = 32;

    /// <summary>Nor is any written in more parts.</summary>
    private const int MostParts = 8;

    public void Read(List<List<SubToken>> groups)
    {
        var context = new ReadingContext(Sound.None, false);
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            if (groups[i] is [var unit])
            {
                unit.Phonemes ??= LookUp(unit.IsTo ? "to" : unit.Text, unit.Tag, unit.Currency, unit.IsHead, context)
                    ?? fallback.Read(unit.Text);
                context = context.Before(unit.Phonemes, unit.Text, unit.Tag);
            }
            else
            {
                groups[i] = [Join(groups[i], ReadGroup(groups[i], ref context))];
            }
        }
    }

    private string ReadGroup(List<SubToken> group, ref ReadingContext context)
    {
        var following = context;
        if (ReadParts(group, ref context))
        {
            return Compounds.Join(TextOf(group, 0, group.Count), group);
        }
        if (!group.Exists(IsSeparator) || group.Exists(part => part.Text == "/")) // a path is guessed at as a whole
        {
            return fallback.Read(TextOf(group, 0, group.Count));
        }
        context = following;
        return ReadSegments(group, ref context);
    }

    /// <summary>"kubectl-apply": a part that is unknown leaves the others as the dictionaries have them.</summary>
    private string ReadSegments(List<SubToken> group, ref ReadingContext context)
    {
        var spoken = "";
        for (var right = group.Count; right > 0;)
        {
            var left = IsSeparator(group[right - 1]) ? right - 1 : StartOfKnownSegments(group, right, context);
            var phonemes = ReadSegment(group.GetRange(left, right - left), ref context);
            spoken = spoken.Length > 0 && phonemes.Length > 0 ? $"{phonemes} {spoken}" : phonemes + spoken;
            right = left;
        }
        return spoken;
    }

    private string ReadSegment(List<SubToken> segment, ref ReadingContext context)
    {
        var text = TextOf(segment, 0, segment.Count);
        var following = context;
        var isKnown = !IsSeparator(segment[0]) && ReadParts(segment, ref context);
        var phonemes = isKnown ? Compounds.Join(text, segment) : fallback.Read(text);
        context = following.Before(phonemes, text, segment[0].Tag);
        return phonemes;
    }

    /// <summary>Where the segment before <paramref name="right"/> begins, or a known word with hyphens ("vis-a-vis").</summary>
    private int StartOfKnownSegments(List<SubToken> group, int right, ReadingContext context)
    {
        var start = right - 1;
        while (start > 0 && !IsSeparator(group[start - 1]))
        {
            start--;
        }
        for (var left = Math.Max(0, right - MostParts); left < start; left++)
        {
            var begins = (left == 0 || IsSeparator(group[left - 1])) && !IsSeparator(group[left]);
            if (begins && group[right - 1].End - group[left].Start <= LongestWord
                && LookUp(TextOf(group, left, right), group[left].Tag, null, false, context) is not null)
            {
                return left;
            }
        }
        return start;
    }

    private static bool IsSeparator(SubToken part) => IsAll(part.Text, c => c is '-' or '–' or '_');

    private string? LookUp(string text, string tag, char? currency, bool isHead, ReadingContext context)
    {
        var word = AsciiDigits(CompatibilityForms.Compose(text.Replace('‘', '\'').Replace('’', '\'')));
        double? stress = IsLower(word) ? null : IsUpper(word) ? Stress.Strong : Stress.Light;
        if (words.Read(word, tag, stress, context) is { } phonemes)
        {
            return currency is { } sign ? $"{phonemes} {numbers.Plural(sign)}" : phonemes;
        }
        return NumberReader.IsNumber(word, isHead) ? numbers.Read(word, currency, isHead) : null;
    }

    /// <summary>False if a part is unknown.</summary>
    private bool ReadParts(List<SubToken> group, ref ReadingContext context)
    {
        var right = group.Count;
        while (right > 0)
        {
            var left = FindKnown(group, right, ref context);
            if (left >= 0)
            {
                right = left;
                continue;
            }
            right--;
            if (!IsJunk(group[right].Text))
            {
                return false;
            }
            group[right].Phonemes = "";
        }
        return true;
    }

    /// <summary>Reads the longest known run of parts that ends at <paramref name="right"/>; where it begins, or -1.</summary>
    private int FindKnown(List<SubToken> group, int right, ref ReadingContext context)
    {
        for (var left = Math.Max(0, right - MostParts); left < right; left++)
        {
            if (group[right - 1].End - group[left].Start > LongestWord && left + 1 < right)
            {
                continue;
            }
            var text = TextOf(group, left, right);
            var tag = Heaviest(group, left, right).Tag;
            var currency = group.GetRange(left, right - left).Max(part => part.Currency);
            if (LookUp(text, tag, currency, group[left].IsHead, context) is { } phonemes)
            {
                group[left].Phonemes = phonemes;
                for (var i = left + 1; i < right; i++)
                {
                    group[i].Phonemes = "";
                }
                context = context.Before(phonemes, text, tag);
                return left;
            }
        }
        return -1;
    }

    private static SubToken Heaviest(List<SubToken> group, int left, int right)
    {
        var best = group[left];
        for (var i = left + 1; i < right; i++)
        {
            best = CaseWeight(group[i].Text) > CaseWeight(best.Text) ? group[i] : best;
        }
        return best;
    }

    private static int CaseWeight(string text) => text.Sum(c => c == char.ToLowerInvariant(c) ? 1 : 2);

    private static bool IsJunk(string text) => IsAll(text, c => Junk.Contains(c, StringComparison.Ordinal));

    private static string TextOf(List<SubToken> group, int left, int right) => right - left == 1
        ? group[left].Text
        : string.Concat(group.Skip(left).Take(right - left).Select(part => part.Text));

    private static SubToken Join(List<SubToken> group, string phonemes) =>
        new(TextOf(group, 0, group.Count), group[0].Start, Heaviest(group, 0, group.Count).Tag)
        {
            SpaceAfter = group[^1].SpaceAfter,
            Phonemes = phonemes,
            Length = group[^1].End - group[0].Start,
        };
}
