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

    /// <summary>The same for a voice that many share, which serves first who needs it first; by itself a voice speaks at once.</summary>
    /// <param name="clause">What to say.</param>
    /// <param name="need">How soon.</param>
    /// <param name="cancellation">Ends the wait and the work.</param>
    ValueTask<SpeechChunk> SpeakAsync(Clause clause, SpeechNeed need, CancellationToken cancellation) => SpeakAsync(clause, cancellation);
}

/// <summary>How soon a clause is needed.</summary>
/// <param name="Due">When it is to be heard: a timestamp of the time provider.</param>
/// <param name="IsUrgent">Whether somebody waits for it as the first word of an answer, or would hear a hole in it.</param>
public readonly record struct SpeechNeed(long Due, bool IsUrgent = false);

/// <summary>A voice could not speak.</summary>
public sealed class SpeechException(string message, Exception? inner = null) : Exception(message, inner);
