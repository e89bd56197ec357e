using Dapper;
using Visavis.Engine.Session;

namespace Visavis.Server.Storage;

/// <summary>What is kept of a session.</summary>
public sealed record StoredSession
{
    public required string Id { get; init; }

    public required string Space { get; init; }

    public required SessionKind Kind { get; init; }

    public required string AvatarId { get; init; }

    public required string VoiceId { get; init; }

    public SessionStatus Status { get; init; }

    public SessionEnd? EndedBy { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>Sessions, live and finished.</summary>
public sealed class SessionStore(Database database, TimeProvider time)
{
    /// <summary>Keeps a new session together with its first text, in one commit.</summary>
    public Task AddAsync(StoredSession session, LoggedText first) => database.WriteAsync(connection =>
    {
        connection.Execute("INSERT OR IGNORE INTO spaces (id, created_at) VALUES (@Space, @now)", new { session.Space, now = Now() });
        connection.Execute(
            """
            INSERT INTO sessions (id, space_id, kind, avatar_id, voice_id, status, created_at)
            VALUES (@Id, @Space, @kind, @AvatarId, @VoiceId, @status, @now)
            """,
            new
            {
                session.Id,
                session.Space,
                kind = session.Kind.ToString(),
                session.AvatarId,
                session.VoiceId,
                status = nameof(SessionStatus.Streaming),
                now = Now(),
            });
        TextLog.Insert(connection, first, Now());
    });

    /// <summary>Keeps how a session ended.</summary>
    public Task EndAsync(string id, SessionStatus status, SessionEnd endedBy, string? message) => database.WriteAsync(connection =>
        connection.Execute(
            "UPDATE sessions SET status = @status, ended_by = @endedBy, error_message = @message, ended_at = @now WHERE id = @id",
            new { id, status = status.ToString(), endedBy = endedBy.ToString(), message, now = Now() }));

    public StoredSession? Find(string space, string id)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>(
            """
            SELECT kind, avatar_id AS AvatarId, voice_id AS VoiceId, status, ended_by AS EndedBy, error_message AS ErrorMessage
            FROM sessions WHERE id = @id AND space_id = @space
            """,
            new { id, space });
        return row is null ? null : new StoredSession
        {
            Id = id,
            Space = space,
            Kind = Enum.Parse<SessionKind>(row.Kind),
            AvatarId = row.AvatarId,
            VoiceId = row.VoiceId,
            Status = Enum.Parse<SessionStatus>(row.Status),
            EndedBy = row.EndedBy is { } end ? Enum.Parse<SessionEnd>(end) : null,
            ErrorMessage = row.ErrorMessage,
        };
    }

    /// <summary>Ends the sessions that were live when the last server was killed. Call before any session is made.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> EndOrphansAsync()
    {
        var ended = 0;
        await database.WriteAsync(connection => ended = connection.Execute(
            """
            UPDATE sessions SET status = 'Error', ended_by = 'Error', ended_at = @now,
                error_message = 'The server was interrupted while this session was live. Create a new session.'
            WHERE status IN ('Pending', 'Streaming')
            """,
            new { now = Now() })).ConfigureAwait(false);
        return ended;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record Row
    {
        public string Kind { get; init; } = "";

        public string AvatarId { get; init; } = "";

        public string VoiceId { get; init; } = "";

        public string Status { get; init; } = "";

        public string? EndedBy { get; init; }

        public string? ErrorMessage { get; init; }
    }
}
