using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>"z. B.", "Mme", "EE. UU.".</summary>
internal static class Abbreviations
{
    public static IEnumerable<Rewriting> Rules(Language language)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (written, words) in language.Abbreviations)
        {
            said.TryAdd(Upper(written), Upper(words));
            said[written] = words;
        }
        if (said.Count == 0)
        {
            yield break;
        }
        // Those that end with a letter must not go on; those with a dot may stand at the text's end, which keeps one.
        var byShape = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, words) in said)
        {
            byShape[Bare(key)] = words;
        }
        var dotted = Alternatives.Of(said.Keys.Where(key => key[^1] == '.'));
        var whole = Alternatives.Of(said.Keys.Where(key => key[^1] != '.'));
        yield return new Rewriting(
            $@"(?<![\p{{L}}\d.])((?<written>{whole})(?![\p{{L}}\d])|(?<written>{dotted})(?!\p{{L}})(?<last>\z)?)",
            match => byShape[Bare(match.Groups["written"].Value)] + (match.Groups["last"].Success ? "." : ""));
    }

    private static string Bare(string written) => string.Concat(written.Where(c => c is not (' ' or '\u00A0' or '\u202F')));

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
