using System.Collections.Concurrent;
using System.Text.Json;
using Visavis.Engine.Native;

namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// The neural voice "heart": phonemes in, sound and the length of every phoneme out. One model serves all variants and all
/// sessions; any number of threads may call it.
/// </summary>
public sealed class HeartModel : IDisposable
{
    private static readonly float[] Unchanged = [1];

    private readonly OrtModel _network;
    private readonly Dictionary<char, long> _vocabulary;
    private readonly ConcurrentBag<HeartSynthesis> _idle = [];

    private HeartModel(OrtModel network, Dictionary<char, long> vocabulary)
    {
        _network = network;
        _vocabulary = vocabulary;
    }

    /// <param name="folder">The folder with heart.onnx and vocab.json.</param>
    /// <exception cref="SpeechException">A file is missing or cannot be used; the message says which.</exception>
    public static HeartModel Load(string folder)
    {
        var vocabulary = Path.Combine(folder, "vocab.json");
        if (!File.Exists(vocabulary))
        {
            throw new SpeechException($"The voice heart has no {vocabulary}; restore the assets folder.");
        }
        try
        {
            var ids = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(vocabulary))!;
            return new HeartModel(OrtModel.Load(Path.Combine(folder, "heart.onnx")), ids.ToDictionary(pair => pair.Key[0], pair => pair.Value));
        }
        catch (Exception error) when (error is OrtException or JsonException)
        {
            throw new SpeechException($"The voice heart cannot be loaded: {error.Message}", error);
        }
    }

    /// <summary>Whether the network has a number for a symbol; others must not be given to <see cref="Run"/>.</summary>
    public bool Knows(char symbol) => _vocabulary.ContainsKey(symbol);

    /// <summary>Speaks symbols at a pace and a pitch.</summary>
    /// <param name="symbols">At least one phoneme, and at the end . ? or !.</param>
    /// <param name="speed">Lengths are divided by it.</param>
    /// <param name="pitch">Factor on the voice's own pitch: one number, or one for each frame of a run with this speed.</param>
    public HeartRun Run(ReadOnlySpan<char> symbols, float speed, ReadOnlyMemory<float> pitch)
    {
        using var outputs = Evaluate(symbols, speed, pitch);
        var f0 = outputs.Floats(0).ToArray();
        var run = new HeartRun(Units(outputs.Floats(2)), f0);
        if (!_idle.TryTake(out var synthesis))
        {
            synthesis = new HeartSynthesis();
        }
        synthesis.Render(f0, outputs.Floats(1), run.Sound);
        _idle.Add(synthesis);
        return run;
    }

    /// <summary>The pitch that <see cref="Run"/> would give to each frame, in Hz; unvoiced frames lie near 0.</summary>
    public float[] Pitch(ReadOnlySpan<char> symbols, float speed)
    {
        using var outputs = Evaluate(symbols, speed, Unchanged);
        return outputs.Floats(0).ToArray();
    }

    public void Dispose() => _network.Dispose();

    /// <summary>One pass of the network: f0, spec, durations.</summary>
    internal OrtOutputs Evaluate(ReadOnlySpan<char> symbols, float speed, ReadOnlyMemory<float> pitch)
    {
        var ids = new long[symbols.Length + 2];
        for (var i = 0; i < symbols.Length; i++)
        {
            ids[i + 1] = _vocabulary[symbols[i]];
        }
        try
        {
            return _network.Evaluate(
                [
                    ("ids", new OrtTensor(ids, 1, ids.Length)),
                    ("speed", new OrtTensor(new[] { speed }, 1)),
                    ("pitch", new OrtTensor(pitch, pitch.Length)),
                ],
                "f0", "spec", "durations");
        }
        catch (OrtException error)
        {
            throw new SpeechException($"The voice heart failed: {error.Message}", error);
        }
    }

    private static int[] Units(ReadOnlySpan<float> durations)
    {
        var units = new int[durations.Length];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = (int)durations[i];
        }
        return units;
    }
}

/// <summary>A run, with its pitch. What is heard comes 50 ms before the network's lengths say (measured by alignment, and by energy).</summary>
public sealed class HeartRun : VoiceRun
{
    /// <summary>Samples of one unit of length.</summary>
    public const int UnitSamples = 600;

    internal HeartRun(int[] units, float[] f0)
        : base(HeartSynthesis.Rate, HeartSynthesis.Rate / 20, f0.Length * HeartSynthesis.Hop, Starts(units)) => F0 = f0;

    /// <summary>Pitch of each frame in Hz, before a variant's change of rate.</summary>
    public IReadOnlyList<float> F0 { get; }

    private static int[] Starts(int[] units)
    {
        var starts = new int[units.Length];
        for (var i = 1; i < units.Length; i++)
        {
            starts[i] = starts[i - 1] + units[i - 1] * UnitSamples;
        }
        return starts;
    }
}
