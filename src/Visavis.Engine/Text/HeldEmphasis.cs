namespace Visavis.Engine.Text;

/// <summary>Behind a single opening * or _: emphasis if a closing one comes, else the character itself.</summary>
internal sealed class HeldEmphasis : HeldMarkup
{
    private const int MaximumLength = 80;

    public override Release? Take(char c)
    {
        if (Closes(c))
        {
            return new Release("", Inner + c);
        }
        if (c == '\n')
        {
            return GiveBack("\n");
        }
        Held.Append(c);
        // So long a stretch is emphasis whose end is still to come, or a stray mark: not worth saying either way.
        return Held.Length <= MaximumLength ? null : new Release("", Held.ToString(1, Held.Length - 1)) { Opens = Held[0] };
    }

    public override Release Settle() => Closes(' ') ? new Release("", Inner) : GiveBack();

    private string Inner => Held.ToString(1, Held.Length - 2);

    /// <summary>Whether what waits is "*emphasis*" before <paramref name="next"/>.</summary>
    private bool Closes(char next)
    {
        var mark = Held[0];
        return Held.Length > 2 && Held[^1] == mark && Held[^2] != mark && !char.IsWhiteSpace(Held[^2])
            && next != mark && (mark == '*' || !char.IsLetterOrDigit(next));
    }
}
