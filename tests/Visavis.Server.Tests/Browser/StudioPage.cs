using Microsoft.Playwright;

namespace Visavis.Server.Tests.Browser;

/// <summary>The studio page, signed in with a key, and what went wrong on it.</summary>
public sealed class StudioPage
{
    /// <summary>For a busy machine; a healthy one needs a tenth.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private StudioPage(IPage page) => Browser = page;

    public IPage Browser { get; }

    /// <summary>Errors of scripts, and of requests that nothing on the page was prepared for.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>A fresh page without a key.</summary>
    public static async Task<StudioPage> NewAsync(Chromium chromium)
    {
        var studio = new StudioPage(await chromium.NewPageAsync());
        studio.Browser.PageError += (_, error) => studio.Problems.Add(error);
        studio.Browser.Console += (_, message) => studio.Note(message);
        return studio;
    }

    public static async Task<StudioPage> OpenAsync(Chromium chromium)
    {
        var studio = await NewAsync(chromium);
        await studio.Browser.GotoAsync($"{chromium.Address}");
        await studio.FillAsync("#key", Chromium.Key);
        await studio.ClickAsync("#sign-in button");
        await studio.UntilAsync("document.querySelectorAll('input[name=look]').length === 3 && document.querySelectorAll('#voice option').length >= 5");
        return studio;
    }

    public Task ClickAsync(string selector) => Browser.ClickAsync(selector);

    public Task FillAsync(string selector, string text) => Browser.FillAsync(selector, text);

    public Task<T> EvaluateAsync<T>(string expression) => Browser.EvaluateAsync<T>(expression);

    /// <summary>Asks from outside: the page's policy forbids the evaluation that waiting inside it would need.</summary>
    public async Task UntilAsync(string condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await Browser.EvaluateAsync<bool>(condition))
        {
            if (patience.IsCancellationRequested)
            {
                await SaveAsync("studio-stuck.png");
                throw new TimeoutException($"Not within {Patience}: {condition}. {string.Join("; ", Problems)}");
            }
            await Task.Delay(50);
        }
    }

    /// <summary>For the eye: the page as it is now, beside the build.</summary>
    public Task<byte[]> SaveAsync(string name) =>
        Browser.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, ".build", name) });

    private void Note(IConsoleMessage message)
    {
        // A 401 that the page asks for on purpose (no key yet) is logged by the browser, and so is the icon that it wants of any address.
        if (message.Type == "error" && !message.Text.Contains("401", StringComparison.Ordinal) && !message.Location.Contains("favicon", StringComparison.Ordinal))
        {
            Problems.Add($"{message.Text} ({message.Location})");
        }
    }
}
