using Visavis.Engine;
using Visavis.Engine.Render;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Server;
using Visavis.Server.Sessions;

namespace Visavis.Benchmarks;

/// <summary>The engine as the server loads it, warmed up.</summary>
internal sealed class EngineParts(Stage stage) : IAsyncDisposable
{
    public AvatarRig Rig => stage.Looks[0].Rig;

    public ISpeechEngine Voice => stage.Voices[0].Engine;

    public static async Task<EngineParts> LoadAsync() => new(await Stage.LoadAsync(new ServerOptions()));

    /// <summary>A session of the first presenter in its default voice.</summary>
    public AvatarSession NewSession(SessionKind kind) =>
        stage.NewSession(stage.Looks[0], stage.Voices[0], new SessionOptions { Kind = kind, MediaFile = Path.GetTempFileName() }, TimeProvider.System);

    public ValueTask DisposeAsync() => stage.DisposeAsync();
}
