using System.Text.Json;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// The dictionaries: gold entries were checked by people, silver ones were not. A lower-case word is also found under its
/// capitalised form and the other way round.
/// </summary>
internal sealed class Lexicon
{
    private readonly Dictionary<string, string> _gold = new(92_000, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _silver = new(95_000, StringComparer.Ordinal);

    /// <summary>Words that sound different by part of speech: readings by tag; <c>null</c> says there is none of its own.</summary>
    private readonly Dictionary<string, Dictionary<string, string?>> _goldByTag = new(800, StringComparer.Ordinal);

    public static Lexicon Load(string folder, bool british = false)
    {
        var lexicon = new Lexicon();
        var region = british ? "gb" : "us";
        // Two files on two threads halve the wait at start-up.
        Parallel.Invoke(
            () => lexicon.Read(Path.Combine(folder, $"lexicon_{region}_gold.json.gz"), lexicon._gold),
            () => lexicon.Read(Path.Combine(folder, $"lexicon_{region}_silver.json.gz"), lexicon._silver));
        foreach (var (word, phonemes) in NameReadings.All)
        {
            lexicon._gold[word] = british ? BritishSounds.Of(phonemes) : phonemes;
            lexicon._goldByTag.Remove(word);
        }
        return lexicon;
    }

    public bool InGold(string word) =>
        Find(word, form => _gold.ContainsKey(form) || _goldByTag.ContainsKey(form) ? form : null) is not null;

    /// <summary>Whether the word sounds different as a verb.</summary>
    public bool HasVerbReading(string word) => _goldByTag.TryGetValue(word, out var readings) && readings.ContainsKey("VERB");

    public bool InSilver(string word) => Silver(word) is not null;

    public string? Silver(string word) => Find(word, form => _silver.GetValueOrDefault(form));

    /// <summary>The reading for a part of speech; <paramref name="next"/> chooses that before a pause, if there is one.</summary>
    public string? Gold(string word, string? tag = null, Sound? next = null) =>
        Find(word, form => _gold.TryGetValue(form, out var phonemes) ? phonemes
            : _goldByTag.TryGetValue(form, out var readings) ? Choose(readings, tag, next) ?? "" : null) is { Length: > 0 } found
            ? found
            : null;

    /// <summary>Whether the tag, or the whole of its family, names a part of speech that begins so ("NN" for NNP).</summary>
    public static string Family(string tag) => tag switch
    {
        _ when tag.StartsWith("VB", StringComparison.Ordinal) => "VERB",
        _ when tag.StartsWith("NN", StringComparison.Ordinal) => "NOUN",
        _ when tag.StartsWith("RB", StringComparison.Ordinal) => "ADV",
        _ when tag.StartsWith("JJ", StringComparison.Ordinal) => "ADJ",
        _ => tag,
    };

    private static string? Choose(Dictionary<string, string?> readings, string? tag, Sound? next)
    {
        if (next == Sound.None && readings.TryGetValue("None", out var beforePause))
        {
            return beforePause;
        }
        return tag is not null && (readings.TryGetValue(tag, out var own) || readings.TryGetValue(Family(tag), out own))
            ? own
            : readings.GetValueOrDefault("DEFAULT");
    }

    private static string? Find(string word, Func<string, string?> table) =>
        table(word) ?? (OtherCase(word) is { } other ? table(other) : null);

    private static string? OtherCase(string word)
    {
        if (word.Length < 2 || !CharacterClasses.IsLower(word.AsSpan(1)))
        {
            return null;
        }
        var (first, upper) = (word[0], char.ToUpperInvariant(word[0]));
        if (first != upper)
        {
            return upper + word[1..];
        }
        var lower = char.ToLowerInvariant(first);
        return first == lower ? null : lower + word[1..];
    }

    private void Read(string path, Dictionary<string, string> entries)
    {
        var reader = new Utf8JsonReader(GzipJson.ReadAll(path));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var word = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                entries[word] = reader.GetString()!;
            }
            else
            {
                _goldByTag[word] = ReadReadings(ref reader);
            }
        }
    }

    private static Dictionary<string, string?> ReadReadings(ref Utf8JsonReader reader)
    {
        var readings = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var tag = reader.GetString()!;
            reader.Read();
            readings[tag] = reader.GetString();
        }
        return readings;
    }
}
