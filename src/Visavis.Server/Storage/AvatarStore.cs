using Dapper;

namespace Visavis.Server.Storage;

/// <summary>A person, as a space named them.</summary>
public sealed record StoredGroup
{
    public string Id { get; init; } = "";

    public string Space { get; init; } = "";

    public string Name { get; init; } = "";

    public string? DefaultVoiceId { get; init; }

    /// <summary>Null (not asked for), pending, accepted or rejected.</summary>
    public string? ConsentStatus { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long CreatedAt { get; init; }
}

/// <summary>A look that a space made.</summary>
public sealed record StoredLook
{
    public const string Processing = "processing", PendingConsent = "pending_consent", Failed = "failed", Completed = "completed";

    public string Id { get; init; } = "";

    public string GroupId { get; init; } = "";

    public string Space { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>photo_avatar or digital_twin.</summary>
    public string Type { get; init; } = "";

    public string Status { get; init; } = "";

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? DefaultVoiceId { get; init; }

    /// <summary>SHA-256 of the picture or clip that it was made from.</summary>
    public string SourceHash { get; init; } = "";

    /// <summary>Unix milliseconds.</summary>
    public long CreatedAt { get; init; }
}

/// <summary>A page that asks a person for their consent, and what they said.</summary>
public sealed record StoredConsent
{
    public string Token { get; init; } = "";

    public string GroupId { get; init; } = "";

    public string Space { get; init; } = "";

    public string? RerouteUrl { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>Null while it waits; accepted or rejected.</summary>
    public string? Decision { get; init; }

    /// <summary>The words that were on the page, with their version in front.</summary>
    public string? Statement { get; init; }

    /// <summary>The name that was typed.</summary>
    public string? Person { get; init; }

    public string? Address { get; init; }

    public string? SourceHashes { get; init; }

    public long? DecidedAt { get; init; }
}

/// <summary>The rows of the people, looks and consents of spaces.</summary>
public sealed class AvatarStore(Database database)
{
    private const string Groups =
        "SELECT id, space_id AS Space, name, default_voice_id AS DefaultVoiceId, consent_status AS ConsentStatus, created_at AS CreatedAt FROM avatar_groups";

    private const string Looks =
        """
        SELECT id, group_id AS GroupId, space_id AS Space, name, type, status, error_code AS ErrorCode, error_message AS ErrorMessage,
               default_voice_id AS DefaultVoiceId, source_hash AS SourceHash, created_at AS CreatedAt
        FROM avatar_looks
        """;

    private const string Consents =
        """
        SELECT token, group_id AS GroupId, space_id AS Space, reroute_url AS RerouteUrl, expires_at AS ExpiresAt, decision, statement, person, address,
               source_hashes AS SourceHashes, decided_at AS DecidedAt
        FROM avatar_consents
        """;

    /// <summary>Keeps a look, and its group where that is new, unless the space has <paramref name="most"/> looks; with <paramref name="consent"/> the group's is open again.</summary>
    public async Task<bool> AddAsync(StoredGroup? group, StoredLook look, int most, bool consent)
    {
        var kept = false;
        await database.WriteAsync(connection =>
        {
            kept = connection.ExecuteScalar<int>("SELECT count(*) FROM avatar_looks WHERE space_id = @Space", look) < most;
            if (!kept)
            {
                return;
            }
            if (group is not null)
            {
                connection.Execute("INSERT INTO avatar_groups (id, space_id, name, consent_status, created_at) VALUES (@Id, @Space, @Name, @ConsentStatus, @CreatedAt)", group);
            }
            else if (consent)
            {
                // Who agreed to other pictures has not agreed to this one.
                connection.Execute("UPDATE avatar_groups SET consent_status = 'pending' WHERE id = @GroupId", look);
            }
            connection.Execute(
                """
                INSERT INTO avatar_looks (id, group_id, space_id, name, type, status, source_hash, created_at)
                VALUES (@Id, @GroupId, @Space, @Name, @Type, @Status, @SourceHash, @CreatedAt)
                """, look);
        }).ConfigureAwait(false);
        return kept;
    }

    public StoredLook? Look(string space, string id) => Query<StoredLook>(Looks + " WHERE id = @id AND space_id = @space", new { id, space }).SingleOrDefault();

    /// <summary>Of any space: for addresses of media, which nobody can guess.</summary>
    public StoredLook? Look(string id) => Query<StoredLook>(Looks + " WHERE id = @id", new { id }).SingleOrDefault();

    public StoredGroup? Group(string space, string id) => Query<StoredGroup>(Groups + " WHERE id = @id AND space_id = @space", new { id, space }).SingleOrDefault();

    /// <summary>The oldest first.</summary>
    public List<StoredLook> LooksOf(string space) => Query<StoredLook>(Looks + " WHERE space_id = @space ORDER BY created_at, id", new { space });

    public List<StoredGroup> GroupsOf(string space) => Query<StoredGroup>(Groups + " WHERE space_id = @space ORDER BY created_at, id", new { space });

