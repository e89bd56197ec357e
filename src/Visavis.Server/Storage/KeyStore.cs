using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Visavis.Server.Storage;

/// <summary>What is known of a key; the key itself is shown once, when it is made.</summary>
public sealed record ApiKey(string Id, string Space, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>API keys and the spaces they belong to.</summary>
public sealed class KeyStore(Database database, TimeProvider time)
{
    /// <summary>The space of the first key.</summary>
    public const string DefaultSpace = "default";

    /// <summary>Makes a key of 256 random bits. The returned secret is not kept anywhere.</summary>
    public async Task<(ApiKey Key, string Secret)> AddAsync(string name, string space)
    {
        var secret = "vv_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (await AddAsync(name, space, secret).ConfigureAwait(false), secret);
    }

    /// <summary>Makes sure that <paramref name="secret"/> is a valid key of the default space.</summary>
    public async Task EnsureAsync(string name, string secret)
    {
        if (Find(secret) is null)
        {
            await AddAsync(name, DefaultSpace, secret).ConfigureAwait(false);
        }
    }

    /// <summary>Whether any key, valid or revoked, was ever made.</summary>
    public bool Any()
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM keys)");
    }

    /// <summary>The valid key with this secret.</summary>
    public ApiKey? Find(string secret)
    {
        var hash = Hash(secret);
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>(SelectKeys + " WHERE hash = @hash AND revoked_at IS NULL", new { hash });
        // The index has compared already; this one takes the same time wherever the bytes differ.
        return row is not null && CryptographicOperations.FixedTimeEquals(row.Hash, hash) ? row.ToKey() : null;
    }

    public List<ApiKey> List()
    {
        using var connection = database.Connect();
        return connection.Query<Row>(SelectKeys + " ORDER BY created_at, id").Select(row => row.ToKey()).ToList();
    }

    /// <summary>Ends a key's validity at once.</summary>
    /// <returns>False if there is no valid key with this id.</returns>
    public async Task<bool> RevokeAsync(string id)
    {
        var changed = 0;
        await database.WriteAsync(connection => changed = connection.Execute(
            "UPDATE keys SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL", new { id, now = Now() })).ConfigureAwait(false);
        return changed > 0;
    }

    private const string SelectKeys = "SELECT id, space_id AS Space, name, hash, created_at AS CreatedAt, revoked_at AS RevokedAt FROM keys";

    private async Task<ApiKey> AddAsync(string name, string space, string secret)
    {
        var row = new { id = "key_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), space, name, hash = Hash(secret), now = Now() };
        await database.WriteAsync(connection =>
        {
            connection.Execute("INSERT OR IGNORE INTO spaces (id, created_at) VALUES (@space, @now)", row);
            // Only a revoked key with the same secret can be there: it is valid again.
            connection.Execute(
                """
                INSERT INTO keys (id, space_id, name, hash, created_at) VALUES (@id, @space, @name, @hash, @now)
                ON CONFLICT (hash) DO UPDATE SET revoked_at = NULL
                """,
                row);
        }).ConfigureAwait(false);
        return new ApiKey(row.id, space, name, DateTimeOffset.FromUnixTimeMilliseconds(row.now), null);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Space { get; init; } = "";

        public string Name { get; init; } = "";

        public byte[] Hash { get; init; } = [];

        public long CreatedAt { get; init; }

        public long? RevokedAt { get; init; }

        public ApiKey ToKey() => new(
            Id,
            Space,
            Name,
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            RevokedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }
}
