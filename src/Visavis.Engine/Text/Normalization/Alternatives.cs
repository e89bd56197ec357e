using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>The keys of a table as a pattern.</summary>
internal static class Alternatives
{
    /// <summary>Longest first, so that "km/h" is not "km"; a space may be missing or a no-break one. No keys match nothing.</summary>
    public static string Of(IEnumerable<string> keys)
    {
        var patterns = keys.OrderByDescending(key => key.Length).Select(key => Regex.Escape(key).Replace(@"\ ", "[ \u00A0\u202F]?", StringComparison.Ordinal)).ToList();
        return patterns.Count == 0 ? "(?!)" : $"({string.Join('|', patterns)})";
    }
}
