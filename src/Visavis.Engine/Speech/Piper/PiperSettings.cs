using System.Text.Json;

namespace Visavis.Engine.Speech.Piper;

/// <summary>What the file beside a Piper model (NAME.onnx.json) says of it.</summary>
internal sealed record PiperSettings
{
    private const string Begin = "^";
    private const string Pad = "_";
    private const string End = "$";

    /// <summary>Samples a second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>espeak-ng's name of the language; null for a voice that reads letters.</summary>
    public required string? EspeakVoice { get; init; }

    /// <summary>Language and region, BCP 47: "en-US".</summary>
    public required string Locale { get; init; }

    /// <summary>What the network is given for a symbol.</summary>
    public required IReadOnlyDictionary<char, long[]> Ids { get; init; }

    public required long BeginId { get; init; }

    public required long PadId { get; init; }

    public required long EndId { get; init; }

    /// <summary>How much the sound varies, how long it is, how much the lengths vary.</summary>
    public required (float Noise, float Length, float LengthNoise) Scales { get; init; }

    /// <summary>Numbers of the speakers by their names; a voice of one has none.</summary>
    public required IReadOnlyDictionary<string, int> Speakers { get; init; }

    public required int SpeakerCount { get; init; }

    /// <exception cref="SpeechException">The file is missing or says what this program cannot do; the message names it.</exception>
    public static PiperSettings Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new SpeechException($"The Piper voice needs {path} beside its model.");
        }
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(file.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SpeechException($"{path} does not describe a Piper voice: {error.Message}", error);
        }
    }

    private static PiperSettings Read(JsonElement file)
    {
        var map = Object(file, "phoneme_id_map");
        var inference = file.TryGetProperty("inference", out var given) ? given : default;
        var espeak = EspeakOf(file);
        return new PiperSettings
        {
            SampleRate = Object(file, "audio").GetProperty("sample_rate").GetInt32() is >= 8_000 and <= 48_000 and var rate
                ? rate
                : throw new InvalidDataException("its sample_rate is not between 8000 and 48000."),
            EspeakVoice = espeak,
            Locale = LocaleOf(file, espeak),
            Ids = Symbols(map),
            BeginId = Mark(map, Begin),
            PadId = Mark(map, Pad),
            EndId = Mark(map, End),
            Scales = (Scale(inference, "noise_scale", 0.667f), Scale(inference, "length_scale", 1), Scale(inference, "noise_w", 0.8f)),
            Speakers = file.TryGetProperty("speaker_id_map", out var speakers) && speakers.ValueKind == JsonValueKind.Object
                ? speakers.EnumerateObject().ToDictionary(speaker => speaker.Name, speaker => speaker.Value.GetInt32())
                : new Dictionary<string, int>(),
            SpeakerCount = file.TryGetProperty("num_speakers", out var count) ? Math.Max(1, count.GetInt32()) : 1,
        };
    }

    private static JsonElement Object(JsonElement file, string name) =>
        file.ValueKind == JsonValueKind.Object && file.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw new InvalidDataException($"it has no {name}.");

    /// <summary>Older files have no phoneme_type: they are of espeak voices.</summary>
    private static string? EspeakOf(JsonElement file)
    {
        var type = file.TryGetProperty("phoneme_type", out var given) ? given.GetString() : "espeak";
        return type switch
        {
            "text" => null,
            "espeak" => Object(file, "espeak").GetProperty("voice").GetString() ?? throw new InvalidDataException("it names no espeak voice."),
            _ => throw new InvalidDataException($"its phoneme_type is \"{type}\"; voices of \"espeak\" and \"text\" can be read."),
        };
    }

    private static string LocaleOf(JsonElement file, string? espeak) =>
        file.TryGetProperty("language", out var language) && language.ValueKind == JsonValueKind.Object
            && language.TryGetProperty("code", out var code) && code.GetString() is { Length: > 0 } locale
            ? locale.Replace('_', '-')
            : espeak ?? "und";

    /// <summary>Symbols of one UTF-16 unit; no IPA sign has more.</summary>
    private static Dictionary<char, long[]> Symbols(JsonElement map) => map.EnumerateObject()
        .Where(entry => entry.Name.Length == 1 && entry.Name is not (Begin or Pad or End))
        .ToDictionary(entry => entry.Name[0], entry => IdsOf(entry.Value));

    private static long[] IdsOf(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(id => id.GetInt64())]
        : [value.GetInt64()];

    private static long Mark(JsonElement map, string symbol) => map.TryGetProperty(symbol, out var ids) && IdsOf(ids) is [var id, ..]
        ? id
        : throw new InvalidDataException($"its phoneme_id_map lacks \"{symbol}\".");

    private static float Scale(JsonElement inference, string name, float otherwise) =>
        inference.ValueKind == JsonValueKind.Object && inference.TryGetProperty(name, out var value) && value.GetSingle() is >= 0 and <= 10 and var scale
            ? scale
            : otherwise;
}
