using System.Net;
using System.Text;

namespace Visavis.Engine.Text;

/// <summary>
/// Takes the Markdown that language models emit out of a stream of characters, since nobody wants to hear it. What could still become
/// markup waits, each kind within its limit; beyond it the characters are what they look like.
/// </summary>
internal sealed class MarkdownStripper
{
    private const int MaximumEmphasis = 80;
    private const int MaximumLinkText = 300;
    private const int MaximumAddress = 2000;
    private const int MaximumTag = 300;
    private const int MaximumEntity = 10;

    private enum State
    {
        LineStart,
        Text,

        /// <summary>A run of one marker (* _ ~ `), until the character behind it tells which way it leans.</summary>
        Run,

        /// <summary>Behind a single opening * or _: emphasis if a closing one comes, else the character itself.</summary>
        Emphasis,
        Link,
        BehindLink,
        Address,
        Tag,
        Entity,
        Escape,
        Code,
        Fence,
    }

    private readonly MarkdownLine _line = new();
    private readonly StringBuilder _held = new();
    private State _state = State.LineStart;
    private int _run;
    private char _runMark;
    private char _runBefore;
    private char _last = '\n';
    private bool _image;
    private bool _inAddress;
    private int _openStars;
    private int _openUnderscores;
    private int _codeTicks;
    private int _depth;
    private string _linkText = "";
    private int _tokenLength;
    private LineKind _kind = LineKind.Plain;
    private char _fence;
    private int _fenceLength;
    private int _fenceRun;
    private bool _fenceOpens;

    /// <summary>Whether characters wait that may still be said.</summary>
    public bool IsHolding => _state switch
    {
        State.LineStart => _line.HasText,
        State.Emphasis or State.Link or State.BehindLink or State.Address or State.Tag or State.Entity => true,
        _ => false,
    };

    public void Feed(char c, ClauseCutter output)
    {
        switch (_state)
        {
            case State.LineStart:
                AtLineStart(c, output);
                break;
            case State.Fence:
                InFence(c);
                break;
            case State.Run:
                BehindRun(c, output);
                break;
            case State.Code:
                InCode(c, output);
                break;
            case State.Escape:
                _state = State.Text;
                if (!char.IsAscii(c) || !char.IsPunctuation(c) && !char.IsSymbol(c))
                {
                    Emit('\\', output);
                    InText(c, output);
                    break;
                }
                Emit(c, output);
                break;
            case State.Text:
                InText(c, output);
                break;
            default:
                Hold(c, output);
                break;
        }
    }

    /// <summary>The input has been silent for long: what waits is taken for what it looks like.</summary>
    public void Release(ClauseCutter output)
    {
        if (_state == State.LineStart)
        {
            if (_line.HasText)
            {
                EndLineStart(output);
            }
            return;
        }
        // Each turn gives back at least the first held character, so this ends.
        while (IsHolding && _state != State.LineStart)
        {
            if (_state == State.Emphasis && TryCloseEmphasis(' ', output))
            {
                continue;
            }
            if (_state == State.Address)
            {
                _state = State.Text;
                Replay(_linkText, output);
                continue;
            }
            GiveBack(output);
        }
    }

    public void Finish(ClauseCutter output)
    {
        if (_state == State.LineStart)
        {
            // A line of dashes at the very end is a rule.
            _line.Take('\n');
            if (_line.Kind != LineKind.Nothing)
            {
                EndLineStart(output);
            }
        }
        if (_state == State.Run)
        {
            BehindRun('\n', output);
        }
        Release(output);
        Clear();
    }

    public void Clear()
    {
        _line.Clear();
        _held.Clear();
        _state = State.LineStart;
        _last = '\n';
        _openStars = _openUnderscores = _tokenLength = 0;
        _inAddress = false;
        _kind = LineKind.Plain;
    }

