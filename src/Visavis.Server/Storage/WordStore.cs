using Dapper;
using Visavis.Engine.Session;

namespace Visavis.Server.Storage;

/// <summary>The words that sessions have said, for readers who come when the session is over.</summary>
public sealed class WordStore(Database database, TimeProvider time)
{
    /// <summary>Writes the words of <paramref name="track"/> as they come; returns when the words have ended and all are kept.</summary>
    public async Task FollowAsync(string sessionId, WordTrack track, CancellationToken cancellation)
    {
        var kept = 0;
        while (true)
        {
            await track.WaitAsync(kept, cancellation).ConfigureAwait(false);
            // The end is read before the words: words that come in between are taken by the next round.
            var ended = track.End is not null;
            var words = track.Since(kept);
            if (words.Length > 0)
            {
                await AddAsync(sessionId, kept, words).ConfigureAwait(false);
                kept += words.Length;
            }
            else if (ended)
            {
                return;
            }
        }
    }

    /// <summary>The words of a session in the order they were said.</summary>
    public TimedWord[] Read(string sessionId)
    {
        using var connection = database.Connect();
        return connection
            .Query<(string Word, double Start, double End)>(
                "SELECT word, start_seconds, end_seconds FROM words WHERE session_id = @sessionId ORDER BY seq", new { sessionId })
            .Select(row => new TimedWord(row.Word, row.Start, row.End))
            .ToArray();
    }

    private Task AddAsync(string sessionId, int first, TimedWord[] words)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = words.Select((word, i) => new { sessionId, seq = first + i, word.Word, word.Start, word.End, now }).ToArray();
        return database.WriteAsync(connection => connection.Execute(
            """
            INSERT INTO words (session_id, seq, word, start_seconds, end_seconds, created_at)
            VALUES (@sessionId, @seq, @Word, @Start, @End, @now)
            """,
            rows));
    }
}
