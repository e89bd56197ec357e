using Dapper;

namespace Visavis.Server.Storage;

/// <summary>A first answer, to be given again.</summary>
public sealed record StoredAnswer(int Status, byte[] Body);

/// <summary>First answers to requests that carry an Idempotency-Key, one for each space, route and key.</summary>
public sealed class ReplayStore(Database database, TimeProvider time)
{
    /// <summary>How long a first answer is given again (API.md).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public StoredAnswer? Find(string space, string route, string key)
    {
        var oldest = (time.GetUtcNow() - Lifetime).ToUnixTimeMilliseconds();
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<(int Status, byte[] Body)?>(
            "SELECT status, body FROM replays WHERE space_id = @space AND route = @route AND key = @key AND created_at > @oldest",
            new { space, route, key, oldest });
        return row is { } found ? new StoredAnswer(found.Status, found.Body) : null;
    }

    public Task AddAsync(string space, string route, string key, StoredAnswer answer)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return database.WriteAsync(connection => connection.Execute(
            "INSERT OR REPLACE INTO replays (space_id, route, key, status, body, created_at) VALUES (@space, @route, @key, @Status, @Body, @now)",
            new { space, route, key, answer.Status, answer.Body, now }));
    }
}