    private void AtLineStart(char c, ClauseCutter output)
    {
        if (!_line.Take(c))
        {
            return;
        }
        switch (_line.Kind)
        {
            case LineKind.Nothing:
                EndBlock(output);
                _line.Clear();
                break;
            case LineKind.Fence:
                EndBlock(output);
                _fence = _line.FenceMark;
                _fenceLength = _line.FenceLength;
                _fenceRun = _line.EndedLine ? 0 : -1;
                _fenceOpens = !_line.EndedLine;
                _line.Clear();
                _state = State.Fence;
                break;
            default:
                EndLineStart(output);
                break;
        }
    }

    private void EndLineStart(ClauseCutter output)
    {
        if (_line.Kind is LineKind.Heading or LineKind.Item or LineKind.Row or LineKind.Quote)
        {
            EndBlock(output);
        }
        _kind = _line.Kind;
        var rest = _line.Rest;
        _line.Clear();
        _state = State.Text;
        _last = '\n';
        foreach (var r in rest)
        {
            Feed(r, output);
        }
    }

    private void EndBlock(ClauseCutter output)
    {
        output.Append(ClauseCutter.ParagraphMark);
        _openStars = _openUnderscores = 0;
    }

    private void EndLine(ClauseCutter output)
    {
        if (_kind is LineKind.Heading or LineKind.Row)
        {
            EndBlock(output);
        }
        _kind = LineKind.Plain;
        Emit('\n', output);
        _state = State.LineStart;
    }

    private void InText(char c, ClauseCutter output)
    {
        switch (c)
        {
            case '\n':
                EndLine(output);
                break;
            case '*' or '_' or '~' or '`':
                (_state, _run, _runMark, _runBefore) = (State.Run, 1, c, _last);
                break;
            case '[' when !_inAddress && !char.IsAsciiLetterOrDigit(_last):
                BeginHolding(State.Link, c);
                _image = output.TakeBack('!');
                break;
            case '<':
                BeginHolding(State.Tag, c);
                break;
            case '&' when !_inAddress:
                BeginHolding(State.Entity, c);
                break;
            case '\\' when !_inAddress:
                _state = State.Escape;
                break;
            case '|' when _kind == LineKind.Row:
                Emit(ClauseCutter.LineMark, output);
                break;
            default:
                Emit(c, output);
                break;
        }
    }

    private void BeginHolding(State state, char first)
    {
        _held.Clear().Append(first);
        _state = state;
    }

    private void Emit(char c, ClauseCutter output)
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

    /// <summary>A run of markers has ended before <paramref name="c"/>.</summary>
    private void BehindRun(char c, ClauseCutter output)
    {
        if (c == _runMark && _run < 1000)
        {
            _run++;
            return;
        }
        _state = State.Text;
        var (mark, run, before) = (_runMark, _run, _runBefore);
        if (mark == '`')
        {
            (_state, _codeTicks, _run) = (State.Code, run, 0);
            Feed(c, output);
            return;
        }
        var opens = !char.IsWhiteSpace(c);
        var closes = !char.IsWhiteSpace(before) && before is not (ClauseCutter.LineMark or ClauseCutter.ParagraphMark);
        if (IsLiteral(mark, run, before, c, opens, closes))
        {
            Emit(mark, run, output);
        }
        else if (run == 1 && mark is '*' or '_')
        {
            Single(mark, c, closes, output);
            return;
        }
        Feed(c, output);
    }

    private bool IsLiteral(char mark, int run, char before, char behind, bool opens, bool closes)
    {
        if (!opens && !closes)
        {
            return true;
        }
        return mark switch
        {
            '~' => run != 2,
            '_' => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(behind) || _inAddress && run == 1,
            _ => char.IsDigit(before) && char.IsDigit(behind) || _inAddress && run == 1,
        };
    }

