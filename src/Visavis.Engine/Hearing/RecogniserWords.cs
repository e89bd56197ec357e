using System.Globalization;

namespace Visavis.Engine.Hearing;

/// <summary>Words as they are given out.</summary>
internal static class RecogniserWords
{
    private static readonly HashSet<string> ByCharacter = ["zh", "ja", "th", "lo", "my"];

    /// <summary>
    /// The word, or what it consists of: characters where the language writes no spaces (a token may hold several; each gets its
    /// share of the time), single marks in a run of different ones ("?!", but not "...").
    /// </summary>
    public static IEnumerable<WhisperWord> Parts(WhisperWord word, string? language)
    {
        var parts = word.IsMark ? Runs(word.Text) : language is not null && ByCharacter.Contains(language) ? Characters(word.Text) : [word.Text];
        var share = (word.End - word.Start) / parts.Count;
        for (var i = 0; i < parts.Count; i++)
        {
            yield return word with { Text = parts[i], Start = word.Start + i * share, End = word.Start + (i + 1) * share };
        }
    }

    private static List<string> Runs(string marks)
    {
        var runs = new List<string>();
        foreach (var mark in marks.Where(mark => !char.IsWhiteSpace(mark)))
        {
            if (runs.Count > 0 && runs[^1][0] == mark)
            {
                runs[^1] += mark;
            }
            else
            {
                runs.Add(mark.ToString());
            }
        }
        return runs;
    }

    /// <summary>Characters as readers count them (a letter with its accents is one); Latin words and numbers stay whole.</summary>
    private static List<string> Characters(string text)
    {
        var characters = new List<string>();
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            var element = elements.GetTextElement();
            if (characters.Count > 0 && char.IsAsciiLetterOrDigit(element[0]) && char.IsAsciiLetterOrDigit(characters[^1][^1]))
            {
                characters[^1] += element;
            }
            else if (!string.IsNullOrWhiteSpace(element))
            {
                characters.Add(element);
            }
        }
        return characters;
    }
}
