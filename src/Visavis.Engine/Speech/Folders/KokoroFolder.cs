namespace Visavis.Engine.Speech.Folders;

/// <summary>Kokoro: kokoro.onnx, vocab.json and one file a speaker.</summary>
internal static class KokoroFolder
{
    private const string ModelName = "kokoro.onnx";

    /// <summary>A speaker's name begins with the language and the gender: "bf_emma". Japanese and Chinese ones learned other phonemes than ours.</summary>
    private static readonly Dictionary<char, (string Language, string Locale)> Languages = new()
    {
        ['a'] = ("English", "en-US"),
        ['b'] = ("English", "en-GB"),
        ['e'] = ("Spanish", "es-ES"),
        ['f'] = ("French", "fr-FR"),
        ['h'] = ("Hindi", "hi-IN"),
        ['i'] = ("Italian", "it-IT"),
        ['p'] = ("Portuguese", "pt-BR"),
    };

    public static bool Looks(string path) => File.Exists(Path.Combine(path, ModelName));

    public static VoiceFolder Read(string id, string path, VoiceFile file)
    {
        foreach (var needed in new[] { ModelName, "vocab.json" }.Where(name => !File.Exists(Path.Combine(path, name))))
        {
            throw new VoiceFolderException($"{needed} is missing: Kokoro needs kokoro.onnx, vocab.json and speakers/NAME.bin.");
        }
        var folder = Path.Combine(path, "speakers");
        var there = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.bin").Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal).ToList()
            : [];
        var wanted = file.Speakers ?? [.. there.Where(name => name.Length > 0 && Languages.ContainsKey(name[0]))];
        if (wanted.Count == 0)
        {
            throw new VoiceFolderException("The folder holds no speakers/NAME.bin that can be used.");
        }
        return new VoiceFolder(id, path, file, null, [.. wanted.Select(name => Entry(id, file, name, there))]);
    }

    private static VoiceEntry Entry(string id, VoiceFile file, string speaker, List<string> there)
    {
        if (!there.Contains(speaker))
        {
            throw new VoiceFolderException($"The speaker '{speaker}' of voice.json has no file speakers/{speaker}.bin.");
        }
        if (!VoiceFolder.IsId(speaker) || speaker.Length < 4 || speaker[2] != '_' || !Languages.TryGetValue(speaker[0], out var language))
        {
            throw new VoiceFolderException($"The speaker '{speaker}' cannot be used: names are like af_heart, and the first letter tells the language, one of {string.Join(", ", Languages.Keys)}.");
        }
        var name = char.ToUpperInvariant(speaker[3]) + speaker[4..];
        return new VoiceEntry(
            $"{id}-{speaker}",
            file.Name is { } prefix ? $"{prefix} {name}" : $"{name} (Kokoro)",
            file.Gender ?? (speaker[1] == 'f' ? "female" : "male"),
            file.Language ?? language.Language,
            file.Locale ?? language.Locale,
            speaker);
    }
}
