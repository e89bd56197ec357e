namespace Visavis.Engine.Hearing;

/// <summary>A word or a punctuation mark of a window.</summary>
/// <param name="Text">Without the space before it.</param>
/// <param name="Tokens">All words' tokens one after the other are the window's.</param>
/// <param name="IsMark">Whether it is punctuation.</param>
/// <param name="Start">Seconds from the start of the window.</param>
/// <param name="End">Seconds from the start of the window.</param>
internal sealed record WhisperWord(string Text, IReadOnlyList<int> Tokens, bool IsMark, double Start, double End);
