using System.Net;
using System.Text.Json;

namespace Visavis.Server.Tests;

internal static class Answers
{
    public static async Task<string> DataAsync(this HttpResponseMessage answer, string field)
    {
        var body = await answer.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("data", out var data) ? data.GetProperty(field).ToString() : throw new InvalidOperationException(body);
    }

    /// <summary>Status and whole body, so that one comparison says all.</summary>
    public static async Task<(int Status, string Body)> WholeAsync(this Task<HttpResponseMessage> pending)
    {
        var answer = await pending;
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static (int Status, string Body) Error(HttpStatusCode status, string code, string? param, string message) =>
        ((int)status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}","param":{{{(param is null ? "null" : $"\"{param}\"")}}},"doc_url":null}}""");
}
