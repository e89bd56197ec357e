namespace Visavis.Server.Tests;

/// <summary>One server for all tests of a class.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public ServerHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ServerHost.StartAsync();

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
