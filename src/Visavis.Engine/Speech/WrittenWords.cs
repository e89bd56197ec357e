using System.Globalization;
using Visavis.Engine.Media;

namespace Visavis.Engine.Speech;

/// <summary>Where and when a stretch of text is said; several words may stand for it ("$5"), or it for several words.</summary>
public readonly record struct SpokenStretch(int SourceStart, int SourceEnd, MediaTime Start, MediaTime End);

/// <summary>Cuts a text into its words and punctuation marks as written and gives each its time.</summary>
public static class WrittenWords
{
    /// <summary>A punctuation mark takes up no more of the pause it stands in.</summary>
    private static readonly MediaTime LongestMark = MediaTime.FromMilliseconds(200);

    /// <param name="text">The text of a clause.</param>
    /// <param name="spoken">What was said of it, punctuation excluded, in the order of the text.</param>
    /// <param name="end">The end of the sound.</param>
    /// <returns>Marks in the order of the text; they neither overlap nor leave the sound.</returns>
    public static List<WordMark> Mark(string text, IReadOnlyList<SpokenStretch> spoken, MediaTime end)
    {
        var stretches = Merge(spoken);
        var marks = new List<WordMark>();
        foreach (var (start, length, isPunctuation) in Tokens(text, stretches))
        {
            var (from, to) = isPunctuation ? (MediaTime.Zero, MediaTime.Zero) : TimeOf(start, start + length, stretches);
            marks.Add(new WordMark(text.Substring(start, length), from, to, start + length, isPunctuation));
        }
        Order(marks, end);
        ShareOutPauses(marks, end);
        return marks;
    }

    /// <summary>Stretches that share source text become one.</summary>
    private static List<SpokenStretch> Merge(IReadOnlyList<SpokenStretch> spoken)
    {
        var merged = new List<SpokenStretch>();
        foreach (var stretch in spoken.Where(stretch => stretch.SourceEnd > stretch.SourceStart))
        {
            if (merged.Count > 0 && stretch.SourceStart < merged[^1].SourceEnd)
            {
                var last = merged[^1];
                merged[^1] = new SpokenStretch(
                    Math.Min(last.SourceStart, stretch.SourceStart), Math.Max(last.SourceEnd, stretch.SourceEnd), last.Start, stretch.End);
            }
            else
            {
                merged.Add(stretch);
            }
        }
        return merged;
    }

    private static IEnumerable<(int Start, int Length, bool IsPunctuation)> Tokens(string text, List<SpokenStretch> stretches)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var isPunctuation = IsMark(text, at, stretches);
            // A run of the same mark ("...") is one; a word reaches to the next space or mark.
            at++;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && (isPunctuation ? text[at] == text[start] : !IsMark(text, at, stretches)))
            {
                at++;
            }
            yield return (start, at - start, isPunctuation);
        }
    }

    /// <summary>Whether a character is punctuation of its own: not said as part of a word ("Dr.", "3.5"), not inside one ("it's", "well-known").</summary>
    private static bool IsMark(string text, int at, List<SpokenStretch> stretches)
    {
        if (!char.IsPunctuation(text[at]) || stretches.Any(stretch => stretch.SourceStart <= at && at < stretch.SourceEnd))
        {
            return false;
        }
        var joins = text[at] is '\'' or '’' or '-' or '‐' or '‑' or '_' or '@' or '&' or '/' or '.';
        return !(joins && IsWordCharacter(text, at - 1) && IsWordCharacter(text, at + 1));
    }

    private static bool IsWordCharacter(string text, int at) =>
        at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || CharUnicodeInfo.GetUnicodeCategory(text, at) == UnicodeCategory.NonSpacingMark);

    /// <summary>When the characters from <paramref name="start"/> to <paramref name="end"/> are said; the middle of a stretch by its share of characters.</summary>
    private static (MediaTime From, MediaTime To) TimeOf(int start, int end, List<SpokenStretch> stretches)
    {
        var first = stretches.FindIndex(stretch => stretch.SourceEnd > start);
        var last = stretches.FindLastIndex(stretch => stretch.SourceStart < end);
        if (first < 0 || last < first)
        {
            // Not said at all: a moment behind what is said before it.
            var before = last < 0 ? MediaTime.Zero : stretches[last].End;
            return (before, before);
        }
        return (At(stretches[first], start), At(stretches[last], end));
    }

    private static MediaTime At(SpokenStretch stretch, int source)
    {
        var share = Math.Clamp((source - stretch.SourceStart) / (double)(stretch.SourceEnd - stretch.SourceStart), 0, 1);
        return stretch.Start + new MediaTime((long)Math.Round((stretch.End - stretch.Start).Samples * share));
    }

    /// <summary>No word begins before the one in front of it has ended, none leaves the sound.</summary>
    private static void Order(List<WordMark> marks, MediaTime end)
    {
        var earliest = MediaTime.Zero;
        for (var i = 0; i < marks.Count; i++)
        {
            if (!marks[i].IsPunctuation)
            {
                var start = Clamp(marks[i].Start, earliest, end);
                marks[i] = marks[i] with { Start = start, End = Clamp(marks[i].End, start, end) };
                earliest = marks[i].End;
            }
        }
    }

    /// <summary>Gives punctuation the pause between the words around it, in equal shares.</summary>
    private static void ShareOutPauses(List<WordMark> marks, MediaTime end)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            if (!marks[i].IsPunctuation)
            {
                continue;
            }
            var count = marks.Skip(i).TakeWhile(mark => mark.IsPunctuation).Count();
            var from = i > 0 ? marks[i - 1].End : MediaTime.Zero;
            var next = i + count < marks.Count ? marks[i + count].Start : end;
            var share = Math.Min((next - from).Samples / count, LongestMark.Samples);
            for (var k = 0; k < count; k++)
            {
                marks[i + k] = marks[i + k] with { Start = from + new MediaTime(share * k), End = from + new MediaTime(share * (k + 1)) };
            }
            i += count - 1;
        }
    }

    private static MediaTime Clamp(MediaTime time, MediaTime low, MediaTime high) => time < low ? low : time > high ? high : time;
}