    /// <summary>One * or _: closes what is open, or waits to see whether something will close it.</summary>
    private void Single(char mark, char behind, bool closes, ClauseCutter output)
    {
        ref var open = ref mark == '*' ? ref _openStars : ref _openUnderscores;
        if (closes && open > 0)
        {
            open--;
            Feed(behind, output);
        }
        else if (char.IsWhiteSpace(behind) || (mark == '*' ? char.IsAsciiLetterOrDigit(_last) : char.IsLetterOrDigit(_last)))
        {
            Emit(mark, output);
            Feed(behind, output);
        }
        else
        {
            BeginHolding(State.Emphasis, mark);
            Hold(behind, output);
        }
    }

    private void Emit(char mark, int run, ClauseCutter output)
    {
        for (var i = 0; i < run; i++)
        {
            Emit(mark, output);
        }
    }

    private void Hold(char c, ClauseCutter output)
    {
        switch (_state)
        {
            case State.Emphasis:
                InEmphasis(c, output);
                return;
            case State.Link:
                InLink(c, output);
                return;
            case State.BehindLink:
                BehindLink(c, output);
                return;
            case State.Address:
                InAddress(c, output);
                return;
            case State.Tag:
                InTag(c, output);
                return;
            default:
                InEntity(c, output);
                return;
        }
    }

    private void InEmphasis(char c, ClauseCutter output)
    {
        var mark = _held[0];
        if (TryCloseEmphasis(c, output))
        {
            Feed(c, output);
            return;
        }
        if (c == '\n')
        {
            GiveBack(output);
            Feed(c, output);
            return;
        }
        _held.Append(c);
        if (_held.Length > MaximumEmphasis)
        {
            // So long a stretch is emphasis whose end is still to come, or a stray mark: not worth saying either way.
            ref var open = ref mark == '*' ? ref _openStars : ref _openUnderscores;
            open++;
            _state = State.Text;
            Replay(_held.ToString(1, _held.Length - 1), output);
        }
        else if (mark == '*' && _held.Length == 5 && _held.ToString() == "*nix")
        {
            GiveBack(output);
        }
    }

    /// <summary>Whether what waits is "*emphasis*" before <paramref name="next"/>; then it is read without its marks.</summary>
    private bool TryCloseEmphasis(char next, ClauseCutter output)
    {
        var mark = _held[0];
        var closes = _held.Length > 2 && _held[^1] == mark && _held[^2] != mark && !char.IsWhiteSpace(_held[^2])
            && next != mark && (mark == '*' || !char.IsLetterOrDigit(next));
        if (closes)
        {
            _state = State.Text;
            Replay(_held.ToString(1, _held.Length - 2), output);
        }
        return closes;
    }

    private void InLink(char c, ClauseCutter output)
    {
        if (c == ']')
        {
            _linkText = _held.ToString(1, _held.Length - 1);
            _held.Append(c);
            _state = State.BehindLink;
        }
        else if (c is '[' or '\n' || _held.Length >= MaximumLinkText)
        {
            GiveBack(output);
            Feed(c, output);
        }
        else
        {
            _held.Append(c);
        }
    }

    private void BehindLink(char c, ClauseCutter output)
    {
        if (c is '(' or '[')
        {
            _held.Append(c);
            _depth = 1;
            _state = State.Address;
            return;
        }
        if (_linkText.StartsWith('^'))
        {
            // A footnote's number.
            _state = State.Text;
        }
        else
        {
            GiveBack(output);
        }
        Feed(c, output);
    }

    private void InAddress(char c, ClauseCutter output)
    {
        _held.Append(c);
        var round = _held[_linkText.Length + 2] == '(';
        _depth += c == (round ? '(' : '[') ? 1 : c == (round ? ')' : ']') ? -1 : 0;
        if (_depth == 0)
        {
            _state = State.Text;
            Replay(_linkText, output);
        }
        else if (c == '\n' || _held.Length >= MaximumAddress)
        {
            // Said as it stands and not read again: brackets within brackets would make that cost the square of the limit.
            var held = _held.ToString();
            _state = State.Text;
            foreach (var h in held.AsSpan().TrimEnd('\n'))
            {
                Emit(h, output);
            }
            if (c == '\n')
            {
                EndLine(output);
            }
        }
    }

