using Visavis.Engine.Media;

namespace Visavis.Engine.Text;

/// <summary>What follows a clause, and so how long the voice rests behind it.</summary>
public enum ClauseEnd
{
    /// <summary>Cut before a conjunction or preposition, without punctuation; the sentence goes on.</summary>
    Open,

    /// <summary>A comma, semicolon, colon, dash or closing bracket; the sentence goes on.</summary>
    Comma,

    /// <summary>The end of a sentence.</summary>
    Sentence,

    /// <summary>The end of a paragraph, heading or list item.</summary>
    Paragraph,
}

/// <summary>How a stretch of a clause's text is to be said, where that is not how it is written.</summary>
/// <param name="Start">Index of its first character in <see cref="Clause.Text"/>.</param>
/// <param name="End">Index behind its last.</param>
/// <param name="Say">Other words to say for it, or its sounds in IPA.</param>
/// <param name="IsIpa">Whether <paramref name="Say"/> is IPA.</param>
public readonly record struct Reading(int Start, int End, string Say, bool IsIpa);

/// <summary>A stretch of text that a voice says in one breath.</summary>
/// <param name="Text">As written, without Markdown, its closing punctuation included, trimmed.</param>
/// <param name="Sentence">The sentence so far as written: everything from its first word through this clause; ends with <paramref name="Text"/>.</param>
/// <param name="End">What follows.</param>
public sealed record Clause(string Text, string Sentence, ClauseEnd End)
{
    /// <summary>Whether this clause begins its sentence.</summary>
    public bool BeginsSentence => Sentence.Length == Text.Length;

    /// <summary>This clause and the one behind it in the same sentence, as one; null if that begins another or carries settings of its own.</summary>
    public Clause? Join(Clause next)
    {
        var begin = Sentence.Length - Text.Length;
        var follows = !next.BeginsSentence && next.Sentence.Length - next.Text.Length >= Sentence.Length && next.Sentence.StartsWith(Sentence, StringComparison.Ordinal);
        var plain = Readings.Count + next.Readings.Count == 0 && Speed == next.Speed && Pause is null;
        return follows && plain ? next with { Text = next.Sentence[begin..] } : null;
    }

    /// <summary>Stretches of <see cref="Text"/> that are said otherwise than written; in order, none overlapping.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];

    /// <summary>Pace: 1 is the voice's own, 2 twice as fast.</summary>
    public float Speed { get; init; } = 1;

    /// <summary>The rest behind it; null is what <see cref="End"/> asks for.</summary>
    public MediaTime? Pause { get; init; }
}
