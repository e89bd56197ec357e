namespace Visavis.Engine.Text;

/// <summary>A "&lt;" and what follows, until it is an HTML tag, an address in brackets, or neither.</summary>
internal sealed class HeldTag : HeldMarkup
{
    private const int MaximumLength = 300;

    private bool _behindWord;

    /// <param name="behindWord">Whether a word stands right before it.</param>
    public void Begin(bool behindWord)
    {
        Begin('<');
        _behindWord = behindWord;
    }

    public override Release? Take(char c)
    {
        if (Held.Length == 1 && !char.IsAsciiLetter(c) && c is not '/' and not '!' || c is '\n' or '<' || Held.Length >= MaximumLength)
        {
            return GiveBack(c.ToString());
        }
        Held.Append(c);
        return c == '>' ? Closed(Held.ToString()) : null;
    }

    private Release? Closed(string tag) => HtmlTag.Read(tag, _behindWord) switch
    {
        HtmlTagKind.Comment => tag.EndsWith("-->", StringComparison.Ordinal) ? new Release("") : null,
        HtmlTagKind.Inline => new Release(""),
        HtmlTagKind.Line => new Release(WaitingText.LineMark.ToString()),
        HtmlTagKind.Block => new Release("") { EndsBlock = true },
        HtmlTagKind.Address => new Release(tag[1..^1]),
        _ => GiveBack(),
    };
}
