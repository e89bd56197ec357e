using System.Text;
using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// Writes out web and mail addresses as they are dictated: "example dot com slash help". Protocol, "www." and what follows a
/// <c>?</c> or <c>#</c> are left out: nobody could write them down by ear.
/// </summary>
internal static partial class WebAddresses
{
    private const string TopDomain =
        "(?:com|org|net|edu|gov|mil|io|co|uk|de|fr|eu|es|it|nl|ch|jp|info|biz|us|ca|au|tv|me|ly|ai|dev|app)";

    /// <summary>A target of a link ("[docs](https://…)") is no text.</summary>
    private const string Start = "(?<![" + WordSet + @"@.+\-/]|\]\()";

    public static MappedText Rewrite(MappedText text)
    {
        if (!text.Text.AsSpan().ContainsAny('.', ':'))
        {
            return text;
        }
        text = text.ReplaceAsOne(Mail(), match => Dictate(match.Value, dashes: true));
        text = text.ReplaceAsOne(Url(), match => WritePage(match.Groups[1].Value, match.Groups[2].Value));
        return text.ReplaceAsOne(Host(), match => WritePage(match.Groups[1].Value, match.Groups[2].Value));
    }

    private static string WritePage(string host, string path)
    {
        var end = path.AsSpan().IndexOfAny('?', '#');
        path = (end < 0 ? path : path[..end]).TrimEnd('/');
        return path.Length == 0 ? Dictate(host, dashes: true) : $"{Dictate(host, dashes: true)} {Dictate(path, dashes: false)}";
    }

    /// <param name="address">A host, path or mail address.</param>
    /// <param name="dashes">Whether - and _ are said: they matter in a host, and in a path they only stand between words.</param>
    private static string Dictate(string address, bool dashes)
    {
        var words = new StringBuilder();
        foreach (Match part in Part().Matches(address))
        {
            var word = part.Value switch
            {
                "." => "dot",
                "/" => "slash",
                "@" => "at",
                ":" => "colon",
                "+" => "plus",
                "~" => "tilde",
                "%" => "percent",
                "-" => dashes ? "dash" : "",
                "_" => dashes ? "underscore" : "",
                "us" when dashes => "US",
                "uk" or "eu" or "tv" or "ai" or "io" or "php" or "html" or "api" or "id" or "faq" => part.Value.ToUpperInvariant(),
                "a" or "A" => "[A](/ˈA/)", // the letter, not the article
                { Length: 1 } letter when char.IsAsciiLetter(letter[0]) => letter.ToUpperInvariant(),
                var other => other,
            };
            words.Append(words.Length > 0 && word.Length > 0 ? " " : "").Append(word);
        }
        return words.ToString();
    }

    [GeneratedRegex("(?<![" + WordSet + @".+\-])[" + WordSet + @".+\-]*[" + WordSet + "]@[" + WordSet + @"\-]+(?:\.[" + WordSet
        + @"\-]*[" + WordSet + "])+")]
    private static partial Regex Mail();

    /// <summary>With a protocol or "www.": the host, and all that follows but the marks of the sentence.</summary>
    [GeneratedRegex(Start + @"(?:(?:https?|ftp)://(?:www\.)?|www\.)([" + WordSet + @"](?:[" + WordSet + @".:\-]*[" + WordSet
        + @"])?)([/?#](?:[^\s<>""“”()]*[^\s<>""“”().,;:!?'’*\]}])?)?", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(Start + "((?:[" + WordSet + @"\-]+\.)+" + TopDomain + @"(?::\d+)?)((?:/(?:[^\s<>""“”()]*"
        + @"[^\s<>""“”().,;:!?'’*\]}])?)?)(?![" + WordSet + @"@]|[.\-][" + WordSet + "])")]
    private static partial Regex Host();

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{L}+|\d+|[^\s]")]
    private static partial Regex Part();
}
