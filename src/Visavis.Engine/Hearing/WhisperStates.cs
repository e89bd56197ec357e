using Visavis.Engine.Native;

namespace Visavis.Engine.Hearing;

/// <summary>A window of sound as the decoder attends to it: the window's own states, then those of silence.</summary>
/// <param name="Keys">[6, 8, 64, states].</param>
/// <param name="Values">[6, 8, states, 64].</param>
/// <param name="Bias">[states], added to every attention score.</param>
/// <param name="Count">All states, silence included.</param>
/// <param name="OwnCount">States of the window with its padding.</param>
/// <param name="SoundCount">States of the window without its padding, 50 a second.</param>
internal sealed record WhisperStates(OrtValue Keys, OrtValue Values, OrtValue Bias, int Count, int OwnCount, int SoundCount) : IDisposable
{
    public void Dispose()
    {
        Keys.Dispose();
        Values.Dispose();
        Bias.Dispose();
    }
}
