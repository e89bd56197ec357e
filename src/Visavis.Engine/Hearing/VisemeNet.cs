using Visavis.Engine.Native;

namespace Visavis.Engine.Hearing;

/// <summary>
/// The net that hears what a mouth does, in any language; shared by all streams and safe to run from many threads. Its outputs
/// belong to the middle of its input: it sees <see cref="Context"/> frames on either side.
/// </summary>
public sealed class VisemeNet : IDisposable
{
    /// <summary>Frames of 10 ms that the net looks back and ahead.</summary>
    public const int Context = 12;

    internal const int StateSize = 256;

    private const int Classes = VisemeScores.Count, PoseSize = 4;

    private readonly OrtModel _model;

    private VisemeNet(OrtModel model, MelBank bank) => (_model, Bank) = (model, bank);

    public MelBank Bank { get; }

    /// <param name="folder">Holds viseme.onnx and mel80.f32.</param>
    /// <exception cref="OrtException">The runtime or the model is missing.</exception>
    public static VisemeNet Load(string folder) =>
        new(OrtModel.Load(Path.Combine(folder, "viseme.onnx")), MelBank.Load(Path.Combine(folder, "mel80.f32")));

    /// <summary>Runs the net over the frames of <paramref name="mel"/> (80 bands each) but the context at both ends.</summary>
    /// <param name="mel">Log mel frames, two contexts more than come out.</param>
    /// <param name="state">What the last run left, zeros at first; filled with what this one leaves.</param>
    /// <param name="output">Gets one frame for every frame between the contexts.</param>
    internal void Run(ReadOnlyMemory<float> mel, Memory<float> state, List<VisemeFrame> output)
    {
        var count = mel.Length / MelBank.Bands - 2 * Context;
        using var results = _model.Evaluate(
            [
                ("mel", new OrtTensor(mel, 1, count + 2 * Context, MelBank.Bands)),
                ("state", new OrtTensor(state, 1, 1, StateSize)),
            ],
            "logits", "pose", "closed", "state_out");
        results.Floats(3).CopyTo(state.Span);
        var logits = results.Floats(0);
        var pose = results.Floats(1);
        var closed = results.Floats(2);
        for (var i = 0; i < count; i++)
        {
            var at = PoseSize * i;
            output.Add(new VisemeFrame(
                LogSoftmax(logits.Slice(Classes * i, Classes)), new MouthPose(pose[at], pose[at + 1], pose[at + 2], pose[at + 3]), closed[i]));
        }
    }

    public void Dispose() => _model.Dispose();

    private static VisemeScores LogSoftmax(ReadOnlySpan<float> logits)
    {
        var most = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            most = MathF.Max(most, logit);
        }
        var sum = 0f;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - most);
        }
        var scores = default(VisemeScores);
        for (var i = 0; i < Classes; i++)
        {
            scores[i] = logits[i] - most - MathF.Log(sum);
        }
        return scores;
    }
}
