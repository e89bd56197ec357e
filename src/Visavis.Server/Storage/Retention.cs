using Dapper;
using Visavis.Server.Voices;

namespace Visavis.Server.Storage;

/// <summary>Deletes texts, words and first answers when their time is over.</summary>
public sealed class Retention(Database database, SpeechFiles speech, ServerOptions options, TimeProvider time, ILogger<Retention> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Deletes what is over now. Words tell what a text said, so they go with the texts.</summary>
    public Task DeleteAsync()
    {
        var now = time.GetUtcNow();
        var limits = new
        {
            texts = (now - options.TextRetention).ToUnixTimeMilliseconds(),
            answers = (now - ReplayStore.Lifetime).ToUnixTimeMilliseconds(),
        };
        return database.WriteAsync(connection => connection.Execute(
            """
            DELETE FROM texts WHERE created_at < @texts;
            DELETE FROM words WHERE created_at < @texts;
            DELETE FROM replays WHERE created_at < @answers;
            """,
            limits));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                speech.Sweep();
                await DeleteAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                log.RetentionFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
