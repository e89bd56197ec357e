using System.Text.Json;
using System.Text.Json.Serialization;

namespace Visavis.Engine.Speech.Folders;

/// <summary>What came of trying a voice: how it speaks, or why it cannot.</summary>
public sealed record VoiceVerdict
{
    /// <summary>Beside the voice, so that the next start need not try again; a dot keeps it out of what the folder holds.</summary>
    public const string FileName = ".checked.json";

    /// <summary>Counts up when more is tried than before.</summary>
    private const int Now = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public int Version { get; init; } = Now;

    /// <summary>The folder as it was tried.</summary>
    public string? Print { get; init; }

    /// <summary>A sentence; null where the voice speaks.</summary>
    public string? Fault { get; init; }

    /// <summary>Seconds of one core for a second of sound, here.</summary>
    public double? CostPerSecond { get; init; }

    /// <summary>How long the model takes to load, here.</summary>
    public double? LoadSeconds { get; init; }

    /// <summary>Level of what it said, LUFS; voices are brought to −20.</summary>
    public double? Loudness { get; init; }

    public string ToLine() => JsonSerializer.Serialize(this, Json);

    /// <summary>From a line of <see cref="ToLine"/>; null if it is none.</summary>
    public static VoiceVerdict? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<VoiceVerdict>(line, Json) is { Version: Now } verdict ? verdict : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The verdict on a folder as it is now; null if there is none.</summary>
    public static VoiceVerdict? Load(string folder, VoiceFolderPrint print)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) && Parse(File.ReadAllText(path)) is { } verdict && verdict.Print == print.Value ? verdict : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Puts the verdict beside the voice; in a folder that cannot be written it is found again at each start.</summary>
    public void Save(string folder)
    {
        try
        {
            var path = Path.Combine(folder, FileName);
            File.WriteAllText(path + ".new", ToLine() + "\n");
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Read-only, or gone.
        }
    }
}
