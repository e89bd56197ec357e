using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Tests;

/// <summary>A whole server on a free port and a data folder of its own; only the stage is shared, since it takes a second to load.</summary>
public sealed class ServerHost : IAsyncDisposable
{
    private static readonly Lazy<Task<Stage>> SharedStage = new(() => Stage.LoadAsync(new ServerOptions()));

    private readonly TempFolder _folder;
    private readonly Database _database;
    private readonly WebApplication _app;

    private ServerHost(TempFolder folder, Database database, WebApplication app, string key, Uri address)
    {
        _folder = folder;
        _database = database;
        _app = app;
        Key = key;
        Address = address;
        Client = NewClient(key);
    }

    public string Key { get; }

    public Uri Address { get; }

    /// <summary>The folder that the server keeps everything in.</summary>
    public string Data => _folder.Path;

    /// <summary>Sends the key of the default space.</summary>
    public HttpClient Client { get; }

    public static async Task<ServerHost> StartAsync(ServerOptions? options = null, TimeProvider? time = null)
    {
        var folder = new TempFolder();
        time ??= TimeProvider.System;
        // Nobody late is to be waited for, and tests ask faster than people.
        options ??= new ServerOptions { RequestsPerSecond = 100_000, RequestBurst = 100_000, Linger = TimeSpan.Zero, Curtain = TimeSpan.Zero };
        var database = Database.Open(Path.Combine(folder.Path, "visavis.db"));
        var app = Application.Build(options with { Port = 0, Data = folder.Path }, database, await SharedStage.Value, time);
        var (_, key) = await app.Services.GetRequiredService<KeyStore>().AddAsync("test", KeyStore.DefaultSpace);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new ServerHost(folder, database, app, key, new Uri(address));
    }

    public T Part<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<HttpClient> NewSpaceAsync(string space) => NewClient((await Part<KeyStore>().AddAsync("other", space)).Secret);

    public HttpClient NewClient(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("x-api-key", key);
        }
        return client;
    }

    /// <summary>Creates a session and gives its id.</summary>
    public async Task<string> CreateAsync(string type = "text_stream", string text = "Hello there.")
    {
        var answer = await Client.PostAsync("/v3/avatar-realtime", Json($$"""{"type":"{{type}}","avatar_id":"joe","voice_id":"male","text":"{{text}}"}"""));
        return await answer.DataAsync("stream_id");
    }

    /// <summary>The playlist of a session; each status waits for it itself, so that asking again is no busy loop.</summary>
    public async Task<string> PlaylistAsync(string id)
    {
        while (true)
        {
            var url = await (await Client.GetAsync($"/v3/avatar-realtime/{id}")).DataAsync("hls_url");
            if (url.Length > 0)
            {
                return url;
            }
        }
    }

    /// <summary>Returns when the session is over and stored.</summary>
    public Task EndedAsync(string id) => Part<SessionRegistry>().Find(KeyStore.DefaultSpace, id)!.Ended;

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public static ByteArrayContent Bytes(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
