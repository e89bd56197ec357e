using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Remote;

/// <summary>Speaks with a voice that may be down, and says the clause with another one when it is.</summary>
/// <param name="first">The voice that is wanted.</param>
/// <param name="second">The other one as it is now; null where there is none.</param>
/// <param name="time">For the rest of a voice that failed.</param>
public sealed class FallbackSpeechEngine(ISpeechEngine first, Func<ISpeechEngine?> second, TimeProvider time) : ISpeechEngine
{
    private readonly CircuitBreaker _breaker = new(time);

    public bool CanRead(string text) => first.CanRead(text);

    public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
    {
        var other = second() is { } engine && engine.CanRead(clause.Text) ? engine : null;
        if (other is not null && !_breaker.TryEnter())
        {
            return await other.SpeakAsync(clause, cancellation).ConfigureAwait(false);
        }
        try
        {
            var chunk = await first.SpeakAsync(clause, cancellation).ConfigureAwait(false);
            _breaker.Succeeded();
            return chunk;
        }
        catch (SpeechException) when (other is not null)
        {
            _breaker.Failed();
            return await other.SpeakAsync(clause, cancellation).ConfigureAwait(false);
        }
    }
}
