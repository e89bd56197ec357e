using System.Net;
using System.Text;

namespace Visavis.Server.Tests.Api;

/// <summary>Requests that make no session, so that one server answers them all.</summary>
public sealed class CreateErrorsTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Route = "/v3/avatar-realtime";

    [Theory]
    [InlineData("""{"avatar_id":"joe"}""", "type", "Invalid 'type'. Must be one of: tts, audio, text_stream.")]
    [InlineData("""{"type":"video"}""", "type", "Invalid 'type'. Must be one of: tts, audio, text_stream.")]
    [InlineData("""{"type":7}""", "type", "Invalid 'type'. Must be one of: tts, audio, text_stream.")]
    [InlineData("""{"type":"audio","avatar_id":"joe","voice_id":"heart","audio":{"type":"url","url":"https://x/a.mp3"}}""", "voice_id", "Unknown field 'voice_id'.")]
    [InlineData("""{"type":"audio","avatar_id":"joe"}""", "audio", "'audio' is required.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","voice_id":"male"}""", "text", "'text' is required.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","text":"Hi"}""", "voice_id", "'voice_id' is required.")]
    [InlineData("""{"type":"tts","voice_id":"male","text":"Hi"}""", "avatar_id", "'avatar_id' is required.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":null}""", "text", "'text' must be a string.")]
    [InlineData("""{"type":"tts","avatar_id":5,"voice_id":"male","text":"Hi"}""", "avatar_id", "'avatar_id' must be a string.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":"Hi","fps":25}""", "fps", "Unknown field 'fps'.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":"Hi","Text":"Hi"}""", "Text", "Unknown field 'Text'.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":""}""", "text", "'text' must be non-empty.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":"  \n "}""", "text", "'text' holds nothing to say: it needs at least one letter or digit.")]
    [InlineData("""{"type":"text_stream","avatar_id":"joe","voice_id":"male","text":"😀 !!"}""", "text", "'text' holds nothing to say: it needs at least one letter or digit.")]
    [InlineData("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":"\ud83d half"}""", "text", "'text' is not valid Unicode.")]
    [InlineData("""["tts"]""", null, "The request body must be a JSON object.")]
    [InlineData("""{"type":"tts",""", null, "The request body is not valid JSON.")]
    [InlineData("""{"type":"tts","type":"tts"}""", null, "The request body is not valid JSON.")]
    [InlineData("", null, "The request body is not valid JSON.")]
    public async Task CreateWithWrongBody_IsInvalidParameter(string body, string? param, string message) =>
        Assert.Equal(Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", param, message), await PostAsync(Route, body));

    [Fact]
    public async Task CreateWithInvalidUtf8_IsInvalidParameter()
    {
        var body = Encoding.Latin1.GetBytes("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":"é"}""");
        Assert.Equal(
            Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", null, "The request body is not valid UTF-8."),
            await server.Host.Client.PostAsync(Route, ServerHost.Bytes(body)).WholeAsync());
    }

    [Fact]
    public async Task CreateWithUnknownLook_IsAvatarNotFound() => Assert.Equal(
        Answers.Error(HttpStatusCode.NotFound, "avatar_not_found", "avatar_id", "Avatar not found. GET /v3/avatars/looks lists the looks."),
        await PostAsync(Route, """{"type":"tts","avatar_id":"nobody","voice_id":"male","text":"Hi"}"""));

    [Fact]
    public async Task CreateWithUnknownVoice_IsVoiceNotFound() => Assert.Equal(
        Answers.Error(HttpStatusCode.NotFound, "voice_not_found", "voice_id", "Voice not found. GET /v3/voices lists the voices."),
        await PostAsync(Route, """{"type":"tts","avatar_id":"joe","voice_id":"nobody","text":"Hi"}"""));

    [Fact]
    public async Task CreateWithAScriptTheVoiceCannotRead_NamesVoicesThatCan() => Assert.Equal(
        Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "voice_id", "The voice 'heart' cannot read the script of this text. These can: espeak-ru, espeak-ba, espeak-ba-f, espeak-be, espeak-be-f, espeak-bg, espeak-bg-f, espeak-cv and 18 more."),
        await PostAsync(Route, """{"type":"tts","avatar_id":"nora","voice_id":"heart","text":"Привет, как дела?"}"""));

    [Theory]
    [InlineData(5_001)]
    [InlineData(100_000)]
    public async Task CreateWithTooMuchText_NamesTheLimit(int characters) => Assert.Equal(
        Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", "text", "'text' has more than 5000 characters, the limit of one request."),
        await PostAsync(Route, Create("tts", new string('a', characters))));

    [Fact]
    public async Task BodyOverTheLimit_IsPayloadTooLarge() => Assert.Equal(
        Answers.Error(HttpStatusCode.RequestEntityTooLarge, "payload_too_large", null, "The request body is larger than 1048576 bytes."),
        await PostAsync(Route, Create("tts", new string('a', 1 << 20))));

    private Task<(int Status, string Body)> PostAsync(string route, string body) => server.Host.Client.PostAsync(route, ServerHost.Json(body)).WholeAsync();

    private static string Create(string type, string text) => $$"""{"type":"{{type}}","avatar_id":"joe","voice_id":"male","text":"{{text}}"}""";
}
