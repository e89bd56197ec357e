using Visavis.Engine.Native;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Speech.Piper;

/// <summary>
/// A voice of the Piper family (VITS): phonemes in, sound out, and where the model tells them the lengths of all phonemes. One model
/// serves all its speakers and all sessions; any number of threads may call it.
/// </summary>
public sealed class PiperModel : IDisposable
{
    /// <summary>The lengths' tensor inside every model that Piper's own exporter wrote.</summary>
    private const string PublishedLengths = "/Ceil_output_0";

    /// <summary>As an output of its own.</summary>
    private const string Lengths = "durations";

    private readonly OrtModel _network;
    private readonly PiperSettings _settings;
    private readonly RunGate _gate = new();
    private readonly string? _lengths;
    private readonly bool _takesSpeaker;
    private readonly int _hop;

    private PiperModel(OrtModel network, PiperSettings settings, string? lengths, bool takesSpeaker)
    {
        (_network, _settings, _lengths, _takesSpeaker) = (network, settings, lengths, takesSpeaker);
        _hop = MeasureHop();
    }

    /// <summary>Whether the model tells where its phonemes lie; without, their times are estimates.</summary>
    public bool HasTimes => _hop > 0;

    /// <summary>Language and region, BCP 47: "en-US".</summary>
    public string Locale => _settings.Locale;

    /// <summary>Speakers that the model knows; 1 for most.</summary>
    public int SpeakerCount => _settings.SpeakerCount;

    /// <summary>The speakers' numbers by name; empty for a voice of one.</summary>
    public IReadOnlyDictionary<string, int> Speakers => _settings.Speakers;

    internal PiperSettings Settings => _settings;

    internal int SampleRate => _settings.SampleRate;

