using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>A rule of reading: what is written so is said so.</summary>
/// <param name="Pattern">
/// Bounded on every side, since a text may be hostile: no unbounded repetition may be followed by something that can fail.
/// </param>
/// <param name="Say">The words for a match; null leaves it as it is.</param>
internal sealed record Rewriting(Regex Pattern, Func<Match, string?> Say)
{
    public Rewriting(string pattern, Func<Match, string?> say)
        : this(new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture), say)
    {
    }

    /// <summary>Each word of the new text stands for the whole of the old.</summary>
    public MappedText Apply(MappedText text) => text.ReplaceAsOne(Pattern, Say);
}
