using System.Text;
using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Hls;
using Visavis.Engine.Render;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;

namespace Visavis.Engine.Tests.Session;

/// <summary>Presenter, voice and threads that the sessions of these tests share; all real.</summary>
public sealed class Studio : IDisposable
{
    private readonly HeartModel _model = HeartModel.Load(Path.Combine(AssetFolders.Voices, "heart"));
    private readonly Pronouncer _pronouncer = Pronouncer.Load(Path.Combine(AssetFolders.Voices, "heart"));

    public Studio() => Voice = new HeartSpeechEngine(_model, HeartVariant.Heart, _pronouncer);

    public AvatarRig Rig { get; } = AvatarRig.Load(Path.Combine(AssetFolders.Avatars, "nora"));

    public ISpeechEngine Voice { get; }

    public DeadlinePool Pool { get; } = new();

    public void Dispose()
    {
        Pool.Dispose();
        _model.Dispose();
        _pronouncer.Dispose();
    }
}

/// <summary>How these tests watch a session.</summary>
internal static class Watching
{
    /// <summary>Waits until so many seconds are published, without moving the clock.</summary>
    public static async Task ReachAsync(this AvatarSession session, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Assert.Equal(HlsOutcome.Found, (await session.Hls.MediaPlaylistAsync(second, null, skip: false, default)).Outcome);
        }
    }

    /// <summary>Lets the wall clock run a part at a time, each when the one before is published.</summary>
    public static async Task PlayAsync(this AvatarSession session, FakeTimeProvider time, Func<bool> until)
    {
        for (var steps = 0; !until(); steps++)
        {
            Assert.True(steps < 200, "It did not happen in 40 s of media.");
            var parts = (long)Math.Round(session.Hls.Duration.Seconds * 5);
            var next = session.Hls.MediaPlaylistAsync(parts / 5, (int)(parts % 5), skip: false, default);
            time.Advance(TimeSpan.FromSeconds(0.2));
            await next;
        }
    }

    public static async Task<string> PlaylistAsync(this AvatarSession session) =>
        Encoding.UTF8.GetString((await session.Hls.MediaPlaylistAsync(null, null, skip: false, default)).Body.Span);

    /// <summary>All segments as one file.</summary>
    public static async Task<byte[]> FileAsync(this AvatarSession session)
    {
        var file = new List<byte>(session.Hls.Init.ToArray());
        for (var second = 0; second < Math.Ceiling(session.Hls.Duration.Seconds); second++)
        {
            file.AddRange((await session.Hls.MediaAsync($"seg{second}.m4s", default)).Body.ToArray());
        }
        return [.. file];
    }
}
