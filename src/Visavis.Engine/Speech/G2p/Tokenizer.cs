using System.Text.Json;
using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Second stage: cuts normalised text into words and signs as the treebank does that the tagger was trained on.</summary>
internal sealed partial class Tokenizer
{
    private const string QuoteMarks = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉";

    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _exceptionsBySpan;
    private readonly int _longestException;

    private Tokenizer(Dictionary<string, string[]> exceptions)
    {
        _exceptionsBySpan = exceptions.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestException = exceptions.Keys.Max(key => key.Length);
    }

    public static Tokenizer Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new Tokenizer(document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => entry.Value.EnumerateArray().Select(piece => piece.GetString()!).ToArray(),
            StringComparer.Ordinal));
    }

    /// <summary>Parts of the text that are tagged apart: what lies between links, and the label of each link.</summary>
    public List<List<Token>> Tokenize(string text)
    {
        var parts = new List<List<Token>>();
        var position = 0;
        foreach (Match link in Link().Matches(text))
        {
            AddPart(parts, text, position, link.Index);
            position = link.Index + link.Length;
            AddLabel(parts, text, link, position < text.Length && char.IsWhiteSpace(text[position]));
        }
        AddPart(parts, text, position, text.Length);
        return parts;
    }

    /// <summary>A label of one word is a noun; one of several words is read as any text.</summary>
    private void AddLabel(List<List<Token>> parts, string text, Match link, bool spaceAfter)
    {
        var (label, target) = (link.Groups[1], link.Groups[2].Value);
        var phonemes = target.Length > 1 && target.StartsWith('/') && target.EndsWith('/') ? target[1..].TrimEnd('/') : null;
        if (phonemes is null && label.Value.Trim().Contains(' ', StringComparison.Ordinal))
        {
            AddPart(parts, text, label.Index, label.Index + label.Length);
            parts[^1][^1].SpaceAfter = spaceAfter;
            return;
        }
        parts.Add([new Token(label.Value, label.Index) { Tag = "NN", SpaceAfter = spaceAfter, Phonemes = phonemes }]);
    }

    private void AddPart(List<List<Token>> parts, string text, int start, int end)
    {
        var tokens = new List<Token>();
        while (start < end)
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }
            var stop = start;
            while (stop < end && !char.IsWhiteSpace(text[stop]))
            {
                stop++;
            }
            AddChunk(tokens, text, start, stop);
            tokens[^1].SpaceAfter = stop < end;
            start = stop;
        }
        if (tokens.Count > 0)
        {
            parts.Add(tokens);
        }
    }

    private void AddChunk(List<Token> tokens, string text, int start, int end)
    {
        var pieces = new List<(int Start, int End)>();
        var suffixes = new List<(int Start, int End)>();
        if (Exception(text, start, end) is null)
        {
            (start, end) = TakeAffixes(text, start, end, pieces, suffixes);
        }
        if (start < end)
        {
            AddMiddle(text, start, end, pieces);
        }
        suffixes.Reverse();
        pieces.AddRange(suffixes);
        JoinExceptions(tokens, text, pieces);
    }

    private (int Start, int End) TakeAffixes(
        string text, int start, int end, List<(int Start, int End)> prefixes, List<(int Start, int End)> suffixes)
    {
        var last = -1;
        while (start < end && end - start != last && Exception(text, start, end) is null)
        {
            last = end - start;
            var prefix = Affixes.Prefix(text.AsSpan(start, last));
            var rest = start + prefix;
            if (prefix > 0 && Exception(text, rest, end) is not null)
            {
                prefixes.Add((start, rest));
                return (rest, end);
            }
            var suffix = rest < end ? Affixes.Suffix(text.AsSpan(rest, end - rest)) : 0;
            if (suffix > 0 && Exception(text, start, end - suffix) is not null)
            {
                suffixes.Add((end - suffix, end));
                return (start, end - suffix);
            }
            if (prefix > 0)
            {
                prefixes.Add((start, rest));
                start = rest;
            }
            if (suffix > 0)
            {
                suffixes.Add((end - suffix, end));
                end -= suffix;
            }
        }
        return (start, end);
    }

    private void AddMiddle(string text, int start, int end, List<(int Start, int End)> pieces)
    {
        if (Exception(text, start, end) is { } exception)
        {
            AddPieces(exception, start, pieces);
            return;
        }
        var middle = text[start..end];
        if (Address().IsMatch(middle))
        {
            pieces.Add((start, end));
            return;
        }
        var position = 0;
        foreach (var infix in Infix().EnumerateMatches(middle))
        {
            if (infix.Index == 0)
            {
                continue;
            }
            if (infix.Index > position)
            {
                pieces.Add((start + position, start + infix.Index));
            }
            position = infix.Index + infix.Length;
            pieces.Add((start + infix.Index, start + position));
        }
        if (position < middle.Length)
        {
            pieces.Add((start + position, end));
        }
    }

    /// <summary>Pieces that together are an exception are cut as it says.</summary>
    private void JoinExceptions(List<Token> tokens, string text, List<(int Start, int End)> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var joined = pieces.Count > 1 ? JoinedAt(text, pieces, i) : 0;
            if (joined == 0)
            {
                tokens.Add(new Token(text[pieces[i].Start..pieces[i].End], pieces[i].Start));
                continue;
            }
            var cut = new List<(int Start, int End)>();
            AddPieces(Exception(text, pieces[i].Start, pieces[i + joined - 1].End)!, pieces[i].Start, cut);
            tokens.AddRange(cut.Select(piece => new Token(text[piece.Start..piece.End], piece.Start)));
            i += joined - 1;
        }
    }

    private int JoinedAt(string text, List<(int Start, int End)> pieces, int first)
    {
        for (var count = 3; count >= 2; count--)
        {
            if (first + count <= pieces.Count && Exception(text, pieces[first].Start, pieces[first + count - 1].End) is not null)
            {
                return count;
            }
        }
        return 0;
    }

    private static void AddPieces(string[] exception, int start, List<(int Start, int End)> pieces)
    {
        foreach (var piece in exception)
        {
            pieces.Add((start, start + piece.Length));
            start += piece.Length;
        }
    }

    private string[]? Exception(string text, int start, int end) =>
        end - start <= _longestException && _exceptionsBySpan.TryGetValue(text.AsSpan(start, end - start), out var pieces)
            ? pieces
            : null;

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        @"\A(?:(?:https?://|ftp://|www\.).+|[" + WordSet + @".+\-]+@[" + WordSet + @"\-]+(?:\.[" + WordSet + @"\-]+)+|(?:["
        + WordSet + @"\-]+\.)+(?:com|org|net|edu|gov|io|co|uk|de|fr|info|biz|us|ca|au|tv|me|ly|ai)(?:/.*)?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(
        @"\.\.+|…|[™®©°§¶†‡•]|(?<=[0-9])[+\-*^](?=[0-9\-])|(?<=[a-zß-öø-ÿ" + QuoteMarks + @"])\.(?=[A-ZÀ-ÖØ-Þ" + QuoteMarks
        + "])|(?<=" + Letter + "),(?=" + Letter + @")|(?<=[\p{L}\p{N}])(?:---?|-|——?|–|~|[:<>=/])(?=" + Letter + ")")]
    private static partial Regex Infix();
}