    public List<StoredLook> LooksOfGroup(string group) => Query<StoredLook>(Looks + " WHERE group_id = @group ORDER BY created_at, id", new { group });

    /// <summary>Looks of all spaces that are not yet built.</summary>
    public List<StoredLook> Unbuilt() => Query<StoredLook>(Looks + $" WHERE status = '{StoredLook.Processing}' ORDER BY created_at, id", new { });

    public HashSet<string> LookIds() => [.. Query<string>("SELECT id FROM avatar_looks", new { })];

    /// <summary>A look that is made can be shown, or waits for the consent of the person shown.</summary>
    /// <param name="look">Its id.</param>
    /// <param name="consent">Whether it needs one; it does where the person shown refused before.</param>
    /// <returns>False if it was deleted or refused meanwhile.</returns>
    public async Task<bool> FinishAsync(string look, bool consent)
    {
        var finished = 0;
        await database.WriteAsync(connection => finished = connection.Execute(
            $"""
            UPDATE avatar_looks
            SET status = CASE WHEN @consent AND (SELECT consent_status FROM avatar_groups WHERE id = group_id) IS NOT 'accepted'
                OR (SELECT consent_status FROM avatar_groups WHERE id = group_id) = 'rejected' THEN '{StoredLook.PendingConsent}' ELSE '{StoredLook.Completed}' END
            WHERE id = @look AND status = '{StoredLook.Processing}'
            """, new { look, consent })).ConfigureAwait(false);
        return finished > 0;
    }

    public Task FailAsync(string look, string code, string message) => database.WriteAsync(connection => connection.Execute(
        $"UPDATE avatar_looks SET status = '{StoredLook.Failed}', error_code = @code, error_message = @message WHERE id = @look AND status = '{StoredLook.Processing}'",
        new { look, code, message }));

    public Task RenameLookAsync(string look, string? name, string? voice) => database.WriteAsync(connection => connection.Execute(
        "UPDATE avatar_looks SET name = coalesce(@name, name), default_voice_id = coalesce(@voice, default_voice_id) WHERE id = @look", new { look, name, voice }));

    public Task RenameGroupAsync(string group, string? name, string? voice) => database.WriteAsync(connection => connection.Execute(
        "UPDATE avatar_groups SET name = coalesce(@name, name), default_voice_id = coalesce(@voice, default_voice_id) WHERE id = @group", new { group, name, voice }));

    /// <summary>Deletes a look, and its group with the last one.</summary>
    public Task DeleteLookAsync(StoredLook look) => database.WriteAsync(connection =>
    {
        connection.Execute("DELETE FROM avatar_looks WHERE id = @Id", look);
        connection.Execute("DELETE FROM avatar_groups WHERE id = @GroupId AND NOT EXISTS (SELECT 1 FROM avatar_looks WHERE group_id = @GroupId)", look);
    });

    public Task DeleteGroupAsync(string group) => database.WriteAsync(connection =>
    {
        connection.Execute("DELETE FROM avatar_looks WHERE group_id = @group", new { group });
        connection.Execute("DELETE FROM avatar_groups WHERE id = @group", new { group });
    });

    public Task AskConsentAsync(StoredConsent consent) => database.WriteAsync(connection =>
    {
        connection.Execute(
            "INSERT INTO avatar_consents (token, group_id, space_id, reroute_url, expires_at) VALUES (@Token, @GroupId, @Space, @RerouteUrl, @ExpiresAt)", consent);
        connection.Execute("UPDATE avatar_groups SET consent_status = 'pending' WHERE id = @GroupId", consent);
    });

    public StoredConsent? Consent(string token) => Query<StoredConsent>(Consents + " WHERE token = @token", new { token }).SingleOrDefault();

    /// <summary>Keeps a decision, once, and what follows from it for the group and its looks.</summary>
    /// <returns>False if it was decided before.</returns>
    public async Task<bool> DecideAsync(StoredConsent consent)
    {
        var decided = 0;
        await database.WriteAsync(connection =>
        {
            decided = connection.Execute(
                """
                UPDATE avatar_consents
                SET decision = @Decision, statement = @Statement, person = @Person, address = @Address, source_hashes = @SourceHashes, decided_at = @DecidedAt
                WHERE token = @Token AND decision IS NULL
                """, consent);
            if (decided > 0)
            {
                connection.Execute("UPDATE avatar_groups SET consent_status = @Decision WHERE id = @GroupId", consent);
                connection.Execute(
                    consent.Decision == "accepted"
                        ? "UPDATE avatar_looks SET status = 'completed' WHERE group_id = @GroupId AND status = 'pending_consent'"
                        : "UPDATE avatar_looks SET status = 'failed', error_code = 'consent_rejected', error_message = 'The person shown did not agree.' WHERE group_id = @GroupId AND status <> 'failed'",
                    consent);
            }
        }).ConfigureAwait(false);
        return decided > 0;
    }

    private List<T> Query<T>(string sql, object values)
    {
        using var connection = database.Connect();
        return connection.Query<T>(sql, values).ToList();
    }
}
