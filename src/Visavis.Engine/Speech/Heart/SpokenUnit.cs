namespace Visavis.Engine.Speech.Heart;

/// <summary>A word or a punctuation mark as it is said, and where in the text it comes from.</summary>
public readonly record struct SpokenUnit(string Phonemes, int SourceStart, int SourceEnd, bool SpaceAfter, bool IsPunctuation);
