using Visavis.Engine.Render;
using Visavis.Server.Api;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Avatars;

/// <summary>All looks that a space can show: the built-in ones, and its own, whose packs are read when they are first asked for.</summary>
public sealed class LookBook(Stage stage, AvatarStore rows, LookFolders folders, LookProgress progress, ServerOptions options, ILogger<LookBook> log)
{
    private readonly Lock _gate = new();

    // Who was shown last stands last.
    private readonly LinkedList<(string Id, Task<AvatarRig> Rig)> _rigs = [];

    /// <summary>A look that can be shown now.</summary>
    /// <exception cref="ApiException">The space has no such look, or it is not ready; the message says which.</exception>
    public async Task<Look> RequireAsync(string space, string id)
    {
        if (stage.Look(id) is { } builtIn)
        {
            return builtIn;
        }
        var look = rows.Look(space, id) ?? throw ApiException.AvatarNotFound();
        return look.Status switch
        {
            StoredLook.Completed => new Look(await RigAsync(look.Id).ConfigureAwait(false), look.GroupId),
            StoredLook.Processing => throw ApiException.Invalid("avatar_id", $"The look is being made ({progress.Of(id)?.Share ?? 0:P0}): ask for it again when its status is completed."),
            StoredLook.PendingConsent => throw ApiException.Invalid("avatar_id", $"The person shown has not agreed yet: POST /v3/avatars/{look.GroupId}/consent gives the page on which they can."),
            _ => throw ApiException.Invalid("avatar_id", $"The look could not be made: {look.ErrorMessage}"),
        };
    }

    public void Forget(string id)
    {
        lock (_gate)
        {
            Take(id);
        }
    }

    /// <summary>What a look is painted from; sessions that show one that leaves keep it.</summary>
    private async Task<AvatarRig> RigAsync(string id)
    {
        Task<AvatarRig> loading;
        lock (_gate)
        {
            loading = Take(id) ?? Task.Run(() => AvatarRig.Load(folders.Pack(id)));
            _rigs.AddLast((id, loading));
            while (_rigs.Count > options.LooksInMemory)
            {
                _rigs.RemoveFirst();
            }
        }
        try
        {
            return await loading.ConfigureAwait(false);
        }
        catch (Exception damage)
        {
            Forget(id);
            log.LookDamaged(damage, id);
            throw ApiException.Damaged("The look's files cannot be read: delete the look and make it again. The server's log says more.");
        }
    }

    private Task<AvatarRig>? Take(string id)
    {
        for (var node = _rigs.First; node is not null; node = node.Next)
        {
            if (node.Value.Id == id)
            {
                _rigs.Remove(node);
                return node.Value.Rig;
            }
        }
        return null;
    }
}
