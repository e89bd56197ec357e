using System.Text;

namespace Visavis.Engine.Text;

internal enum LineKind
{
    Undecided,

    /// <summary>Blank, a rule, an underline of a heading, or a row of a table's dashes: nothing to say, and a paragraph ends.</summary>
    Nothing,
    Plain,
    Heading,
    Item,
    Quote,
    Row,
    Fence,
}

/// <summary>Reads the beginning of a line until it is clear what kind of line it is.</summary>
internal sealed class MarkdownLine
{
    /// <summary>More undecided characters than this (a long rule, say) are taken for plain text.</summary>
    private const int MaximumPrefix = 200;

    private const int MaximumListDigits = 3;
    private readonly StringBuilder _held = new();
    private LineKind _outer = LineKind.Plain;

    public LineKind Kind { get; private set; }

    /// <summary>What was read behind the marks, to be read on as text.</summary>
    public string Rest { get; private set; } = "";

    public char FenceMark { get; private set; }

    public int FenceLength { get; private set; }

    /// <summary>Whether the character that decided was the line's end.</summary>
    public bool EndedLine { get; private set; }

    /// <summary>Whether something waits that would be said if nothing followed.</summary>
    public bool HasText => SpeakableText.Any(_held.ToString());

    public void Clear()
    {
        _held.Clear();
        Kind = LineKind.Undecided;
        _outer = LineKind.Plain;
        Rest = "";
        EndedLine = false;
    }

    /// <summary>Takes one character; true when <see cref="Kind"/> is decided.</summary>
    public bool Take(char c)
    {
        if (_held.Length == 0 && c is ' ' or '\t')
        {
            return false;
        }
        EndedLine = c == '\n';
        _held.Append(c);
        while (_held.Length > 0)
        {
            var before = _held.Length;
            Kind = Decide();
            if (Kind != LineKind.Undecided)
            {
                Rest = Kind == LineKind.Nothing ? "" : _held.ToString();
                return true;
            }
            if (_held.Length == before)
            {
                return false;
            }
        }
        return false;
    }

    private LineKind Decide()
    {
        var first = _held[0];
        if (_held.Length > MaximumPrefix)
        {
            return _outer;
        }
        return first switch
        {
            '\n' => _outer == LineKind.Plain ? LineKind.Nothing : _outer,
            '#' => Heading(),
            '>' => Quote(),
            '-' or '+' or '*' or '_' or '=' or '•' or '◦' or '‣' => Mark(first),
            '`' or '~' => Fence(first),
            '|' => Row(),
            >= '0' and <= '9' => Number(),
            '[' when _outer == LineKind.Item => Box(),
            _ => _outer,
        };
    }

    private LineKind Heading()
    {
        var run = Run('#');
        if (run == _held.Length && run <= 6)
        {
            return LineKind.Undecided;
        }
        if (run > 6 || !char.IsWhiteSpace(_held[run]))
        {
            return _outer;
        }
        _held.Remove(0, _held[run] == '\n' ? run : run + 1);
        return LineKind.Heading;
    }

    private LineKind Quote()
    {
        if (_held.Length == 1)
        {
            return LineKind.Undecided;
        }
        if (_held[1] is not (' ' or '>' or '\n' or '\t'))
        {
            return _outer;
        }
        return Peel(1, _outer == LineKind.Plain ? LineKind.Quote : _outer);
    }

    /// <summary>A list mark, a rule ("---", "* * *"), a heading's underline, or the text's own character.</summary>
    private LineKind Mark(char mark)
    {
        var marks = 0;
        for (var i = 0; i < _held.Length; i++)
        {
            if (_held[i] == '\n')
            {
                return marks >= 3 || mark == '=' && marks >= 2 || _held.Length == marks + 1 && marks == 1 ? LineKind.Nothing : _outer;
            }
            if (_held[i] == mark)
            {
                marks++;
            }
            else if (_held[i] is not ' ' and not '\t')
            {
                return mark is not '_' and not '=' && _held[1] is ' ' or '\t' ? Peel(2, LineKind.Item) : _outer;
            }
        }
        return LineKind.Undecided;
    }

    private LineKind Fence(char mark)
    {
        var run = Run(mark);
        if (run == _held.Length && run < MaximumPrefix)
        {
            return LineKind.Undecided;
        }
        if (run < 3)
        {
            return _outer;
        }
        (FenceMark, FenceLength) = (mark, run);
        return LineKind.Fence;
    }

    /// <summary>A table's row; one of dashes only is dropped.</summary>
    private LineKind Row()
    {
        for (var i = 0; i < _held.Length; i++)
        {
            if (_held[i] == '\n')
            {
                return LineKind.Nothing;
            }
            if (_held[i] is not ('|' or '-' or ':' or ' ' or '\t'))
            {
                _held.Remove(0, 1);
                return LineKind.Row;
            }
        }
        return LineKind.Undecided;
    }

    private LineKind Number()
    {
        var digits = 0;
        while (digits < _held.Length && char.IsAsciiDigit(_held[digits]))
        {
            digits++;
        }
        if (digits > MaximumListDigits)
        {
            return _outer;
        }
        if (digits == _held.Length)
        {
            return LineKind.Undecided;
        }
        if (_held[digits] is not ('.' or ')'))
        {
            return _outer;
        }
        if (_held.Length == digits + 1)
        {
            return LineKind.Undecided;
        }
        return _held[digits + 1] is ' ' or '\t' ? Peel(digits + 2, LineKind.Item) : _outer;
    }

    /// <summary>A task's box: "[ ] ", "[x] ".</summary>
    private LineKind Box()
    {
        var box = _held.ToString();
        foreach (var form in (ReadOnlySpan<string>)["[ ] ", "[x] ", "[X] "])
        {
            if (box.StartsWith(form, StringComparison.Ordinal))
            {
                return Peel(form.Length, LineKind.Item);
            }
            if (form.StartsWith(box, StringComparison.Ordinal))
            {
                return LineKind.Undecided;
            }
        }
        return _outer;
    }

    /// <summary>Takes a mark off; what stands behind it is judged next.</summary>
    private LineKind Peel(int length, LineKind kind)
    {
        while (length < _held.Length && _held[length] is ' ' or '\t')
        {
            length++;
        }
        _held.Remove(0, length);
        _outer = kind;
        return LineKind.Undecided;
    }

    private int Run(char mark)
    {
        var run = 0;
        while (run < _held.Length && _held[run] == mark)
        {
            run++;
        }
        return run;
    }
}
