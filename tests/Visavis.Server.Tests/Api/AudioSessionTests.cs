using System.Net;
using Visavis.Server.Tests.Assets;

namespace Visavis.Server.Tests.Api;

/// <summary>Sessions of sound, with the real decoder, ears and encoders.</summary>
[Collection(HeavyWork.Name)]
public sealed class AudioSessionTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Route = "/v3/avatar-realtime";

    [Theory]
    [InlineData("mp3", "-b:a", "64k")]
    [InlineData("wav")]
    [InlineData("m4a", "-c:a", "aac")]
    [InlineData("ogg", "-c:a", "libvorbis")]
    [InlineData("opus", "-c:a", "libopus")]
    [InlineData("flac")]
    [InlineData("aac")]
    [InlineData("webm", "-c:a", "libopus")]
    [InlineData("mp4", "-c:a", "aac", "-c:v", "libx264")]
    public async Task Asset_OfAnyKind_IsSpokenWithItsWords(string extension, params string[] options)
    {
        var asset = await (await server.Host.Client.UploadAsync(await SoundClips.MakeAsync(extension, options), "clip." + extension)).DataAsync("asset_id");

        var id = await CreateAsync($$"""{"type":"asset_id","asset_id":"{{asset}}"}""");

        var said = await WordsAsync(id);
        Assert.Contains("birthday", said, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("event: end\ndata: {\"reason\":\"completed\"}\n\n", said, StringComparison.Ordinal);
        await server.Host.EndedAsync(id);
        Assert.Equal("completed", await (await server.Host.Client.GetAsync($"{Route}/{id}")).DataAsync("status"));
    }

    [Fact]
    public async Task Base64_IsStreamedAndTakesNoText()
    {
        var data = Convert.ToBase64String(await SoundClips.MakeAsync("mp3"));

        var id = await CreateAsync($$"""{"type":"base64","media_type":"audio/mpeg","data":"{{data}}"}""");

        var playlist = await server.Host.PlaylistAsync(id);
        Assert.Contains("#EXT-X-STREAM-INF", await server.Host.Client.GetStringAsync(playlist), StringComparison.Ordinal);
        var text = await server.Host.Client.PostAsync($"{Route}/{id}/text", ServerHost.Json("""{"delta":"More."}"""));
        Assert.Equal(HttpStatusCode.Conflict, text.StatusCode);
        Assert.Contains("birthday", await WordsAsync(id), StringComparison.OrdinalIgnoreCase);
        await server.Host.EndedAsync(id);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Host.Data, "incoming")));
    }

    [Fact]
    public async Task Cancel_LetsGoOfTheSound()
    {
        var data = Convert.ToBase64String(await File.ReadAllBytesAsync(SoundClips.Source));
        var id = await CreateAsync($$"""{"type":"base64","media_type":"audio/wav","data":"{{data}}"}""");
        await server.Host.PlaylistAsync(id);

        await server.Host.Client.PostAsync($"{Route}/{id}/cancel", null);

        await server.Host.EndedAsync(id);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Host.Data, "incoming")));
    }

    [Theory]
    [InlineData("""{"type":"asset_id","asset_id":"asset_none"}""", 404, "audio.asset_id", "Asset not found. POST /v3/assets uploads one.")]
    [InlineData("""{"type":"asset_id"}""", 400, "audio.asset_id", "'audio.asset_id' is required.")]
    [InlineData("""{"type":"asset_id","asset_id":"a","url":"https://example.com/a.mp3"}""", 400, "audio.url", "Unknown field 'audio.url'.")]
    [InlineData("""{"type":"file"}""", 400, "audio.type", "Invalid 'audio.type'. Must be one of: url, asset_id, base64.")]
    [InlineData("[]", 400, "audio", "'audio' must be an object.")]
    [InlineData("""{"type":"base64","media_type":"audio/mpeg","data":"%%%"}""", 400, "audio.data", "'audio.data' must be plain base64: no line breaks, no 'data:' in front.")]
    [InlineData("""{"type":"base64","media_type":"audio/mpeg","data":""}""", 400, "audio.data", "'audio.data' is empty.")]
    [InlineData("""{"type":"base64","media_type":"audio/mpeg","data":"SGVsbG8gdGhlcmU="}""", 400, "audio.data", "'audio.data' is no sound. It must be mp3, wav, m4a, aac, ogg, opus, flac, webm or mp4.")]
    [InlineData("""{"type":"base64","data":"SGVsbG8="}""", 400, "audio.media_type", "'audio.media_type' is required.")]
    [InlineData("""{"type":"url","url":"ftp://example.com/a.mp3"}""", 400, "audio.url", "The address must begin with https://.")]
    [InlineData("""{"type":"url","url":"http://example.com/a.mp3"}""", 400, "audio.url", "The address must begin with https://.")]
    [InlineData("""{"type":"url","url":"a.mp3"}""", 400, "audio.url", "The address is not a complete URL: it must begin with https://.")]
    [InlineData("""{"type":"url","url":"https://u:p@example.com/a.mp3"}""", 400, "audio.url", "The address must not carry a user name or password, nor port 0.")]
    [InlineData("""{"type":"url","url":"https://127.0.0.1/a.mp3"}""", 400, "audio.url", "The address leads to a private network, which is refused: files are fetched from public addresses only.")]
    [InlineData("""{"type":"url","url":"https://[::ffff:10.0.0.1]/a.mp3"}""", 400, "audio.url", "The address leads to a private network, which is refused: files are fetched from public addresses only.")]
    public async Task WhatIsKnownAtOnce_IsAnErrorOfItsField(string audio, int status, string param, string message)
    {
        var answer = await server.Host.Client.PostAsync(Route, Body(audio));
        var code = status == 404 ? "resource_not_found" : "invalid_parameter";
        Assert.Equal(Answers.Error((HttpStatusCode)status, code, param, message), await Task.FromResult(answer).WholeAsync());
    }

    [Fact]
    public async Task FileOfAnotherSpaceOrWithoutSound_IsRefused()
    {
        var pdf = await (await server.Host.Client.UploadAsync(Uploads.Pdf, "a.pdf")).DataAsync("asset_id");
        var noSound = await server.Host.Client.PostAsync(Route, Body($$"""{"type":"asset_id","asset_id":"{{pdf}}"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, noSound.StatusCode);

        var mine = await (await server.Host.Client.UploadAsync(await SoundClips.MakeAsync("mp3"), "a.mp3")).DataAsync("asset_id");
        using var stranger = await server.Host.NewSpaceAsync("stranger");
        var foreign = await stranger.PostAsync(Route, Body($$"""{"type":"asset_id","asset_id":"{{mine}}"}"""));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task SoundThatCannotBeDecoded_EndsInErrorWithAdvice()
    {
        var id = await CreateAsync($$"""{"type":"base64","media_type":"audio/mpeg","data":"{{Convert.ToBase64String(Uploads.Mp3(20_000, 0x55))}}"}""");
        await server.Host.EndedAsync(id);
        var state = await server.Host.Client.GetAsync($"{Route}/{id}");
        Assert.Equal("error", await state.DataAsync("status"));
        Assert.Matches("damaged|no sound", await state.DataAsync("error_message"));
        Assert.EndsWith("{\"reason\":\"error\"}\n\n", await WordsAsync(id), StringComparison.Ordinal);
    }

    private static StringContent Body(string audio) => ServerHost.Json($$"""{"type":"audio","avatar_id":"nora","audio":{{audio}}}""");

    private async Task<string> CreateAsync(string audio) => await (await server.Host.Client.PostAsync(Route, Body(audio))).DataAsync("stream_id");

    private Task<string> WordsAsync(string id) => server.Host.Client.GetStringAsync($"{Route}/{id}/words");
}
