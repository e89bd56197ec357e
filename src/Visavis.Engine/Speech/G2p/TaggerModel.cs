using System.IO.Compression;
using System.Text.Json;

namespace Visavis.Engine.Speech.G2p;

/// <summary>The tagger's trained weights (<c>tagger.json.gz</c>), packed: a feature names a run of (tag, weight) pairs.</summary>
internal sealed class TaggerModel
{
    private readonly Dictionary<string, int> _features = new(90_000, StringComparer.Ordinal);
    private readonly List<(int Start, int Count)> _runs = new(90_000);
    private readonly List<(byte Tag, double Weight)> _weights = new(500_000);
    private readonly Dictionary<string, int> _tagNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sureTags = new(16_000, StringComparer.Ordinal);
    private readonly HashSet<string> _vocabulary = new(24_000, StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _featuresBySpan;

    private TaggerModel() => _featuresBySpan = _features.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The names of all tags, in ordinal order.</summary>
    public string[] Tags { get; private set; } = [];

    public string? SureTag(string word) => _sureTags.GetValueOrDefault(word);

    public bool Knows(string word) => _vocabulary.Contains(word);

    public void AddWeights(ReadOnlySpan<char> feature, Span<double> sums)
    {
        if (!_featuresBySpan.TryGetValue(feature, out var number))
        {
            return;
        }
        var (start, count) = _runs[number];
        for (var i = start; i < start + count; i++)
        {
            var (tag, weight) = _weights[i];
            sums[tag] += weight;
        }
    }

    public static TaggerModel Load(string path)
    {
        var model = new TaggerModel();
        var reader = new Utf8JsonReader(GzipJson.ReadAll(path));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var section = reader.GetString();
            reader.Read();
            switch (section)
            {
                case "tags":
                    model.ReadTags(ref reader);
                    break;
                case "tagdict":
                    model.ReadSureTags(ref reader);
                    break;
                case "vocab":
                    model.ReadVocabulary(ref reader);
                    break;
                case "weights":
                    model.ReadWeights(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return model;
    }

    private void ReadTags(ref Utf8JsonReader reader)
    {
        var tags = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            tags.Add(reader.GetString()!);
        }
        tags.Sort(StringComparer.Ordinal);
        Tags = [.. tags];
        foreach (var tag in Tags)
        {
            _tagNumbers.Add(tag, _tagNumbers.Count);
        }
    }

    private void ReadSureTags(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var word = reader.GetString()!;
            reader.Read();
            _sureTags[word] = TagOf(ref reader, out _);
        }
    }

    private void ReadVocabulary(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            _vocabulary.Add(reader.GetString()!);
        }
    }

    private void ReadWeights(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _features.Add(reader.GetString()!, _runs.Count);
            var start = _weights.Count;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                TagOf(ref reader, out var number);
                reader.Read();
                _weights.Add(((byte)number, reader.GetDouble()));
            }
            _runs.Add((start, _weights.Count - start));
        }
    }

    /// <summary>The shared string and the number of the tag the reader stands on; names are short: the copy stays on the stack.</summary>
    private string TagOf(ref Utf8JsonReader reader, out int number)
    {
        Span<char> name = stackalloc char[reader.ValueSpan.Length + 1];
        var length = reader.CopyString(name);
        _tagNumbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var tag, out number);
        return tag ?? throw new InvalidDataException("The tagger's table names a tag that is not in its list.");
    }
}

/// <summary>Reads the packed tables whole: the largest is 10 MB of JSON, and the reader wants it in one piece.</summary>
internal static class GzipJson
{
    public static byte[] ReadAll(string path)
    {
        using var unpacked = new MemoryStream();
        using (var file = File.OpenRead(path))
        using (var gzip = new GZipStream(file, CompressionMode.Decompress))
        {
            gzip.CopyTo(unpacked);
        }
        return unpacked.ToArray();
    }
}
