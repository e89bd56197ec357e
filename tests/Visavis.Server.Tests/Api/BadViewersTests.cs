using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Visavis.Server.Tests.Api;

/// <summary>Viewers that stop reading or vanish, on raw sockets against a real process: nobody else may notice.</summary>
public sealed class BadViewersTests : IDisposable
{
    private const string Key = "a-key-for-tests";
    private const int Each = 20;

    private readonly TempFolder _folder = new();
    private readonly List<Socket> _stalled = [];

    public void Dispose()
    {
        _stalled.ForEach(socket => socket.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task StalledAndVanishedViewers_DisturbNoSession()
    {
        var (server, _, address) = await ServerProcess.ServeAsync(_folder.Path, Key);
        using (server)
        using (var client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "x-api-key", Key } } })
        {
            var watched = await CreateAsync(client, "This one is looked at by viewers with bad manners, for as long as it takes to say all of this.");
            var media = new Uri(await PlayableAsync(client, watched)).AbsolutePath.Replace("master.m3u8", "", StringComparison.Ordinal);
            for (var i = 0; i < Each; i++)
            {
                _stalled.Add(Ask(address, $"/v3/avatar-realtime/{watched}/words"));
                _stalled.Add(Ask(address, media + "seg0.m4s"));
                Ask(address, media + "media.m3u8?_HLS_msn=2").Dispose();
            }
            var other = await CreateAsync(client, "All of this is heard.");
            var playlist = new Uri(await PlayableAsync(client, other)).AbsolutePath.Replace("master", "media", StringComparison.Ordinal);
            var words = await client.GetStringAsync($"/v3/avatar-realtime/{other}/words");
            Assert.Contains("\"heard\"", words, StringComparison.Ordinal);
            Assert.EndsWith("event: end\ndata: {\"reason\":\"completed\"}\n\n", words, StringComparison.Ordinal);
            Assert.EndsWith("#EXT-X-ENDLIST\n", await client.GetStringAsync(playlist), StringComparison.Ordinal);
            Assert.Contains("\"say\"", await client.GetStringAsync($"/v3/avatar-realtime/{watched}/words"), StringComparison.Ordinal);
        }
    }

    /// <summary>Sends a request whose answer is never read.</summary>
    private static Socket Ask(Uri address, string path)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048 };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, address.Port));
        socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: test\r\nx-api-key: {Key}\r\n\r\n"));
        return socket;
    }

    private static async Task<string> CreateAsync(HttpClient client, string text) =>
        await (await client.PostAsync(
            "/v3/avatar-realtime", ServerHost.Json($$"""{"type":"tts","avatar_id":"joe","voice_id":"male","text":"{{text}}"}"""))).DataAsync("stream_id");

    private static async Task<string> PlayableAsync(HttpClient client, string id)
    {
        while (true)
        {
            // A status waits for the first segment itself, for up to a second.
            if (await (await client.GetAsync($"/v3/avatar-realtime/{id}")).DataAsync("hls_url") is { Length: > 0 } url)
            {
                return url;
            }
        }
    }
}
