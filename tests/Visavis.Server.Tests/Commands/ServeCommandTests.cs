using System.Net;
using System.Net.Sockets;
using Visavis.Engine.Session;
using Visavis.Server.Storage;

namespace Visavis.Server.Tests.Commands;

/// <summary>Real processes, since what is tested is how they start and die.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private const string Key = "a-key-for-tests";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Unknown command 'sevre': ./visavis help lists the commands.", "sevre")]
    [InlineData("Unknown flag '--prot': ./visavis help lists the flags.", "serve", "--prot", "1")]
    [InlineData("--port must be a whole number.", "serve", "--port", "many")]
    [InlineData("port is 70000 but must be from 0 to 65535.", "serve", "--port", "70000")]
    [InlineData("Unknown word 'now' behind serve: ./visavis help lists the flags.", "serve", "now")]
    public async Task WrongUse_IsOneSentenceAndExit2(string sentence, params string[] arguments) =>
        Assert.Equal((2, "", $"visavis: {sentence}\n"), await ServerProcess.RunAsync(arguments));

    [Fact]
    public async Task OccupiedPort_IsOneSentenceAndExit1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (exitCode, _, errors) = await ServerProcess.RunAsync("serve", "--port", $"{port}", "--data", _folder.Path);
        Assert.Equal((1, $"visavis: Port {port} on 127.0.0.1 is in use: stop what uses it or choose another one with --port.\n"), (exitCode, errors));
    }

    [Fact]
    public async Task OwnedDataFolder_IsOneSentenceAndExit1()
    {
        using var owner = DataFolder.Own(_folder.Path);
        var (exitCode, _, errors) = await ServerProcess.RunAsync("serve", "--port", "0", "--data", _folder.Path);
        Assert.Equal(
            (1, $"visavis: The data folder {_folder.Path} belongs to another running server: stop that one or choose another folder with --data.\n"),
            (exitCode, errors));
    }

    [Fact]
    public async Task StartedServer_RehearsesALook_AndMakesThePreviewsOfThePresenters()
    {
        var (server, _, _) = await ServerProcess.ServeAsync(_folder.Path, Key);
        using var ended = server;
        var (looks, previews) = (_folder.File("avatars"), _folder.File("previews/looks"));
        var rehearsed = false;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!rehearsed || Directory.GetFileSystemEntries(looks).Length > 0 || Directory.GetFiles(previews, "*-*.png").Length + Directory.GetFiles(previews, "*-*.mp4").Length < 6)
        {
            rehearsed |= File.Exists(_folder.File("avatars/rehearsal/pack.json"));
            await Task.Delay(20, patience.Token);
        }
        Assert.Equal(0, await server.SignalAsync("TERM"));
    }

    [Fact]
    public async Task KilledServer_LosesNoAcceptedText_AndItsSessionsAreInErrorAfterwards()
    {
        var (first, _, address) = await ServerProcess.ServeAsync(_folder.Path, Key);
        string id;
        using (first)
        using (var client = NewClient(address))
        {
            id = await CreateAsync(client);
            var accepted = await client.PostAsync($"/v3/avatar-realtime/{id}/text", ServerHost.Json("""{"delta":" Not lost."}"""));
            await first.SignalAsync("KILL");
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        }
        await using (var database = Database.Open(_folder.File("visavis.db")))
        {
            Assert.Equal(
                [new LoggedText(id, 0, TextKind.Seed, "Hello there.", false), new LoggedText(id, 1, TextKind.Delta, " Not lost.", false)],
                new TextLog(database, TimeProvider.System).Read(id));
        }
        var (second, _, next) = await ServerProcess.ServeAsync(_folder.Path, Key);
        using (second)
        using (var client = NewClient(next))
        {
            Assert.Equal(
                (200, $$$"""{"data":{"stream_id":"{{{id}}}","status":"error","hls_url":null,"error_message":"The server was interrupted while this session was live. Create a new session.","end_reason":null}}"""),
                await client.GetAsync($"/v3/avatar-realtime/{id}").WholeAsync());
            Assert.EndsWith("event: end\ndata: {\"reason\":\"error\"}\n\n", await client.GetStringAsync($"/v3/avatar-realtime/{id}/words"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Terminated_EndsRunningStreamsAndExits0()
    {
        var (server, banner, address) = await ServerProcess.ServeAsync(_folder.Path, Key);
        using (server)
        using (var client = NewClient(address))
        {
            Assert.Contains(_folder.Path, banner, StringComparison.Ordinal);
            Assert.DoesNotContain(Key, banner, StringComparison.Ordinal);
            var id = await CreateAsync(client);
            using var words = await client.GetAsync($"/v3/avatar-realtime/{id}/words", HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(0, await server.SignalAsync("TERM"));
            Assert.EndsWith("event: end\ndata: {\"reason\":\"completed\"}\n\n", await words.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await using var database = Database.Open(_folder.File("visavis.db"));
            var stored = new SessionStore(database, TimeProvider.System).Find(KeyStore.DefaultSpace, id)!;
            Assert.Equal((SessionStatus.Completed, SessionEnd.Cancelled), (stored.Status, stored.EndedBy));
        }
    }

    private static HttpClient NewClient(Uri address) => new() { BaseAddress = address, DefaultRequestHeaders = { { "x-api-key", Key } } };

    private static async Task<string> CreateAsync(HttpClient client)
    {
        var answer = await client.PostAsync(
            "/v3/avatar-realtime", ServerHost.Json("""{"type":"text_stream","avatar_id":"joe","voice_id":"male","text":"Hello there."}"""));
        return await answer.DataAsync("stream_id");
    }
}
