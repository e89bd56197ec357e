using Visavis.Engine.Media;

namespace Visavis.Engine.Hearing;

/// <summary>A word or punctuation mark that was recognised in sound.</summary>
/// <param name="Word">As the recogniser writes it.</param>
/// <param name="Start">From the start of the sound.</param>
/// <param name="End">From the start of the sound.</param>
/// <param name="IsPunctuation">Whether it is a mark rather than a word.</param>
public readonly record struct HeardWord(string Word, MediaTime Start, MediaTime End, bool IsPunctuation);
