using Visavis.Engine;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.Folders;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Remote;
using Visavis.Server.Sessions;

namespace Visavis.Server.Commands;

/// <summary><c>voice-check FOLDER</c>: a child of the server that tries a voice and prints one line; see <see cref="VoiceCheck"/>.</summary>
internal static class VoiceCheckCommand
{
    public static async Task<int> RunAsync(string folder)
    {
        using var espeak = new EspeakWorkerPool(StageVoices.EspeakProgram(), 1, TimeProvider.System);
        using var remote = RemoteSpeechEngine.NewClient();
        using var pronouncers = new Pronouncers(Path.Combine(AssetFolders.Voices, "heart"));
        // Variants of heart and remote voices are not tried: the one is known, the other may be down.
        var parts = new VoiceParts(espeak, _ => throw Untried(), pronouncers, () => throw Untried(), _ => null, remote, TimeProvider.System);
        return await VoiceCheck.RunAsync(folder, parts, Console.Out).ConfigureAwait(false);
    }

    private static SpeechException Untried() => new("Voices of this family are not tried.");
}
