using Visavis.Engine.Speech.Folders;

namespace Visavis.Server.Sessions;

/// <summary>Logs what becomes of voice folders while the server runs, and how they stand at its start.</summary>
internal sealed class VoiceLog(Stage stage, ServerOptions options, ILogger<VoiceLog> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var state in stage.Speech.Folders.Where(state => state.Fault is not null || state.Voices.Count > 0))
        {
            Tell(state);
        }
        foreach (var id in options.ScriptFallbackVoices.Where(id => stage.Voice(id) is null))
        {
            log.FallbackMissing(id);
        }
        stage.Speech.Changed += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        stage.Speech.Changed -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(VoiceFolderState state)
    {
        if (state.Fault is { } fault)
        {
            log.VoiceFolderRefused(state.Id, fault);
        }
        else if (state.Voices.Count > 0)
        {
            log.VoiceFolderReady(state.Id, state.Voices.Count);
        }
        else
        {
            log.VoiceFolderGone(state.Id);
        }
    }
}
