using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Visavis.Server.Assets;
using Visavis.Server.Storage;
using Visavis.Server.Tests.Assets;

namespace Visavis.Server.Tests.Api;

public sealed class AssetsApiTests : IAsyncLifetime
{
    private const string Route = "/v3/assets";

    private static readonly (int, string) NotFound =
        Answers.Error(HttpStatusCode.NotFound, "resource_not_found", "asset_id", "Asset not found. POST /v3/assets uploads one.");

    private ServerHost _host = null!;

    public async Task InitializeAsync() => _host = await ServerHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Upload_TellsTypeAndSize_AndIsFoundAgain()
    {
        var (status, body) = await _host.Client.UploadAsync(Uploads.Mp3(1000), "../my sound.MP3").WholeAsync();
        var (id, url) = IdAndUrl(body);
        Assert.StartsWith($"{_host.Address}media/assets/", url, StringComparison.Ordinal);
        Assert.Equal((200, $$$"""{"data":{"asset_id":"{{{id}}}","url":"{{{url}}}","mime_type":"audio/mpeg","size_bytes":1000}}"""), (status, body));
        var at = _host.Part<AssetStore>().Find("default", id)!.CreatedAt.ToUnixTimeSeconds();
        Assert.Equal(
            (200, $$$"""{"data":{"id":"{{{id}}}","name":"my sound.MP3","type":"audio","owner":"test","space_id":"default","uploaded_at":{{{at}}},"folder_id":null,"url":"{{{url}}}"}}"""),
            await _host.Client.GetAsync($"{Route}/{id}").WholeAsync());
    }

