using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>Speaks with a voice, and clauses in letters that it cannot read with the first of others that can.</summary>
/// <param name="voice">The voice that is wanted. It also says what nobody can read, as it does by itself.</param>
/// <param name="others">In the order they are asked.</param>
public sealed class ScriptFallbackEngine(ISpeechEngine voice, IReadOnlyList<ISpeechEngine> others) : ISpeechEngine
{
    /// <inheritdoc/>
    public bool CanRead(string text) => voice.CanRead(text) || others.Any(other => other.CanRead(text));

    /// <inheritdoc/>
    public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) => Reader(clause).SpeakAsync(clause, cancellation);

    /// <inheritdoc/>
    public ValueTask<SpeechChunk> SpeakAsync(Clause clause, SpeechNeed need, CancellationToken cancellation) => Reader(clause).SpeakAsync(clause, need, cancellation);

    private ISpeechEngine Reader(Clause clause) => voice.CanRead(clause.Text) ? voice : others.FirstOrDefault(other => other.CanRead(clause.Text)) ?? voice;
}
