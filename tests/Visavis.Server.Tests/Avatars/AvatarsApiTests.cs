using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Media;
using Visavis.Server.Avatars;
using Visavis.Server.Storage;

namespace Visavis.Server.Tests.Avatars;

/// <summary>Looks from photos over HTTP, built by the real builder out of rendered strangers.</summary>
[Collection(HeavyWork.Name)]
public sealed class AvatarsApiTests : IAsyncLifetime
{
    private ServerHost _host = null!;

    public async Task InitializeAsync() => _host = await ServerHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Photo_BecomesALook_ThatSpeaks_IsRenamed_AndGoes()
    {
        var made = await CreateAsync(_host, "child");
        var (look, group) = (made.GetProperty("avatar_item"), made.GetProperty("avatar_group"));
        var id = look.GetProperty("id").GetString()!;
        Assert.Equal(("photo_avatar", "processing", "child"), (Text(look, "avatar_type"), Text(look, "status"), Text(look, "name")));
        Assert.Equal((1, JsonValueKind.Null), (group.GetProperty("looks_count").GetInt32(), group.GetProperty("consent_status").ValueKind));

        var whole = await EndAsync(_host, id);
        Assert.Equal("completed", Text(whole, "status"));
        Assert.Equal((1280, "landscape", "heart"), (whole.GetProperty("image_width").GetInt32(), Text(whole, "preferred_orientation"), Text(whole, "default_voice_id")));
        Assert.Equal("image/png", (await _host.Client.GetAsync(Text(whole, "preview_image_url"))).Content.Headers.ContentType!.MediaType);
        var clip = await _host.Client.GetByteArrayAsync(Text(whole, "preview_video_url"));
        Assert.Equal("ftyp"u8.ToArray(), clip[4..8]);
        Assert.Empty(Directory.GetFiles(Path.Combine(_host.Data, "avatars"), "*.source"));

        var session = await PostAsync(_host.Client, "/v3/avatar-realtime", $$"""{"type":"tts","avatar_id":"{{id}}","voice_id":"heart","text":"Hello."}""");
        Assert.Contains("#EXTM3U", await _host.Client.GetStringAsync(await _host.PlaylistAsync(await session.DataAsync("stream_id"))), StringComparison.Ordinal);

        await SendAsync(_host.Client, HttpMethod.Patch, $"/v3/avatars/looks/{id}", """{"name":" Kim ","default_voice_id":"male"}""");
        var changed = await GetAsync(_host.Client, $"/v3/avatars/looks/{id}");
        Assert.Equal(("Kim", "male"), (Text(changed, "name"), Text(changed, "default_voice_id")));

        Assert.Equal((200, $$$"""{"data":{"id":"{{{id}}}"}}"""), await _host.Client.DeleteAsync($"/v3/avatars/looks/{id}").WholeAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync($"/v3/avatars/looks/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync($"/v3/avatars/{Text(group, "id")}")).StatusCode);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_host.Data, "avatars")));
    }

    [Fact]
    public async Task UnfitPhoto_FailsWithItsSentence()
    {
        var made = await CreateAsync(_host, Convert.ToBase64String(await EmptyRoomAsync()), "room", null);

        var failed = await EndAsync(_host, Text(made.GetProperty("avatar_item"), "id"));

        Assert.Equal(("failed", "no_face"), (Text(failed, "status"), Text(failed.GetProperty("error"), "code")));
        Assert.Equal("No face was found: send a photo that shows a face from the front.", Text(failed.GetProperty("error"), "message"));
        var answer = await PostAsync(_host.Client, "/v3/avatar-realtime", $$"""{"type":"tts","avatar_id":"{{Text(failed, "id")}}","voice_id":"heart","text":"Hello."}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task AnotherLook_JoinsItsGroup()
    {
        var first = await CreateAsync(_host, "fringe-red");
        var group = Text(first.GetProperty("avatar_group"), "id");

        var second = await CreateAsync(_host, Convert.ToBase64String(Portrait("curls-large")), "second", group);

        Assert.Equal(group, Text(second.GetProperty("avatar_item"), "group_id"));
        Assert.Equal(2, (await GetAsync(_host.Client, $"/v3/avatars/{group}")).GetProperty("looks_count").GetInt32());
        await _host.Client.DeleteAsync($"/v3/avatars/{group}");
        Assert.Equal("""{"data":[],"has_more":false,"next_token":null}""", await _host.Client.GetStringAsync("/v3/avatars/looks?ownership=private"));
    }

    [Fact]
    public async Task OtherSpace_SeesNothing()
    {
        var made = await CreateAsync(_host, "child");
        var (id, group) = (Text(made.GetProperty("avatar_item"), "id"), Text(made.GetProperty("avatar_group"), "id"));
        using var stranger = await _host.NewSpaceAsync("elsewhere");

        HttpResponseMessage[] answers =
        [
            await stranger.GetAsync($"/v3/avatars/looks/{id}"), await stranger.GetAsync($"/v3/avatars/{group}"), await stranger.DeleteAsync($"/v3/avatars/looks/{id}"),
            await stranger.DeleteAsync($"/v3/avatars/{group}"), await SendAsync(stranger, HttpMethod.Patch, $"/v3/avatars/looks/{id}", """{"name":"Mine"}"""),
            await PostAsync(stranger, $"/v3/avatars/{group}/consent", "{}"),
            await PostAsync(stranger, "/v3/avatar-realtime", $$"""{"type":"tts","avatar_id":"{{id}}","voice_id":"heart","text":"Hello."}"""),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal("""{"data":[],"has_more":false,"next_token":null}""", await stranger.GetStringAsync("/v3/avatars?ownership=private"));
    }

    [Theory]
    [InlineData("""{"type":"prompt","name":"A","prompt":"A man"}""", 400, "type", "Looks are made from photos and clips, not from descriptions (prompt): send a photo with type 'photo' or a clip with type 'digital_twin'.")]
    [InlineData("""{"type":"digital_twin","name":"A"}""", 400, "file", "'file' is required.")]
    [InlineData("""{"type":"digital_twin","name":"A","file":{"type":"base64","media_type":"video/mp4","data":"aGVsbG8="}}""", 400, "file.data", "'file.data' is no clip. It must be an mp4 or webm.")]
    [InlineData("""{"type":"statue","name":"A"}""", 400, "type", "Invalid 'type'. Must be one of: photo, digital_twin, prompt.")]
    [InlineData("""{"type":"photo","name":" ","file":{"type":"url","url":"https://example.com/a.jpg"}}""", 400, "name", "'name' must have 1 to 100 characters on one line.")]
    [InlineData("""{"type":"photo","name":"A"}""", 400, "file", "'file' is required.")]
    [InlineData("""{"type":"photo","name":"A","file":{"type":"path","path":"/etc/passwd"}}""", 400, "file.type", "Invalid 'file.type'. Must be one of: url, asset_id, base64.")]
    [InlineData("""{"type":"photo","name":"A","file":{"type":"url","url":"https://127.0.0.1/a.jpg"}}""", 400, "file.url", "The address leads to a private network, which is refused: files are fetched from public addresses only.")]
    [InlineData("""{"type":"photo","name":"A","file":{"type":"base64","media_type":"image/png","data":"aGVsbG8="}}""", 400, "file.data", "'file.data' is no picture. It must be a JPEG, PNG or WebP.")]
    [InlineData("""{"type":"photo","name":"A","avatar_group_id":7,"file":{"type":"url","url":"https://example.com/a.jpg"}}""", 400, "avatar_group_id", "'avatar_group_id' must be a string.")]
    [InlineData("""{"type":"photo","name":"A","age":3,"file":{"type":"url","url":"https://example.com/a.jpg"}}""", 400, "age", "Unknown field 'age'.")]
    public async Task WrongRequest_NamesTheField(string body, int status, string param, string message)
    {
        var answer = await PostAsync(_host.Client, "/v3/avatars", body);

        Assert.Equal(Answers.Error((HttpStatusCode)status, "invalid_parameter", param, message), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task BuiltInLooks_CannotBeChanged()
    {
        var renamed = await SendAsync(_host.Client, HttpMethod.Patch, "/v3/avatars/looks/nora", """{"name":"Eva"}""");
        var deleted = await _host.Client.DeleteAsync("/v3/avatars/group_nora");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (renamed.StatusCode, deleted.StatusCode));
    }

    [Fact]
    public async Task ManyLooks_MeetTheLimit()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { LooksPerSpace = 1, Linger = TimeSpan.Zero });
        await CreateAsync(host, "child");

        var answer = await PostAsync(host.Client, "/v3/avatars", Body(Convert.ToBase64String(Portrait("child")), "second", null));

        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", null, "The space has 1 looks, as many as it may (looks_per_space): delete some first."),
            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Single(Directory.GetFiles(Path.Combine(host.Data, "avatars"), "*.source"));
    }

    [Fact]
    public async Task Consent_IsAskedKeptAndFollowed()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { PhotoConsent = true, Linger = TimeSpan.Zero, Curtain = TimeSpan.Zero });
        var made = await CreateAsync(host, "child");
        var (id, group) = (Text(made.GetProperty("avatar_item"), "id"), Text(made.GetProperty("avatar_group"), "id"));
        Assert.Equal("pending_consent", Text(await EndAsync(host, id), "status"));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(host.Client, "/v3/avatar-realtime", $$"""{"type":"tts","avatar_id":"{{id}}","voice_id":"heart","text":"Hello."}""")).StatusCode);

        var url = await (await PostAsync(host.Client, $"/v3/avatars/{group}/consent", """{"reroute_url":"https://example.com/done?a=1"}""")).DataAsync("url");
        using var person = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.Contains("May this face speak?", await person.GetStringAsync(url), StringComparison.Ordinal);
        Assert.Contains("type your name", await (await person.PostAsync(url, Form("", "accept", Hash("child")))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var agreed = await person.PostAsync(url, Form("Kim <b>", "accept", Hash("child")));

        Assert.Equal((HttpStatusCode.Found, "https://example.com/done?a=1"), (agreed.StatusCode, agreed.Headers.Location!.ToString()));
        Assert.Equal("completed", Text(await GetAsync(host.Client, $"/v3/avatars/looks/{id}"), "status"));
        var kept = host.Part<AvatarStore>().Consent(url.Split('/')[^1])!;
        Assert.Equal(("accepted", "Kim <b>", "127.0.0.1"), (kept.Decision, kept.Person, kept.Address));
        Assert.StartsWith("2: I am the person in this picture or clip", kept.Statement, StringComparison.Ordinal);
        Assert.Equal(64, kept.SourceHashes!.Length);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(host.Client, $"/v3/avatars/{group}/consent", "{}")).StatusCode);
    }

    [Fact]
    public async Task Refusal_EndsTheLook()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { PhotoConsent = true, Linger = TimeSpan.Zero });
        var made = await CreateAsync(host, "child");
        var (id, group) = (Text(made.GetProperty("avatar_item"), "id"), Text(made.GetProperty("avatar_group"), "id"));
        await EndAsync(host, id);
        var url = await (await PostAsync(host.Client, $"/v3/avatars/{group}/consent", "")).DataAsync("url");
        using var person = new HttpClient();

        Assert.Contains("You did not agree", await (await person.PostAsync(url, Form("", "reject", ""))).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var look = await GetAsync(host.Client, $"/v3/avatars/looks/{id}");
        Assert.Equal(("failed", "consent_rejected"), (Text(look, "status"), Text(look.GetProperty("error"), "code")));
        Assert.Equal("rejected", Text(await GetAsync(host.Client, $"/v3/avatars/{group}"), "consent_status"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(host.Data, "avatars")));
    }

    [Fact]
    public async Task Refusal_EndsALookThatNeededNoConsent()
    {
        var made = await CreateAsync(_host, "child");
        var (id, group) = (Text(made.GetProperty("avatar_item"), "id"), Text(made.GetProperty("avatar_group"), "id"));
        Assert.Equal("completed", Text(await EndAsync(_host, id), "status"));
        var url = await (await PostAsync(_host.Client, $"/v3/avatars/{group}/consent", "")).DataAsync("url");
        using var person = new HttpClient();

        await person.PostAsync(url, Form("", "reject", ""));

        var answer = await PostAsync(_host.Client, "/v3/avatar-realtime", $$"""{"type":"tts","avatar_id":"{{id}}","voice_id":"heart","text":"Hello."}""");
        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "avatar_id", "The look could not be made: The person shown did not agree."),
            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task AnotherPicture_NeedsConsentAgain_OfWhoHasSeenIt()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { PhotoConsent = true, Linger = TimeSpan.Zero });
        var made = await CreateAsync(host, "child");
        var (first, group) = (Text(made.GetProperty("avatar_item"), "id"), Text(made.GetProperty("avatar_group"), "id"));
        await EndAsync(host, first);
        using var person = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        await person.PostAsync(await (await PostAsync(host.Client, $"/v3/avatars/{group}/consent", "")).DataAsync("url"), Form("Kim", "accept", Hash("child")));

        var added = await CreateAsync(host, Convert.ToBase64String(Portrait("fringe-red")), "second", group);

        Assert.Equal("pending", Text(added.GetProperty("avatar_group"), "consent_status"));
        var second = Text(added.GetProperty("avatar_item"), "id");
        Assert.Equal("pending_consent", Text(await EndAsync(host, second), "status"));
        Assert.Equal("completed", Text(await GetAsync(host.Client, $"/v3/avatars/looks/{first}"), "status"));
        var url = await (await PostAsync(host.Client, $"/v3/avatars/{group}/consent", "")).DataAsync("url");
        using var unseen = await person.PostAsync(url, Form("Kim", "accept", Hash("child")));
        Assert.Contains("There are other pictures", await unseen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await person.PostAsync(url, Form("Kim", "accept", $"{Hash("child")} {Hash("fringe-red")}"));
        Assert.Equal("completed", Text(await GetAsync(host.Client, $"/v3/avatars/looks/{second}"), "status"));
    }

    [Fact]
    public async Task Rehearsal_StandsBackBehindSomebodysLook_AndLeavesNothing()
    {
        _host.Part<LookBuilds>().Rehearse();
        var id = Text((await CreateAsync(_host, "child")).GetProperty("avatar_item"), "id");
        var (ending, rehearsed) = (EndAsync(_host, id), false);
        while (!ending.IsCompleted)
        {
            // Whole, it would be there for half a second, while its clip is made.
            rehearsed |= File.Exists(Path.Combine(_host.Data, "avatars", "rehearsal", "pack.json"));
            await Task.Delay(20);
        }

        Assert.Equal(("completed", false), (Text(await ending, "status"), rehearsed));
        Assert.Equal([id], Directory.GetFileSystemEntries(Path.Combine(_host.Data, "avatars")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task LookThatAKilledServerLeft_IsMadeAtTheNextStart()
    {
        var (rows, folders) = (_host.Part<AvatarStore>(), _host.Part<LookFolders>());
        var group = new StoredGroup { Id = "group_left", Space = KeyStore.DefaultSpace, Name = "Left" };
        var look = new StoredLook { Id = "look_left", GroupId = group.Id, Space = group.Space, Name = "Left", Type = "photo_avatar", Status = StoredLook.Processing };
        File.WriteAllBytes(folders.Source(look.Id), Portrait("child"));
        Directory.CreateDirectory(folders.Pack(look.Id) + ".part");
        await rows.AddAsync(group, look, 1, consent: false);
        using var again = new LookBuilds(
            rows, folders, new LookProgress(), _host.Part<ClipDecoder>(), new ServerOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<LookBuilds>.Instance);

        await again.StartAsync(default);

        Assert.Equal("completed", Text(await EndAsync(_host, look.Id), "status"));
        await again.StopAsync(default);
        Assert.Equal([folders.Pack(look.Id)], Directory.GetFileSystemEntries(Path.Combine(_host.Data, "avatars")));
    }

    [Fact]
    public async Task DamagedPack_IsSaidSo_AndLooksBeyondTheMemoryAreReadAgain()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { LooksInMemory = 1, Linger = TimeSpan.Zero, SessionsPerSpace = 9 });
        string[] ids = [Text((await CreateAsync(host, "child")).GetProperty("avatar_item"), "id"), Text((await CreateAsync(host, "fringe-red")).GetProperty("avatar_item"), "id")];
        foreach (var id in (string[])[.. ids, .. ids])
        {
            await EndAsync(host, id);
            Assert.Equal(HttpStatusCode.Created, (await SpeakAsync(host, id)).StatusCode);
        }

        File.WriteAllText(Path.Combine(host.Part<LookFolders>().Pack(ids[0]), "pack.json"), "{");

        using var answer = await SpeakAsync(host, ids[0]);
        Assert.Equal(
            Answers.Error(HttpStatusCode.InternalServerError, "internal_error", null, "The look's files cannot be read: delete the look and make it again. The server's log says more."),
            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task GuessedConsentPage_IsNotFound_AndSaysSoToPeople(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/consent/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        using var answer = await _host.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("Ask whoever sent it for a new one.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConsentPage_LivesADay()
    {
        var time = new FakeTimeProvider();
        await using var host = await ServerHost.StartAsync(new ServerOptions { Linger = TimeSpan.Zero }, time);
        var group = new StoredGroup { Id = "group_a", Space = KeyStore.DefaultSpace, Name = "Kim" };
        await host.Part<AvatarStore>().AddAsync(group, new StoredLook { Id = "look_a", GroupId = group.Id, Space = group.Space, Name = "Kim", Type = "photo_avatar", Status = StoredLook.Failed }, 1, consent: true);
        var url = await (await PostAsync(host.Client, $"/v3/avatars/{group.Id}/consent", "")).DataAsync("url");

        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(url)).StatusCode);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.PostAsync(url, Form("Kim", "accept", ""))).StatusCode);
        Assert.Equal("pending", Text(await GetAsync(host.Client, $"/v3/avatars/{group.Id}"), "consent_status"));
    }

    [Fact]
    public async Task SessionOutlastsItsLook()
    {
        var id = Text((await CreateAsync(_host, "child")).GetProperty("avatar_item"), "id");
        await EndAsync(_host, id);
        var stream = await (await PostAsync(_host.Client, "/v3/avatar-realtime", $$"""{"type":"text_stream","avatar_id":"{{id}}","voice_id":"heart","text":"Hello."}""")).DataAsync("stream_id");
        await _host.PlaylistAsync(stream);

        Assert.Equal(HttpStatusCode.OK, (await _host.Client.DeleteAsync($"/v3/avatars/looks/{id}")).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(_host.Client, $"/v3/avatar-realtime/{stream}/text", """{"delta":" And good bye.","final":true}""")).StatusCode);
        await _host.EndedAsync(stream);
        Assert.Equal("completed", await (await _host.Client.GetAsync($"/v3/avatar-realtime/{stream}")).DataAsync("status"));
    }

    [Fact]
    public async Task SameIdempotencyKey_MakesOneLook()
    {
        var body = Body(Convert.ToBase64String(Portrait("child")), "child", null);
        var answers = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/avatars") { Content = ServerHost.Json(body), Headers = { { "Idempotency-Key", "one-look" } } };
            using var answer = await _host.Client.SendAsync(request);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(1, JsonDocument.Parse(await _host.Client.GetStringAsync("/v3/avatars/looks?ownership=private")).RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task LostFolders_AreSwept()
    {
        var folders = _host.Part<LookFolders>();
        Directory.CreateDirectory(folders.Pack("look_gone"));
        File.WriteAllText(folders.Source("look_lost"), "");
        using var again = new LookBuilds(
            _host.Part<AvatarStore>(), folders, new LookProgress(), _host.Part<ClipDecoder>(), new ServerOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<LookBuilds>.Instance);

        await again.StartAsync(default);
        while (Directory.GetFileSystemEntries(Path.Combine(_host.Data, "avatars")).Length > 0)
        {
            await Task.Yield();
        }
        await again.StopAsync(default);
    }

    private static Task<HttpResponseMessage> SpeakAsync(ServerHost host, string look) =>
        PostAsync(host.Client, "/v3/avatar-realtime", $$"""{"type":"tts","avatar_id":"{{look}}","voice_id":"heart","text":"Hello."}""");

    private static Task<JsonElement> CreateAsync(ServerHost host, string portrait) => CreateAsync(host, Convert.ToBase64String(Portrait(portrait)), portrait, null);

    private static async Task<JsonElement> CreateAsync(ServerHost host, string data, string name, string? group)
    {
        var answer = await PostAsync(host.Client, "/v3/avatars", Body(data, name, group));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("data");
    }

    private static string Body(string data, string name, string? group) => JsonSerializer.Serialize(group is null
        ? (object)new { type = "photo", name, file = new { type = "base64", media_type = "image/jpeg", data } }
        : new { type = "photo", name, file = new { type = "base64", media_type = "image/jpeg", data }, avatar_group_id = group });

    /// <summary>The look when it is no longer being made.</summary>
    private static async Task<JsonElement> EndAsync(ServerHost host, string id)
    {
        while (true)
        {
            var look = await GetAsync(host.Client, $"/v3/avatars/looks/{id}");
            if (Text(look, "status") != "processing")
            {
                return look;
            }
            Assert.InRange(look.GetProperty("progress").GetDouble(), 0, 1);
            Assert.Contains(Text(look, "stage"), (string[])["waiting", "decoding", "finding", "checking", "cutting", "shaping", "painting", "saving", "tracking", "looping", "encoding"]);
            await Task.Delay(20);
        }
    }

    private static byte[] Portrait(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "assets", "portraits", name + ".jpg"));

    private static async Task<byte[]> EmptyRoomAsync() => await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "assets", "avatars", "nora", "background.png"));

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;

    private static async Task<JsonElement> GetAsync(HttpClient client, string url) => JsonDocument.Parse(await client.GetStringAsync(url)).RootElement.GetProperty("data");

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string url, string body) => SendAsync(client, HttpMethod.Post, url, body);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string url, string body)
    {
        using var request = new HttpRequestMessage(method, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await client.SendAsync(request);
    }

    private static FormUrlEncodedContent Form(string person, string decision, string seen) =>
        new(new Dictionary<string, string> { ["person"] = person, ["decision"] = decision, ["seen"] = seen });

    private static string Hash(string portrait) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Portrait(portrait)));
}
