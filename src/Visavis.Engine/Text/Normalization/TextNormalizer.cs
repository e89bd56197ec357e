using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Visavis.Engine.Text.Normalization.Languages;

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
    private readonly Language? _language;

    private TextNormalizer(Language? language)
    {
        _language = language;
        _rules = language is null ? [] : [.. Rules(language).Select(rule => language.Letters is Letters.Han or Letters.Kana ? AmongDense(rule) : rule)];
    }

    /// <summary>The one for a BCP 47 locale; a language without rules only loses its emoji.</summary>
    public static TextNormalizer For(string locale)
    {
        var code = locale.Split('-', '_')[0].ToLowerInvariant();
        return ByCode.GetOrAdd(Tables.All.ContainsKey(code) ? code : "", code => new TextNormalizer(Tables.All.GetValueOrDefault(code)?.Invoke()));
    }

    public MappedText Normalize(MappedText text)
    {
        text = Emoji.Drop(text);
        text = _language is null ? text : Capitals.Calm(text, _language);
        foreach (var rule in _rules)
        {
            text = rule.Apply(text);
        }
        return text.Replace(Spaces(), match => match.Value == " " ? null : " ");
    }

    /// <summary>Longer things first: a date holds numbers, an address holds dots.</summary>
    private static IEnumerable<Rewriting> Rules(Language language) =>
    [
        .. Addresses.Rules(language),
        .. Calendar.Rules(language),
        .. Telephones.Rules(language),
        .. Money.Rules(language),
        .. Measures.Rules(language),
        .. language.Own,
        .. Fractions.Rules(language),
        .. Abbreviations.Rules(language),
        .. Capitals.Rules(language),
        .. ForeignLetters.Rules(language),
    ];

    /// <summary>Chinese and kana lean on numbers and Latin words without a space: only letters with a case part them.</summary>
    private static Rewriting AmongDense(Rewriting rule) => new(
        rule.Pattern.ToString().Replace(@"(?!\p{L})", @"(?![\p{L}])", StringComparison.Ordinal).Replace(@"\p{L}", @"\p{Lu}\p{Ll}", StringComparison.Ordinal), rule.Say);

    [GeneratedRegex("[ \u00A0\u202F\u2009]{2,64}")]
    private static partial Regex Spaces();
}
