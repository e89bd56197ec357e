using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Visavis.Engine.Native;

namespace Visavis.Engine.Speech.Kokoro;

/// <summary>
/// The neural voice Kokoro-82M: phonemes and a speaker's style in, sound and the length of every phoneme out. One model serves all
/// speakers and sessions; any number of threads may call it. A second of sound takes 0.55 s of one core.
/// </summary>
public sealed class KokoroModel : IDisposable
{
    internal const int Rate = 24_000;

    /// <summary>The network takes two more, the pads.</summary>
    internal const int MostSymbols = 510;

    private const int UnitSamples = 600;
    private const int StyleRows = 510;
    private const int StyleSize = 256;

    private readonly OrtModel _network;
    private readonly Dictionary<char, long> _vocabulary;
    private readonly string _speakers;
    private readonly ConcurrentDictionary<string, Lazy<float[]>> _styles = new(StringComparer.Ordinal);
    private readonly RunGate _gate = new();

    private KokoroModel(OrtModel network, Dictionary<char, long> vocabulary, string speakers, IReadOnlyList<string> names)
    {
        (_network, _vocabulary, _speakers, Speakers) = (network, vocabulary, speakers, names);
    }

    /// <summary>The speakers whose styles lie in the folder, by name: "af_heart".</summary>
    public IReadOnlyList<string> Speakers { get; }

    /// <param name="folder">The folder with kokoro.onnx, vocab.json and speakers/NAME.bin.</param>
    /// <exception cref="SpeechException">A file is missing or cannot be used; the message says which.</exception>
    public static KokoroModel Load(string folder)
    {
        var (model, vocabulary, speakers) = (Path.Combine(folder, "kokoro.onnx"), Path.Combine(folder, "vocab.json"), Path.Combine(folder, "speakers"));
        if (new[] { model, vocabulary }.FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw new SpeechException($"The voice Kokoro needs {missing}.");
        }
        var names = Directory.Exists(speakers)
            ? Directory.GetFiles(speakers, "*.bin").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal).ToList()
            : [];
        try
        {
            // Without the arena every large tensor is fetched anew from the operating system: 14 s of speech then take twice as long, and
            // at times 2 GB, where with it 0.4 GB stay behind.
            var network = OrtModel.Load(PlaneConvolutions.Of(File.ReadAllBytes(model)), model, pattern: false);
            return new KokoroModel(network, ReadVocabulary(vocabulary), speakers, names);
        }
        catch (Exception error) when (error is OrtException or InvalidDataException or JsonException or InvalidOperationException or FormatException)
        {
            throw new SpeechException($"The voice Kokoro cannot be loaded from {folder}: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _network.Dispose();
        _gate.Dispose();
    }

    /// <summary>Whether the network has a number for a symbol; others must not be given to it.</summary>
    internal bool Knows(char symbol) => _vocabulary.ContainsKey(symbol);

    /// <summary>Reads a speaker's styles, half a megabyte, once.</summary>
    /// <exception cref="SpeechException">There is none, or the file is not what it should be.</exception>
    internal void Check(string speaker) => StyleOf(speaker);

    /// <summary>Speaks symbols; the same input always gives the same sound.</summary>
    /// <param name="symbols">Known ones, at most <see cref="MostSymbols"/>.</param>
    /// <param name="speaker">One of <see cref="Speakers"/>.</param>
    /// <param name="speed">Lengths are divided by it.</param>
    /// <param name="cancellation">Ends the wait for a turn, and the run.</param>
    internal Task<VoiceRun> RunAsync(string symbols, string speaker, float speed, CancellationToken cancellation) =>
        _gate.RunAsync(() => Run(symbols, speaker, speed, cancellation), cancellation);

    internal VoiceRun Run(string symbols, string speaker, float speed, CancellationToken cancellation = default)
    {
        using var outputs = Evaluate(symbols, speaker, speed, cancellation);
        var sound = outputs.Floats(0);
        var units = outputs.Floats(1);
        var starts = new int[units.Length];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + (int)units[i - 1] * UnitSamples;
        }
        // What is heard comes 50 ms before the lengths say, as with heart, which learned from this voice.
        var run = new VoiceRun(Rate, Rate / 20, sound.Length, starts);
        sound.CopyTo(run.Sound);
        return run;
    }

    /// <summary>One pass of the network: audio, durations.</summary>
    internal OrtOutputs Evaluate(string symbols, string speaker, float speed, CancellationToken cancellation = default)
    {
        var ids = new long[symbols.Length + 2];
        for (var i = 0; i < symbols.Length; i++)
        {
            ids[i + 1] = _vocabulary[symbols[i]];
        }
        var style = StyleOf(speaker).AsMemory(Math.Min(symbols.Length, StyleRows - 1) * StyleSize, StyleSize);
        try
        {
            return _network.Evaluate(
                [
                    ("tokens", new OrtTensor(ids, 1, ids.Length)),
                    ("style", new OrtTensor(style, 1, StyleSize)),
                    ("speed", new OrtTensor(new[] { speed }, 1)),
                ],
                cancellation,
                "audio", "durations");
        }
        catch (OrtException error)
        {
            throw new SpeechException($"The voice Kokoro failed: {error.Message}", error);
        }
    }

    private float[] StyleOf(string speaker) => _styles.GetOrAdd(speaker, name => new Lazy<float[]>(() => ReadStyle(name))).Value;

    private float[] ReadStyle(string speaker)
    {
        if (!Speakers.Contains(speaker))
        {
            throw new SpeechException($"The voice Kokoro has no speaker \"{speaker}\" in {_speakers}.");
        }
        var path = Path.Combine(_speakers, speaker + ".bin");
        var bytes = File.ReadAllBytes(path);
        const int Size = StyleRows * StyleSize * sizeof(float);
        return bytes.Length == Size
            ? MemoryMarshal.Cast<byte, float>(bytes).ToArray()
            : throw new SpeechException($"{path} holds {bytes.Length} bytes where a speaker's style has {Size}.");
    }

    /// <summary>Symbol to number, at the top or under "vocab".</summary>
    private static Dictionary<char, long> ReadVocabulary(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var table = file.RootElement.TryGetProperty("vocab", out var inner) ? inner : file.RootElement;
        return table.EnumerateObject().Where(entry => entry.Name.Length == 1).ToDictionary(entry => entry.Name[0], entry => entry.Value.GetInt64());
    }
}
