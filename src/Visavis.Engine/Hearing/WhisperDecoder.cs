using Visavis.Engine.Native;

namespace Visavis.Engine.Hearing;

/// <summary>What the decoder is told before it begins.</summary>
/// <param name="Language">The language's token.</param>
/// <param name="Context">What was said before the window; only its last tokens count.</param>
/// <param name="Forced">Tokens that the text of the window begins with, because they were given out before.</param>
internal sealed record WhisperPrompt(int Language, IReadOnlyList<int> Context, IReadOnlyList<int> Forced);

/// <summary>What the decoder heard in a window.</summary>
/// <param name="Tokens">Of the text, the forced ones first; empty where <paramref name="NoSpeech"/> alone said that none is spoken.</param>
/// <param name="NoSpeech">How likely it is that nobody speaks.</param>
/// <param name="MeanLogProbability">Of the tokens that were not forced, the end included.</param>
/// <param name="Attention">One row more than there are tokens.</param>
internal sealed record WhisperReading(IReadOnlyList<int> Tokens, double NoSpeech, double MeanLogProbability, WhisperAttention Attention);

/// <summary>
/// States of sound to tokens, greedily, one run a token. Keys and values of earlier tokens stay in native memory between the runs.
/// Any number of threads may decode at once.
/// </summary>
internal sealed class WhisperDecoder(OrtModel model, WhisperCard card) : IDisposable
{
    /// <summary>More context costs 1 ms a token and gained nothing.</summary>
    private const int LongestContext = 60;

    /// <summary>No language is spoken faster; beyond, the decoder is in a loop.</summary>
    private const int TokensPerSecond = 8;

    private const int MoreTokens = 12;

    private readonly bool[] _suppressed = Marks(card, card.Suppress);
    private readonly bool[] _suppressedFirst = Marks(card, card.Suppress.Concat(card.SuppressFirst));

    /// <summary>The probability of every language, and of no speech.</summary>
    public (Dictionary<string, double> Languages, double NoSpeech) DetectLanguage(WhisperStates states)
    {
        using var cache = new WhisperCache();
        using var outputs = Step(cache, states, [card.StartOfTranscript]);
        var logits = outputs.Logits;
        var largest = card.Languages.Values.Max(id => outputs.Logits[id]);
        var weights = card.Languages.ToDictionary(language => language.Key, language => Math.Exp(outputs.Logits[language.Value] - largest));
        var sum = weights.Values.Sum();
        return (weights.ToDictionary(pair => pair.Key, pair => pair.Value / sum), WhisperLogits.Share(logits, card.NoSpeech));
    }

    /// <exception cref="OperationCanceledException">Noticed between two tokens.</exception>
    public WhisperReading Read(WhisperStates states, WhisperPrompt prompt, CancellationToken cancellation)
    {
        var start = Start(prompt);
        var (tokens, attention, sum) = (new List<int>(prompt.Forced), new WhisperAttention(states.SoundCount), 0.0);
        using var cache = new WhisperCache();
        var outputs = Step(cache, states, [.. start, .. prompt.Forced]);
        try
        {
            var noSpeech = WhisperLogits.Share(outputs.Row(start.Count - 4), card.NoSpeech);
            attention.Add(outputs.Align, outputs.Count, states.Count, start.Count - 1);
            if (noSpeech > card.Guards.NoSpeechAlone)
            {
                return new WhisperReading([], noSpeech, 0, attention);
            }
            var most = Math.Min(card.MaxTokens - start.Count, prompt.Forced.Count + MoreTokens + TokensPerSecond * states.SoundCount / 50);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var (token, logProbability) = WhisperLogits.Largest(outputs.Logits, tokens.Count == 0 ? _suppressedFirst : _suppressed);
                sum += logProbability;
                if (token == card.EndOfText || tokens.Count >= most)
                {
                    return new WhisperReading(tokens, noSpeech, sum / (tokens.Count - prompt.Forced.Count + 1), attention);
                }
                tokens.Add(token);
                outputs.Dispose();
                outputs = Step(cache, states, [token]);
                attention.Add(outputs.Align, 1, states.Count, 0);
            }
        }
        finally
        {
            outputs.Dispose();
        }
    }

    public void Dispose() => model.Dispose();

    private List<int> Start(WhisperPrompt prompt)
    {
        var start = new List<int>();
        if (prompt.Context.Count > 0)
        {
            start.Add(card.StartOfPrevious);
            start.AddRange(prompt.Context.Skip(prompt.Context.Count - LongestContext));
        }
        start.AddRange([card.StartOfTranscript, prompt.Language, card.Transcribe, card.NoTimestamps]);
        return start;
    }

    private WhisperStep Step(WhisperCache cache, WhisperStates states, IReadOnlyList<int> tokens)
    {
        using var ids = OrtValue.OfIntegers([.. tokens.Select(token => (long)token)]);
        var outputs = model.Compute(
            [
                ("tokens", ids), ("past_k", cache.Keys), ("past_v", cache.Values),
                ("cross_k", states.Keys), ("cross_v", states.Values), ("cross_bias", states.Bias),
            ],
            "logits", "align", "present_k", "present_v");
        cache.Replace(outputs[2], outputs[3]);
        return new WhisperStep(outputs[0], outputs[1], tokens.Count);
    }

    /// <summary>Only text and the end of it may be said, and of that not what <paramref name="ids"/> lists.</summary>
    private static bool[] Marks(WhisperCard card, IEnumerable<int> ids)
    {
        var marks = new bool[card.EndOfText + 1];
        foreach (var id in ids.Where(id => id < marks.Length))
        {
            marks[id] = true;
        }
        return marks;
    }
}
