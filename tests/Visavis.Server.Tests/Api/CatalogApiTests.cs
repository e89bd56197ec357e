using System.Net;
using System.Text.Json;

namespace Visavis.Server.Tests.Api;

public sealed class CatalogApiTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Look_HasEveryField()
    {
        var url = $"{server.Host.Address}media/looks/joe/preview";
        Assert.Equal(
            (200, $$$"""{"data":{"id":"joe","name":"Joe","avatar_type":"studio_avatar","tags":["studio","built-in"],"supported_api_engines":["avatar_realtime"],"group_id":"group_joe","preview_image_url":"{{{url}}}","preview_video_url":"{{{url}}}.mp4","gender":"male","default_voice_id":"male","image_width":1280,"image_height":720,"preferred_orientation":"landscape","status":null,"error":null}}"""),
            await server.Host.Client.GetAsync("/v3/avatars/looks/joe").WholeAsync());
    }

    [Fact]
    public async Task Group_HasEveryField()
    {
        var url = $"{server.Host.Address}media/looks/amara/preview";
        Assert.Equal(
            (200, $$$"""{"data":{"id":"group_amara","name":"Amara","created_at":1795564800,"looks_count":1,"preview_image_url":"{{{url}}}","preview_video_url":"{{{url}}}.mp4","gender":"female","default_voice_id":"deep","consent_status":null,"status":null,"error":null}}"""),
            await server.Host.Client.GetAsync("/v3/avatars/group_amara").WholeAsync());
    }

    [Fact]
    public async Task Voice_HasEveryField() => Assert.Equal(
        (200, $$$"""{"data":{"voice_id":"heart","name":"Heart","language":"English","gender":"female","support_pause":true,"support_locale":false,"type":"public","preview_audio_url":"{{{server.Host.Address}}}media/voices/heart/preview.wav"}}"""),
        await server.Host.Client.GetAsync("/v3/voices/heart").WholeAsync());

    [Theory]
    [InlineData("/v3/avatars/looks/nobody", "avatar_not_found", "avatar_id", "Avatar not found. GET /v3/avatars/looks lists the looks.")]
    [InlineData("/v3/avatars/nobody", "avatar_not_found", "group_id", "Avatar not found. GET /v3/avatars lists the avatars.")]
    [InlineData("/v3/voices/nobody", "voice_not_found", "voice_id", "Voice not found. GET /v3/voices lists the voices.")]
    public async Task UnknownId_IsNotFound(string path, string code, string param, string message) =>
        Assert.Equal(Answers.Error(HttpStatusCode.NotFound, code, param, message), await server.Host.Client.GetAsync(path).WholeAsync());

    [Theory]
    [InlineData("/v3/avatars", "id", "group_amara group_joe group_nora")]
    [InlineData("/v3/avatars?ownership=public", "id", "group_amara group_joe group_nora")]
    [InlineData("/v3/avatars?ownership=private", "id", "")]
    [InlineData("/v3/avatars/looks", "id", "amara joe nora")]
    [InlineData("/v3/avatars/looks?group_id=group_joe", "id", "joe")]
    [InlineData("/v3/avatars/looks?group_id=other", "id", "")]
    [InlineData("/v3/avatars/looks?avatar_type=studio_avatar", "id", "amara joe nora")]
    [InlineData("/v3/avatars/looks?avatar_type=photo_avatar", "id", "")]
    [InlineData("/v3/avatars/looks?ownership=private", "id", "")]
    [InlineData("/v3/voices?type=private", "voice_id", "")]
    [InlineData("/v3/voices?language=english&gender=Male&limit=1", "voice_id", "male")]
    [InlineData("/v3/voices?language=Volapuk", "voice_id", "")]
    public async Task Filters_Choose(string path, string field, string ids) => Assert.Equal(ids, string.Join(' ', (await PageAsync(path, field)).Ids));

    [Theory]
    [InlineData("/v3/avatars", "id")]
    [InlineData("/v3/avatars/looks", "id")]
    [InlineData("/v3/voices", "voice_id")]
    public async Task PagesOfOne_AddUpToTheWholeList(string path, string field)
    {
        var whole = await AllAsync(path, field, limit: 50);
        var ids = await AllAsync(path, field, limit: 1);
        Assert.Equal(ids.Ids.Count, whole.Pages.Sum());
        Assert.All(ids.Pages, count => Assert.Equal(1, count));
        Assert.Equal(whole.Ids, ids.Ids);
    }

    [Fact]
    public async Task Voices_AreTwentyAPageAndSpeakOverAHundredLanguages()
    {
        var all = await AllAsync("/v3/voices", "language", limit: 100);
        Assert.Equal(20, (await PageAsync("/v3/voices", "voice_id")).Ids.Count);
        Assert.InRange(all.Ids.Distinct().Count(), 100, 200);
        Assert.Equal(all.Ids.Count, (await AllAsync("/v3/voices", "voice_id", limit: 100)).Ids.Distinct().Count());
        Assert.Equal(
            ["espeak-cy", "espeak-cy-f"],
            (await PageAsync("/v3/voices?language=welsh", "voice_id")).Ids);
    }

    [Theory]
    [InlineData("/v3/avatars?limit=0", "limit", "'limit' must be from 1 to 50.")]
    [InlineData("/v3/avatars/looks?limit=51", "limit", "'limit' must be from 1 to 50.")]
    [InlineData("/v3/voices?limit=101", "limit", "'limit' must be from 1 to 100.")]
    [InlineData("/v3/voices?limit=ten", "limit", "'limit' must be from 1 to 100.")]
    [InlineData("/v3/voices?token=x", "token", "'token' is not one that a page of this list gave.")]
    [InlineData("/v3/avatars?ownership=mine", "ownership", "Invalid 'ownership'. Must be one of: public, private.")]
    [InlineData("/v3/avatars/looks?avatar_type=robot", "avatar_type", "Invalid 'avatar_type'. Must be one of: studio_avatar, digital_twin, photo_avatar.")]
    [InlineData("/v3/voices?type=mine", "type", "Invalid 'type'. Must be one of: public, private.")]
    public async Task WrongQuery_IsInvalidParameter(string path, string param, string message) =>
        Assert.Equal(Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", param, message), await server.Host.Client.GetAsync(path).WholeAsync());

    [Fact]
    public async Task EveryDefaultVoice_Exists()
    {
        var (voices, _) = await AllAsync("/v3/voices", "voice_id", limit: 100);
        foreach (var voice in (await PageAsync("/v3/avatars/looks", "default_voice_id")).Ids)
        {
            Assert.Contains(voice, voices);
        }
    }

    [Fact]
    public async Task Preview_IsAPictureWithoutKey()
    {
        using var client = server.Host.NewClient();
        var answer = await client.GetAsync("/media/looks/nora/preview");
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await answer.Content.ReadAsByteArrayAsync())[..4]);
        Assert.Equal(
            Answers.Error(HttpStatusCode.NotFound, "resource_not_found", null, "There is nothing at this address."),
            await client.GetAsync("/media/looks/nobody/preview").WholeAsync());
    }

    /// <summary>A whole list, page by page, and how many each page held.</summary>
    private async Task<(List<string> Ids, List<int> Pages)> AllAsync(string path, string field, int limit)
    {
        var (ids, pages) = (new List<string>(), new List<int>());
        string? token = null;
        do
        {
            var page = await PageAsync($"{path}?limit={limit}&token={token}", field);
            ids.AddRange(page.Ids);
            pages.Add(page.Ids.Count);
            token = page.Next;
        }
        while (token is not null);
        return (ids, pages);
    }

    private async Task<(List<string> Ids, string? Next)> PageAsync(string path, string field)
    {
        using var document = JsonDocument.Parse(await server.Host.Client.GetStringAsync(path));
        var root = document.RootElement;
        Assert.Equal(["data", "has_more", "next_token"], root.EnumerateObject().Select(member => member.Name));
        var next = root.GetProperty("next_token").GetString();
        Assert.Equal(next is not null, root.GetProperty("has_more").GetBoolean());
        return (root.GetProperty("data").EnumerateArray().Select(item => item.GetProperty(field).GetString()!).ToList(), next);
    }
}
