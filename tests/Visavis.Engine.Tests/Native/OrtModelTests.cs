using Visavis.Engine.Native;

namespace Visavis.Engine.Tests.Native;

public sealed class OrtModelTests
{
    /// <summary>Ids of "Two blue fish swam in the tank." between the two pads.</summary>
    private static readonly long[] Ids =
        [0, 62, 156, 63, 16, 44, 54, 156, 63, 16, 48, 156, 102, 131, 16, 61, 65, 156, 72, 55, 16, 102, 56, 16, 81, 83, 16, 62, 156, 72, 112, 53, 4, 0];

    private static readonly float[] Durations =
        [14, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1, 1, 2, 2, 2, 2, 2, 4, 2, 1, 1, 1, 1, 1, 1, 1, 2, 2, 4, 2, 3, 12, 6, 1];

    private static readonly Lazy<OrtModel> Heart = new(() => OrtModel.Load(Path.Combine(AssetFolders.Voices, "heart", "heart.onnx")));

    private static readonly float[] NormalSpeed = [1];

    [Fact]
    public void KnownIds_GiveTheKnownDurationsAndShapes()
    {
        var outputs = Heart.Value.Run(Inputs(Ids), "durations", "spec", "f0");

        Assert.Equal(Durations, outputs[0].Floats.ToArray());
        Assert.Equal([1, 176, 3005], outputs[1].Shape);
        Assert.Equal([1, 176], outputs[2].Shape);
    }

    [Fact]
    public async Task ManyThreadsAtOnce_GiveTheSameNumbers()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Heart.Value.Run(Inputs(Ids), "f0")[0].Floats.ToArray())));

        Assert.All(runs, run => Assert.Equal(runs[0], run));
    }

    [Fact]
    public void RunThatIsCalledOff_EndsAndLeavesTheModelWhole()
    {
        Assert.Throws<OperationCanceledException>(() => Heart.Value.Evaluate(Inputs(Ids), new CancellationToken(true), "durations"));
        using var cancel = new CancellationTokenSource();
        using var outputs = Heart.Value.Evaluate(Inputs(Ids), cancel.Token, "durations");

        Assert.Equal(Durations, outputs.Floats(0).ToArray());
    }

    [Fact]
    public void UnknownOutput_ThrowsWithTheRuntimesMessage()
    {
        var error = Assert.Throws<OrtException>(() => Heart.Value.Run(Inputs(Ids), "loudness"));

        Assert.Contains("loudness", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IdsBeyondTheTable_Throw() => Assert.Throws<OrtException>(() => Heart.Value.Run(Inputs([0, 999, 0]), "f0"));

    [Fact]
    public void FileThatIsNoModel_IsNamedInTheError()
    {
        var error = Assert.Throws<OrtException>(() => OrtModel.Load("not a model"u8, "voice.onnx"));

        Assert.StartsWith("voice.onnx cannot be loaded as an ONNX model: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsNamedInTheError() =>
        Assert.Contains("nowhere.onnx does not exist", Assert.Throws<OrtException>(() => OrtModel.Load("nowhere.onnx")).Message, StringComparison.Ordinal);

    [Fact]
    public void ValuesThatDoNotFillTheShape_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new OrtTensor(new float[5], 2, 3));

    private static (string, OrtTensor)[] Inputs(long[] ids) =>
        [("ids", new OrtTensor(ids, 1, ids.Length)), ("speed", new OrtTensor(NormalSpeed, 1))];
}
