using Microsoft.Playwright;

namespace Visavis.Server.Tests.Browser;

/// <summary>Debian's Chromium and a server of our own, both real, shared by the tests of the pages.</summary>
public sealed class Chromium : IAsyncLifetime, IDisposable
{
    public const string Key = "vv_browser_key_0123456789";

    // Without these Chromium asks for its maker's hosts, which a closed network refuses one by one.
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

    private readonly TempFolder _data = new();
    private ServerProcess? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Uri Address { get; private set; } = null!;

    /// <summary>The one-time link of the banner.</summary>
    public string StudioLink { get; private set; } = "";

    public async Task InitializeAsync()
    {
        (_server, var banner, Address) = await ServerProcess.ServeAsync(_data.Path, Key);
        StudioLink = System.Text.RegularExpressions.Regex.Match(banner, @"http://\S+#token=\S+").Value;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
    }

    public Task<IPage> NewPageAsync() => _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 860 } });

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? default);
        _playwright?.Dispose();
        await (_server?.SignalAsync("TERM") ?? Task.FromResult(0));
    }

    public void Dispose()
    {
        _server?.Dispose();
        _data.Dispose();
    }
}
