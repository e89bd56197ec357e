using Dapper;
using Microsoft.Data.Sqlite;

namespace Visavis.Server.Storage;

/// <summary>How a text came in.</summary>
public enum TextKind
{
    /// <summary>The text a session was created with.</summary>
    Seed,

    /// <summary>Text sent later.</summary>
    Delta,

    /// <summary>What was to be said next after a barge-in; it begins by dropping what was not said yet.</summary>
    Interrupt,
}

/// <summary>One accepted text.</summary>
/// <param name="SessionId">The session it belongs to.</param>
/// <param name="Seq">Its place in the session, from 0.</param>
/// <param name="Kind">How it came in.</param>
/// <param name="Text">The text as sent.</param>
/// <param name="Final">Whether it is the session's last.</param>
public sealed record LoggedText(string SessionId, int Seq, TextKind Kind, string Text, bool Final);

/// <summary>The append-only log of accepted texts.</summary>
public sealed class TextLog(Database database, TimeProvider time)
{
    /// <summary>Returns when the text would survive a killed process; only then may its sender be told that it is accepted.</summary>
    public Task AppendAsync(LoggedText text)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return database.WriteAsync(connection => Insert(connection, text, now));
    }

    /// <summary>The texts of a session in the order they were accepted.</summary>
    public List<LoggedText> Read(string sessionId)
    {
        using var connection = database.Connect();
        return connection
            .Query<(int Seq, string Kind, string Text, bool Final)>(
                "SELECT seq, kind, text, final FROM texts WHERE session_id = @sessionId ORDER BY seq", new { sessionId })
            .Select(row => new LoggedText(sessionId, row.Seq, Enum.Parse<TextKind>(row.Kind), row.Text, row.Final))
            .ToList();
    }

    internal static void Insert(SqliteConnection connection, LoggedText text, long now) => connection.Execute(
        "INSERT INTO texts (session_id, seq, kind, text, final, created_at) VALUES (@SessionId, @Seq, @kind, @Text, @Final, @now)",
        new { text.SessionId, text.Seq, kind = text.Kind.ToString(), text.Text, text.Final, now });
}
