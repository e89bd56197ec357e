using System.Buffers.Text;
using System.Security.Cryptography;
using Visavis.Server.Storage;

namespace Visavis.Server.Assets;

/// <summary>The files that clients uploaded: rows and contents, kept together through crashes and concurrent deletion.</summary>
public sealed class AssetLibrary(AssetStore rows, ContentFiles contents, IncomingFiles incoming, ServerOptions options, TimeProvider time)
{
    /// <summary>Keeps a complete file; its asset survives a killed process when this returns.</summary>
    /// <exception cref="QuotaException">The space would hold more than it may.</exception>
    public async Task<StoredAsset> AddAsync(string space, string owner, string name, FileType type, IncomingFile file)
    {
        var asset = new StoredAsset
        {
            Id = "asset_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Space = space,
            Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)),
            Name = FileNames.Harmless(name),
            MimeType = type.MimeType,
            SizeBytes = file.Length,
            Hash = file.Hash,
            Owner = owner,
            CreatedAt = time.GetUtcNow(),
        };
        using var lease = contents.Lease(asset.Hash);
        contents.Keep(file);
        var (kept, used) = await rows.AddAsync(asset, options.AssetsBytesPerSpace).ConfigureAwait(false);
        return kept ? asset : throw new QuotaException(used);
    }

    /// <summary>Throws if the space cannot take <paramref name="bytes"/> more, before they are received.</summary>
    /// <exception cref="QuotaException">It cannot.</exception>
    public void RequireRoom(string space, long bytes)
    {
        var used = rows.UsedBytes(space);
        if (used + bytes > options.AssetsBytesPerSpace)
        {
            throw new QuotaException(used);
        }
    }

    public StoredAsset? Find(string space, string id) => rows.Find(space, id);

    public StoredAsset? FindByToken(string token) => rows.FindByToken(token);

    /// <summary>The content of an asset, which stays readable until the lease is given back, even if the asset is deleted.</summary>
    /// <returns>Null if it was deleted meanwhile.</returns>
    public ContentLease? Open(StoredAsset asset)
    {
        var lease = contents.Lease(asset.Hash);
        if (File.Exists(lease.Path))
        {
            return lease;
        }
        lease.Dispose();
        return null;
    }

    /// <returns>False if the space has no such asset.</returns>
    public async Task<bool> DeleteAsync(string space, string id)
    {
        if (rows.Find(space, id) is not { } asset)
        {
            return false;
        }
        using var lease = contents.Lease(asset.Hash);
        return await rows.DeleteAsync(asset).ConfigureAwait(false);
    }

    /// <summary>Deletes what a crash or a foreign hand left: half-received files, contents without rows, rows without content.</summary>
    public async Task SweepAsync()
    {
        incoming.DeleteLost();
        foreach (var hash in contents.OnDisk())
        {
            // Giving it back deletes what no row names.
            contents.Lease(hash).Dispose();
        }
        foreach (var hash in rows.Contents())
        {
            using var lease = contents.Lease(hash);
            if (!File.Exists(lease.Path))
            {
                await rows.DeleteByContentAsync(hash).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>A space holds as many bytes as it may.</summary>
public sealed class QuotaException(long usedBytes) : Exception
{
    public long UsedBytes { get; } = usedBytes;
}
