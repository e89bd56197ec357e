namespace Visavis.Engine.Text;

/// <summary>
/// Takes the Markdown that language models emit out of a stream of characters, since nobody wants to hear it. What could still become
/// markup waits, each kind within its limit; beyond it the characters are what they look like.
/// </summary>
internal sealed class MarkdownStripper(WaitingText output)
{
    /// <summary>A longer run of one mark is read as several.</summary>
    private const int MaximumRun = 1000;

    private enum State
    {
        LineStart,
        Text,

        /// <summary>A run of one mark (* _ ~ `), until the character behind it tells which way it leans.</summary>
        Run,

        /// <summary>What <c>_held</c> has could still become markup.</summary>
        Held,
        Escape,
        Code,
        Fence,
    }

    private readonly MarkdownLine _line = new();
    private readonly CodeFence _fence = new();
    private readonly HeldEmphasis _emphasis = new();
    private readonly HeldLink _link = new();
    private readonly HeldTag _tag = new();
    private readonly HeldEntity _entity = new();
    private HeldMarkup _held = new HeldEntity();
    private State _state = State.LineStart;
    private LineKind _kind = LineKind.Plain;
    private int _run;
    private char _runMark;
    private char _runBefore;
    private int _codeTicks;
    private int _openStars;
    private int _openUnderscores;
    private char _last = '\n';
    private int _tokenLength;
    private bool _inAddress;

    /// <summary>Whether characters wait that may still be said.</summary>
    public bool IsHolding => _state == State.Held || _state == State.LineStart && _line.HasText;

    /// <summary>Whether all that was read has been passed on. Two stars behind a stop count as passed on: they end what is bold.</summary>
    public bool IsAtRest => _state == State.Text || _state == State.LineStart && !_line.HasText || _state == State.Run && _run == 2 && _runMark is '*' or '_';

    public void Feed(char c)
    {
        switch (_state)
        {
            case State.LineStart:
                AtLineStart(c);
                break;
            case State.Text:
                InText(c);
                break;
            case State.Run:
                BehindRun(c);
                break;
            case State.Held:
                Let(_held.Take(c));
                break;
            case State.Escape:
                Escaped(c);
                break;
            case State.Code:
                InCode(c);
                break;
            default:
                InFence(c);
                break;
        }
    }

    /// <summary>The input has been silent for long: what waits is taken for what it looks like.</summary>
    public void Release()
    {
        if (_state == State.LineStart && _line.HasText)
        {
            EndLineStart();
        }
        // Each turn gives back at least the first held character, so this ends.
        while (_state == State.Held)
        {
            Let(_held.Settle());
        }
    }

    public void Finish()
    {
        if (_state == State.LineStart)
        {
            // A line of dashes at the very end is a rule.
            _line.Take('\n');
            if (_line.Kind != LineKind.Nothing)
            {
                EndLineStart();
            }
        }
        if (_state == State.Run)
        {
            BehindRun('\n');
        }
        Release();
        Clear();
    }

    public void Clear()
    {
        _line.Clear();
        _state = State.LineStart;
        _last = '\n';
        _openStars = _openUnderscores = _tokenLength = 0;
        _inAddress = false;
        _kind = LineKind.Plain;
    }

    private void AtLineStart(char c)
    {
        if (!_line.Take(c))
        {
            return;
        }
        switch (_line.Kind)
        {
            case LineKind.Nothing:
                EndBlock();
                _line.Clear();
                break;
            case LineKind.Fence:
                EndBlock();
                _fence.Begin(_line);
                _line.Clear();
                _state = State.Fence;
                break;
            default:
                EndLineStart();
                break;
        }
    }

    private void EndLineStart()
    {
        if (_line.Kind is LineKind.Heading or LineKind.Item or LineKind.Row or LineKind.Quote)
        {
            EndBlock();
        }
        _kind = _line.Kind;
        var rest = _line.Rest;
        _line.Clear();
        _state = State.Text;
        _last = '\n';
        Read(rest);
    }

    private void EndBlock()
    {
        output.Append(WaitingText.ParagraphMark);
        _openStars = _openUnderscores = 0;
    }

    private void EndLine()
    {
        if (_kind is LineKind.Heading or LineKind.Row)
        {
            EndBlock();
        }
        _kind = LineKind.Plain;
        Say('\n');
        _state = State.LineStart;
    }

