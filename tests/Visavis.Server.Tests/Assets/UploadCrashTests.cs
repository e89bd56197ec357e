using Visavis.Server.Storage;

namespace Visavis.Server.Tests.Assets;

/// <summary>A real process, killed without warning.</summary>
public sealed class UploadCrashTests : IDisposable
{
    private const string Key = "a-key-for-tests";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KilledInAnUpload_LeavesATempFileOnly_WhichTheNextStartRemoves()
    {
        var (first, _, address) = await ServerProcess.ServeAsync(_folder.Path, Key);
        using (first)
        using (var client = NewClient(address))
        using (var slow = new SlowUpload(Uploads.Mp3(400_000)))
        {
            Assert.True((await client.UploadAsync(Uploads.Mp3(1000))).IsSuccessStatusCode);
            var upload = client.PostAsync("/v3/assets", slow);
            await slow.Begun;
            await UntilAsync(() => Half() > 0);
            await first.SignalAsync("KILL");
            slow.GoOn();
            await Assert.ThrowsAnyAsync<Exception>(() => upload);
        }
        Assert.NotEqual(0, Half());
        Assert.Single(Files("assets"));
        await using (var database = Database.Open(_folder.File("visavis.db")))
        {
            Assert.Equal(1000, new AssetStore(database).UsedBytes(KeyStore.DefaultSpace));
        }
        var (second, _, _) = await ServerProcess.ServeAsync(_folder.Path, Key);
        using (second)
        {
            await UntilAsync(() => Files("incoming").Length == 0);
            Assert.Single(Files("assets"));
        }
    }

    private static HttpClient NewClient(Uri address) => new() { BaseAddress = address, DefaultRequestHeaders = { { "x-api-key", Key } } };

    /// <summary>The bytes of what is half received.</summary>
    private long Half() => Files("incoming").Sum(file => new FileInfo(file).Length);

    private string[] Files(string folder) =>
        Directory.Exists(_folder.File(folder)) ? Directory.GetFiles(_folder.File(folder), "*", SearchOption.AllDirectories) : [];

    /// <summary>Asks again until the other process has come so far; it tells nobody.</summary>
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
