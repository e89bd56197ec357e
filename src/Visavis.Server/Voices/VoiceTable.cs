using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.Folders;
using Visavis.Engine.Speech.Heart;

namespace Visavis.Server.Voices;

/// <summary>The voices of a data folder as a table, read from the files alone.</summary>
internal static class VoiceTable
{
    private sealed record Row(string Id, string Name, string Language, string Gender, string Family, string Size, string State);

    public static async Task WriteAsync(string folder, string? family, string? language, TextWriter output)
    {
        var taken = BuiltIn().Concat(Espeak()).Select(row => row.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = Folders(folder).Select(row => taken.Add(row.Id) ? row : row with { State = $"The id '{row.Id}' belongs to another voice: rename the folder." });
        var rows = BuiltIn().Concat(own).Concat(Espeak())
            .Where(row => family is null ? language is not null || row.Family != "espeak" || row.State != "built in" : row.Family.Equals(family, StringComparison.OrdinalIgnoreCase))
            .Where(row => language is null || row.Language.Equals(language, StringComparison.OrdinalIgnoreCase))
            .ToList();
        await output.WriteLineAsync($"{"ID",-24} {"NAME",-24} {"LANGUAGE",-12} {"GENDER",-8} {"FAMILY",-8} {"SIZE",8} STATE").ConfigureAwait(false);
        foreach (var row in rows)
        {
            await output.WriteLineAsync($"{row.Id,-24} {row.Name,-24} {row.Language,-12} {row.Gender,-8} {row.Family,-8} {row.Size,8} {row.State}").ConfigureAwait(false);
        }
        if (family is null && language is null)
        {
            await output.WriteLineAsync($"and {EspeakVoice.All.Count} voices of espeak-ng in {EspeakVoice.All.Select(voice => voice.Language).Distinct().Count()} languages: list --family espeak").ConfigureAwait(false);
        }
    }

    private static IEnumerable<Row> BuiltIn() =>
        HeartVariant.All.Select(voice => new Row(voice.Id, voice.Name, "English", voice.Gender, "heart", "", "built in"));

    private static IEnumerable<Row> Espeak() =>
        EspeakVoice.All.Select(voice => new Row(voice.Id, voice.Name, voice.Language, voice.Gender, "espeak", "", "built in"));

    private static IEnumerable<Row> Folders(string voices) => Directory.Exists(voices)
        ? Directory.EnumerateDirectories(voices).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal).SelectMany(Rows)
        : [];

    private static List<Row> Rows(string path)
    {
        try
        {
            var print = VoiceFolderPrint.Of(path);
            var folder = VoiceFolder.Read(path);
            var state = folder.File.Family is VoiceFamily.Remote or VoiceFamily.Heart ? "ready"
                : VoiceVerdict.Load(path, print) is not { } verdict ? "not tried yet"
                : verdict.Fault ?? "ready";
            var size = print.Bytes < 100_000 ? "" : FormattableString.Invariant($"{print.Bytes / 1e6:0.0} MB");
            return [.. folder.Voices.Select((voice, i) => new Row(
                voice.Id, voice.Name, voice.Language, voice.Gender, folder.File.Family.ToString().ToLowerInvariant(), i == 0 ? size : "", state))];
        }
        catch (Exception error) when (error is VoiceFolderException or IOException or UnauthorizedAccessException)
        {
            return [new Row(Path.GetFileName(path), "", "", "", "", "", error.Message)];
        }
    }
}
