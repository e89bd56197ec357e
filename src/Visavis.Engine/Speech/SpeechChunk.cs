using Visavis.Engine.Media;

namespace Visavis.Engine.Speech;

/// <summary>
/// One phoneme in the alphabet of <c>assets/voices/heart/vocab.json</c> (misaki's: A I O W Y are diphthongs, ʧ ʤ affricates,
/// T a flap); other languages use plain IPA base letters. Silence has no mark.
/// </summary>
/// <param name="Symbol">The phoneme.</param>
/// <param name="Start">From the start of the chunk, as heard.</param>
/// <param name="End">From the start of the chunk, as heard.</param>
/// <param name="Stress">0 none, 1 primary, 2 secondary; only vowels carry it.</param>
public readonly record struct PhonemeMark(char Symbol, MediaTime Start, MediaTime End, byte Stress);

/// <summary>A word or a punctuation mark as it was written ("$5", "Dr.", ",").</summary>
/// <param name="Word">The text of the mark.</param>
/// <param name="Start">From the start of the chunk, as heard.</param>
/// <param name="End">From the start of the chunk, as heard.</param>
/// <param name="TextEnd">Index into the clause's text behind this mark.</param>
/// <param name="IsPunctuation">Whether it is a mark rather than a word.</param>
public readonly record struct WordMark(string Word, MediaTime Start, MediaTime End, int TextEnd, bool IsPunctuation);

/// <summary>
/// What a voice made of one clause: 48 kHz sound that begins and ends in faded silence, and the times of its words and phonemes.
/// The pause that belongs behind it is not in the sound; <see cref="PauseAfter"/> says how long it is.
/// </summary>
public sealed record SpeechChunk(
    PcmBuffer Pcm,
    IReadOnlyList<WordMark> Words,
    IReadOnlyList<PhonemeMark> Phonemes,
    MediaTime PauseAfter) : IDisposable
{
    public void Dispose() => Pcm.Dispose();
}
