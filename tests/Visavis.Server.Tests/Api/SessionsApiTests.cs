using System.Net;
using Visavis.Server.Storage;

namespace Visavis.Server.Tests.Api;

public sealed class SessionsApiTests : IAsyncLifetime
{
    private const string Route = "/v3/avatar-realtime";

    private ServerHost _host = null!;

    public async Task InitializeAsync() => _host = await ServerHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Create_IsStreamingWithAbsolutePlaylist()
    {
        var id = await _host.CreateAsync();
        var url = await _host.PlaylistAsync(id);
        Assert.StartsWith($"{_host.Address}media/", url, StringComparison.Ordinal);
        Assert.Equal(
            (200, $$$"""{"data":{"stream_id":"{{{id}}}","status":"streaming","hls_url":"{{{url}}}","error_message":null,"end_reason":null}}"""),
            await _host.Client.GetAsync($"{Route}/{id}").WholeAsync());
    }

    [Fact]
    public async Task PublicUrl_StandsInThePlaylistAddress()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { PublicUrl = "https://face.example.com/v/" });
        var id = await host.CreateAsync();
        var url = await host.PlaylistAsync(id);
        Assert.StartsWith("https://face.example.com/v/media/", url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownSession_IsNotFoundEverywhere()
    {
        var expected = Answers.Error(HttpStatusCode.NotFound, "not_found", null, "Session not found.");
        Assert.Equal(expected, await _host.Client.GetAsync($"{Route}/rt_none").WholeAsync());
        Assert.Equal(expected, await PostAsync($"{Route}/rt_none/text", """{"delta":"x"}"""));
        Assert.Equal(expected, await PostAsync($"{Route}/rt_none/cancel", ""));
        Assert.Equal(expected, await PostAsync($"{Route}/rt_none/interrupt", ""));
        Assert.Equal(expected, await _host.Client.GetAsync($"{Route}/rt_none/words").WholeAsync());
    }

    [Fact]
    public async Task SessionOfAnotherSpace_IsNotFoundEverywhere()
    {
        var id = await _host.CreateAsync();
        var expected = Answers.Error(HttpStatusCode.NotFound, "not_found", null, "Session not found.");
        using var other = await _host.NewSpaceAsync("other");
        Assert.Equal(expected, await other.GetAsync($"{Route}/{id}").WholeAsync());
        Assert.Equal(expected, await other.PostAsync($"{Route}/{id}/text", ServerHost.Json("""{"delta":"x"}""")).WholeAsync());
        Assert.Equal(expected, await other.PostAsync($"{Route}/{id}/cancel", null).WholeAsync());
        Assert.Equal(expected, await other.GetAsync($"{Route}/{id}/words").WholeAsync());
    }

    [Fact]
    public async Task Text_CountsAllBytesSoFar()
    {
        var id = await _host.CreateAsync(text: "Hi.");
        Assert.Equal((202, """{"data":{"ok":true,"buffered_bytes":5}}"""), await PostAsync($"{Route}/{id}/text", """{"delta":"é"}"""));
        Assert.Equal((202, """{"data":{"ok":true,"buffered_bytes":10}}"""), await PostAsync($"{Route}/{id}/text", """{"delta":"😀 "}"""));
        Assert.Equal((202, """{"data":{"ok":true,"buffered_bytes":10}}"""), await PostAsync($"{Route}/{id}/text", """{"delta":"","final":true}"""));
    }

    [Fact]
    public async Task AcceptedTexts_AreInTheLogInOrder()
    {
        var id = await _host.CreateAsync(text: "One.");
        await PostAsync($"{Route}/{id}/text", """{"delta":" Two."}""");
        await PostAsync($"{Route}/{id}/interrupt", """{"text":"Three."}""");
        await PostAsync($"{Route}/{id}/text", """{"delta":"","final":true}""");
        Assert.Equal(
            [
                new LoggedText(id, 0, TextKind.Seed, "One.", false),
                new LoggedText(id, 1, TextKind.Delta, " Two.", false),
                new LoggedText(id, 2, TextKind.Interrupt, "Three.", false),
                new LoggedText(id, 3, TextKind.Delta, "", true),
            ],
            _host.Part<TextLog>().Read(id));
    }

    [Theory]
    [InlineData("""{"delta":""}""", "delta", "'delta' must be non-empty unless final=true.")]
    [InlineData("""{"final":true}""", "delta", "'delta' is required.")]
    [InlineData("""{"delta":"x","final":"yes"}""", "final", "'final' must be true or false.")]
    [InlineData("""{"delta":"x","last":true}""", "last", "Unknown field 'last'.")]
    public async Task TextWithWrongBody_IsInvalidParameter(string body, string param, string message)
    {
        var id = await _host.CreateAsync();
        Assert.Equal(Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", param, message), await PostAsync($"{Route}/{id}/text", body));
    }

    [Fact]
    public async Task TextAfterFinal_IsStreamClosed()
    {
        var id = await _host.CreateAsync();
        await PostAsync($"{Route}/{id}/text", """{"delta":"Bye.","final":true}""");
        var closed = Answers.Error(HttpStatusCode.Gone, "stream_closed", null, "The stream takes no more text: its final text was sent or it is over.");
        Assert.Equal(closed, await PostAsync($"{Route}/{id}/text", """{"delta":"More"}"""));
        Assert.Equal(closed, await PostAsync($"{Route}/{id}/interrupt", """{"text":"More"}"""));
    }

    [Fact]
    public async Task TextToAScript_IsConflict()
    {
        var id = await _host.CreateAsync("tts");
        var conflict = Answers.Error(HttpStatusCode.Conflict, "conflict", null, "Only a text_stream session takes text while it runs.");
        Assert.Equal(conflict, await PostAsync($"{Route}/{id}/text", """{"delta":"More"}"""));
        Assert.Equal(conflict, await PostAsync($"{Route}/{id}/interrupt", ""));
    }

    [Fact]
    public async Task TextOverTheSessionsLimit_NamesItAndTakesNothing()
    {
        await using var host = await ServerHost.StartAsync(new ServerOptions { TextPerRequest = 10, TextPerSession = 12 });
        var id = await host.CreateAsync(text: "Hi there.");
        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "delta", "A session takes at most 12 characters of text; 3 are left."),
            await host.Client.PostAsync($"{Route}/{id}/text", ServerHost.Json("""{"delta":"four"}""")).WholeAsync());
        Assert.Equal(
            (202, """{"data":{"ok":true,"buffered_bytes":12}}"""),
            await host.Client.PostAsync($"{Route}/{id}/text", ServerHost.Json("""{"delta":"yes"}""")).WholeAsync());
    }

    [Fact]
    public async Task Cancel_TellsOnceThatItEndedTheSession()
    {
        var id = await _host.CreateAsync();
        Assert.Equal((202, $$$"""{"data":{"stream_id":"{{{id}}}","cancelled":true}}"""), await PostAsync($"{Route}/{id}/cancel", ""));
        Assert.Equal((202, $$$"""{"data":{"stream_id":"{{{id}}}","cancelled":false}}"""), await PostAsync($"{Route}/{id}/cancel", "{}"));
        await _host.EndedAsync(id);
        Assert.Equal(
            (200, $$$"""{"data":{"stream_id":"{{{id}}}","status":"completed","hls_url":null,"error_message":null,"end_reason":null}}"""),
            await _host.Client.GetAsync($"{Route}/{id}").WholeAsync());
    }

    [Fact]
    public async Task CancelWithAField_IsInvalidParameter()
    {
        var id = await _host.CreateAsync();
        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "now", "Unknown field 'now'."),
            await PostAsync($"{Route}/{id}/cancel", """{"now":true}"""));
    }

    [Fact]
    public async Task AfterTheFinalText_EndReasonIsFinalMarker()
    {
        var id = await _host.CreateAsync(text: "Hi.");
        await PostAsync($"{Route}/{id}/text", """{"delta":"","final":true}""");
        await _host.EndedAsync(id);
        Assert.Equal(
            (200, $$$"""{"data":{"stream_id":"{{{id}}}","status":"completed","hls_url":null,"error_message":null,"end_reason":"final_marker"}}"""),
            await _host.Client.GetAsync($"{Route}/{id}").WholeAsync());
    }

    [Fact]
    public async Task MoreSessionsThanTheSpaceMay_IsTooMany_UntilOneEnds()
    {
        var first = await _host.CreateAsync();
        await _host.CreateAsync();
        await _host.CreateAsync();
        var answer = await _host.Client.PostAsync(Route, ServerHost.Json(Create("tts", "Hi.")));
        Assert.Equal("5", answer.Headers.RetryAfter!.ToString());
        Assert.Equal(
            Answers.Error(HttpStatusCode.TooManyRequests, "rate_limit_exceeded", null, "The space has 3 live sessions, its limit: end one or wait."),
            await Task.FromResult(answer).WholeAsync());

        using var other = await _host.NewSpaceAsync("other");
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync(Route, ServerHost.Json(Create("tts", "Hi.")))).StatusCode);

        await PostAsync($"{Route}/{first}/cancel", "");
        await _host.EndedAsync(first);
        Assert.Equal(HttpStatusCode.Created, (await _host.Client.PostAsync(Route, ServerHost.Json(Create("tts", "Hi.")))).StatusCode);
    }

    [Fact]
    public async Task SameIdempotencyKey_GivesTheFirstAnswerAgain()
    {
        var first = await SendAsync("key-1");
        Assert.Equal(201, first.Status);
        Assert.Equal(first, await SendAsync("key-1"));
        Assert.NotEqual(first, await SendAsync("key-2"));
    }

    [Fact]
    public async Task BadIdempotencyKey_IsInvalidParameter() => Assert.Equal(
        Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "Idempotency-Key", @"'Idempotency-Key' must match ^[A-Za-z0-9_\\-:.]{1,255}$."),
        await SendAsync("not good"));

    private async Task<(int Status, string Body)> SendAsync(string idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = ServerHost.Json(Create("tts", "Hi.")) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return await _host.Client.SendAsync(request).WholeAsync();
    }

    private Task<(int Status, string Body)> PostAsync(string route, string body) => _host.Client.PostAsync(route, ServerHost.Json(body)).WholeAsync();

    private static string Create(string type, string text) => $$"""{"type":"{{type}}","avatar_id":"joe","voice_id":"male","text":"{{text}}"}""";
}