    /// <param name="path">NAME.onnx; NAME.onnx.json lies beside it.</param>
    /// <exception cref="SpeechException">A file is missing or is no Piper voice; the message says which and why.</exception>
    public static PiperModel Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new SpeechException($"The Piper voice {path} does not exist.");
        }
        return Load(File.ReadAllBytes(path), path);
    }

    /// <summary>Loads a model from its bytes; the file beside <paramref name="path"/> describes it.</summary>
    internal static PiperModel Load(byte[] bytes, string path)
    {
        var settings = PiperSettings.Load(path + ".json");
        try
        {
            var graph = OnnxGraph.Read(bytes);
            var takesSpeaker = CheckInputs(graph, settings);
            var lengths = LengthsOf(graph);
            byte[] all = lengths is null || graph.Outputs.Contains(lengths) ? bytes : [.. bytes, .. OnnxGraph.MoreOutput(lengths)];
            var network = OrtModel.Load(all, path, pattern: false);
            try
            {
                return new PiperModel(network, settings, lengths, takesSpeaker);
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }
        catch (Exception error) when (error is OrtException or InvalidDataException)
        {
            throw new SpeechException($"{path} cannot be used as a Piper voice: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _network.Dispose();
        _gate.Dispose();
    }

    /// <summary>Whether the network has numbers for a symbol; others must not be given to it.</summary>
    internal bool Knows(char symbol) => _settings.Ids.ContainsKey(symbol);

    /// <summary>IPA as the network was taught it: without ties, accents as signs of their own where it knows those.</summary>
    internal string Spell(string phonemes)
    {
        var bare = phonemes.Replace(Ipa.Tie.ToString(), "", StringComparison.Ordinal);
        return string.Concat(bare.Select(sign =>
            CompatibilityForms.Decompose(sign.ToString()) is { Length: > 1 } parts && parts.All(Knows) ? parts : sign.ToString()));
    }

    /// <summary>Speaks symbols.</summary>
    /// <param name="symbols">Known ones.</param>
    /// <param name="speed">Lengths are divided by it.</param>
    /// <param name="speaker">From 0 to <see cref="SpeakerCount"/>.</param>
    /// <param name="steady">Whether two runs give the same sound; otherwise each varies as the voice's maker wanted.</param>
    /// <param name="cancellation">Ends the wait for a turn, and the run.</param>
    internal Task<VoiceRun> RunAsync(string symbols, float speed, int speaker, bool steady, CancellationToken cancellation) =>
        _gate.RunAsync(() => Run(symbols, speed, speaker, steady, cancellation), cancellation);

    internal VoiceRun Run(string symbols, float speed, int speaker, bool steady, CancellationToken cancellation = default)
    {
        var ids = PiperIds.Of(symbols, _settings);
        try
        {
            using var outputs = Evaluate(ids.Numbers, speed, speaker, steady, cancellation);
            return ids.Run(outputs.Floats(0), HasTimes ? outputs.Floats(1) : [], _hop, _settings.SampleRate);
        }
        catch (OrtException error)
        {
            throw new SpeechException($"The Piper voice failed: {error.Message}", error);
        }
    }

    /// <summary>One pass of the network: sound, and lengths if it has them.</summary>
    internal OrtOutputs Evaluate(long[] ids, float speed, int speaker, bool steady, CancellationToken cancellation = default)
    {
        var (noise, length, lengthNoise) = _settings.Scales;
        var scales = new[] { steady ? 0 : noise, length / speed, steady ? 0 : lengthNoise };
        var inputs = new List<(string, OrtTensor)>
        {
            ("input", new OrtTensor(ids, 1, ids.Length)),
            ("input_lengths", new OrtTensor(new long[] { ids.Length }, 1)),
            ("scales", new OrtTensor(scales, 3)),
        };
        if (_takesSpeaker)
        {
            inputs.Add(("sid", new OrtTensor(new long[] { speaker }, 1)));
        }
        var named = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(inputs);
        return _lengths is null ? _network.Evaluate(named, cancellation, "output") : _network.Evaluate(named, cancellation, "output", _lengths);
    }

    /// <summary>
    /// Samples of one unit of length, 0 if there are no lengths. The run holds the greatest number a symbol has, so that a table that
    /// does not fit the network is found out now.
    /// </summary>
    private int MeasureHop()
    {
        var greatest = _settings.Ids.Values.SelectMany(ids => ids).Append(_settings.EndId).Max();
        using var outputs = Evaluate([_settings.BeginId, _settings.PadId, greatest, _settings.PadId, _settings.EndId], 1, 0, steady: true);
        if (_lengths is null)
        {
            return 0;
        }
        var units = 0.0;
        foreach (var unit in outputs.Floats(1))
        {
            units += unit;
        }
        var samples = outputs.Floats(0).Length;
        return units >= 1 && samples % (int)units == 0 ? samples / (int)units : 0;
    }

    private static bool CheckInputs(OnnxGraph graph, PiperSettings settings)
    {
        string[] needed = ["input", "input_lengths", "scales"];
        if (needed.FirstOrDefault(name => !graph.Inputs.Contains(name)) is { } missing)
        {
            throw new InvalidDataException($"it has no input \"{missing}\" (but {string.Join(", ", graph.Inputs)}).");
        }
        if (!graph.Outputs.Contains("output"))
        {
            throw new InvalidDataException($"it has no output \"output\" (but {string.Join(", ", graph.Outputs)}).");
        }
        var takesSpeaker = graph.Inputs.Contains("sid");
        return takesSpeaker || settings.SpeakerCount == 1
            ? takesSpeaker
            : throw new InvalidDataException($"its table names {settings.SpeakerCount} speakers, but the model has no input \"sid\".");
    }

    /// <summary>A stored output; else the tensor of Piper's exporter; else, of another exporter, the output of the only node that rounds up.</summary>
    private static string? LengthsOf(OnnxGraph graph)
    {
        var rounded = graph.OutputsOf("Ceil").ToList();
        return graph.Outputs.Contains(Lengths) ? Lengths
            : rounded.Contains(PublishedLengths) ? PublishedLengths
            : rounded.Count == 1 ? rounded[0]
            : null;
    }
}
