using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Visavis.Server.Storage;

/// <summary>Writes one after the other on one connection; those that wait while a commit is under way share the next one.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>More would make the first of a batch wait for the last.</summary>
    private const int LargestBatch = 256;

    private readonly SqliteConnection _connection;
    private readonly Task _loop;

    // Full means that the disk is slower than the clients: they wait, and the rate limit holds them to account.
    private readonly Channel<Pending> _pending = Channel.CreateBounded<Pending>(new BoundedChannelOptions(1024)
    {
        SingleReader = true,
        FullMode = BoundedChannelFullMode.Wait,
    });

    public GroupCommit(SqliteConnection connection)
    {
        _connection = connection;
        _loop = Task.Run(RunAsync);
    }

    public async Task WriteAsync(Action<SqliteConnection> write)
    {
        var pending = new Pending(write, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _pending.Writer.WriteAsync(pending).ConfigureAwait(false);
        await pending.Done.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _connection.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending>(LargestBatch);
        while (await _pending.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < LargestBatch && _pending.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Pending> batch)
    {
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            batch.ForEach(pending => pending.Write(_connection));
            transaction.Commit();
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One bad write must not fail its neighbours: each again, alone.
            batch.ForEach(pending => Commit([pending]));
            return;
        }
        catch (Exception e)
        {
            batch[0].Done.SetException(e);
            return;
        }
        batch.ForEach(pending => pending.Done.SetResult());
    }

    private sealed record Pending(Action<SqliteConnection> Write, TaskCompletionSource Done);
}
