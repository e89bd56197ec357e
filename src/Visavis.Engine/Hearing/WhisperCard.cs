using System.Text.Json;

namespace Visavis.Engine.Hearing;

/// <summary>whisper.json: what is fixed about this recogniser (ids of special tokens, languages, what is never said, guards).</summary>
internal sealed record WhisperCard(
    int MaxTokens,
    int MaxFrames,
    int EndOfText,
    int StartOfTranscript,
    int Transcribe,
    int StartOfPrevious,
    int NoSpeech,
    int NoTimestamps,
    IReadOnlyDictionary<string, int> Languages,
    IReadOnlyList<int> Suppress,
    IReadOnlyList<int> SuppressFirst,
    WhisperTail SilenceTail,
    WhisperGuards Guards,
    double WordStartBias)
{
    /// <exception cref="RecogniserException">The file is missing or lacks an entry.</exception>
    public static WhisperCard Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<WhisperCard>(File.ReadAllBytes(path), JsonSerializerOptions.Web)!;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new RecogniserException($"{path} cannot be read as the recogniser's description: {e.Message}", e);
        }
    }
}

/// <param name="Step">Of the states of 30 s of silence every so many stand behind a window.</param>
/// <param name="PadSeconds">Zeros behind the sound of a window.</param>
internal sealed record WhisperTail(int Step, double PadSeconds);

/// <summary>When a window's words are not believed; measured on 24 kinds of noise and 90 windows of speech.</summary>
internal sealed record WhisperGuards(double NoSpeechAlone, double NoSpeech, double LogProb, double LogProbAlone, double CompressionRatio);
