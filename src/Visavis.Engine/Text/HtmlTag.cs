using System.Text.RegularExpressions;

namespace Visavis.Engine.Text;

/// <summary>What a piece of text between angle brackets means to a listener.</summary>
internal enum HtmlTagKind
{
    /// <summary>No tag: "a &lt;b and c&gt; d".</summary>
    None,
    Inline,
    Line,
    Block,
    Comment,

    /// <summary>An address in brackets: itself without them.</summary>
    Address,
}

internal static partial class HtmlTag
{
    /// <param name="tag">The text from the opening bracket through the closing one.</param>
    /// <param name="behindWord">Whether a word stands right before it: then an unknown name is code ("List&lt;string&gt;").</param>
    public static HtmlTagKind Read(string tag, bool behindWord)
    {
        if (tag.StartsWith("<!--", StringComparison.Ordinal))
        {
            return HtmlTagKind.Comment;
        }
        if (AddressPattern().IsMatch(tag))
        {
            return HtmlTagKind.Address;
        }
        if (TagPattern().Match(tag) is not { Success: true } match)
        {
            return HtmlTagKind.None;
        }
        return match.Groups[1].Value.ToLowerInvariant() switch
        {
            "br" or "td" or "th" => HtmlTagKind.Line,
            "p" or "div" or "li" or "ul" or "ol" or "tr" or "table" or "hr" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote"
                or "section" or "article" or "details" or "summary" or "pre" => HtmlTagKind.Block,
            "a" or "abbr" or "b" or "cite" or "code" or "del" or "em" or "font" or "i" or "img" or "ins" or "kbd" or "mark" or "q" or "s" or "small" or "span"
                or "strong" or "sub" or "sup" or "u" => HtmlTagKind.Inline,
            _ => behindWord && tag[1] != '/' ? HtmlTagKind.None : HtmlTagKind.Inline,
        };
    }

    [GeneratedRegex(@"^</?([A-Za-z][A-Za-z0-9:-]*)(\s+[A-Za-z:_-][\w:.-]*\s*=[^<>]*)?\s*/?>$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"^<([A-Za-z][A-Za-z0-9+.-]+:[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AddressPattern();
}
