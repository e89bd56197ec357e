namespace Visavis.Server.Assets;

/// <summary>Sweeps the asset folder at the start and every hour.</summary>
public sealed class AssetSweep(AssetLibrary assets, TimeProvider time, ILogger<AssetSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await assets.SweepAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                log.SweepFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
