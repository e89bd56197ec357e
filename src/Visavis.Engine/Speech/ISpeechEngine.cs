using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>A voice: text of one clause in, sound with its times out. Many sessions may call it at once.</summary>
public interface ISpeechEngine
{
    /// <summary>Whether this voice can read the script of <paramref name="text"/> (heart: Latin only).</summary>
    bool CanRead(string text);

    /// <summary>Speaks one clause; a clause with nothing to say gives an empty chunk.</summary>
    /// <exception cref="SpeechException">The engine failed; the message says why.</exception>
    ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation);
}

/// <summary>A voice could not speak.</summary>
public sealed class SpeechException(string message, Exception? inner = null) : Exception(message, inner);
