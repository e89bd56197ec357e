using System.Net;

namespace Visavis.Engine.Text;

/// <summary>"&amp;amp;", "&amp;#39;": the character it names.</summary>
internal sealed class HeldEntity : HeldMarkup
{
    private const int MaximumLength = 10;

    public override Release? Take(char c)
    {
        if (c == ';')
        {
            Held.Append(c);
            return new Release(WebUtility.HtmlDecode(Held.ToString()).Replace('\u00A0', ' '));
        }
        if (!char.IsAsciiLetterOrDigit(c) && (c != '#' || Held.Length > 1))
        {
            return GiveBack(c.ToString());
        }
        Held.Append(c);
        return Held.Length <= MaximumLength ? null : GiveBack();
    }
}
