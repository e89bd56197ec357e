using System.Text.Json;

namespace Visavis.Engine.Tests.Speech;

/// <summary>A reference run of a voice in shared/voices.</summary>
internal sealed class SharedVector
{
    private readonly JsonElement _json;

    public SharedVector(string family, string name)
    {
        var path = Path.Combine(SharedVoices.Folder!, family, "vectors", name);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path + ".json"));
        _json = document.RootElement.Clone();
        Sound = WavFile.ReadShorts(path + ".wav");
    }

    public float[] Sound { get; }

    public string Text => _json.GetProperty("text").GetString()!;

    public string Phonemes => _json.GetProperty("phonemes").GetString()!;

    public long[] Ids => [.. _json.GetProperty("ids").EnumerateArray().Select(id => id.GetInt64())];

    public float[] Durations => [.. _json.GetProperty("durations").EnumerateArray().Select(unit => unit.GetSingle())];

    public double Rms => _json.GetProperty("audio_rms").GetDouble();

    public string Speaker => _json.GetProperty("speaker").GetString()!;

    public int StyleRow => _json.GetProperty("style_row").GetInt32();

    public static double RmsOf(ReadOnlySpan<float> sound)
    {
        var sum = 0.0;
        foreach (var sample in sound)
        {
            sum += (double)sample * sample;
        }
        return Math.Sqrt(sum / sound.Length);
    }

    /// <summary>How far the difference lies below the sound, in dB.</summary>
    public static double Agreement(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var difference = new float[expected.Length];
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = actual[i] - expected[i];
        }
        return 20 * Math.Log10(RmsOf(expected) / RmsOf(difference));
    }
}