    [Fact]
    public async Task Url_ServesTheBytesToAnybody_AsWhatTheyAre()
    {
        var bytes = Uploads.Mp3(100_000, 7);
        using var stranger = _host.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, await UrlOfAsync(bytes, "größe 1.mp3"));
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await stranger.SendAsync(request);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("audio/mpeg", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline; filename=\"gr__e 1.mp3\"; filename*=UTF-8''gr%C3%B6%C3%9Fe%201.mp3", answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Url_ServesRanges()
    {
        var bytes = Uploads.Mp3(1000, 7);
        bytes[500] = 1;
        using var request = new HttpRequestMessage(HttpMethod.Get, await UrlOfAsync(bytes)) { Headers = { Range = new RangeHeaderValue(500, 502) } };
        using var answer = await _host.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, "bytes 500-502/1000"), (answer.StatusCode, answer.Content.Headers.ContentRange!.ToString()));
        Assert.Equal([1, 7, 7], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Document_IsAnAttachment()
    {
        using var answer = await _host.Client.GetAsync(await UrlOfAsync(Uploads.Pdf, "a.pdf"));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task GuessedUrl_IsNotFound() => Assert.Equal(
        HttpStatusCode.NotFound, (await _host.Client.GetAsync("/media/assets/AAAAAAAAAAAAAAAAAAAAAAAA/original.mp3")).StatusCode);

    [Fact]
    public async Task Deleted_IsGoneEverywhere_AndLeavesNoFile()
    {
        var (id, url) = IdAndUrl((await _host.Client.UploadAsync(Uploads.Mp3(1000)).WholeAsync()).Body);
        Assert.Single(Contents());
        Assert.Equal((200, $$$"""{"data":{"id":"{{{id}}}"}}"""), await _host.Client.DeleteAsync($"{Route}/{id}").WholeAsync());
        Assert.Equal(NotFound, await _host.Client.DeleteAsync($"{Route}/{id}").WholeAsync());
        Assert.Equal(NotFound, await _host.Client.GetAsync($"{Route}/{id}").WholeAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync(url)).StatusCode);
        Assert.Empty(Contents());
    }

    [Fact]
    public async Task AssetOfAnotherSpace_IsNotFound()
    {
        var (id, _) = IdAndUrl((await _host.Client.UploadAsync(Uploads.Mp3(1000)).WholeAsync()).Body);
        using var other = await _host.NewSpaceAsync("other");
        Assert.Equal(NotFound, await other.GetAsync($"{Route}/{id}").WholeAsync());
        Assert.Equal(NotFound, await other.DeleteAsync($"{Route}/{id}").WholeAsync());
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync($"{Route}/{id}")).StatusCode);
    }

    [Fact]
    public async Task EqualContents_LieOnDiskOnce_UntilTheLastIsDeleted()
    {
        using var other = await _host.NewSpaceAsync("other");
        var (first, _) = IdAndUrl((await _host.Client.UploadAsync(Uploads.Mp3(1000)).WholeAsync()).Body);
        var (_, url) = IdAndUrl((await other.UploadAsync(Uploads.Mp3(1000)).WholeAsync()).Body);
        Assert.Single(Contents());
        await _host.Client.DeleteAsync($"{Route}/{first}");
        Assert.Equal(Uploads.Mp3(1000), await _host.Client.GetByteArrayAsync(url));
    }

    [Fact]
    public async Task DeletionWhileItIsRead_LeavesTheBytesToTheReader()
    {
        var (id, _) = IdAndUrl((await _host.Client.UploadAsync(Uploads.Mp3(1000)).WholeAsync()).Body);
        var library = _host.Part<AssetLibrary>();
        using (var lease = library.Open(library.Find("default", id)!)!)
        {
            Assert.Equal(HttpStatusCode.OK, (await _host.Client.DeleteAsync($"{Route}/{id}")).StatusCode);
            Assert.Equal(Uploads.Mp3(1000), await File.ReadAllBytesAsync(lease.Path));
        }
        Assert.Empty(Contents());
    }

    [Fact]
    public async Task UnknownType_NamesTheKnownOnes()
    {
        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "file", "'file' is of no known type. Its bytes must be one of: png, jpeg, webp, mp4, webm, mp3, wav, m4a, aac, ogg, opus, flac, pdf, srt."),
            await _host.Client.UploadAsync("MZ program"u8.ToArray(), "innocent.mp3").WholeAsync());
        Assert.Empty(Incoming());
    }

    public static TheoryData<string, string> WrongBodies => new()
    {
        { "multipart/form-data; boundary=x", "" },
        { "multipart/form-data; boundary=x", "--x--\r\n" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"sound\"; filename=\"a\"\r\n\r\nID3...\r\n--x--\r\n" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nID3...\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b\"\r\n\r\nID3...\r\n--x--\r\n" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nID3..." },
        { "multipart/form-data; boundary=x", "--x\r\n\r\nID3...\r\n--x--\r\n" },
        { "multipart/form-data; boundary=x", "no boundary at all" },
        { "multipart/form-data", "--x--\r\n" },
        { "multipart/mixed; boundary=x", "--x--\r\n" },
        { "application/json", "{}" },
        { "", "ID3..." },
    };

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task WrongBody_IsInvalidParameterAndLeavesNothing(string contentType, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        var (status, answer) = await _host.Client.PostAsync(Route, content).WholeAsync();
        var error = JsonDocument.Parse(answer).RootElement.GetProperty("error");
        Assert.Equal((400, "invalid_parameter", "file"), (status, error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        Assert.Empty(Incoming());
        Assert.Empty(Contents());
    }

    [Fact]
    public async Task FileOverTheLimit_IsPayloadTooLarge_AndTheLimitItselfIsTaken()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { AssetBytes = 100_000 });
        var tooLarge = Answers.Error(HttpStatusCode.RequestEntityTooLarge, "payload_too_large", "file", "'file' is larger than 100000 bytes (asset_bytes).");
        Assert.Equal(tooLarge, await host.Client.UploadAsync(Uploads.Mp3(100_001)).WholeAsync());
        Assert.Equal(tooLarge, await host.Client.UploadAsync(Uploads.Mp3(1 << 20)).WholeAsync());
        Assert.Equal(HttpStatusCode.OK, (await host.Client.UploadAsync(Uploads.Mp3(100_000))).StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(host.Data, "incoming")));
    }

    [Fact]
    public async Task FullSpace_NamesTheQuotaAndWhatIsUsed_UntilAnAssetIsDeleted()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { AssetsBytesPerSpace = 2500 });
        var (first, _) = IdAndUrl((await host.Client.UploadAsync(Uploads.Mp3(1000)).WholeAsync()).Body);
        await host.Client.UploadAsync(Uploads.Mp3(1000));
        Assert.Equal(
            Answers.Error(HttpStatusCode.RequestEntityTooLarge, "payload_too_large", "file", "The space's assets may have 2500 bytes together (assets_bytes_per_space) and have 2000 already: delete some first."),
            await host.Client.UploadAsync(Uploads.Mp3(1000, 1)).WholeAsync());
        Assert.Single(Directory.GetFiles(Path.Combine(host.Data, "assets"), "*", SearchOption.AllDirectories));
        using var other = await host.NewSpaceAsync("other");
        Assert.Equal(HttpStatusCode.OK, (await other.UploadAsync(Uploads.Mp3(1000, 2))).StatusCode);
        await host.Client.DeleteAsync($"{Route}/{first}");
        Assert.Equal(HttpStatusCode.OK, (await host.Client.UploadAsync(Uploads.Mp3(1000, 3))).StatusCode);
    }

    [Fact]
    public async Task SameIdempotencyKey_UploadsOnce()
    {
        var first = await _host.Client.UploadAsync(Uploads.Mp3(1000), key: "k1").WholeAsync();
        Assert.Equal(first, await _host.Client.UploadAsync(Uploads.Mp3(2000), key: "k1").WholeAsync());
        Assert.NotEqual(first, await _host.Client.UploadAsync(Uploads.Mp3(1000), key: "k2").WholeAsync());
        Assert.Equal(2000, _host.Part<AssetStore>().UsedBytes("default"));
    }

    [Fact]
    public async Task RepeatWhileTheFirstIsUploaded_IsInProgress()
    {
        using var slow = new SlowUpload(Uploads.Mp3(1000));
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = slow, Headers = { { "Idempotency-Key", "k" } } };
        var first = _host.Client.SendAsync(request);
        await slow.Begun;
        while (Incoming().Length == 0)
        {
            // The server has not read the first bytes yet.
            await Task.Yield();
        }
        Assert.Equal(
            Answers.Error(HttpStatusCode.Conflict, "request_in_progress", "Idempotency-Key", "A request with this Idempotency-Key is still in progress."),
            await _host.Client.UploadAsync(Uploads.Mp3(1000), key: "k").WholeAsync());
        slow.GoOn();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task Sweep_DeletesWhatACrashLeft_AndNothingElse()
    {
        var (kept, url) = IdAndUrl((await _host.Client.UploadAsync(Uploads.Mp3(1000)).WholeAsync()).Body);
        var (lost, _) = IdAndUrl((await _host.Client.UploadAsync(Uploads.Mp3(1000, 1)).WholeAsync()).Body);
        var stray = Path.Combine(_host.Data, "assets", "ab", new string('c', 62));
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        await File.WriteAllTextAsync(stray, "without a row");
        await File.WriteAllTextAsync(Path.Combine(_host.Data, "incoming", "half"), "half");
        var hash = _host.Part<AssetStore>().Find("default", lost)!.Hash;
        File.Delete(Path.Combine(_host.Data, "assets", hash[..2], hash[2..]));
        using var receiving = _host.Part<IncomingFiles>().New(100);

        await _host.Part<AssetLibrary>().SweepAsync();

        Assert.Equal(Uploads.Mp3(1000), await _host.Client.GetByteArrayAsync(url));
        Assert.Equal([receiving.Path], Incoming());
        Assert.Single(Contents());
        Assert.Null(_host.Part<AssetStore>().Find("default", lost));
        Assert.NotNull(_host.Part<AssetStore>().Find("default", kept));
    }

    private static (string Id, string Url) IdAndUrl(string body)
    {
        var data = JsonDocument.Parse(body).RootElement.GetProperty("data");
        return (data.GetProperty("asset_id").GetString()!, data.GetProperty("url").GetString()!);
    }

    private async Task<string> UrlOfAsync(byte[] bytes, string name = "sound.mp3") =>
        IdAndUrl((await _host.Client.UploadAsync(bytes, name).WholeAsync()).Body).Url;

    private string[] Contents()
    {
        var folder = Path.Combine(_host.Data, "assets");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private string[] Incoming() => Directory.GetFiles(Path.Combine(_host.Data, "incoming"));
}
