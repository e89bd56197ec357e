using System.Text;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>A written word and its place in the text.</summary>
internal readonly record struct EspeakWord(string Text, int Start, int End);

/// <summary>
/// A stretch of text without punctuation inside, and the mark that ends it: espeak-ng's IPA is without punctuation, and what it joins
/// ("in the" is one token) tells no words apart. So each piece is read as a whole, which is what is said, and each of its words alone,
/// which tells where the words lie in it.
/// </summary>
internal sealed class EspeakPiece
{
    private const string Marks = ",.;:!?";
    private const string MarksAnywhere = "—–…。，、！？；：।॥؟،؛";

    /// <summary>Neither said nor paused at; espeak-ng would name some of them.</summary>
    private const string Silent = "\"“”„‟«»‹›()[]{}<>*_`¿¡‘‚「」『』（）《》〈〉【】";

    /// <summary>A stop behind a shorter word is that of an abbreviation: clauses end with their sentence, so inside there are few others.</summary>
    private const int LongestAbbreviation = 4;

    private readonly List<EspeakWord> _words = [];
    private PronouncedUnit? _mark;

    /// <summary>What is to be read: all words together, then each alone if there are several.</summary>
    public IEnumerable<string> Lines => _words.Count switch
    {
        0 => [],
        1 => [_words[0].Text],
        _ => _words.Select(word => word.Text).Prepend(string.Join(' ', _words.Select(word => word.Text))),
    };

    public static List<EspeakPiece> Split(string text)
    {
        var pieces = new List<EspeakPiece> { new() };
        var word = new StringBuilder();
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = char.IsSurrogatePair(text, at) ? 2 : 1;
            var isMark = IsMark(text, at);
            if (!isMark && !IsSilent(text, at))
            {
                start = word.Length == 0 ? at : start;
                word.Append(text, at, length);
            }
            else
            {
                CloseWord(at);
                if (isMark)
                {
                    length = MarkLength(text, at);
                    pieces[^1].Close(text, at, length);
                    pieces.Add(new EspeakPiece());
                }
            }
            at += length;
        }
        CloseWord(text.Length);
        return pieces;

        void CloseWord(int end)
        {
            if (word.Length > 0)
            {
                pieces[^1]._words.Add(new EspeakWord(word.ToString(), start, end));
                word.Clear();
            }
        }
    }

    /// <summary>Words as their letters, and marks, for voices that read those.</summary>
    public static IReadOnlyList<PronouncedUnit> Letters(string text)
    {
        var units = new List<PronouncedUnit>();
        foreach (var piece in Split(text))
        {
            units.AddRange(piece._words.Select((word, i) => new PronouncedUnit(
                word.Text.ToLowerInvariant(), word.Start, word.End, i + 1 < piece._words.Count || piece._mark is null, false)));
            if (piece._mark is { } mark)
            {
                units.Add(mark);
            }
        }
        return units;
    }

    /// <summary>Words and marks in the order of the text.</summary>
    /// <param name="pieces">What was read.</param>
    /// <param name="ipa">The reading of each of their <see cref="Lines"/>.</param>
    /// <exception cref="InvalidDataException">There are fewer readings than lines.</exception>
    public static List<PronouncedUnit> Units(List<EspeakPiece> pieces, string[] ipa)
    {
        var units = new List<PronouncedUnit>();
        var line = 0;
        foreach (var piece in pieces)
        {
            var count = piece.Lines.Count();
            if (line + count > ipa.Length)
            {
                throw new InvalidDataException($"The espeak worker gave {ipa.Length} lines of IPA where at least {line + count} were asked for.");
            }
            units.AddRange(piece.Read(ipa.AsSpan(line, count)));
            line += count;
            if (piece._mark is { } mark)
            {
                units.Add(mark);
            }
        }
        return units;
    }

    private List<PronouncedUnit> Read(ReadOnlySpan<string> ipa)
    {
        var units = new List<PronouncedUnit>(_words.Count);
        if (_words.Count == 0)
        {
            return units;
        }
        var whole = IpaAlignment.Clean(ipa[0]);
        var starts = IpaAlignment.WordStarts(whole, ipa[1..]);
        for (var i = 0; i < _words.Count; i++)
        {
            var own = whole[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : whole.Length)];
            var spaced = own.EndsWith(' ') || (i + 1 == _words.Count && _mark is null);
            units.Add(new PronouncedUnit(own.Trim(), _words[i].Start, _words[i].End, spaced, false));
        }
        return units;
    }

    /// <summary>A run of marks is one: "?!" asks, "..." is a stop.</summary>
    private void Close(string text, int at, int length)
    {
        var run = text.AsSpan(at, length);
        var symbol = run.ContainsAny('?', '？', '؟') ? '?' : run[0] switch
        {
            '.' or '。' or '।' or '॥' => '.',
            '!' or '！' => '!',
            ';' or '；' or '؛' => ';',
            ':' or '：' => ':',
            // Voices hardly pause at dashes and dots.
            _ => ',',
        };
        _mark = new PronouncedUnit(symbol.ToString(), at, at + length, true, true);
    }

    private static bool IsMark(string text, int at)
    {
        if (MarksAnywhere.Contains(text[at], StringComparison.Ordinal))
        {
            return true;
        }
        if (text[at] == '-')
        {
            // A dash between spaces; elsewhere a hyphen or a minus.
            return at > 0 && text[at - 1] == ' ' && (at + 1 == text.Length || text[at + 1] == ' ');
        }
        if (!Marks.Contains(text[at], StringComparison.Ordinal))
        {
            return false;
        }
        var end = at + MarkLength(text, at);
        var closes = end == text.Length || char.IsWhiteSpace(text[end]) || IsSilent(text, end);
        return closes && !(text[at] == '.' && end == at + 1 && EndsAbbreviation(text, at));
    }

    private static bool EndsAbbreviation(string text, int stop)
    {
        var next = stop + 1;
        while (next < text.Length && IsSilent(text, next))
        {
            next++;
        }
        var letters = 0;
        while (letters < stop && char.IsLetter(text[stop - 1 - letters]))
        {
            letters++;
        }
        return next < text.Length && (letters < LongestAbbreviation || char.IsLower(text[next]));
    }

    private static int MarkLength(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (Marks.Contains(text[end], StringComparison.Ordinal) || MarksAnywhere.Contains(text[end], StringComparison.Ordinal)))
        {
            end++;
        }
        return end - at;
    }

    /// <summary>White space, control characters (espeak-ng acts on some), quotes and brackets, pictures.</summary>
    private static bool IsSilent(string text, int at)
    {
        if (char.IsWhiteSpace(text[at]) || char.IsControl(text[at]) || Silent.Contains(text[at], StringComparison.Ordinal))
        {
            return true;
        }
        if (text[at] is '\'' or '’')
        {
            // Between letters it is part of a word; at the end too ("the dogs'"), but there it has no sound.
            return !(at > 0 && char.IsLetterOrDigit(text[at - 1]) && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]));
        }
        return !Rune.TryGetRuneAt(text, at, out var rune)
            || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.OtherSymbol
                or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.Format;
    }
}
