using System.Net.Http.Json;
using System.Text.Json;

namespace Visavis.Server.Tests.Browser;

/// <summary>The studio's Avatars view and the consent page, in a real Chromium against a real server.</summary>
[Collection(HeavyWork.Name)]
public sealed class StudioAvatarsTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Card = "document.querySelector('.avatar-card[data-look^=look_]')";

    [Fact]
    public async Task Photo_BecomesALook_AndSpeaks()
    {
        var page = await StudioPage.OpenAsync(chromium);
        await page.ClickAsync("a[href='#avatars']");
        await page.UntilAsync("document.querySelectorAll('.avatar-card').length === 3");
        await page.Browser.SetInputFilesAsync("#avatars-view [data-part=file]", Portrait("curls-large"));
        await page.UntilAsync($"{Card} !== null");
        await page.UntilAsync($"{Card}.dataset.status === 'completed'");
        await page.Browser.HoverAsync(".avatar-card[data-look^=look_] .avatar-picture");
        await page.UntilAsync($"{Card}.querySelector('video').currentTime > 0.3");
        await page.SaveAsync("studio-avatars.png");
        await page.ClickAsync(".avatar-card[data-look^=look_] .primary");
        await page.UntilAsync("!document.querySelector('#studio').hidden && document.querySelector('video').currentTime > 1");
        await page.SaveAsync("studio-photo-speaks.png");
        await page.ClickAsync("#stop");
        await page.ClickAsync("a[href='#avatars']");
        await page.ClickAsync(".avatar-card[data-look^=look_] .link >> text=Rename");
        await page.FillAsync(".avatar-rename input", "Carla");
        await page.ClickAsync(".avatar-rename button");
        await page.UntilAsync($"{Card}.querySelector('strong')?.textContent === 'Carla'");
        await page.ClickAsync(".avatar-card[data-look^=look_] .link >> text=Delete");
        await page.ClickAsync(".avatar-card[data-look^=look_] .link >> text=Delete for ever?");
        await page.UntilAsync($"{Card} === null && document.querySelectorAll('input[name=look]').length === 3");
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    [Fact]
    public async Task PictureWithoutAFace_SaysWhatToDo()
    {
        var page = await StudioPage.OpenAsync(chromium);
        await page.ClickAsync("a[href='#avatars']");
        await page.Browser.SetInputFilesAsync("#avatars-view [data-part=file]", Path.Combine(Repository.Root, "assets", "avatars", "joe", "background.png"));
        await page.UntilAsync("document.querySelector('.avatar-card[data-status=failed] .problem')?.textContent.startsWith('No face was found')");
        await page.ClickAsync(".avatar-card[data-status=failed] .link >> text=Delete");
        await page.ClickAsync(".avatar-card[data-status=failed] .link >> text=Delete for ever?");
        await page.UntilAsync("document.querySelector('.avatar-card[data-status=failed]') === null");
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    [Fact]
    public async Task Clip_BecomesALook_IsAgreedTo_AndSpeaks()
    {
        var page = await StudioPage.OpenAsync(chromium);
        await page.ClickAsync("a[href='#avatars']");
        await page.Browser.SetInputFilesAsync("#avatars-view [data-part=file]", Path.Combine(Repository.Root, "tests", "assets", "portraits", "listening.mp4"));
        await page.UntilAsync($"{Card}?.dataset.status === 'pending_consent'");
        await page.ClickAsync(".avatar-card[data-look^=look_] >> text=Ask for consent");
        await page.UntilAsync("document.querySelector('#avatars-view [data-part=agree] a') !== null");
        var consent = await StudioPage.NewAsync(chromium);
        await consent.Browser.GotoAsync(await page.EvaluateAsync<string>("document.querySelector('#avatars-view [data-part=agree] a').href"));
        await consent.UntilAsync("document.querySelector('video').currentTime > 0.3");
        await consent.SaveAsync("consent-clip.png");
        await consent.FillAsync("#person", "Jonas Berg");
        await consent.ClickAsync("button.primary");
        await consent.UntilAsync("document.querySelector('h1').textContent === 'Thank you'");
        await page.UntilAsync($"{Card}.dataset.status === 'completed'");
        await page.ClickAsync(".avatar-card[data-look^=look_] .primary");
        await page.UntilAsync("!document.querySelector('#studio').hidden && document.querySelector('video').currentTime > 1.5");
        await page.SaveAsync("studio-clip-speaks.png");
        await page.ClickAsync("#stop");
        await page.ClickAsync("a[href='#avatars']");
        await page.ClickAsync(".avatar-card[data-look^=look_] .link >> text=Delete");
        await page.ClickAsync(".avatar-card[data-look^=look_] .link >> text=Delete for ever?");
        await page.UntilAsync($"{Card} === null");
        Assert.True(page.Problems.Count + consent.Problems.Count == 0, string.Join("\n", page.Problems.Concat(consent.Problems)));
    }

    [Fact]
    public async Task ConsentPage_IsReadSignedAndLeft()
    {
        using var client = new HttpClient { BaseAddress = chromium.Address };
        client.DefaultRequestHeaders.Add("x-api-key", Chromium.Key);
        var data = Convert.ToBase64String(await File.ReadAllBytesAsync(Portrait("glasses-knot")));
        using var made = await client.PostAsJsonAsync("/v3/avatars", new { type = "photo", name = "Min <i>", file = new { type = "base64", media_type = "image/jpeg", data } });
        var group = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("avatar_group").GetProperty("id").GetString();
        while ((await client.GetFromJsonAsync<JsonElement>($"/v3/avatars/{group}")).GetProperty("data").GetProperty("preview_image_url").GetString() is null)
        {
            await Task.Delay(50);
        }
        using var asked = await client.PostAsJsonAsync($"/v3/avatars/{group}/consent", new { reroute_url = $"{chromium.Address}#voices" });
        var page = await StudioPage.NewAsync(chromium);
        await page.Browser.GotoAsync((await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("url").GetString()!);
        Assert.Equal("Min <i>", await page.EvaluateAsync<string>("document.querySelector('strong').textContent"));
        await page.UntilAsync("document.querySelector('img').naturalWidth > 100");
        await page.SaveAsync("consent.png");
        await page.FillAsync("#person", "Min Park");
        await page.ClickAsync("button.primary");
        await page.UntilAsync("location.pathname === '/' && location.hash === '#voices'");
        var status = await client.GetFromJsonAsync<JsonElement>($"/v3/avatars/{group}");
        Assert.Equal("accepted", status.GetProperty("data").GetProperty("consent_status").GetString());
        await client.DeleteAsync(new Uri($"/v3/avatars/{group}", UriKind.Relative));
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    private static string Portrait(string name) => Path.Combine(Repository.Root, "tests", "assets", "portraits", name + ".jpg");
}