    private void InText(char c)
    {
        switch (c)
        {
            case '\n':
                EndLine();
                break;
            case '*' or '_' or '~' or '`':
                (_state, _run, _runMark, _runBefore) = (State.Run, 1, c, _last);
                break;
            case '[' when !_inAddress && !char.IsAsciiLetterOrDigit(_last):
                _link.Begin(image: output.TakeBack('!'));
                Hold(_link);
                break;
            case '<':
                _tag.Begin(behindWord: char.IsLetterOrDigit(_last));
                Hold(_tag);
                break;
            case '&' when !_inAddress:
                _entity.Begin(c);
                Hold(_entity);
                break;
            case '\\' when !_inAddress:
                _state = State.Escape;
                break;
            case '|' when _kind == LineKind.Row:
                Say(WaitingText.LineMark);
                break;
            default:
                Say(c);
                break;
        }
    }

    private void Hold(HeldMarkup held) => (_state, _held) = (State.Held, held);

    /// <summary>Lets go what was held, if it is clear by now what that is.</summary>
    private void Let(Release? release)
    {
        if (release is not { } clear)
        {
            return;
        }
        _state = State.Text;
        if (clear.EndsBlock)
        {
            EndBlock();
        }
        if (clear.Opens != 0)
        {
            Open(clear.Opens)++;
        }
        foreach (var c in clear.Said)
        {
            Say(c);
        }
        Read(clear.Read);
    }

    private void Read(string text)
    {
        foreach (var c in text)
        {
            Feed(c);
        }
    }

    private void Say(char c)
    {
        output.Append(c);
        if (char.IsWhiteSpace(c))
        {
            _inAddress = false;
            _tokenLength = 0;
        }
        else
        {
            // Inside an address underscores, stars and brackets are part of it: "://" or "www." begins one.
            _tokenLength++;
            _inAddress |= c == '/' && _last == '/' && _tokenLength > 3 || c == '.' && _tokenLength == 4 && _last is 'w' or 'W';
        }
        _last = c;
    }

    private ref int Open(char mark) => ref mark == '*' ? ref _openStars : ref _openUnderscores;

    /// <summary>A run of marks has ended before <paramref name="c"/>.</summary>
    private void BehindRun(char c)
    {
        if (c == _runMark && _run < MaximumRun)
        {
            _run++;
            return;
        }
        _state = State.Text;
        if (_runMark == '`')
        {
            (_state, _codeTicks, _run) = (State.Code, _run, 0);
            Feed(c);
            return;
        }
        var opens = !char.IsWhiteSpace(c);
        var closes = !char.IsWhiteSpace(_runBefore) && _runBefore is not (WaitingText.LineMark or WaitingText.ParagraphMark);
        if (!opens && !closes || IsLiteral(_runMark, _run, _runBefore, c))
        {
            SayRun(_runMark, _run);
        }
        else if (_run == 1 && _runMark is '*' or '_')
        {
            Single(_runMark, c, closes);
            return;
        }
        Feed(c);
    }

    private bool IsLiteral(char mark, int run, char before, char behind) => mark switch
    {
        '~' => run != 2,
        '_' => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(behind) || _inAddress && run == 1,
        _ => char.IsDigit(before) && char.IsDigit(behind) || _inAddress && run == 1,
    };

    /// <summary>One * or _: closes what is open, or waits to see whether something will close it.</summary>
    private void Single(char mark, char behind, bool closes)
    {
        if (closes && Open(mark) > 0)
        {
            Open(mark)--;
            Feed(behind);
        }
        else if (char.IsWhiteSpace(behind) || (mark == '*' ? char.IsAsciiLetterOrDigit(_last) : char.IsLetterOrDigit(_last)))
        {
            Say(mark);
            Feed(behind);
        }
        else
        {
            _emphasis.Begin(mark);
            Hold(_emphasis);
            Feed(behind);
        }
    }

    private void SayRun(char mark, int run)
    {
        for (var i = 0; i < run; i++)
        {
            Say(mark);
        }
    }

    /// <summary>A backslash stands for itself except before punctuation.</summary>
    private void Escaped(char c)
    {
        _state = State.Text;
        if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)))
        {
            Say(c);
            return;
        }
        Say('\\');
        InText(c);
    }

    private void InCode(char c)
    {
        if (c == '`')
        {
            if (++_run == _codeTicks)
            {
                _state = State.Text;
            }
            return;
        }
        SayRun('`', _run);
        _run = 0;
        if (c == '\n')
        {
            EndLine();
            return;
        }
        Say(c);
    }

    private void InFence(char c)
    {
        switch (_fence.Take(c))
        {
            case FencePlace.InlineCode:
                (_state, _codeTicks, _run) = (State.Code, _fence.Length, 1);
                break;
            case FencePlace.Behind:
                _state = State.LineStart;
                _last = '\n';
                break;
        }
    }
}
