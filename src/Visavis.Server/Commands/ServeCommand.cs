using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Visavis.Server.Api;
using Visavis.Server.Avatars;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Commands;

/// <summary><c>serve</c>: runs the server until it is told to stop.</summary>
public static class ServeCommand
{
    /// <summary>A key for automation: valid from the first request on, never printed.</summary>
    public const string BootstrapVariable = "VISAVIS_BOOTSTRAP_KEY";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var line = CommandLine.Parse(arguments, "port", "host", "public-url", "data", "config");
        if (line.Words is [var word, ..])
        {
            throw new StartException($"Unknown word '{word}' behind serve: ./visavis help lists the flags.", StartException.WrongUse);
        }
        var options = OptionsReader.Read(line.Flag("config"), Environment.GetEnvironmentVariables(), line.Settings());
        using var folder = DataFolder.Own(options.Data);
        await using var database = Database.Open(DataFolder.DatabaseFile(options.Data));
        await using var stage = await Stage.LoadAsync(options).ConfigureAwait(false);
        await using var app = Application.Build(options, database, stage, TimeProvider.System);
        var firstKey = await FirstKeyAsync(app.Services.GetRequiredService<KeyStore>()).ConfigureAwait(false);
        await ListenAsync(app, options).ConfigureAwait(false);
        var banner = new Banner(Address(app), folder.Path, stage.Looks[0], app.Services.GetRequiredService<StudioLinks>(), options);
        await Console.Out.WriteLineAsync(banner.Text(firstKey)).ConfigureAwait(false);
        await LogConfinementAsync(stage, app.Services.GetRequiredService<ILogger<Stage>>()).ConfigureAwait(false);
        var readying = ReadyLooksAsync(app, stage);
        await app.WaitForShutdownAsync().ConfigureAwait(false);
        await readying.ConfigureAwait(false);
        return 0;
    }

    /// <returns>The key to show, if one was made.</returns>
    private static async Task<string?> FirstKeyAsync(KeyStore keys)
    {
        if (Environment.GetEnvironmentVariable(BootstrapVariable) is { Length: > 0 } given)
        {
            if (given.Any(c => c is <= ' ' or > '~'))
            {
                throw new StartException($"{BootstrapVariable} must hold visible ASCII characters only.", StartException.WrongUse);
            }
            await keys.EnsureAsync("bootstrap", given).ConfigureAwait(false);
            return null;
        }
        return keys.Any() ? null : (await keys.AddAsync("first", KeyStore.DefaultSpace).ConfigureAwait(false)).Secret;
    }

    private static async Task LogConfinementAsync(Stage stage, ILogger log)
    {
        var confinement = await stage.Ears.Decoder.ConfinementAsync().ConfigureAwait(false);
        if (confinement.IsComplete)
        {
            log.Confined(confinement);
        }
        else
        {
            log.LessConfined(confinement);
        }
    }

    /// <summary>What the first photo and the first glance at the presenters would wait for, at low priority while the server serves.</summary>
    private static async Task ReadyLooksAsync(WebApplication app, Stage stage)
    {
        app.Services.GetRequiredService<LookBuilds>().Rehearse();
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.Services.GetRequiredService<LookPreviews>().MakeAllAsync(stage.Looks, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start makes the rest.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Nobody waits for them yet, so that whatever failed is only told.
            app.Services.GetRequiredService<ILogger<LookPreviews>>().PreviewsFailed(error);
        }
    }

    private static async Task ListenAsync(WebApplication app, ServerOptions options)
    {
        try
        {
            await StartAsync(app).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartException($"Port {options.Port} on {options.Host} is in use: stop what uses it or choose another one with --port.");
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new StartException($"Port {options.Port} is not allowed for this user: choose one above 1023 with --port.");
        }
        catch (SocketException e)
        {
            throw new StartException($"{options.Host} port {options.Port} cannot be listened on ({e.Message}): choose others with --host and --port.");
        }
    }

    /// <summary>
    /// What already works in the background when a start fails is waited for: onnxruntime writes of errors, or crashes, when the process
    /// ends while it loads a model.
    /// </summary>
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await app.StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static Uri Address(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
}
