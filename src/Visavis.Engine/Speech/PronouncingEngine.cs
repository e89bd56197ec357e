using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>A voice that says the words of a list as the list tells.</summary>
public sealed class PronouncingEngine(ISpeechEngine voice, PronunciationList pronunciations, string locale) : ISpeechEngine
{
    /// <inheritdoc/>
    public bool CanRead(string text) => voice.CanRead(text);

    /// <inheritdoc/>
    public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) =>
        voice.SpeakAsync(pronunciations.Apply(clause, locale), cancellation);

    /// <inheritdoc/>
    public ValueTask<SpeechChunk> SpeakAsync(Clause clause, SpeechNeed need, CancellationToken cancellation) =>
        voice.SpeakAsync(pronunciations.Apply(clause, locale), need, cancellation);
}
