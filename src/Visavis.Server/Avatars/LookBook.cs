using System.Collections.Concurrent;
using Visavis.Engine.Render;
using Visavis.Server.Api;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Avatars;

/// <summary>All looks that a space can show: the built-in ones, and its own, whose packs are read when they are first asked for.</summary>
public sealed class LookBook(Stage stage, AvatarStore rows, LookFolders folders, LookProgress progress)
{
    /// <summary>Rigs of some 6 MB that stay in memory; who was not shown for longest leaves. Sessions that show one keep it.</summary>
    private const int MostRigs = 32;

    private readonly ConcurrentDictionary<string, Task<AvatarRig>> _rigs = new();
    private readonly ConcurrentQueue<string> _order = new();

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

    /// <summary>What a look is painted from.</summary>
    public async Task<AvatarRig> RigAsync(string id)
    {
        var loading = _rigs.GetOrAdd(id, key =>
        {
            _order.Enqueue(key);
            return Task.Run(() => AvatarRig.Load(folders.Pack(key)));
        });
        while (_rigs.Count > MostRigs && _order.TryDequeue(out var oldest))
        {
            _rigs.TryRemove(oldest, out _);
        }
        try
        {
            return await loading.ConfigureAwait(false);
        }
        catch
        {
            _rigs.TryRemove(id, out _);
            throw;
        }
    }

    public void Forget(string id) => _rigs.TryRemove(id, out _);
}
