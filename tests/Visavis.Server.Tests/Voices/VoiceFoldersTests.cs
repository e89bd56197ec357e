using Visavis.Engine.Text;

namespace Visavis.Server.Tests.Voices;

public sealed class VoiceFoldersTests
{
    [Fact]
    public async Task DroppedVoice_AppearsSpeaksAndDisappears()
    {
        await using var drop = await VoiceDrop.StartAsync();
        var builtIn = drop.Voices.Catalog.Voices.Count;
        drop.Espeak("nils", "sv");

        await drop.UntilAsync(() => drop.Voices.Catalog.Find("nils") is not null);
        var voice = drop.Voices.Catalog.Find("nils")!;
        Assert.Equal(("nils", "Swedish", "espeak", builtIn + 1), (voice.Name, voice.Language, voice.Family, drop.Voices.Catalog.Voices.Count));
        Assert.True(await SpeakAsync(voice.Engine, "God dag.") > 0.3);

        drop.Remove("nils");
        await drop.UntilAsync(() => drop.Voices.Catalog.Find("nils") is null);
        Assert.Equal(builtIn, drop.Voices.Catalog.Voices.Count);
        // Whoever holds it can still say something.
        Assert.True(await SpeakAsync(voice.Engine, "God dag.") > 0.3);
    }

    [Fact]
    public async Task HalfCopiedFolder_IsTriedAgainWhenItChanges()
    {
        await using var drop = await VoiceDrop.StartAsync(drop => drop.Put("amy", "amy.onnx", VoiceDrop.OtherModel()[..1000]));
        Assert.StartsWith("The folder holds neither voice.json nor", drop.State("amy")!.Fault, StringComparison.Ordinal);
        drop.Espeak("amy", "en-us");
        await drop.UntilAsync(() => drop.Voices.Catalog.Find("amy") is not null);
        Assert.Null(drop.State("amy")!.Fault);
    }

    [Fact]
    public async Task TriedVoice_IsThereAtOnceWithTheNextStart()
    {
        await using var drop = await VoiceDrop.StartAsync(drop => drop.Espeak("nils", "sv"));
        await drop.UntilAsync(() => drop.Voices.Catalog.Find("nils") is not null);
        await using var next = await Sessions.StageVoices.LoadAsync(drop.Data);
        Assert.NotNull(next.Catalog.Find("nils"));
    }

    [Fact]
    public async Task IdOfAnotherVoice_IsRefused()
    {
        await using var drop = await VoiceDrop.StartAsync(drop => drop.Put("heart", "voice.json", """{"family":"heart"}"""));
        Assert.Equal("The id 'heart' belongs to another voice: rename the folder.", drop.State("heart")!.Fault);
        Assert.Equal("Heart", drop.Voices.Catalog.Find("heart")!.Name);
    }

    [Fact]
    public async Task HeartOfOnesOwn_SpeaksWithItsRateAndPitch()
    {
        await using var drop = await VoiceDrop.StartAsync(drop => drop.Put("calm", "voice.json", """{"family":"heart","rate":0.9,"pitch":0.9}"""));
        Assert.True(await SpeakAsync(drop.Voices.Catalog.Find("calm")!.Engine, "Take your time.") > 0.5);
    }

    [Fact]
    public async Task BadModels_AreASentenceEachAndCostNothingElse()
    {
        await using var drop = await VoiceDrop.StartAsync(drop =>
        {
            Model(drop, "random", [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 7919 >> 3))]);
            Model(drop, "truncated", VoiceDrop.OtherModel()[..^2000]);
            Model(drop, "other", VoiceDrop.OtherModel());
            Model(drop, "empty", []);
            Model(drop, "huge", OnnxFile.PiperOfShape(1L << 31));
            Model(drop, "absurd", OnnxFile.PiperOfShape(1L << 40, 1L << 40));
            Model(drop, "silent", OnnxFile.PiperOfShape(1, 1, 1, 22_050));
            drop.Put("untold", "a.onnx", VoiceDrop.OtherModel());
            drop.Put("table", "a.onnx", VoiceDrop.OtherModel());
            drop.Put("table", "a.onnx.json", "{}");
            drop.Espeak("nobody", "xx-none");
        });
        await drop.UntilAsync(() => drop.Voices.Folders.Count == 10 && drop.Voices.Folders.All(state => state.Fault is not null));

        var faults = drop.Voices.Folders.ToDictionary(state => state.Id, state => state.Fault!);
        Assert.All(faults.Values, fault => Assert.True(fault.Length is > 20 and < 400 && !fault.Contains('\n') && !fault.Contains(drop.Data), fault));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["absurd"] = "It needs more memory than a voice may have.",
                ["empty"] = "a.onnx cannot be used as a Piper voice: It holds no graph.",
                ["huge"] = "It needs more memory than a voice may have.",
                ["nobody"] = "espeak-ng has no voice \"xx-none\" (code 2).",
                ["other"] = "a.onnx cannot be used as a Piper voice: it has no input \"input\" (but chars).",
                ["random"] = "a.onnx cannot be used as a Piper voice: A field of type 6 is not protobuf.",
                ["silent"] = "It gives silence instead of speech.",
                ["table"] = "a.onnx.json does not describe a Piper voice: it has no phoneme_id_map.",
                ["truncated"] = "a.onnx cannot be used as a Piper voice: A field of 2974992 bytes reaches beyond the end.",
                ["untold"] = "The folder holds neither voice.json nor a Piper voice (NAME.onnx with NAME.onnx.json) nor Kokoro (kokoro.onnx with speakers/).",
            },
            faults);
        Assert.True(await SpeakAsync(drop.Voices.Catalog.Default.Engine, "Still here.") > 0.5);
    }

    private static void Model(VoiceDrop drop, string id, byte[] model)
    {
        drop.Put(id, "a.onnx", model);
        drop.Put(id, "a.onnx.json", VoiceDrop.Table);
    }

    private static async Task<double> SpeakAsync(Engine.Speech.ISpeechEngine engine, string text)
    {
        using var chunk = await engine.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), default);
        return chunk.Pcm.Duration.Seconds;
    }
}
