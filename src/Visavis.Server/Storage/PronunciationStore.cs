using System.Collections.Concurrent;
using System.Text.Json;
using Dapper;
using Visavis.Engine.Text;

namespace Visavis.Server.Storage;

/// <summary>How each space wants words to be said.</summary>
public sealed class PronunciationStore(Database database, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, PronunciationList> _lists = new();

    public PronunciationList Of(string space) => _lists.GetOrAdd(space, Load);

    /// <summary>Replaces a space's list; sessions that live keep the one they began with.</summary>
    public async Task ReplaceAsync(string space, PronunciationList list)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(connection =>
        {
            connection.Execute("INSERT OR IGNORE INTO spaces (id, created_at) VALUES (@space, @now)", new { space, now });
            connection.Execute(
                """
                INSERT INTO pronunciations (space_id, entries, updated_at) VALUES (@space, @entries, @now)
                ON CONFLICT (space_id) DO UPDATE SET entries = excluded.entries, updated_at = excluded.updated_at
                """,
                new { space, entries = JsonSerializer.Serialize(list.Entries), now });
        }).ConfigureAwait(false);
        _lists[space] = list;
    }

    private PronunciationList Load(string space)
    {
        using var connection = database.Connect();
        var entries = connection.QuerySingleOrDefault<string>("SELECT entries FROM pronunciations WHERE space_id = @space", new { space });
        return entries is null ? PronunciationList.Empty : new PronunciationList(JsonSerializer.Deserialize<List<PronunciationEntry>>(entries)!);
    }
}
