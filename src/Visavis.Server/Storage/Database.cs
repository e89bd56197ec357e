using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Visavis.Server.Storage;

/// <summary>
/// The one SQLite file of a data folder: readers open connections of their own, every write of the process goes through
/// <see cref="WriteAsync"/>, so that writers never wait for a lock and many writes share a commit.
/// </summary>
/// <remarks>
/// WAL with synchronous=NORMAL: a commit is in the operating system's hands before it returns, so it survives a killed
/// process; only a power loss may take the last moments.
/// </remarks>
public sealed class Database : IAsyncDisposable
{
    private const string MigrationPrefix = "Visavis.Server.Storage.Migrations.";

    private readonly string _connectionString;
    private readonly GroupCommit _commits;

    private Database(string connectionString)
    {
        _connectionString = connectionString;
        Migrate();
        _commits = new GroupCommit(Connect());
    }

    /// <summary>Opens the file <paramref name="path"/>, made where it is missing, and brings its tables up to date.</summary>
    /// <exception cref="StartException">The file cannot be opened, or a newer version of the program has written it.</exception>
    public static Database Open(string path)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 5 };
        try
        {
            return new Database(builder.ConnectionString);
        }
        catch (SqliteException e)
        {
            throw new StartException($"The database {path} cannot be opened ({e.Message}): check the file and the folder's rights.");
        }
    }

    /// <summary>A connection for reading; close it soon, it is pooled.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL;");
        return connection;
    }

    /// <summary>Does <paramref name="write"/> and returns when it is committed. It may share its transaction with others' writes.</summary>
    public Task WriteAsync(Action<SqliteConnection> write) => _commits.WriteAsync(write);

    public ValueTask DisposeAsync() => _commits.DisposeAsync();

    private void Migrate()
    {
        using var connection = Connect();
        connection.Execute("PRAGMA journal_mode = WAL;");
        // An immediate transaction, so that two programs that start at once do not both migrate.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        var migrations = Migrations();
        if (version > migrations.Count)
        {
            throw new StartException($"The data folder was written by a newer version (its tables are at {version}, this program knows {migrations.Count}): update the program or use another --data folder.");
        }
        for (var next = version; next < migrations.Count; next++)
        {
            connection.Execute(migrations[next]);
            connection.Execute($"PRAGMA user_version = {next + 1}");
        }
        transaction.Commit();
    }

    private static List<string> Migrations()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(MigrationPrefix, StringComparison.Ordinal) && name.EndsWith(".sqlite.sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            })
            .ToList();
    }
}
