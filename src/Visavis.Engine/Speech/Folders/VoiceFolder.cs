using System.Text.RegularExpressions;
using Visavis.Engine.Speech.Espeak;

namespace Visavis.Engine.Speech.Folders;

/// <summary>One voice that a folder holds; a model of several speakers gives several.</summary>
/// <param name="Id">Name in the API.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Gender">"female", "male" or "unknown".</param>
/// <param name="Language">In English.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="Speaker">Piper: number; Kokoro: name; null where there is one.</param>
public sealed record VoiceEntry(string Id, string Name, string Gender, string Language, string Locale, string? Speaker)
{
    /// <summary>What it reads, known before anything is loaded.</summary>
    public EspeakScript Script => EspeakLanguage.OfLocale(Locale)?.Script ?? EspeakScript.Latin;
}

/// <summary>A voice as a folder: what <c>voice.json</c> and the files beside it say, before a model is loaded.</summary>
/// <param name="Id">The folder's name.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="File">Its <c>voice.json</c>, or what stands for it.</param>
/// <param name="ModelPath">Piper: the .onnx file.</param>
/// <param name="Voices">At least one.</param>
public sealed partial record VoiceFolder(string Id, string Path, VoiceFile File, string? ModelPath, IReadOnlyList<VoiceEntry> Voices)
{
    /// <summary>A folder of more speakers would fill the list for nobody's good.</summary>
    public const int MostVoices = 1_000;

    /// <summary>Reads and checks what can be known without loading a model.</summary>
    /// <exception cref="VoiceFolderException">The folder is no voice, or not yet; the message says why.</exception>
    public static VoiceFolder Read(string path)
    {
        var id = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path));
        if (!IsId(id))
        {
            throw new VoiceFolderException("A voice folder's name has 1 to 64 letters, digits, '-', '_' and '.', and begins with a letter or digit.");
        }
        var said = System.IO.Path.Combine(path, VoiceFile.FileName);
        var file = System.IO.File.Exists(said) ? VoiceFileReader.Read(said) : Derive(path);
        return file.Family switch
        {
            VoiceFamily.Piper => PiperFolder.Read(id, path, file),
            VoiceFamily.Kokoro => KokoroFolder.Read(id, path, file),
            VoiceFamily.Espeak => Of(id, path, file, EspeakLanguage.Find(file.Voice!), file.Voice!.Contains("+f", StringComparison.Ordinal) ? "female" : "male"),
            VoiceFamily.Heart => Of(id, path, file, EspeakLanguage.Find("en-us"), "female"),
            _ => Of(id, path, file, file.Locale is { } locale ? EspeakLanguage.OfLocale(locale) : null, "unknown"),
        };
    }

    /// <summary>Whether a text can be the id of a voice and the name of its folder.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>What a published voice without voice.json is.</summary>
    private static VoiceFile Derive(string path)
    {
        if (PiperFolder.Models(path).Count > 0)
        {
            return new VoiceFile(VoiceFamily.Piper);
        }
        if (KokoroFolder.Looks(path))
        {
            return new VoiceFile(VoiceFamily.Kokoro);
        }
        throw new VoiceFolderException("The folder holds neither voice.json nor a Piper voice (NAME.onnx with NAME.onnx.json) nor Kokoro (kokoro.onnx with speakers/).");
    }

    private static VoiceFolder Of(string id, string path, VoiceFile file, EspeakLanguage? language, string gender) => new(
        id,
        path,
        file,
        null,
        [new VoiceEntry(id, file.Name ?? id, file.Gender ?? gender, file.Language ?? language?.Language ?? "English", file.Locale ?? language?.Locale ?? "en-US", null)]);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}\z")]
    private static partial Regex IdPattern();
}
