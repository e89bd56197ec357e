using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Session;
using Visavis.Server.Storage;
using Visavis.Server.Voices;

namespace Visavis.Server.Tests.Storage;

public sealed class StorageTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private Database _database = null!;

    public Task InitializeAsync()
    {
        _database = Database.Open(_folder.File("visavis.db"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task ReopenedDatabase_KeepsItsRowsAndMigratesNothing()
    {
        var key = (await new KeyStore(_database, _time).AddAsync("a", "default")).Key;
        await _database.DisposeAsync();
        _database = Database.Open(_folder.File("visavis.db"));
        Assert.Equal([key], new KeyStore(_database, _time).List());
    }

    [Fact]
    public async Task DatabaseOfANewerVersion_StopsTheStart()
    {
        await _database.WriteAsync(_ => { });
        using (var connection = _database.Connect())
        {
            connection.Execute("PRAGMA user_version = 99");
        }
        var fault = Assert.Throws<StartException>(() => Database.Open(_folder.File("visavis.db")));
        Assert.Equal("The data folder was written by a newer version (its tables are at 99, this program knows 4): update the program or use another --data folder.", fault.Message);
    }

    [Fact]
    public void FileThatIsNoDatabase_StopsTheStart()
    {
        File.WriteAllText(_folder.File("text.db"), new string('x', 4096));
        var fault = Assert.Throws<StartException>(() => Database.Open(_folder.File("text.db")));
        Assert.StartsWith($"The database {_folder.File("text.db")} cannot be opened", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailingWrite_FailsAlone()
    {
        // All are waiting when the first commit begins, so they share it until one of them fails.
        var writes = Enumerable.Range(0, 20).Select(i => _database.WriteAsync(connection =>
        {
            if (i == 7)
            {
                throw new InvalidOperationException("seven");
            }
            connection.Execute("INSERT INTO spaces (id, created_at) VALUES (@i, 0)", new { i = i.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        })).ToArray();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(writes));
        Assert.Equal("seven", error.Message);
        Assert.Equal([7], Enumerable.Range(0, 20).Where(i => writes[i].IsFaulted));
        using var reader = _database.Connect();
        Assert.Equal(19, reader.ExecuteScalar<int>("SELECT COUNT(*) FROM spaces"));
    }

    [Fact]
    public async Task KeyIsFoundUntilRevoked_AndNeverStored()
    {
        var keys = new KeyStore(_database, _time);
        Assert.False(keys.Any());
        var (key, secret) = await keys.AddAsync("robot", "blue");
        Assert.Equal(key, keys.Find(secret));
        Assert.Null(keys.Find(secret + "x"));
        Assert.True(await keys.RevokeAsync(key.Id));
        Assert.False(await keys.RevokeAsync(key.Id));
        Assert.Null(keys.Find(secret));
        Assert.Equal([key with { RevokedAt = _time.GetUtcNow() }], keys.List());
        await _database.DisposeAsync();
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            Assert.DoesNotContain(secret, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EnsuredKey_IsAddedOnce()
    {
        var keys = new KeyStore(_database, _time);
        await keys.EnsureAsync("bootstrap", "s3cret");
        await keys.EnsureAsync("bootstrap", "s3cret");
        Assert.Equal(keys.List(), [keys.Find("s3cret")!]);
    }

    [Fact]
    public async Task Session_IsFoundInItsSpaceOnly_AndKeepsItsEnd()
    {
        var sessions = new SessionStore(_database, _time);
        var session = await AddSessionAsync("s1");
        Assert.Equal(session with { Status = SessionStatus.Streaming }, sessions.Find("default", "s1"));
        Assert.Null(sessions.Find("other", "s1"));
        await sessions.EndAsync("s1", SessionStatus.Error, SessionEnd.Error, "No voice.");
        Assert.Equal(
            session with { Status = SessionStatus.Error, EndedBy = SessionEnd.Error, ErrorMessage = "No voice." },
            sessions.Find("default", "s1"));
    }

    [Fact]
    public async Task SessionsLiveAtACrash_AreInErrorAtTheNextStart()
    {
        var sessions = new SessionStore(_database, _time);
        var live = await AddSessionAsync("live");
        var over = await AddSessionAsync("over");
        await sessions.EndAsync("over", SessionStatus.Completed, SessionEnd.Completed, null);
        Assert.Equal(1, await sessions.EndOrphansAsync());
        Assert.Equal(
            live with
            {
                Status = SessionStatus.Error,
                EndedBy = SessionEnd.Error,
                ErrorMessage = "The server was interrupted while this session was live. Create a new session.",
            },
            sessions.Find("default", "live"));
        Assert.Equal(over with { Status = SessionStatus.Completed, EndedBy = SessionEnd.Completed }, sessions.Find("default", "over"));
    }

    [Fact]
    public async Task FollowedWords_AreKeptUntilTheEnd()
    {
        await AddSessionAsync("s1");
        var words = new WordStore(_database, _time);
        var track = new WordTrack();
        var following = words.FollowAsync("s1", track, CancellationToken.None);
        track.Add([new TimedWord("Hi", 0.1, 0.2), new TimedWord("!", 0.2, 0.25)]);
        track.Add([new TimedWord("You", 0.5, 0.7)]);
        track.Finish(SessionEnd.Completed);
        await following;
        Assert.Equal([new TimedWord("Hi", 0.1, 0.2), new TimedWord("!", 0.2, 0.25), new TimedWord("You", 0.5, 0.7)], words.Read("s1"));
    }

    [Fact]
    public async Task TextsAndWords_AreDeletedWhenTheirTimeIsOver()
    {
        using var data = new TempFolder();
        using var speech = new SpeechFiles(new ServerOptions { Data = data.Path }, _time);
        using var retention = new Retention(_database, speech, new ServerOptions(), _time, NullLogger<Retention>.Instance);
        var texts = new TextLog(_database, _time);
        var words = new WordStore(_database, _time);
        await AddSessionAsync("old");
        var track = new WordTrack();
        track.Add([new TimedWord("Hi", 0, 1)]);
        track.Finish(SessionEnd.Completed);
        await words.FollowAsync("old", track, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(7));
        await AddSessionAsync("new");

        await retention.DeleteAsync();
        Assert.Single(texts.Read("old"));
        Assert.Single(words.Read("old"));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await retention.DeleteAsync();
        Assert.Empty(texts.Read("old"));
        Assert.Empty(words.Read("old"));
        Assert.Single(texts.Read("new"));
    }

    [Fact]
    public async Task FirstAnswer_IsGivenAgainForADay()
    {
        await new KeyStore(_database, _time).AddAsync("a", "default");
        var replays = new ReplayStore(_database, _time);
        await replays.AddAsync("default", "/r", "k", new StoredAnswer(201, [1, 2]));
        _time.Advance(ReplayStore.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.Equal([1, 2], replays.Find("default", "/r", "k")!.Body);
        Assert.Null(replays.Find("default", "/other", "k"));
        Assert.Null(replays.Find("other", "/r", "k"));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(replays.Find("default", "/r", "k"));
    }

    [Fact]
    public void OwnedFolder_CannotBeOwnedTwice()
    {
        using var first = DataFolder.Own(_folder.Path);
        var fault = Assert.Throws<StartException>(() => DataFolder.Own(_folder.Path));
        Assert.Equal($"The data folder {_folder.Path} belongs to another running server: stop that one or choose another folder with --data.", fault.Message);
    }

    [Fact]
    public void FolderThatCannotBeMade_StopsTheStart()
    {
        File.WriteAllText(_folder.File("file"), "");
        var path = Path.Combine(_folder.File("file"), "data");
        var fault = Assert.Throws<StartException>(() => DataFolder.Own(path));
        Assert.Equal($"The data folder {path} cannot be written: change its rights or choose another one with --data.", fault.Message);
    }

    private async Task<StoredSession> AddSessionAsync(string id)
    {
        var session = new StoredSession { Id = id, Space = "default", Kind = SessionKind.TextStream, AvatarId = "joe", VoiceId = "male" };
        await new SessionStore(_database, _time).AddAsync(session, new LoggedText(id, 0, TextKind.Seed, "Hi", false));
        return session;
    }
}
