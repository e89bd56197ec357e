using System.IO.Compression;
using System.Text.Json;
using Visavis.Engine.Speech.Heart;

namespace Visavis.Engine.Tests.Speech;

/// <summary>Readings of the 1,242 reference sentences whose text needs no normalisation, token by token.</summary>
internal static class VectorReading
{
    private static readonly Lazy<Dictionary<string, List<SpokenUnit>>> Sentences = new(Load);

    public static IReadOnlyCollection<string> Texts => Sentences.Value.Keys;

    /// <summary>Units of a whole sentence, or of a part of one.</summary>
    public static IReadOnlyList<SpokenUnit> Read(string text)
    {
        if (Sentences.Value.TryGetValue(text, out var units))
        {
            return units;
        }
        var (sentence, all) = Sentences.Value.First(pair => pair.Key.Contains(text, StringComparison.Ordinal));
        var from = sentence.IndexOf(text, StringComparison.Ordinal);
        return [.. all
            .Where(unit => unit.SourceStart >= from && unit.SourceEnd <= from + text.Length)
            .Select(unit => unit with { SourceStart = unit.SourceStart - from, SourceEnd = unit.SourceEnd - from })];
    }

    private static Dictionary<string, List<SpokenUnit>> Load()
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(TestAssets.Folder, "heart", "g2p.json.gz")), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(file);
        var sentences = new Dictionary<string, List<SpokenUnit>>();
        foreach (var sentence in document.RootElement.EnumerateArray())
        {
            var text = sentence.GetProperty("text").GetString()!;
            if (sentence.GetProperty("normalized").GetString() == text && Units(text, sentence.GetProperty("tokens")) is { } units)
            {
                sentences[text] = units;
            }
        }
        return sentences;
    }

    private static List<SpokenUnit>? Units(string text, JsonElement tokens)
    {
        var units = new List<SpokenUnit>();
        var at = 0;
        foreach (var token in tokens.EnumerateArray())
        {
            var word = token.GetProperty("text").GetString()!;
            var phonemes = token.GetProperty("phonemes").GetString();
            var start = text.IndexOf(word, at, StringComparison.Ordinal);
            if (start < 0 || phonemes is null)
            {
                return null;
            }
            at = start + word.Length;
            units.Add(new SpokenUnit(phonemes, start, at, token.GetProperty("whitespace").GetString() is " ", !phonemes.Any(char.IsLetter)));
        }
        return units;
    }
}
