using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>
/// Has a text's signs, dates, sums, abbreviations and the like said as people say them, where espeak-ng would read them wrong; every word
/// keeps the range of the written text that it stands for. English is left to the pronouncer of its voices. Never fails; the work is
/// linear in the text.
/// </summary>
internal sealed partial class TextNormalizer
{
    private static readonly ConcurrentDictionary<string, TextNormalizer> ByCode = new();

    private readonly Rewriting[] _rules;

    private TextNormalizer(Language? language)
    {
        _rules = language is null ? [] : [.. Rules(language)];
    }

    /// <summary>The one for a BCP 47 locale; a language without rules only loses its emoji.</summary>
    public static TextNormalizer For(string locale)
    {
        var code = locale.Split('-', '_')[0].ToLowerInvariant();
        return ByCode.GetOrAdd(Languages.All.ContainsKey(code) ? code : "", code => new TextNormalizer(Languages.All.GetValueOrDefault(code)?.Invoke()));
    }

    public MappedText Normalize(MappedText text)
    {
        text = Emoji.Drop(text);
        foreach (var rule in _rules)
        {
            text = rule.Apply(text);
        }
        return text.Replace(Spaces(), match => match.Value == " " ? null : " ");
    }

    /// <summary>Longer things first: a date holds numbers, an address holds dots.</summary>
    private static IEnumerable<Rewriting> Rules(Language language) =>
    [
        .. language.Own,
    ];

    [GeneratedRegex("[ \u00A0\u202F\u2009]{2,64}")]
    private static partial Regex Spaces();
}
