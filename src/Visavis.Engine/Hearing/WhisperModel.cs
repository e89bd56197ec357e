using System.IO.Compression;
using Visavis.Engine.Native;

namespace Visavis.Engine.Hearing;

/// <summary>
/// Whisper base (multilingual, 8 bit): windows of up to some 15 s of 16 kHz sound to words with their times. Shared by all streams;
/// any number of threads may use it at once.
/// </summary>
internal sealed class WhisperModel : IDisposable
{
    /// <summary>A mark takes up no more of the pause it stands in.</summary>
    private const double LongestMark = 0.2;

    /// <summary>Bytes of text from which on repetition shows in its compression.</summary>
    private const int TellingLength = 40;

    private readonly WhisperCard _card;
    private readonly WhisperTokens _tokens;
    private readonly WhisperEncoder _encoder;
    private readonly WhisperDecoder _decoder;

    private WhisperModel(WhisperCard card, WhisperTokens tokens, WhisperEncoder encoder, WhisperDecoder decoder) =>
        (_card, _tokens, _encoder, _decoder) = (card, tokens, encoder, decoder);

    /// <summary>Loads everything, about 2 s of CPU.</summary>
    /// <exception cref="RecogniserException">A file of the description is missing or is something else.</exception>
    /// <exception cref="OrtException">A model is missing or cannot be loaded.</exception>
    public static WhisperModel Load(string folder)
    {
        var card = WhisperCard.Load(Path.Combine(folder, "whisper.json"));
        var tokens = WhisperTokens.Load(Path.Combine(folder, "whisper_tokens.json"));
        var bank = MelBank.Load(Path.Combine(folder, "mel80.f32"));
        var encoder = new WhisperEncoder(OrtModel.Load(Path.Combine(folder, "whisper_encoder.onnx"), arena: false), bank, card.SilenceTail);
        return new WhisperModel(card, tokens, encoder, new WhisperDecoder(OrtModel.Load(Path.Combine(folder, "whisper_decoder.onnx")), card));
    }

    public WhisperStates Encode(ReadOnlySpan<float> sound) => _encoder.Encode(sound);

    /// <summary>The probability of every language (two or three letters), and of no speech.</summary>
    public (Dictionary<string, double> Languages, double NoSpeech) DetectLanguage(WhisperStates states) => _decoder.DetectLanguage(states);

    public WhisperReading Read(WhisperStates states, string language, IReadOnlyList<int> context, IReadOnlyList<int> forced, CancellationToken cancellation) =>
        _decoder.Read(states, new WhisperPrompt(_card.Languages[language], context, forced), cancellation);

    /// <summary>Whether what was read is to be believed.</summary>
    public bool IsSpeech(WhisperReading reading)
    {
        var guards = _card.Guards;
        return reading.NoSpeech <= guards.NoSpeechAlone
            && !(reading.NoSpeech > guards.NoSpeech && reading.MeanLogProbability < guards.LogProb)
            && reading.MeanLogProbability >= guards.LogProbAlone
            && Repetition(reading.Tokens) <= guards.CompressionRatio;
    }

    /// <summary>Whether somebody may speak in a window of which nothing has been read.</summary>
    public bool MaySpeak(double noSpeech) => noSpeech <= _card.Guards.NoSpeechAlone;

    /// <summary>Words and marks with their times.</summary>
    public IReadOnlyList<WhisperWord> Words(WhisperReading reading, ReadOnlySpan<float> sound, string language)
    {
        var groups = WhisperGroups.Of(reading.Tokens, _tokens, language);
        if (groups.Count == 0)
        {
            return [];
        }
        var states = WhisperAlignment.FirstStates(reading.Attention);
        double At(int row) => states[row] * 0.02 + _card.WordStartBias;
        var end = Math.Min(At(states.Length - 1), (double)sound.Length / MelBank.SampleRate);
        var times = new WhisperPauses(sound).Snap([.. groups.Select(group => At(group.First)), end]);
        var words = new List<WhisperWord>();
        for (var i = 0; i < groups.Count; i++)
        {
            AddGroup(words, reading.Tokens, groups[i], times[i], i + 1 < groups.Count ? times[i + 1].Start : end);
        }
        return words;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    private static void AddGroup(
        List<WhisperWord> words, IReadOnlyList<int> tokens, WhisperGroup group, (double Start, double End) time, double next)
    {
        foreach (var mark in group.Before)
        {
            words.Add(Word(tokens, [mark], true, time.Start, time.Start));
        }
        if (group.Word.Count > 0)
        {
            words.Add(Word(tokens, group.Word, group.Word.TrueForAll(cluster => cluster.IsMark), time.Start, time.End));
        }
        var share = Math.Clamp((next - time.End) / Math.Max(1, group.After.Count), 0, LongestMark);
        for (var i = 0; i < group.After.Count; i++)
        {
            words.Add(Word(tokens, [group.After[i]], true, time.End + i * share, time.End + (i + 1) * share));
        }
    }

    private static WhisperWord Word(IReadOnlyList<int> tokens, List<WhisperCluster> clusters, bool isMark, double start, double end) => new(
        string.Concat(clusters.Select(cluster => cluster.Text)).Trim(),
        [.. tokens.Skip(clusters[0].First).Take(clusters.Sum(cluster => cluster.Count))],
        isMark,
        start,
        end);

    /// <summary>How many times smaller the text compresses: "laughing laughing laughing" is noise.</summary>
    private double Repetition(IReadOnlyList<int> tokens)
    {
        var text = new List<byte>();
        foreach (var token in tokens)
        {
            text.AddRange(_tokens[token]);
        }
        if (text.Count <= TellingLength)
        {
            return 0;
        }
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write([.. text]);
        }
        return (double)text.Count / packed.Length;
    }
}
