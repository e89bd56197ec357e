using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Visavis.Server.Tests.Avatars;

/// <summary>Looks from clips over HTTP, built by the real builder out of a rendered listener.</summary>
[Collection(HeavyWork.Name)]
public sealed class DigitalTwinTests : IAsyncLifetime
{
    private ServerHost _host = null!;

    public async Task InitializeAsync() => _host = await ServerHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Clip_BecomesALook_ThatSpeaksWhenThePersonShownAgrees()
    {
        var asset = await UploadAsync(Clip());
        var made = await CreateAsync("digital_twin", new { type = "asset_id", asset_id = asset });
        var (look, group) = (made.GetProperty("avatar_item"), made.GetProperty("avatar_group"));
        var id = Text(look, "id");
        Assert.Equal(("digital_twin", "processing"), (Text(look, "avatar_type"), Text(look, "status")));
        Assert.Equal("pending", Text(group, "consent_status"));

        var (whole, stages) = await EndAsync(id);
        Assert.Equal(("pending_consent", 1280, 720), (Text(whole, "status"), whole.GetProperty("image_width").GetInt32(), whole.GetProperty("image_height").GetInt32()));
        Assert.Empty(stages.Except(["waiting", "tracking", "looping", "painting", "encoding", "saving"]));
        Assert.Contains("tracking", stages);
        Assert.Equal("ftyp"u8.ToArray(), (await _host.Client.GetByteArrayAsync(Text(whole, "preview_video_url")))[4..8]);
        using var early = await SpeakAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);

        await AgreeAsync(Text(group, "id"));

        Assert.Equal("completed", Text(await GetAsync($"/v3/avatars/looks/{id}"), "status"));
        using var session = await SpeakAsync(id);
        Assert.Contains("#EXTM3U", await _host.Client.GetStringAsync(await _host.PlaylistAsync(await session.DataAsync("stream_id"))), StringComparison.Ordinal);
        Assert.Contains(id, await _host.Client.GetStringAsync("/v3/avatars/looks?avatar_type=digital_twin"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_host.Data, "avatars"), "*.source"));
    }

    [Theory]
    [InlineData("photo", "is video/mp4, which is no picture. It must be a JPEG, PNG or WebP.")]
    public async Task ClipForAPhoto_IsRefused(string type, string says)
    {
        var asset = await UploadAsync(Clip());

        using var answer = await PostAsync("/v3/avatars", Body(type, new { type = "asset_id", asset_id = asset }));

        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "file.asset_id", $"The asset '{asset}' {says}"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task PhotoForAClip_IsRefused()
    {
        var data = Convert.ToBase64String(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests", "assets", "portraits", "child.jpg")));

        using var answer = await PostAsync("/v3/avatars", Body("digital_twin", new { type = "base64", media_type = "video/mp4", data }));

        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "file.data", "'file.data' is no clip. It must be an mp4 or webm."), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task DamagedClip_IsRefusedAtOnce_AndLeavesNothing()
    {
        var bytes = Clip();
        bytes.AsSpan(64).Clear();

        using var answer = await PostAsync("/v3/avatars", Body("digital_twin", new { type = "base64", media_type = "video/mp4", data = Convert.ToBase64String(bytes) }));

        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Equal((HttpStatusCode.BadRequest, "file.data"), (answer.StatusCode, Text(error, "param")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_host.Data, "avatars")));
        Assert.Equal("""{"data":[],"has_more":false,"next_token":null}""", await _host.Client.GetStringAsync("/v3/avatars/looks?ownership=private"));
    }

    [Fact]
    public async Task ClipBeyondTheLimit_NamesIt()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { ClipBytes = 10_000, Linger = TimeSpan.Zero });

        using var answer = await host.Client.PostAsync(
            new Uri("/v3/avatars", UriKind.Relative), Json(Body("digital_twin", new { type = "base64", media_type = "video/mp4", data = Convert.ToBase64String(Clip()) })));

        Assert.Equal(
            Answers.Error(HttpStatusCode.RequestEntityTooLarge, "payload_too_large", "file.data", "'file.data' holds more than 10000 bytes (clip_bytes: send a smaller clip)."),
            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    private async Task AgreeAsync(string group)
    {
        using var asked = await PostAsync($"/v3/avatars/{group}/consent", "{}");
        var url = await asked.DataAsync("url");
        using var person = new HttpClient();
        Assert.Contains("<video", await person.GetStringAsync(url), StringComparison.Ordinal);
        var seen = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Clip()));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = "Jonas", ["decision"] = "accept", ["seen"] = seen });
        using var agreed = await person.PostAsync(url, form);
        Assert.Contains("You agreed", await agreed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The look when it is no longer being made, and the stages that were seen.</summary>
    private async Task<(JsonElement Look, HashSet<string> Stages)> EndAsync(string id)
    {
        for (var stages = new HashSet<string>();;)
        {
            var look = await GetAsync($"/v3/avatars/looks/{id}");
            if (Text(look, "status") != "processing")
            {
                return (look, stages);
            }
            stages.Add(Text(look, "stage"));
            await Task.Delay(20);
        }
    }

    private Task<HttpResponseMessage> SpeakAsync(string look) =>
        PostAsync("/v3/avatar-realtime", $$"""{"type":"tts","avatar_id":"{{look}}","voice_id":"heart","text":"Hello."}""");

    private async Task<string> UploadAsync(byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        using var form = new MultipartFormDataContent { { file, "file", "listening.mp4" } };
        using var answer = await _host.Client.PostAsync(new Uri("/v3/assets", UriKind.Relative), form);
        return await answer.DataAsync("asset_id");
    }

    private async Task<JsonElement> CreateAsync(string type, object file)
    {
        using var answer = await PostAsync("/v3/avatars", Body(type, file));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("data");
    }

    private static string Body(string type, object file) => JsonSerializer.Serialize(new { type, name = "Jonas", file });

    private static byte[] Clip() => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "assets", "portraits", "listening.mp4"));

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;

    private async Task<JsonElement> GetAsync(string url) => JsonDocument.Parse(await _host.Client.GetStringAsync(new Uri(url, UriKind.Relative))).RootElement.GetProperty("data");

    private Task<HttpResponseMessage> PostAsync(string url, string body) => _host.Client.PostAsync(new Uri(url, UriKind.Relative), Json(body));

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
