namespace Visavis.Engine.Speech.Alignment;

/// <summary>When what a text says is said in a sound.</summary>
/// <param name="Words">Words and marks as written, in order; they neither overlap nor leave the sound.</param>
/// <param name="Phonemes">In the alphabet of <see cref="PhonemeMark"/>; none in pauses.</param>
public sealed record AlignedSpeech(IReadOnlyList<WordMark> Words, IReadOnlyList<PhonemeMark> Phonemes);
