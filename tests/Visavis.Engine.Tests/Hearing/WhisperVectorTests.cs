using System.Text.Json;
using Visavis.Engine.Hearing;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Hearing;

/// <summary>Seven seconds of speech through every stage, against the numbers of the recipe's reference (Python, onnxruntime).</summary>
public sealed class WhisperVectorTests
{
    private static readonly JsonElement Expected =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestAssets.Folder, "hearing", "expected.json"))).RootElement.GetProperty("whisper");

    [Fact]
    public void Sound_GivesTheKnownPicture()
    {
        var padded = new float[Sounds.Sample.Length + 8000];
        Sounds.Sample.CopyTo(padded, 0);
        var frames = padded.Length / MelBank.Hop;
        var mel = new float[MelBank.Bands * frames];
        WhisperMel.Measure(MelBank.Load(Path.Combine(AssetFolders.Hearing, "mel80.f32")), padded, mel);

        Assert.Equal([80, 770], [MelBank.Bands, frames]);
        foreach (var value in Expected.GetProperty("mel").EnumerateObject())
        {
            var (band, frame) = (int.Parse(value.Name.Split(',')[0]), int.Parse(value.Name.Split(',')[1]));
            Assert.Equal(value.Value.GetSingle(), mel[band * frames + frame], 0.0005f);
        }
        Assert.Equal(Expected.GetProperty("melMax").GetSingle(), mel.Max(), 0.0005f);
        Assert.Equal(Expected.GetProperty("melMean").GetSingle(), mel.Average(), 0.0005f);
    }

    [Fact]
    public void Window_IsFollowedByTheKnownSilence()
    {
        using var states = Sounds.Whisper.Encode(Sounds.Sample);
        var count = states.Count;
        var keys = states.Keys.Floats;

        Assert.Equal((385, 360, 385 + 279), (states.OwnCount, states.SoundCount, count));
        Assert.Equal(0.2882f, keys[0], 0.02f);
        Assert.Equal(-0.5676f, keys[(5 * 8 + 7) * 64 * count + 63 * count + 10], 0.02f);
        Assert.Equal(1.3011f, keys[385], 0.02f);
        Assert.Equal(-0.1659f, states.Values.Floats[0], 0.02f);
        Assert.Equal((0f, 1.3854f), (states.Bias.Floats[384], MathF.Round(states.Bias.Floats[385], 4)));
    }

    [Fact]
    public void Language_IsEnglish()
    {
        using var states = Sounds.Whisper.Encode(Sounds.Sample);
        var (languages, noSpeech) = Sounds.Whisper.DetectLanguage(states);

        Assert.Equal(0.9948, languages["en"], 0.003);
        Assert.InRange(noSpeech, 0, 0.6);
    }

    [Fact]
    public void Window_GivesTheKnownTokensAndWords()
    {
        using var states = Sounds.Whisper.Encode(Sounds.Sample);
        var reading = Sounds.Whisper.Read(states, "en", [], [], CancellationToken.None);

        Assert.Equal(Expected.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32()), reading.Tokens);
        Assert.Equal(0.25, reading.NoSpeech, 0.03);
        Assert.Equal(-0.0622, reading.MeanLogProbability, 0.01);
        Assert.True(Sounds.Whisper.IsSpeech(reading));

        var known = Expected.GetProperty("wordsRefined").EnumerateArray().Select(word => word.EnumerateArray().ToArray()).ToList();
        var words = Sounds.Whisper.Words(reading, Sounds.Sample, "en");
        Assert.Equal(
            "Bob and Pam baked apple pie for the baby's birthday . Thank you for waiting . The manager will be with you shortly .",
            string.Join(' ', words.Select(word => word.Text)));
        Assert.All(words.Where(word => !word.IsMark).Zip(known), pair =>
        {
            Assert.Equal(pair.Second[0].GetString()!.TrimEnd('.'), pair.First.Text);
            Assert.Equal(pair.Second[1].GetDouble(), pair.First.Start, 0.041);
            Assert.Equal(pair.Second[2].GetDouble(), pair.First.End, 0.041);
        });
    }

    [Fact]
    public void ForcedTokens_AreKeptAndGoneOnFrom()
    {
        using var states = Sounds.Whisper.Encode(Sounds.Sample);
        var all = Sounds.Whisper.Read(states, "en", [], [], CancellationToken.None);
        var forced = Sounds.Whisper.Read(states, "en", [], [.. all.Tokens.Take(9)], CancellationToken.None);

        Assert.Equal(all.Tokens, forced.Tokens);
        Assert.Equal(all.Tokens.Count + 1, forced.Attention.Rows);
        Assert.Equal(
            Sounds.Whisper.Words(all, Sounds.Sample, "en").Select(word => word.Start),
            Sounds.Whisper.Words(forced, Sounds.Sample, "en").Select(word => word.Start).ToArray(),
            (a, b) => Math.Abs(a - b) < 0.041);
    }
}
