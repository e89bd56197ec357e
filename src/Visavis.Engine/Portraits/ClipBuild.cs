using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Makes a pack whose base picture is a frame of a clip and which plays a loop of it.</summary>
internal sealed class ClipBuild(FaceModels models, string donors, ClipDecoder decoder, IProgress<PackProgress>? progress) : IDisposable
{
    /// <summary>Shares of the whole at which the stages end.</summary>
    private const double Tracked = .4, Looped = .5, Painted = .7, Aligned = .8, Encoded = .97;

    private const string FramesName = "frames.i420";

    private readonly QuietWorker _worker = new();

    /// <summary>What came of it, for whoever measures.</summary>
    internal LoopReport? Report { get; private set; }

    /// <exception cref="PortraitException">The clip will not do.</exception>
    public async Task WriteAsync(string clip, string folder, PackCard card, CancellationToken cancellation)
    {
        var (track, plan) = await PlanAsync(clip, cancellation).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        using var frames = await LoopFrames.ReadAsync(decoder, clip, plan, Path.Combine(folder, FramesName), cancellation).ConfigureAwait(false);
        Say("painting", Looped);
        await _worker.RunAsync(() => Write(track, plan, frames, folder, card, cancellation)).ConfigureAwait(false);
        Say("saving", 1);
    }

    public void Dispose() => _worker.Dispose();

    private async Task<(ClipTrack Track, LoopPlan Plan)> PlanAsync(string clip, CancellationToken cancellation)
    {
        Say("tracking", 0);
        var probe = await decoder.ProbeAsync(clip, cancellation).ConfigureAwait(false);
        var expected = (probe.Duration?.Seconds ?? 30) * ClipGraph.FramesPerSecond;
        var tracking = new ClipTracking(models);
        await foreach (var picture in decoder.DecodeAsync(clip, cancellation).ConfigureAwait(false))
        {
            await _worker.RunAsync(() => tracking.Add(picture)).ConfigureAwait(false);
            Say("tracking", Tracked * Math.Min(1, tracking.Count / expected));
        }
        Say("looping", Tracked);
        return await _worker.RunAsync(() =>
        {
            var track = tracking.Track;
            return (track, new LoopSearch(track).Find(ClipChecks.Runs(track, tracking.IsCrowded)));
        }).ConfigureAwait(false);
    }

    private void Write(ClipTrack track, LoopPlan plan, LoopFrames frames, string folder, PackCard card, CancellationToken cancellation)
    {
        var (number, portrait) = Base(track, plan, frames);
        cancellation.ThrowIfCancellationRequested();
        var shape = PortraitShape.Of(portrait, models.Basis);
        var donor = Donor.Nearest(donors, portrait, models);
        var patches = PatchSet.Paint(portrait, shape, donor, models, cancellation);
        var paint = LoopPaint.Of(portrait, shape, models.Topology);
        Say("painting", Painted);
        var alignment = new FaceAlignment(frames[number], portrait.Face, track.Places, models.Topology);
        var maps = LoopMaps.Of(plan, frames, track, alignment, done =>
        {
            cancellation.ThrowIfCancellationRequested();
            Say("painting", Painted + done * (Aligned - Painted));
        });
        var sizes = LoopWriter.Write(folder, plan, frames, done => Say("encoding", Aligned + done * (Encoded - Aligned)), cancellation);
        Say("saving", Encoded);
        PackWriter.Write(folder, card, portrait, patches, models.Topology, new LoopCard(sizes, maps));
        PngWriter.Write(Path.Combine(folder, LoopCard.PaintName), portrait.Picture.Width, portrait.Picture.Height, paint);
        cancellation.ThrowIfCancellationRequested();
        Report = new LoopReport(track, plan, number, alignment, maps, sizes);
    }

    /// <summary>The first of the best frames that passes the checks of photos.</summary>
    private (int Number, Portrait Portrait) Base(ClipTrack track, LoopPlan plan, LoopFrames frames)
    {
        FaceRefusal? refusal = null;
        foreach (var number in BaseFrame.Best(track, plan))
        {
            var picture = ClipPicture.Rgb(frames[number]);
            var face = new FaceReader(models).ReadAveraged(picture, track.Face(number));
            refusal = FaceChecks.Refusal(new FaceChecks(models).Measure(picture, face));
            if (refusal is null)
            {
                return (number, Portrait.Of(picture, face, models));
            }
        }
        throw ClipChecks.Refused(refusal!.Code);
    }

    private void Say(string stage, double share) => progress?.Report(new(stage, share));
}

/// <summary>What came of a build.</summary>
internal sealed record LoopReport(ClipTrack Track, LoopPlan Plan, int Base, FaceAlignment Alignment, IReadOnlyList<LoopMap> Maps, IReadOnlyList<int> Sizes);
