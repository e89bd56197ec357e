using System.Text;
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
            else if (ReadParts(groups[i], ref context))
            {
                groups[i] = [Join(groups[i], JoinedParts(groups[i]))];
            }
            else
            {
                groups[i] = [Join(groups[i], fallback.Read(TextOf(groups[i], 0, groups[i].Count)))];
            }
        }
    }

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

    private static string JoinedParts(List<SubToken> group)
    {
        var isMixed = IsMixed(TextOf(group, 0, group.Count));
        if (!isMixed)
        {
            DemoteCompound(group.FindAll(part => part.Phonemes is { Length: > 0 }));
        }
        var joined = new StringBuilder();
        foreach (var part in group)
        {
            if (isMixed && part.Phonemes is [not ' ', ..] && joined.Length > 0 && joined[^1] != ' ')
            {
                joined.Append(' ');
            }
            joined.Append(part.Phonemes);
        }
        return joined.ToString();
    }

    /// <summary>Whether the text holds more than one of letters, digits and signs, or what keeps parts apart.</summary>
    private static bool IsMixed(string text)
    {
        var kinds = 0;
        foreach (var c in text)
        {
            kinds |= c is ' ' or '/' ? 8 | 1 : Junk.Contains(c, StringComparison.Ordinal) ? 0
                : char.IsLetter(c) ? 1 : char.IsAsciiDigit(c) ? 2 : 4;
        }
        return kinds >= 8 || (kinds & (kinds - 1)) != 0;
    }

    /// <summary>A compound has its main stress on few parts: "T-shirt", "high-tech".</summary>
    private static void DemoteCompound(List<SubToken> parts)
    {
        if (parts.Count == 2 && parts[0].Text.Length == 1)
        {
            parts[1].Phonemes = Stress.Apply(parts[1].Phonemes!, Stress.Demoted);
            return;
        }
        var stressed = parts.Count(part => part.Phonemes!.Contains(Stress.Primary));
        if (parts.Count < 2 || stressed <= (parts.Count + 1) / 2)
        {
            return;
        }
        var weakest = parts.OrderBy(part => part.Phonemes!.Contains(Stress.Primary)).ThenBy(part => Weight(part.Phonemes!))
            .Take(parts.Count / 2).ToList();
        foreach (var part in weakest)
        {
            part.Phonemes = Stress.Apply(part.Phonemes!, Stress.Demoted);
        }
    }

    private static int Weight(string phonemes) => phonemes.Sum(c => "AIOQWYʤʧ".Contains(c, StringComparison.Ordinal) ? 2 : 1);
}
