namespace Visavis.Engine.Text;

/// <summary>Whether a quotation or bracket is open: its closing mark may come right behind a stop and belongs to that clause.</summary>
internal struct OpenMarks
{
    private const string Quotes = "\"“”„«»";
    private const string Opening = "([{（「『【《〈";
    private const string Closing = ")]}）」』】》〉";

    /// <summary>What stays open for longer was no quotation (inches, ":(") or is so long that its end cannot be waited for.</summary>
    private const int MaximumLength = 400;

    private bool _quoted;
    private int _depth;
    private int _length;
    private char _last;

    public readonly bool Any => _quoted || _depth > 0;

    public void Read(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            // German opens with the mark that closes in English, so each mark does what is due.
            _quoted ^= Quotes.Contains(c) && (_quoted || !char.IsDigit(_last));
            _depth = Math.Max(0, _depth + (Opening.Contains(c) ? 1 : Closing.Contains(c) ? -1 : 0));
            _length = Any ? _length + 1 : 0;
            _last = c;
            if (c == WaitingText.ParagraphMark || _length > MaximumLength)
            {
                this = default;
            }
        }
    }
}
