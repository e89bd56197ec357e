namespace Visavis.Engine.Text;

/// <summary>Where a character stands with respect to a code block.</summary>
internal enum FencePlace
{
    Inside,

    /// <summary>The block ended with this line.</summary>
    Behind,

    /// <summary>"```code```" on one line was inline code; its beginning is lost to the listener.</summary>
    InlineCode,
}

/// <summary>Finds the end of a code block, which nobody wants to hear.</summary>
internal sealed class CodeFence
{
    private char _mark;
    private bool _onFirstLine;

    /// <summary>Marks at the line's start so far; −1 if it cannot be the closing fence.</summary>
    private int _run;

    public int Length { get; private set; }

    public void Begin(MarkdownLine line)
    {
        (_mark, Length) = (line.FenceMark, line.FenceLength);
        _onFirstLine = !line.EndedLine;
        _run = line.EndedLine ? 0 : -1;
    }

    public FencePlace Take(char c)
    {
        if (c == '`' && _onFirstLine && _mark == '`')
        {
            return FencePlace.InlineCode;
        }
        if (c == '\n')
        {
            var closed = _run >= Length;
            _onFirstLine = false;
            _run = 0;
            return closed ? FencePlace.Behind : FencePlace.Inside;
        }
        if (c == _mark && _run >= 0)
        {
            _run++;
        }
        else if (c is not ' ' and not '\t')
        {
            _run = -1;
        }
        return FencePlace.Inside;
    }
}
