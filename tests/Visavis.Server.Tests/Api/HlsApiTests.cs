using System.Net;

namespace Visavis.Server.Tests.Api;

public sealed class HlsApiTests : IAsyncLifetime
{
    private static readonly (int, string) NotFound =
        Answers.Error(HttpStatusCode.NotFound, "resource_not_found", null, "There is nothing at this address.");

    private ServerHost _host = null!;
    private HttpClient _player = null!;

    public async Task InitializeAsync()
    {
        _host = await ServerHost.StartAsync();
        var id = await _host.CreateAsync();
        var url = await _host.PlaylistAsync(id);
        _player = new HttpClient { BaseAddress = new Uri(url) };
    }

    public async Task DisposeAsync()
    {
        _player.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("master.m3u8", "application/vnd.apple.mpegurl", "no-cache")]
    [InlineData("media.m3u8", "application/vnd.apple.mpegurl", "no-cache")]
    [InlineData("media.m3u8?_HLS_msn=0&_HLS_part=1&_HLS_skip=YES", "application/vnd.apple.mpegurl", "no-cache")]
    [InlineData("init.mp4", "video/mp4", "public, max-age=3600, immutable")]
    [InlineData("seg0.m4s", "video/mp4", "public, max-age=3600, immutable")]
    [InlineData("part1.0.m4s", "video/mp4", "public, max-age=3600, immutable")]
    public async Task Media_IsThereForAnyPageWithoutKey(string path, string type, string cache)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://elsewhere.example" } } };
        var answer = await _player.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(cache, answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.NotEmpty(body);
        Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task MasterPlaylist_NamesTheMediaPlaylist() =>
        Assert.EndsWith("\nmedia.m3u8\n", await _player.GetStringAsync("master.m3u8"), StringComparison.Ordinal);

    [Fact]
    public async Task Head_HasTheLengthAndNoBody()
    {
        var body = await _player.GetByteArrayAsync("init.mp4");
        var answer = await _player.SendAsync(new HttpRequestMessage(HttpMethod.Head, "init.mp4"));
        Assert.Equal((HttpStatusCode.OK, (long?)body.Length), (answer.StatusCode, answer.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("seg9999.m4s")]
    [InlineData("part9999.0.m4s")]
    [InlineData("other.txt")]
    public async Task UnknownName_IsNotFound(string name) => Assert.Equal(NotFound, await _player.GetAsync(name).WholeAsync());

    [Fact]
    public async Task UnknownToken_IsNotFound() => Assert.Equal(NotFound, await _player.GetAsync("/media/none/master.m3u8").WholeAsync());

    [Theory]
    [InlineData("media.m3u8?_HLS_msn=x", "_HLS_msn", "'_HLS_msn' must be a whole number.")]
    [InlineData("media.m3u8?_HLS_msn=0&_HLS_part=-1", "_HLS_part", "'_HLS_part' must be a whole number.")]
    [InlineData("media.m3u8?_HLS_part=1", "_HLS_msn", "'_HLS_msn' is more than two segments ahead, or '_HLS_part' stands without it.")]
    [InlineData("media.m3u8?_HLS_msn=9999", "_HLS_msn", "'_HLS_msn' is more than two segments ahead, or '_HLS_part' stands without it.")]
    public async Task WrongReload_IsInvalidParameter(string path, string param, string message) =>
        Assert.Equal(Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", param, message), await _player.GetAsync(path).WholeAsync());

    [Fact]
    public async Task FinishedStream_HasAnEndAndStaysForItsTime()
    {
        var id = await _host.CreateAsync();
        var url = await _host.PlaylistAsync(id);
        await _host.Client.PostAsync($"/v3/avatar-realtime/{id}/cancel", null);
        await _host.EndedAsync(id);
        Assert.EndsWith("#EXT-X-ENDLIST\n", await _player.GetStringAsync(new Uri(new Uri(url), "media.m3u8")), StringComparison.Ordinal);
    }
}
