using System.Globalization;
using System.Text.Json;
using Visavis.Engine.Speech.Remote;

namespace Visavis.Engine.Speech.Folders;

/// <summary>A voice folder cannot be used; the message is a sentence that says why and what to do.</summary>
public sealed class VoiceFolderException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What speaks.</summary>
public enum VoiceFamily
{
    Heart,
    Piper,
    Kokoro,
    Espeak,
    Remote,
}

/// <summary>A <c>voice.json</c> as it was written; what it leaves out is null and taken from the model or a default.</summary>
public sealed record VoiceFile(VoiceFamily Family)
{
    public const string FileName = "voice.json";

    public string? Name { get; init; }

    public string? Gender { get; init; }

    /// <summary>In English: "German".</summary>
    public string? Language { get; init; }

    /// <summary>BCP 47: "de-DE".</summary>
    public string? Locale { get; init; }

    /// <summary>Piper: the .onnx file. Remote: the server's name of the model.</summary>
    public string? Model { get; init; }

    /// <summary>Piper with several speakers: the one that is meant, by name or number; null makes a voice of each.</summary>
    public string? Speaker { get; init; }

    /// <summary>Kokoro: the speakers that become voices; null is all there are.</summary>
    public IReadOnlyList<string>? Speakers { get; init; }

    /// <summary>Espeak: the library's name. Remote: the server's.</summary>
    public string? Voice { get; init; }

    /// <summary>Heart: factor on the rate at which the sound is read, which moves all formants.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Heart: factor on the pitch.</summary>
    public double Pitch { get; init; } = 1;

    public Uri? Url { get; init; }

    public Secret? Key { get; init; }

    /// <summary>Remote: the environment variable that holds the key.</summary>
    public string? KeyVariable { get; init; }

    public string Format { get; init; } = "pcm";

    public int SampleRate { get; init; } = 24_000;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Remote: the id of the voice that speaks when the server is down.</summary>
    public string? Fallback { get; init; }
}

/// <summary>Reads a <c>voice.json</c>: a closed format, so that a misspelt key is named instead of ignored.</summary>
internal static class VoiceFileReader
{
    private const int MostBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    private static readonly string[] Common = ["family", "name", "gender", "language", "locale"];

    private static readonly Dictionary<string, VoiceFamily> Families = new()
    {
        ["heart"] = VoiceFamily.Heart,
        ["piper"] = VoiceFamily.Piper,
        ["kokoro"] = VoiceFamily.Kokoro,
        ["espeak"] = VoiceFamily.Espeak,
        ["remote"] = VoiceFamily.Remote,
    };

    private static readonly Dictionary<VoiceFamily, string[]> Own = new()
    {
        [VoiceFamily.Heart] = ["rate", "pitch"],
        [VoiceFamily.Piper] = ["model", "speaker"],
        [VoiceFamily.Kokoro] = ["speakers"],
        [VoiceFamily.Espeak] = ["voice"],
        [VoiceFamily.Remote] = ["url", "model", "voice", "key", "key_env", "format", "sample_rate", "timeout", "fallback"],
    };

