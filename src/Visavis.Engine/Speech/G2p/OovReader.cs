using System.Text;
using System.Text.Json;
using Visavis.Engine.Native;

namespace Visavis.Engine.Speech.G2p;

/// <summary>A small network that guesses how a word sounds that is in no dictionary; it reads letters and emits phonemes.</summary>
internal sealed class OovReader : IDisposable
{
    /// <summary>What stood in the training data beside phonemes.</summary>
    private const string Noise = "()-1ʀ";

    private readonly OrtModel _model;
    private readonly Dictionary<char, long> _letters = [];
    private readonly char[] _phonemes;
    private readonly int _longest;

    private OovReader(OrtModel model, JsonElement tables)
    {
        _model = model;
        foreach (var letter in tables.GetProperty("in").EnumerateArray())
        {
            _letters.Add(letter.GetString()![0], _letters.Count + 1);
        }
        _phonemes = [.. tables.GetProperty("out").EnumerateArray().Select(phoneme => phoneme.GetString()![0])];
        _longest = tables.GetProperty("maxlen").GetInt32();
    }

    public static OovReader Load(string folder, bool british = false)
    {
        var name = british ? "oov_gb" : "oov";
        using var tables = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".json")));
        return new OovReader(OrtModel.Load(Path.Combine(folder, name + ".onnx")), tables.RootElement);
    }

    /// <summary>Phonemes of one word; empty if it has no letter the network knows.</summary>
    public string Read(ReadOnlySpan<char> word)
    {
        var letters = new List<long>(_longest);
        foreach (var c in word)
        {
            if (letters.Count < _longest && _letters.TryGetValue(c, out var letter))
            {
                letters.Add(letter);
            }
        }
        if (letters.Count == 0)
        {
            return "";
        }
        var input = new OrtTensor(letters.ToArray(), 1, letters.Count);
        var output = _model.Run([("chars", input)], "ids")[0].Integers.Span;
        return Collapse(output);
    }

    public void Dispose() => _model.Dispose();

    /// <summary>The network emits a phoneme or a blank (0) four times a letter; repeats are one.</summary>
    private string Collapse(ReadOnlySpan<long> ids)
    {
        var phonemes = new StringBuilder();
        var last = 0L;
        foreach (var id in ids)
        {
            if (id != last && id != 0 && !Noise.Contains(_phonemes[id - 1], StringComparison.Ordinal))
            {
                phonemes.Append(_phonemes[id - 1]);
            }
            last = id;
        }
        return phonemes.ToString();
    }
}
