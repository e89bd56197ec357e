using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Visavis.Server.Tests;

/// <summary>The program as an operator starts it, in a process of its own.</summary>
public sealed partial class ServerProcess : IDisposable
{
    /// <summary>For a machine that does much else; only a hanging program takes so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var server = Start([], arguments);
        var output = server._process.StandardOutput.ReadToEndAsync();
        var errors = server._process.StandardError.ReadToEndAsync();
        await server.ExitAsync();
        return (server._process.ExitCode, await output, await errors);
    }

    /// <summary>Starts to serve and returns when the banner is out.</summary>
    public static async Task<(ServerProcess Server, string Banner, Uri Address)> ServeAsync(string data, string key)
    {
        var server = Start(new() { ["VISAVIS_BOOTSTRAP_KEY"] = key }, ["serve", "--port", "0", "--data", data]);
        using var patience = new CancellationTokenSource(Patience);
        var banner = "";
        while (!banner.Contains("By curl", StringComparison.Ordinal))
        {
            banner += await server._process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("The server ended: " + await server._process.StandardError.ReadToEndAsync(patience.Token));
        }
        return (server, banner, new Uri(Link().Match(banner).Value));
    }

    /// <summary>Sends a signal: TERM asks, KILL does not.</summary>
    public async Task<int> SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await ExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    private static ServerProcess Start(Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "visavis-server.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new ServerProcess(Process.Start(start)!);
    }

    private async Task ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Link();
}
