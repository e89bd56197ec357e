using Visavis.Engine.Media;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Server.Voices;

/// <summary>Text spoken to a file, without a face.</summary>
internal static class Recital
{
    /// <summary>Half an hour; a text of one request takes some minutes, but markup can ask for rests.</summary>
    private static readonly MediaTime Longest = MediaTime.FromSeconds(1_800);

    /// <summary>Speaks all clauses with the rests between them.</summary>
    /// <returns>The words with their times, and how long it is.</returns>
    /// <exception cref="SpeechException">The voice failed, or the speech is too long.</exception>
    public static async Task<(IReadOnlyList<TimedWord> Words, MediaTime Length)> SpeakAsync(
        ISpeechEngine voice, IReadOnlyList<Clause> clauses, string path, CancellationToken cancellation)
    {
        var words = new List<TimedWord>();
        await using var file = new WaveWriter(path);
        var rest = MediaTime.Zero;
        foreach (var clause in clauses)
        {
            using var chunk = await voice.SpeakAsync(clause, cancellation).ConfigureAwait(false);
            if (file.Length + rest + chunk.Pcm.Duration > Longest)
            {
                throw new SpeechException($"The speech would be longer than {Longest.Seconds:0} s: cut the text or its rests.");
            }
            if (chunk.Pcm.Length == 0)
            {
                // A rest in front of the first word, or a clause of marks only.
                rest += chunk.PauseAfter;
                continue;
            }
            await file.AppendSilenceAsync(rest, cancellation).ConfigureAwait(false);
            words.AddRange(chunk.Words.Select(word => new TimedWord(word.Word, Seconds(file.Length + word.Start), Seconds(file.Length + word.End))));
            await file.AppendAsync(chunk.Pcm.Span.ToArray(), cancellation).ConfigureAwait(false);
            rest = chunk.PauseAfter;
        }
        return (words, file.Length);
    }

    /// <summary>A text cut into clauses; no one waits for its first word, so no clause is cut short.</summary>
    public static IReadOnlyList<Clause> ClausesOf(string text)
    {
        var chunker = new TextChunker();
        return [.. chunker.Append(text), .. chunker.Finish()];
    }

    private static double Seconds(MediaTime time) => Math.Round(time.Seconds, 3);
}
