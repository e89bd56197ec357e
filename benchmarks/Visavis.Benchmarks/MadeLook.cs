using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Visavis.Benchmarks;

/// <summary>Looks made over HTTP, as a user makes them.</summary>
internal static class MadeLook
{
    /// <summary>Sends a photo or clip and waits until its look is made; a clip's then waits for consent.</summary>
    public static async Task<(string Id, string Group)> WaitAsync(HttpClient client, string type, string mediaType, byte[] source)
    {
        var file = new { type = "base64", media_type = mediaType, data = Convert.ToBase64String(source) };
        using var created = await client.PostAsJsonAsync("/v3/avatars", new { type, name = "A", file });
        var made = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
        var id = Id(made.GetProperty("avatar_item"));
        while (true)
        {
            var look = (await client.GetFromJsonAsync<JsonElement>($"/v3/avatars/looks/{id}")).GetProperty("data");
            if (look.GetProperty("status").GetString() is var status && status != "processing")
            {
                return status == "failed" ? throw new InvalidOperationException(look.GetProperty("error").ToString()) : (id, Id(made.GetProperty("avatar_group")));
            }
            await Task.Delay(20);
        }
    }

    /// <summary>Agrees for the person shown, on the page that is for them.</summary>
    public static async Task AgreeAsync(HttpClient client, string group, byte[] source)
    {
        using var asked = await client.PostAsJsonAsync($"/v3/avatars/{group}/consent", new { });
        var page = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("url").GetString();
        var seen = Convert.ToHexStringLower(SHA256.HashData(source));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = "A", ["decision"] = "accept", ["seen"] = seen });
        using var agreed = await client.PostAsync(new Uri(page!), form);
        agreed.EnsureSuccessStatusCode();
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
}
