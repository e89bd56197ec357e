namespace Visavis.Engine.Text;

/// <summary>"[text](address)", "[text][name]" and "![text](address)": the text alone is said; "[^1]", a footnote's number, is not.</summary>
internal sealed class HeldLink : HeldMarkup
{
    private const int MaximumText = 300;
    private const int MaximumAddress = 2000;

    private bool _image;
    private bool _textEnded;
    private string _text = "";
    private int _depth;

    /// <param name="image">Whether a "!" was taken back from before the bracket.</param>
    public void Begin(bool image)
    {
        Begin('[');
        (_image, _textEnded, _depth) = (image, false, 0);
    }

    public override Release? Take(char c) => _depth > 0 ? InAddress(c) : _textEnded ? BehindText(c) : InText(c);

    public override Release Settle() => _depth > 0 ? new Release("", _text) : Literally();

    private Release? InText(char c)
    {
        if (c is '[' or '\n' || c != ']' && Held.Length >= MaximumText)
        {
            return Literally(c.ToString());
        }
        Held.Append(c);
        if (c == ']')
        {
            (_textEnded, _text) = (true, Held.ToString(1, Held.Length - 2));
        }
        return null;
    }

    private Release? BehindText(char c)
    {
        if (c is '(' or '[')
        {
            Held.Append(c);
            _depth = 1;
            return null;
        }
        return _text.StartsWith('^') ? new Release("", c.ToString()) : Literally(c.ToString());
    }

    private Release? InAddress(char c)
    {
        Held.Append(c);
        var round = Held[_text.Length + 2] == '(';
        _depth += c == (round ? '(' : '[') ? 1 : c == (round ? ')' : ']') ? -1 : 0;
        if (_depth == 0)
        {
            return new Release("", _text);
        }
        if (c != '\n' && Held.Length < MaximumAddress)
        {
            return null;
        }
        // Said as it stands and not read again: brackets within brackets would make that cost the square of the limit.
        return c == '\n' ? new Release(Held.ToString(0, Held.Length - 1), "\n") : new Release(Held.ToString());
    }

    private Release Literally(string next = "")
    {
        var release = GiveBack(next);
        return _image ? release with { Said = '!' + release.Said } : release;
    }
}
