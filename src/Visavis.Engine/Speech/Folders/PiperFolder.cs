using System.Globalization;
using System.Text.Json;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.Piper;

namespace Visavis.Engine.Speech.Folders;

/// <summary>A Piper voice as published: NAME.onnx and NAME.onnx.json.</summary>
internal static class PiperFolder
{
    private const int MostTableBytes = 8 << 20;

    /// <summary>The models that have their table beside them.</summary>
    public static List<string> Models(string path) =>
        [.. Directory.EnumerateFiles(path, "*.onnx").Where(model => File.Exists(model + ".json")).Order(StringComparer.Ordinal)];

    public static VoiceFolder Read(string id, string path, VoiceFile file)
    {
        var model = Model(path, file);
        var table = model + ".json";
        if (new FileInfo(table).Length > MostTableBytes)
        {
            throw new VoiceFolderException($"{Path.GetFileName(table)} is larger than {MostTableBytes >> 20} MiB.");
        }
        var settings = Settings(table);
        var (name, language) = Describe(table);
        var known = EspeakLanguage.OfLocale(file.Locale ?? settings.Locale) ?? (settings.EspeakVoice is { } espeak ? EspeakLanguage.Find(espeak) : null);
        var entry = new VoiceEntry(
            id,
            file.Name ?? name ?? id,
            file.Gender ?? "unknown",
            file.Language ?? language ?? known?.Language ?? settings.Locale,
            file.Locale ?? settings.Locale,
            null);
        return new VoiceFolder(id, path, file, model, Entries(entry, file, settings));
    }

    private static string Model(string path, VoiceFile file)
    {
        if (file.Model is { } named)
        {
            var model = Path.Combine(path, named);
            return named != Path.GetFileName(named) ? throw new VoiceFolderException("voice.json names a 'model' that is not a file of its own folder.")
                : !File.Exists(model) ? throw new VoiceFolderException($"The model {named} is missing.")
                : !File.Exists(model + ".json") ? throw new VoiceFolderException($"{named}.json is missing: a Piper voice needs it beside its model.")
                : model;
        }
        return Models(path) switch
        {
            [var only] => only,
            [] when Directory.EnumerateFiles(path, "*.onnx").FirstOrDefault() is { } alone =>
                throw new VoiceFolderException($"{Path.GetFileName(alone)}.json is missing: a Piper voice needs it beside its model."),
            [] => throw new VoiceFolderException("The folder holds no .onnx model."),
            _ => throw new VoiceFolderException("The folder holds several models: put each into a folder of its own, or name one as 'model' in voice.json."),
        };
    }

    private static PiperSettings Settings(string table)
    {
        try
        {
            return PiperSettings.Load(table);
        }
        catch (SpeechException error)
        {
            // Its message names the whole path, which is nobody's business.
            throw new VoiceFolderException(error.Message.Replace(table, Path.GetFileName(table), StringComparison.Ordinal), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VoiceFolderException($"{Path.GetFileName(table)} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The data set's name, which is mostly the speaker's, and the language in English.</summary>
    private static (string? Name, string? Language) Describe(string table)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(table));
        var root = document.RootElement;
        var name = root.TryGetProperty("dataset", out var dataset) && dataset.ValueKind == JsonValueKind.String ? dataset.GetString() : null;
        var language = root.TryGetProperty("language", out var about) && about.ValueKind == JsonValueKind.Object
            && about.TryGetProperty("name_english", out var english) && english.ValueKind == JsonValueKind.String ? english.GetString() : null;
        return (string.IsNullOrWhiteSpace(name) ? null : Title(name), string.IsNullOrWhiteSpace(language) ? null : language);
    }

    private static List<VoiceEntry> Entries(VoiceEntry entry, VoiceFile file, PiperSettings settings)
    {
        var names = Enumerable.Range(0, settings.SpeakerCount).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        foreach (var (name, number) in settings.Speakers.Where(speaker => speaker.Value >= 0 && speaker.Value < names.Length))
        {
            names[number] = name;
        }
        if (file.Speaker is { } wanted)
        {
            var number = Array.IndexOf(names, wanted) is var named and >= 0 ? named
                : int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given < names.Length ? given
                : throw new VoiceFolderException($"voice.json names the speaker '{wanted}', but the model has {Some(names)}.");
            return [entry with { Speaker = Number(number) }];
        }
        if (names.Length == 1)
        {
            return [entry with { Speaker = Number(0) }];
        }
        if (names.Length > VoiceFolder.MostVoices)
        {
            throw new VoiceFolderException($"The model has {names.Length} speakers, more than the limit of {VoiceFolder.MostVoices}: name one as 'speaker' in voice.json.");
        }
        return [.. names.Select((name, number) => entry with { Id = $"{entry.Id}-{Plain(name)}", Name = $"{entry.Name} {name}", Speaker = Number(number) })];
    }

    private static string Some(string[] names) => string.Join(", ", names.Take(8)) + (names.Length > 8 ? $" and {names.Length - 8} more" : "");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));

    private static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
