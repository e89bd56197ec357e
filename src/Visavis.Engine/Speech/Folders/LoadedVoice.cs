using System.Collections.Concurrent;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Folders;

/// <summary>A loaded model and the engines of its speakers.</summary>
/// <param name="engineOf">Makes the engine of a speaker.</param>
/// <param name="owned">What goes with it.</param>
internal sealed class LoadedVoice(Func<string?, ISpeechEngine> engineOf, IDisposable? owned = null) : IDisposable
{
    private readonly ConcurrentDictionary<string, ISpeechEngine> _engines = new();

    public ISpeechEngine Engine(string? speaker) => _engines.GetOrAdd(speaker ?? "", _ => engineOf(speaker));

    public void Dispose() => owned?.Dispose();
}

/// <summary>A voice of a folder: its model is loaded with the first clause, which waits for it.</summary>
/// <param name="entry">Which of the folder's voices.</param>
/// <param name="model">Shared by all voices of the folder.</param>
internal sealed class FolderSpeechEngine(VoiceEntry entry, LoadedOnUse<LoadedVoice> model) : ISpeechEngine
{
    /// <summary>Told by its language, since no model is to be loaded for a question.</summary>
    public bool CanRead(string text) => Espeak.EspeakScripts.CanRead(entry.Script, text);

    public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) =>
        new(model.UseAsync(loaded => loaded.Engine(entry.Speaker).SpeakAsync(clause, cancellation), cancellation));
}
