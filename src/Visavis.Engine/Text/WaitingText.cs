using System.Globalization;

namespace Visavis.Engine.Text;

/// <summary>
/// The text between the stripper, which writes it, and the cutter, which takes clauses off its front. Indices count from the front and so
/// move with every cut. What waits stays short, but one delta may be 100,000 characters: taking off the front must not copy the rest.
/// </summary>
internal sealed class WaitingText
{
    /// <summary>Stands where a paragraph, heading or list item ends.</summary>
    public const char ParagraphMark = '\u2029';

    /// <summary>Stands between table cells and at line breaks that were meant.</summary>
    public const char LineMark = '\u2028';

    private char[] _text = new char[256];
    private int _start;
    private int _end;

    /// <summary>How far the cutter has read.</summary>
    public int Scan { get; set; }

    /// <summary>Where the characters of the last delta begin.</summary>
    public int DeltaStart { get; private set; }

    public int Length => _end - _start;

    public char this[int index] => _text[_start + index];

    public ReadOnlySpan<char> All => _text.AsSpan(_start, _end - _start);

    public void BeginDelta() => DeltaStart = Length;

    /// <summary>Takes one character; runs of white space become one, so that no look-ahead over them is ever long.</summary>
    public void Append(char c)
    {
        if (_end > _start && (IsSpace(c) ? IsSpace(_text[_end - 1]) : c == ParagraphMark && _text[_end - 1] == c))
        {
            return;
        }
        if (_end == _text.Length)
        {
            Array.Resize(ref _text, _text.Length * 2);
        }
        _text[_end++] = c;
    }

    /// <summary>Takes the last character back if it is <paramref name="c"/> and no clause has it.</summary>
    public bool TakeBack(char c)
    {
        if (_end <= _start || _text[_end - 1] != c)
        {
            return false;
        }
        _end--;
        Scan = Math.Min(Scan, Length);
        return true;
    }

    /// <summary>Takes <paramref name="count"/> characters off the front.</summary>
    public void Drop(int count)
    {
        _start += count;
        DeltaStart = Math.Max(0, DeltaStart - count);
    }

    public void Clear() => _start = _end;

    /// <summary>Moves what waits to the front of the buffer, and gives memory back after a large delta.</summary>
    public void Compact()
    {
        if (_start < 1024)
        {
            return;
        }
        var length = Length;
        var target = _text.Length > 8192 && length < 1024 ? new char[4096] : _text;
        All.CopyTo(target);
        (_text, _start, _end) = (target, 0, length);
    }

    /// <summary>The first index from <paramref name="index"/> on that is no white space; the length if there is none.</summary>
    public int SkipSpace(int index)
    {
        while (index < Length && IsSpace(this[index]))
        {
            index++;
        }
        return index;
    }

    /// <summary>Where the white space at the end begins.</summary>
    public int SolidLength()
    {
        var last = Length;
        while (last > 0 && IsSpace(this[last - 1]))
        {
            last--;
        }
        return last;
    }

    /// <summary>Where the text element at <paramref name="index"/> begins, so that a forced cut parts no pair, accent or joined emoji.</summary>
    public int ElementStart(int index)
    {
        var from = Math.Max(0, index - 64);
        if (from > 0 && char.IsLowSurrogate(this[from]))
        {
            from--;
        }
        var window = All[from..Math.Min(Length, index + 8)];
        var at = 0;
        while (at < window.Length)
        {
            var next = at + StringInfo.GetNextTextElementLength(window[at..]);
            if (from + next > index)
            {
                break;
            }
            at = next;
        }
        var cut = from + at;
        // One element longer than any clause: better parted than kept for ever, but not between the halves of a pair.
        return cut > 0 ? cut : char.IsLowSurrogate(this[index]) ? index - 1 : index;
    }

    /// <summary>White space that parts tokens; the no-break spaces do not ("10 000", "Dr. Smith", "Bonjour !").</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) && c is not (ParagraphMark or LineMark or '\u00A0' or '\u202F');
}