    /// <exception cref="VoiceFolderException">The file cannot be read or says what cannot be.</exception>
    public static VoiceFile Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw Wrong($"is larger than {MostBytes / 1024} KiB.");
            }
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : throw Wrong("must hold one JSON object.");
        }
        catch (JsonException error)
        {
            throw new VoiceFolderException($"voice.json is not valid JSON (line {error.LineNumber + 1}).", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new VoiceFolderException($"voice.json cannot be read: {error.Message}", error);
        }
    }

    private static VoiceFile Read(JsonElement root)
    {
        var name = Text(root, "family") ?? throw Wrong("needs a family: heart, piper, kokoro, espeak or remote.");
        if (!Families.TryGetValue(name, out var family))
        {
            throw Wrong($"has the family '{name}' but must have one of: heart, piper, kokoro, espeak, remote.");
        }
        foreach (var member in root.EnumerateObject().Where(member => !Common.Contains(member.Name) && !Own[family].Contains(member.Name)))
        {
            throw Wrong($"has the unknown key '{member.Name}'; a {name} voice may have: {string.Join(", ", Common.Concat(Own[family]))}.");
        }
        return Check(new VoiceFile(family)
        {
            Name = Text(root, "name"),
            Gender = Text(root, "gender"),
            Language = Text(root, "language"),
            Locale = Text(root, "locale"),
            Model = Text(root, "model"),
            Speaker = Speaker(root),
            Speakers = Texts(root, "speakers"),
            Voice = Text(root, "voice"),
            Rate = Number(root, "rate", 0.7, 1.3) ?? 1,
            Pitch = Number(root, "pitch", 0.5, 1.5) ?? 1,
            Url = Address(Text(root, "url")),
            Key = Text(root, "key") is { } key ? new Secret(key) : null,
            KeyVariable = Text(root, "key_env"),
            Format = Text(root, "format") ?? "pcm",
            SampleRate = (int)(Number(root, "sample_rate", 8_000, 48_000) ?? 24_000),
            Timeout = TimeSpan.FromSeconds(Number(root, "timeout", 1, 120) ?? 15),
            Fallback = Text(root, "fallback"),
        });
    }

    private static VoiceFile Check(VoiceFile file)
    {
        if (file.Gender is not (null or "female" or "male" or "unknown"))
        {
            throw Wrong("'gender' must be female, male or unknown.");
        }
        if (file.Family == VoiceFamily.Espeak && file.Voice is null)
        {
            throw Wrong("needs 'voice', espeak-ng's name of the voice, such as \"de+f3\".");
        }
        if (file.Family == VoiceFamily.Remote)
        {
            CheckRemote(file);
        }
        return file;
    }

    private static void CheckRemote(VoiceFile file)
    {
        if (file.Url is null || file.Model is null || file.Voice is null)
        {
            throw Wrong("needs 'url', 'model' and 'voice' for a remote voice.");
        }
        if (file.Format is not ("pcm" or "wav"))
        {
            throw Wrong($"'format' is '{file.Format}' but must be pcm or wav, the formats that can be played while they come.");
        }
        if (file.Key is not null && file.KeyVariable is not null)
        {
            throw Wrong("may have 'key' or 'key_env', not both.");
        }
        if ((file.Key is not null || file.KeyVariable is not null) && file.Url is { Scheme: "http", IsLoopback: false })
        {
            throw Wrong("has a key, which is sent over https only, or to this machine itself: 'url' is neither.");
        }
        if (file.KeyVariable is { } variable && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
        {
            throw Wrong($"names the environment variable {variable} for the key, which is not set.");
        }
    }

    private static Uri? Address(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        return isAddress && uri!.UserInfo.Length == 0 && uri.Query.Length == 0
            ? uri
            : throw Wrong("'url' must be an http or https address without user, password and query, such as https://api.openai.com.");
    }

    private static string? Text(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            return null;
        }
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        return text.Length is > 0 and <= 2_000 && !text.Any(char.IsControl) ? text : throw Wrong($"'{key}' must be a text in quotes.");
    }

    private static string? Speaker(JsonElement root)
    {
        if (!root.TryGetProperty("speaker", out var value) || value.ValueKind != JsonValueKind.Number)
        {
            return Text(root, "speaker");
        }
        return value.TryGetInt32(out var number) && number >= 0
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw Wrong("'speaker' must be a speaker's name or number.");
    }

    private static List<string>? Texts(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            return null;
        }
        var isList = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is > 0 and <= 100;
        return isList && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Wrong($"'{key}' must be a list of names.");
    }

    private static double? Number(JsonElement root, string key, double least, double most)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            return null;
        }
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"'{key}' must be a number from {least} to {most}."));
    }

    private static VoiceFolderException Wrong(string what) => new("voice.json " + what);
}
