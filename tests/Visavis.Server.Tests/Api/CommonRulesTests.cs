using System.Net;
using Microsoft.Extensions.Time.Testing;
using Visavis.Server.Api;
using Visavis.Server.Storage;

namespace Visavis.Server.Tests.Api;

/// <summary>What holds for every call: keys, envelopes, request ids, CORS.</summary>
public sealed class CommonRulesTests(SharedServer server) : IClassFixture<SharedServer>
{
    private static readonly (int, string) Unauthorized =
        Answers.Error(HttpStatusCode.Unauthorized, "unauthorized", null, "Invalid or expired API key. Verify your x-api-key header.");

    [Theory]
    [InlineData("GET", "/v3/users/me")]
    [InlineData("POST", "/v3/avatar-realtime")]
    [InlineData("GET", "/v3/avatar-realtime/x")]
    [InlineData("POST", "/v3/avatar-realtime/x/text")]
    [InlineData("GET", "/v3/avatar-realtime/x/words")]
    [InlineData("POST", "/v3/avatar-realtime/x/cancel")]
    [InlineData("POST", "/v3/avatar-realtime/x/interrupt")]
    [InlineData("GET", "/v3/avatars")]
    [InlineData("GET", "/v3/avatars/x")]
    [InlineData("GET", "/v3/avatars/looks")]
    [InlineData("GET", "/v3/avatars/looks/x")]
    [InlineData("GET", "/v3/voices")]
    [InlineData("GET", "/v3/voices/x")]
    [InlineData("POST", "/v3/assets")]
    [InlineData("GET", "/v3/assets/x")]
    [InlineData("DELETE", "/v3/assets/x")]
    public async Task WithoutKey_IsUnauthorized(string method, string path)
    {
        using var client = server.Host.NewClient();
        Assert.Equal(Unauthorized, await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)).WholeAsync());
    }

    [Theory]
    [InlineData("x-api-key", "{0}", 200)]
    [InlineData("X-API-KEY", "{0}", 200)]
    [InlineData("Authorization", "Bearer {0}", 200)]
    [InlineData("authorization", "bearer {0}", 200)]
    [InlineData("Authorization", "Basic {0}", 401)]
    [InlineData("Authorization", "{0}", 401)]
    [InlineData("x-api-key", "{0}x", 401)]
    [InlineData("x-api-key", "", 401)]
    public async Task EitherHeader_IsEnough(string header, string value, int status)
    {
        using var client = server.Host.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v3/users/me");
        request.Headers.TryAddWithoutValidation(header, string.Format(System.Globalization.CultureInfo.InvariantCulture, value, server.Host.Key));
        Assert.Equal(status, (int)(await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task RevokedKey_IsUnauthorized()
    {
        var (key, secret) = await server.Host.Part<KeyStore>().AddAsync("gone", "default");
        using var client = server.Host.NewClient(secret);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v3/users/me")).StatusCode);
        await server.Host.Part<KeyStore>().RevokeAsync(key.Id);
        Assert.Equal(Unauthorized, await client.GetAsync("/v3/users/me").WholeAsync());
    }

    [Fact]
    public async Task Account_IsTheSpaceOfTheKey() => Assert.Equal(
        (200, """{"data":{"username":"default","email":null,"first_name":null,"last_name":null,"space_id":"default","key_name":"test"}}"""),
        await server.Host.Client.GetAsync("/v3/users/me").WholeAsync());

    [Fact]
    public async Task UnknownAddress_IsResourceNotFound() => Assert.Equal(
        Answers.Error(HttpStatusCode.NotFound, "resource_not_found", null, "There is nothing at this address."),
        await server.Host.Client.GetAsync("/v3/nothing").WholeAsync());

    [Fact]
    public async Task WrongMethod_IsMethodNotAllowed() => Assert.Equal(
        Answers.Error(HttpStatusCode.MethodNotAllowed, "method_not_allowed", null, "DELETE is not possible at this address."),
        await server.Host.Client.DeleteAsync("/v3/users/me").WholeAsync());

    [Theory]
    [InlineData("mine-1.2:3_4", true)]
    [InlineData("not sane", false)]
    [InlineData("", false)]
    public async Task EveryAnswer_HasARequestId(string given, bool kept)
    {
        foreach (var path in (string[])["/v3/users/me", "/v3/nothing", "/healthz", "/v3/voices/none"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(RequestIds.Header, given);
            var id = Assert.Single((await server.Host.Client.SendAsync(request)).Headers.GetValues(RequestIds.Header));
            Assert.Equal(kept, id == given);
            Assert.Matches("^[A-Za-z0-9_:.-]+$", id);
        }
    }

    [Fact]
    public async Task AnyOrigin_MayCallAndReadErrors()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v3/avatar-realtime");
        preflight.Headers.Add("Origin", "https://elsewhere.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "x-api-key,content-type");
        var allowed = await server.Host.NewClient().SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("x-api-key,content-type", allowed.Headers.GetValues("Access-Control-Allow-Headers").Single());

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v3/users/me");
        request.Headers.Add("Origin", "https://elsewhere.example");
        var refused = await server.Host.NewClient().SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("*", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("X-Request-Id,Retry-After", refused.Headers.GetValues("Access-Control-Expose-Headers").Single());
    }

    [Fact]
    public async Task Health_AsksForNoKey()
    {
        using var client = server.Host.NewClient();
        Assert.Equal((200, """{"status":"ok"}"""), await client.GetAsync("/healthz").WholeAsync());
        var (status, body) = await client.GetAsync("/readyz").WholeAsync();
        Assert.Equal(200, status);
        Assert.StartsWith("""{"status":"ready",""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyOverItsRate_IsTooManyUntilATokenIsBack()
    {
        var time = new FakeTimeProvider();
        await using var host = await ServerHost.StartAsync(new ServerOptions { RequestsPerSecond = 2, RequestBurst = 3 }, time);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/v3/users/me")).StatusCode);
        }
        var answer = await host.Client.GetAsync("/v3/users/me");
        Assert.Equal("1", answer.Headers.RetryAfter!.ToString());
        Assert.Equal(
            Answers.Error(HttpStatusCode.TooManyRequests, "rate_limit_exceeded", null, "More than 2 requests a second (bursts of 3) with this key."),
            await Task.FromResult(answer).WholeAsync());
        Assert.Equal(HttpStatusCode.OK, (await (await host.NewSpaceAsync("other")).GetAsync("/v3/users/me")).StatusCode);

        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/v3/users/me")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.Client.GetAsync("/v3/users/me")).StatusCode);
    }

    [Fact]
    public async Task StudioLink_IsExchangedOnceForAKeyThatExpires()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        await using var host = await ServerHost.StartAsync(new ServerOptions(), time);
        var token = host.Part<StudioLinks>().Token!;
        Assert.Equal(Unauthorized, await ExchangeAsync(host, "wrong"));
        var answer = await host.NewClient().PostAsync("/studio/session", ServerHost.Json($$"""{"token":"{{token}}"}"""));
        using var studio = host.NewClient();
        studio.DefaultRequestHeaders.Add("Authorization", "Bearer " + await answer.DataAsync("key"));
        Assert.Equal(time.GetUtcNow().AddHours(12).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), await answer.DataAsync("expires_at"));
        Assert.Equal(Unauthorized, await ExchangeAsync(host, token));
        Assert.Equal("default", await (await studio.GetAsync("/v3/users/me")).DataAsync("username"));
        time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(Unauthorized, await studio.GetAsync("/v3/users/me").WholeAsync());
    }

    [Fact]
    public async Task OldStudioLink_IsSpent()
    {
        var time = new FakeTimeProvider();
        await using var host = await ServerHost.StartAsync(new ServerOptions(), time);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Unauthorized, await ExchangeAsync(host, host.Part<StudioLinks>().Token!));
    }

    private static Task<(int, string)> ExchangeAsync(ServerHost host, string token) =>
        host.NewClient().PostAsync("/studio/session", ServerHost.Json($$"""{"token":"{{token}}"}""")).WholeAsync();
}
