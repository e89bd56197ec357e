using System.Text.Json;

namespace Visavis.Engine.Tests.Speech.Heart;

/// <summary>A reference run of the voice: what goes in, what the network says on the way, what is heard.</summary>
internal sealed class HeartVector
{
    private HeartVector(string name, string sound)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestAssets.Folder, "heart", name + ".json")));
        Json = document.RootElement.Clone();
        Sound = WavFile.ReadFloats(Path.Combine(TestAssets.Folder, "heart", sound + ".wav"));
    }

    public JsonElement Json { get; }

    public float[] Sound { get; }

    public string Text => Json.GetProperty("text").GetString()!;

    public string Phonemes => Json.GetProperty("phonemes").GetString()!;

    public long[] Ids => [.. Json.GetProperty("ids").EnumerateArray().Select(id => id.GetInt64())];

    public float[] Durations => Floats("durations");

    public float[] F0 => Floats("f0_hz");

    public static HeartVector Read(string name, string? sound = null) => new(name, sound ?? name);

    public float[] Floats(string property) => [.. Json.GetProperty(property).EnumerateArray().Select(value => value.GetSingle())];
}
