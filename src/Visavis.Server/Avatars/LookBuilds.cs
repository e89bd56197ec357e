using System.Threading.Channels;
using Visavis.Engine;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Session;
using Visavis.Server.Api;
using Visavis.Server.Storage;

namespace Visavis.Server.Avatars;

/// <summary>
/// Makes looks, a few at a time (look_builds), at low priority. What a killed server left unmade is made at the next start, and folders of looks
/// that are no more are deleted.
/// </summary>
public sealed class LookBuilds(AvatarStore rows, LookFolders folders, LookProgress progress, ClipDecoder clips, ServerOptions options, TimeProvider time, ILogger<LookBuilds> log) : BackgroundService
{
    private const string Nobody = "rehearsal";

    /// <summary>As many as spaces may wait for; the store's limit on looks bounds it.</summary>
    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>();

    private readonly CancellationTokenSource _wanted = new();

    /// <summary>Puts a look, whose picture is in its place, behind those that wait.</summary>
    public void Enqueue(string look)
    {
        _wanted.Cancel();
        _waiting.Writer.TryWrite(look);
    }

    /// <summary>
    /// Makes a look for nobody out of a presenter's picture and throws it away: it compiles and loads what the first look would wait for,
    /// some 2 s. Broken off as soon as somebody wants a look.
    /// </summary>
    public void Rehearse() => _waiting.Writer.TryWrite(Nobody);

    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    /// <summary>Looks through what the last run left before the first request can add to it.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Sweep();
        rows.Unbuilt().ForEach(look => Enqueue(look.Id));
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var models = FaceModels.Load(AssetFolders.Faces);
        var decoder = new PictureDecoder(new PictureDecoderOptions { LargestBytes = options.PictureBytes }, time);
        var builder = new PackBuilder(models, AssetFolders.Avatars, decoder, clips);
        await Task.WhenAll(Enumerable.Range(0, options.LookBuilds).Select(_ => BuildAllAsync(builder, stoppingToken))).ConfigureAwait(false);
    }

    private async Task BuildAllAsync(PackBuilder builder, CancellationToken stop)
    {
        await foreach (var id in _waiting.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            try
            {
                if (id == Nobody)
                {
                    await RehearseAsync(builder, stop).ConfigureAwait(false);
                }
                else if (rows.Look(id) is { Status: StoredLook.Processing } look)
                {
                    await BuildAsync(builder, look, stop).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A full disk for instance: the next start tries this look again, and the others are made meanwhile.
                log.LookFailed(e, id);
            }
        }
    }

    private async Task RehearseAsync(PackBuilder builder, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_wanted.Token, stop);
        try
        {
            var presenter = Directory.GetDirectories(AssetFolders.Avatars).Order(StringComparer.Ordinal).First();
            File.Copy(Path.Combine(presenter, "base.png"), folders.Source(Nobody), overwrite: true);
            await builder.BuildPhotoAsync(folders.Source(Nobody), folders.Pack(Nobody), new PackCard(Nobody, Nobody, null, null), null, either.Token).ConfigureAwait(false);
            await PreviewClip.WriteAsync(AvatarRig.Load(folders.Pack(Nobody)), folders.Clip(Nobody)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Somebody's look takes over.
        }
        finally
        {
            folders.Delete(Nobody);
        }
    }

    private async Task BuildAsync(PackBuilder builder, StoredLook look, CancellationToken stop)
    {
        try
        {
            progress.Set(look.Id, new PackProgress(LookProgress.Waiting, 0));
            var card = new PackCard(look.Id, look.Name, null, look.DefaultVoiceId);
            var steps = new Steps(step => progress.Set(look.Id, step));
            // A pack that was whole when the server was killed needs only its row.
            if (!Directory.Exists(folders.Pack(look.Id)))
            {
                var (source, pack) = (folders.Source(look.Id), folders.Pack(look.Id));
                await (look.Type == AvatarsApi.DigitalTwin
                    ? builder.BuildMotionAsync(source, pack, card, steps, stop)
                    : builder.BuildPhotoAsync(source, pack, card, steps, stop)).ConfigureAwait(false);
            }
            await PreviewClip.WriteAsync(AvatarRig.Load(folders.Pack(look.Id)), folders.Clip(look.Id)).ConfigureAwait(false);
            await FinishAsync(look).ConfigureAwait(false);
        }
        catch (PortraitException refusal)
        {
            await FailAsync(look, refusal.Code, refusal.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LookFailed(e, look.Id);
            await FailAsync(look, "internal_error", "The look could not be made. The server's log says more; try another photo or clip.").ConfigureAwait(false);
        }
        finally
        {
            progress.End(look.Id);
        }
    }

    private async Task FinishAsync(StoredLook look)
    {
        // Deleted, or refused by the person shown, meanwhile: nothing may stay.
        if (!await rows.FinishAsync(look.Id, options.NeedsConsent(look.Type)).ConfigureAwait(false))
        {
            folders.Delete(look.Id);
            return;
        }
        File.Delete(folders.Source(look.Id));
        log.LookMade(look.Id);
    }

    private async Task FailAsync(StoredLook look, string code, string message)
    {
        await rows.FailAsync(look.Id, code, message).ConfigureAwait(false);
        folders.Delete(look.Id);
    }

    private void Sweep()
    {
        var known = rows.LookIds();
        foreach (var id in folders.Ids().Where(id => !known.Contains(id)).ToList())
        {
            folders.Delete(id);
        }
    }

    private sealed class Steps(Action<PackProgress> report) : IProgress<PackProgress>
    {
        public void Report(PackProgress value) => report(value);
    }
}
