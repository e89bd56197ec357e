using Visavis.Engine.Speech.Kokoro;

namespace Visavis.Engine.Speech.Folders;

/// <summary>Kokoro: kokoro.onnx, vocab.json and one file a speaker.</summary>
internal static class KokoroFolder
{
    private const string ModelName = "kokoro.onnx";

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
        var wanted = file.Speakers ?? [.. there.Where(IsReadable)];
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
        if (!IsReadable(speaker))
        {
            throw new VoiceFolderException($"The speaker '{speaker}' cannot be used: names are like af_heart, and their first letter tells a language that can be read, one of a, b, e, f, h, i, p.");
        }
        var known = KokoroSpeaker.Of(speaker);
        var name = char.ToUpperInvariant(speaker[3]) + speaker[4..];
        return new VoiceEntry(
            $"{id}-{speaker}",
            file.Name is { } prefix ? $"{prefix} {name}" : $"{name} (Kokoro)",
            file.Gender ?? known.Gender,
            file.Language ?? known.Language,
            file.Locale ?? known.Locale,
            speaker);
    }

    private static bool IsReadable(string speaker)
    {
        try
        {
            return VoiceFolder.IsId(speaker) && speaker.Length > 3 && speaker[2] == '_' && KokoroSpeaker.Of(speaker).Name == speaker;
        }
        catch (SpeechException)
        {
            return false;
        }
    }
}
