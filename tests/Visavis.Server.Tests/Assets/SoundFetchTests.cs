using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Media;
using Visavis.Server.Assets;

namespace Visavis.Server.Tests.Assets;

public sealed class SoundFetchTests : IDisposable
{
    private readonly TempFolder _data = new();

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2001:0:1::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Address_IsPublicOrNot(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.Contains(IPAddress.Parse(address)));

    [Fact]
    public async Task NameThatLeadsHome_IsRefusedAtOnceAndWhenConnecting()
    {
        // Public at the first look, private at the second: the connection itself is checked.
        var answers = new Queue<string>(["8.8.8.8", "127.0.0.1"]);
        using var fetch = New(new ServerOptions(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]));
        var uri = await fetch.CheckAsync("https://rebind.example/a.mp3", TimeSpan.FromSeconds(2), CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<SoundException>(() => fetch.FetchAsync(uri, CancellationToken.None));
        Assert.Contains("private network", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneGoodRedirect_BringsTheWholeFile()
    {
        await using var host = new RawHost(path => path == "/a" ? "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        using var fetch = New(Local);
        using var file = await fetch.FetchAsync(await fetch.CheckAsync($"{host.Address}/a", TimeSpan.FromSeconds(2), default), default);
        Assert.Equal("hello", await File.ReadAllTextAsync(file.Path));
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://10.0.0.1/a\r\nContent-Length: 0\r\n\r\n", "private network")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://example.com/a\r\nContent-Length: 0\r\n\r\n", "must begin with https")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", "more than 5 times")]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "without saying where")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "answered 404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", "larger than")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "broke off")]
    [InlineData("hello\r\n", "does not speak HTTP")]
    public async Task BadServer_IsASentence(string answer, string said)
    {
        await using var host = new RawHost(_ => answer);
        using var fetch = New(Local);
        var fault = await Assert.ThrowsAsync<SoundException>(() => fetch.FetchAsync(new Uri($"{host.Address}/a"), default));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Incoming));
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest", "private network")]
    [InlineData("https://[::ffff:10.0.0.1]/a", "private network")]
    [InlineData("file:///etc/passwd", "must begin with https")]
    public async Task ChainOfRedirects_IsCheckedAtEveryStep(string last, string said)
    {
        var asked = new List<string>();
        await using var host = new RawHost(path =>
        {
            asked.Add(path);
            return $"HTTP/1.1 302 Found\r\nLocation: {(path.Length < 4 ? path + "a" : last)}\r\nContent-Length: 0\r\n\r\n";
        });
        using var fetch = New(Local);
        var fault = await Assert.ThrowsAsync<SoundException>(() => fetch.FetchAsync(new Uri($"{host.Address}/a"), default));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Equal(["/a", "/aa", "/aaa"], asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")]
    public async Task ServerThatDrips_IsGivenUpWhenTheWholeTimeIsOver(string answer)
    {
        await using var host = new RawHost(_ => answer, drips: true);
        using var fetch = New(Local with { FetchTimeout = TimeSpan.FromSeconds(1) });
        var fault = await Assert.ThrowsAsync<SoundException>(() => fetch.FetchAsync(new Uri($"{host.Address}/a"), default));
        Assert.Contains("within 1s (fetch_timeout)", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Incoming) && Directory.GetFiles(Incoming).Length > 0);
    }

    [Fact]
    public async Task MoreThanTheLengthSays_IsNotRead()
    {
        await using var host = new RawHost(_ => "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more");
        using var fetch = New(Local);
        using var file = await fetch.FetchAsync(new Uri($"{host.Address}/a"), default);
        Assert.Equal("hello", await File.ReadAllTextAsync(file.Path));
    }

    [Fact]
    public async Task EndlessFile_EndsAtTheLimit()
    {
        await using var host = new RawHost(_ => "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', 5_000));
        using var fetch = New(Local with { AudioBytes = 4_096 });
        var fault = await Assert.ThrowsAsync<SoundException>(() => fetch.FetchAsync(new Uri($"{host.Address}/a"), default));
        Assert.Contains("larger than 4096 bytes (audio_bytes)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilentServer_IsGivenUp()
    {
        var time = new FakeTimeProvider();
        await using var host = new RawHost(_ => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nslow", keepOpen: true);
        using var fetch = New(Local, time: time);
        var pending = fetch.FetchAsync(new Uri($"{host.Address}/a"), default);
        await host.Answered;
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        var fault = await Assert.ThrowsAsync<SoundException>(() => pending);
        Assert.Matches("sent nothing for 10 s|within 1min", fault.Message);
    }

    [Fact]
    public async Task LoopbackWithoutPermission_IsRefused()
    {
        using var fetch = New(new ServerOptions());
        await Assert.ThrowsAsync<SoundException>(() => fetch.CheckAsync("https://localhost/a.mp3", TimeSpan.FromSeconds(2), default));
        await Assert.ThrowsAsync<SoundException>(() => fetch.CheckAsync("http://127.0.0.1/a.mp3", TimeSpan.FromSeconds(2), default));
    }

    public void Dispose() => _data.Dispose();

    private string Incoming => Path.Combine(_data.Path, "incoming");

    private ServerOptions Local => new() { FetchAllowLoopback = true, Data = _data.Path };

    private SoundFetch New(ServerOptions options, ResolveHost? resolve = null, TimeProvider? time = null)
    {
        options = options with { Data = _data.Path };
        return new SoundFetch(options, new IncomingFiles(options), time ?? TimeProvider.System, resolve ?? Dns.GetHostAddressesAsync);
    }

    /// <summary>Answers each connection with the bytes it is told to, well-formed or not; one that drips sends a byte more every 50 ms.</summary>
    private sealed class RawHost : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<TcpClient> _open = [];
        private readonly Task _serving;

        public RawHost(Func<string, string> answer, bool keepOpen = false, bool drips = false)
        {
            _listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            _serving = ServeAsync(answer, keepOpen, drips);
        }

        public string Address { get; }

        public Task Answered => _answered.Task;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _open.ForEach(client => client.Dispose());
        }

        private async Task ServeAsync(Func<string, string> answer, bool keepOpen, bool drips)
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    _open.Add(client);
                    var stream = client.GetStream();
                    var request = new byte[4_096];
                    var count = await stream.ReadAsync(request);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer(Encoding.ASCII.GetString(request, 0, count).Split(' ')[1])));
                    _answered.TrySetResult();
                    while (drips)
                    {
                        await Task.Delay(50);
                        await stream.WriteAsync("x"u8.ToArray());
                    }
                    if (!keepOpen)
                    {
                        client.Client.Shutdown(SocketShutdown.Send);
                    }
                }
            }
            catch (Exception e) when (e is SocketException or IOException or InvalidOperationException)
            {
                // The test is over (a listener stopped before it is asked to accept says that it is not listening), or the client hung up.
            }
        }
    }
}