    private void InTag(char c, ClauseCutter output)
    {
        if (_held.Length == 1 && !char.IsAsciiLetter(c) && c is not '/' and not '!' || c is '\n' or '<' || _held.Length >= MaximumTag)
        {
            GiveBack(output);
            Feed(c, output);
            return;
        }
        _held.Append(c);
        if (c != '>')
        {
            return;
        }
        var tag = _held.ToString();
        switch (HtmlTag.Read(tag, char.IsLetterOrDigit(_last)))
        {
            case HtmlTagKind.Comment when !tag.EndsWith("-->", StringComparison.Ordinal):
                break;
            case HtmlTagKind.Inline or HtmlTagKind.Comment:
                _state = State.Text;
                break;
            case HtmlTagKind.Line:
                _state = State.Text;
                Emit(ClauseCutter.LineMark, output);
                break;
            case HtmlTagKind.Block:
                _state = State.Text;
                EndBlock(output);
                break;
            case HtmlTagKind.Address:
                _state = State.Text;
                foreach (var a in tag[1..^1])
                {
                    Emit(a, output);
                }
                break;
            default:
                GiveBack(output);
                break;
        }
    }

    private void InEntity(char c, ClauseCutter output)
    {
        if (c == ';')
        {
            _held.Append(c);
            var decoded = WebUtility.HtmlDecode(_held.ToString());
            _state = State.Text;
            foreach (var d in decoded)
            {
                Emit(d == '\u00A0' ? ' ' : d, output);
            }
        }
        else if (char.IsAsciiLetterOrDigit(c) || c == '#' && _held.Length == 1)
        {
            _held.Append(c);
            if (_held.Length > MaximumEntity)
            {
                GiveBack(output);
            }
        }
        else
        {
            GiveBack(output);
            Feed(c, output);
        }
    }

    /// <summary>What waits was no markup: its first character stands for itself and the rest is read anew.</summary>
    private void GiveBack(ClauseCutter output)
    {
        var held = _held.ToString();
        _held.Clear();
        _state = State.Text;
        if (_image && held.StartsWith('['))
        {
            Emit('!', output);
            _image = false;
        }
        if (held.Length > 0)
        {
            Emit(held[0], output);
            Replay(held[1..], output);
        }
    }

    private void Replay(string text, ClauseCutter output)
    {
        _held.Clear();
        foreach (var c in text)
        {
            Feed(c, output);
        }
    }

    private void InCode(char c, ClauseCutter output)
    {
        if (c == '`')
        {
            if (++_run == _codeTicks)
            {
                _state = State.Text;
            }
            return;
        }
        for (; _run > 0; _run--)
        {
            Emit('`', output);
        }
        if (c == '\n')
        {
            EndLine(output);
            return;
        }
        Emit(c, output);
    }

    /// <summary>Skips a code block; −1 in <c>_fenceRun</c> means that the line cannot be its closing fence.</summary>
    private void InFence(char c)
    {
        if (c == '`' && _fenceOpens && _fence == '`')
        {
            // "```code```" on one line is inline code; its beginning is lost to the listener.
            (_state, _codeTicks, _run) = (State.Code, _fenceLength, 1);
            return;
        }
        if (c == '\n')
        {
            _fenceOpens = false;
            if (_fenceRun >= _fenceLength)
            {
                _state = State.LineStart;
                _last = '\n';
            }
            _fenceRun = 0;
        }
        else if (c == _fence && _fenceRun >= 0)
        {
            _fenceRun++;
        }
        else if (c is not ' ' and not '\t')
        {
            _fenceRun = -1;
        }
    }
}
