using Dapper;

namespace Visavis.Server.Storage;

/// <summary>What is kept of an uploaded file beside its bytes.</summary>
public sealed record StoredAsset
{
    public required string Id { get; init; }

    public required string Space { get; init; }

    /// <summary>What its public address is found by; nobody can guess it.</summary>
    public required string Token { get; init; }

    /// <summary>As the client called it, made harmless; only shown.</summary>
    public required string Name { get; init; }

    public required string MimeType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of the bytes, which lie under it.</summary>
    public required string Hash { get; init; }

    /// <summary>The name of the key that uploaded it.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The rows of the assets. Equal contents have a row each and the same hash.</summary>
public sealed class AssetStore(Database database)
{
    private const string Select =
        """
        SELECT id, space_id AS Space, token, name, mime_type AS MimeType, size_bytes AS SizeBytes, hash, owner, created_at AS CreatedAt
        FROM assets
        """;

    /// <summary>Keeps an asset unless its space would hold more than <paramref name="quota"/> bytes.</summary>
    /// <returns>Whether it was kept, and the bytes of the space before.</returns>
    public async Task<(bool Kept, long UsedBytes)> AddAsync(StoredAsset asset, long quota)
    {
        var (kept, used) = (false, 0L);
        await database.WriteAsync(connection =>
        {
            used = connection.ExecuteScalar<long>("SELECT coalesce(sum(size_bytes), 0) FROM assets WHERE space_id = @Space", asset);
            kept = used + asset.SizeBytes <= quota;
            if (kept)
            {
                connection.Execute(
                    """
                    INSERT INTO assets (id, space_id, token, name, mime_type, size_bytes, hash, owner, created_at)
                    VALUES (@Id, @Space, @Token, @Name, @MimeType, @SizeBytes, @Hash, @Owner, @created)
                    """,
                    new
                    {
                        asset.Id,
                        asset.Space,
                        asset.Token,
                        asset.Name,
                        asset.MimeType,
                        asset.SizeBytes,
                        asset.Hash,
                        asset.Owner,
                        created = asset.CreatedAt.ToUnixTimeMilliseconds(),
                    });
            }
        }).ConfigureAwait(false);
        return (kept, used);
    }

    public StoredAsset? Find(string space, string id) => Single(" WHERE id = @key AND space_id = @space", id, space);

    public StoredAsset? FindByToken(string token) => Single(" WHERE token = @key", token);

    public long UsedBytes(string space)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long>("SELECT coalesce(sum(size_bytes), 0) FROM assets WHERE space_id = @space", new { space });
    }

    /// <summary>Whether any asset has the content with this hash.</summary>
    public bool HasContent(string hash)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM assets WHERE hash = @hash)", new { hash });
    }

    /// <summary>The hashes of all contents, each once.</summary>
    public List<string> Contents()
    {
        using var connection = database.Connect();
        return connection.Query<string>("SELECT DISTINCT hash FROM assets").ToList();
    }

    /// <returns>False if it was deleted before.</returns>
    public async Task<bool> DeleteAsync(StoredAsset asset)
    {
        var deleted = 0;
        await database.WriteAsync(connection => deleted = connection.Execute("DELETE FROM assets WHERE id = @Id", asset)).ConfigureAwait(false);
        return deleted > 0;
    }

    /// <summary>Deletes the assets whose content is lost.</summary>
    public Task DeleteByContentAsync(string hash) =>
        database.WriteAsync(connection => connection.Execute("DELETE FROM assets WHERE hash = @hash", new { hash }));

    private StoredAsset? Single(string where, string key, string space = "")
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<Row>(Select + where, new { key, space })?.ToAsset();
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Space { get; init; } = "";

        public string Token { get; init; } = "";

        public string Name { get; init; } = "";

        public string MimeType { get; init; } = "";

        public long SizeBytes { get; init; }

        public string Hash { get; init; } = "";

        public string Owner { get; init; } = "";

        public long CreatedAt { get; init; }

        public StoredAsset ToAsset() => new()
        {
            Id = Id,
            Space = Space,
            Token = Token,
            Name = Name,
            MimeType = MimeType,
            SizeBytes = SizeBytes,
            Hash = Hash,
            Owner = Owner,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        };
    }
}
