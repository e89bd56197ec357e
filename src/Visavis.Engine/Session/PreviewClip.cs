using Visavis.Engine.Encode;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;

namespace Visavis.Engine.Session;

/// <summary>A few silent seconds of a look that listens, as an MP4 that any player takes.</summary>
public static class PreviewClip
{
    private const int Segments = 3;

    /// <summary>Writes 3 s to <paramref name="path"/>, which appears when it is whole; some 0.5 s of work that gives way to live sessions.</summary>
    public static async Task WriteAsync(AvatarRig rig, string path)
    {
        ArgumentNullException.ThrowIfNull(rig);
        using var worker = new QuietWorker();
        await worker.RunAsync(() => Write(rig, path)).ConfigureAwait(false);
    }

    private static void Write(AvatarRig rig, string path)
    {
        var part = path + ".part";
        using (var timeline = new SpeechTimeline(new FaceTrack(Seed(rig.Id), rig.Life)))
        using (var producer = new PartProducer(rig, timeline, Options(rig), TimeProvider.System))
        using (var file = File.Create(part))
        {
            file.Write(producer.Window.Init.Span);
            for (var at = MediaTime.Zero; at < MediaTime.FromSeconds(Segments); at += PartProducer.Part)
            {
                file.Write(producer.Produce(at).Bytes);
            }
        }
        File.Move(part, path, overwrite: true);
    }

    private static SessionOptions Options(AvatarRig rig) =>
        new() { Kind = SessionKind.TextStream, Video = new VideoEncoderOptions { Width = rig.Width, Height = rig.Height } };

    /// <summary>The same look always moves the same way.</summary>
    private static uint Seed(string id) => id.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619);
}
