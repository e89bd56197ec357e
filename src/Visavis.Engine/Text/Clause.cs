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

/// <summary>A stretch of text that a voice says in one breath.</summary>
/// <param name="Text">As written, without Markdown, its closing punctuation included, trimmed.</param>
/// <param name="Sentence">The sentence so far as written: everything from its first word through this clause; ends with <paramref name="Text"/>.</param>
/// <param name="End">What follows.</param>
public sealed record Clause(string Text, string Sentence, ClauseEnd End)
{
    /// <summary>Whether this clause begins its sentence.</summary>
    public bool BeginsSentence => Sentence.Length == Text.Length;
}
