using System.Text;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Web and mail addresses: what people say when they dictate one; the protocol and what stands behind a question mark is not said.</summary>
internal static class Addresses
{
    private const string Path = @"/[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]{0,300}";

    /// <summary>Without a protocol only well-known endings count: "Ende.Danach" is a forgotten space.</summary>
    private const string Endings = "com|org|net|edu|gov|info|io|ai|app|dev|eu|de|at|ch|fr|be|es|mx|ar|pt|br|it|nl|pl|ru|cn|jp|uk|us|tv|me|co";

    public static IEnumerable<Rewriting> Rules(Language language) =>
    [
        new Rewriting(
            @"(?<![\p{L}\d@._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@([A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\p{L}\d])",
            match => Say(match.Value, language.Address)),
        new Rewriting(
            $@"(?<![\p{{L}}\d@._/-])(https?://|www\.)[A-Za-z0-9][A-Za-z0-9.:-]{{0,100}}({Path})?",
            match => Say(match.Value, language.Address)),
        new Rewriting(
            $@"(?<![\p{{L}}\d@._/-])[A-Za-z0-9][A-Za-z0-9-]{{0,62}}(\.[a-z0-9-]{{1,63}}){{0,3}}\.({Endings})({Path})?(?![\p{{L}}\d@-])",
            match => Say(match.Value, language.Address)),
    ];

    private static string Say(string written, AddressWords words)
    {
        var address = written.TrimEnd('.', ',', ';', ':', '!', '?', ')', '\'');
        var start = address.StartsWith("http", StringComparison.Ordinal) && address.IndexOf("://", StringComparison.Ordinal) is > 0 and var colon ? colon + 3 : 0;
        var end = address.IndexOfAny(['?', '#'], start);
        var spoken = new StringBuilder();
        foreach (var c in address[start..(end < 0 ? address.Length : end)].TrimEnd('/'))
        {
            spoken.Append(c switch
            {
                '.' => $" {words.Dot} ",
                '@' => $" {words.At} ",
                '/' => $" {words.Slash} ",
                '-' => $" {words.Dash} ",
                '_' => $" {words.Underscore} ",
                _ when char.IsAsciiLetterOrDigit(c) => c.ToString(),
                _ => " ",
            });
        }
        return spoken.Append(written, address.Length, written.Length - address.Length).ToString();
    }
}
