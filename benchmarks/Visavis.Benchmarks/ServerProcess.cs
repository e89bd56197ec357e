using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Visavis.Benchmarks;

/// <summary>The real server as a child of its own, pinned to one core where figures are per core; ended by id.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    public const string Key = "vv_benchmark_key_0123456789abcdef0123456789abcdef";
    private readonly Process _process;
    private readonly string _data;

    private ServerProcess(Process process, string data, Uri address)
    {
        (_process, _data) = (process, data);
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        Client.DefaultRequestHeaders.Add("x-api-key", Key);
    }

    public HttpClient Client { get; }

    /// <summary>The one-time link that the start printed.</summary>
    public string StudioLink { get; private set; } = "";

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    public static async Task<ServerProcess> StartAsync(int sessions, bool pinned = true, params string[] voices)
    {
        var data = Directory.CreateTempSubdirectory("visavis-bench-").FullName;
        foreach (var voice in voices)
        {
            // The files themselves: a folder that is a link is no voice.
            CopyFolder(voice, Path.Combine(data, "voices", Path.GetFileName(voice)));
        }
        var port = FreePort();
        var start = new ProcessStartInfo("taskset") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-c", pinned ? "0" : $"0-{Environment.ProcessorCount - 1}", "dotnet", Path.Combine(AppContext.BaseDirectory, "visavis-server.dll"), "serve", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data })
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["VISAVIS_BOOTSTRAP_KEY"] = Key;
        start.Environment["VISAVIS_SESSIONS_PER_SPACE"] = sessions.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        var link = "";
        process.OutputDataReceived += (_, line) => link = link.Length == 0 ? Link().Match(line.Data ?? "").Value : link;
        process.ErrorDataReceived += static (_, line) => Console.Error.Write(line.Data is { Length: > 0 } text ? text + Environment.NewLine : "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, data, new Uri($"http://127.0.0.1:{port}"));
        await server.WaitUntilReadyAsync();
        server.StudioLink = link;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var attempt = 0; attempt < 100 && !_process.HasExited; attempt++)
        {
            try
            {
                if ((await Client.GetAsync("/readyz")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException("The server was not ready within 10 s; its output is above.");
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
        foreach (var folder in Directory.GetDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://\S+#token=\S+")]
    private static partial Regex Link();
}
