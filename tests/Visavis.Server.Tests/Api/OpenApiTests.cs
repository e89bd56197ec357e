using System.Text.Json;
using System.Text.Json.Nodes;

namespace Visavis.Server.Tests.Api;

/// <summary>The document's realtime part against the facts of the wire contract.</summary>
public sealed class OpenApiTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Realtime = "/v3/avatar-realtime";

    [Fact]
    public async Task Document_IsOpenApi31_AndListsEveryCall()
    {
        var document = await DocumentAsync();
        Assert.StartsWith("3.1.", (string)document["openapi"]!, StringComparison.Ordinal);
        var calls = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "DELETE /v3/assets/{asset_id}",
                "DELETE /v3/avatars/looks/{look_id}",
                "DELETE /v3/avatars/{group_id}",
                "GET /v3/assets/{asset_id}",
                "GET /v3/avatar-realtime/{stream_id}",
                "GET /v3/avatar-realtime/{stream_id}/words",
                "GET /v3/avatars",
                "GET /v3/avatars/looks",
                "GET /v3/avatars/looks/{look_id}",
                "GET /v3/avatars/{group_id}",
                "GET /v3/pronunciations",
                "GET /v3/users/me",
                "GET /v3/voices",
                "GET /v3/voices/{voice_id}",
                "PATCH /v3/avatars/looks/{look_id}",
                "PATCH /v3/avatars/{group_id}",
                "POST /v3/assets",
                "POST /v3/avatar-realtime",
                "POST /v3/avatar-realtime/{stream_id}/cancel",
                "POST /v3/avatar-realtime/{stream_id}/interrupt",
                "POST /v3/avatar-realtime/{stream_id}/text",
                "POST /v3/avatars",
                "POST /v3/avatars/{group_id}/consent",
                "POST /v3/voices/speech",
                "PUT /v3/pronunciations",
            ],
            calls);
    }

    [Theory]
    [InlineData("/{stream_id}/text", """{"required":["delta"],"type":"object","properties":{"delta":{"type":"string"},"final":{"type":"boolean"}},"additionalProperties":false}""")]
    [InlineData("/{stream_id}/interrupt", """{"type":"object","properties":{"text":{"minLength":1,"type":["null","string"]}},"additionalProperties":false}""")]
    [InlineData("/{stream_id}/cancel", """{"type":"object","additionalProperties":false}""")]
    public async Task RequestBodies_AreClosedAndExact(string path, string schema)
    {
        var document = await DocumentAsync();
        var body = document["paths"]![Realtime + path]!["post"]!["requestBody"]!;
        Assert.Equal(schema, Plain(Resolve(document, body["content"]!["application/json"]!["schema"]!)));
    }

    [Theory]
    [InlineData(0, """{"required":["type","avatar_id","voice_id","text"],"type":"object","properties":{"type":{"enum":["tts","text_stream"],"type":"string"},"avatar_id":{"type":"string"},"voice_id":{"type":"string"},"text":{"minLength":1,"type":"string"}},"additionalProperties":false}""")]
    [InlineData(1, """{"required":["type","avatar_id","audio"],"type":"object","properties":{"type":{"enum":["audio"],"type":"string"},"avatar_id":{"type":"string"},"audio":{"required":["type"],"type":"object","properties":{"type":{"enum":["url","asset_id","base64"],"type":"string"},"url":{"type":["null","string"]},"asset_id":{"type":["null","string"]},"media_type":{"type":["null","string"]},"data":{"type":["null","string"]}}}},"additionalProperties":false}""")]
    public async Task NewSession_IsOneOfTextAndSound(int shape, string schema)
    {
        var document = await DocumentAsync();
        var shapes = document["paths"]![Realtime]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["oneOf"]!.AsArray();
        Assert.Equal(2, shapes.Count);
        Assert.Equal(schema, Plain(Resolve(document, shapes[shape]!)));
    }

    [Fact]
    public async Task Upload_IsOneBinaryPart() => Assert.Equal(
        """{"multipart/form-data":{"schema":{"required":["file"],"type":"object","properties":{"file":{"type":"string","format":"binary"}},"additionalProperties":false}}}""",
        (await DocumentAsync())["paths"]!["/v3/assets"]!["post"]!["requestBody"]!["content"]!.ToJsonString());

    [Theory]
    [InlineData("post", "", "201", """{"required":["stream_id"],"type":"object","properties":{"stream_id":{"type":"string"}}}""")]
    [InlineData("get", "/{stream_id}", "200", """{"required":["stream_id","status","hls_url","error_message","end_reason"],"type":"object","properties":{"stream_id":{"type":"string"},"status":{"enum":["pending","streaming","completed","error"],"type":"string"},"hls_url":{"type":["null","string"]},"error_message":{"type":["null","string"]},"end_reason":{"enum":["final_marker","idle_timeout",null],"type":["null","string"]}}}""")]
    [InlineData("post", "/{stream_id}/text", "202", """{"required":["ok","buffered_bytes"],"type":"object","properties":{"ok":{"type":"boolean"},"buffered_bytes":{"type":"integer","format":"int32"}}}""")]
    [InlineData("post", "/{stream_id}/interrupt", "202", """{"required":["stream_id","spoken"],"type":"object","properties":{"stream_id":{"type":"string"},"spoken":{"type":"string"}}}""")]
    [InlineData("post", "/{stream_id}/cancel", "202", """{"required":["stream_id","cancelled"],"type":"object","properties":{"stream_id":{"type":"string"},"cancelled":{"type":"boolean"}}}""")]
    public async Task Answers_StandUnderData(string method, string path, string status, string schema)
    {
        var document = await DocumentAsync();
        var answer = document["paths"]![Realtime + path]![method]!["responses"]![status]!["content"]!["application/json"]!["schema"]!;
        var envelope = Resolve(document, answer);
        Assert.Equal(["data"], envelope["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(schema, Plain(Resolve(document, envelope["properties"]!["data"]!)));
    }

    [Theory]
    [InlineData("post", "", "400 401 404 409 413 429")]
    [InlineData("get", "/{stream_id}", "401 404 429")]
    [InlineData("post", "/{stream_id}/text", "400 401 404 409 410 413 429")]
    [InlineData("post", "/{stream_id}/interrupt", "400 401 404 409 410 413 429")]
    [InlineData("post", "/{stream_id}/cancel", "400 401 404 413 429")]
    [InlineData("get", "/{stream_id}/words", "401 404 429")]
    public async Task Errors_AreEnvelopes(string method, string path, string statuses)
    {
        var document = await DocumentAsync();
        var errors = document["paths"]![Realtime + path]![method]!["responses"]!.AsObject().Where(answer => answer.Key[0] is '4').ToList();
        Assert.Equal(statuses, string.Join(' ', errors.Select(answer => answer.Key)));
        foreach (var (_, answer) in errors)
        {
            var envelope = Resolve(document, answer!["content"]!["application/json"]!["schema"]!);
            Assert.Equal(
                """{"required":["code","message","param","doc_url"],"type":"object","properties":{"code":{"type":"string"},"message":{"type":"string"},"param":{"type":["null","string"]},"doc_url":{"type":["null","string"]}}}""",
                Plain(Resolve(document, envelope["properties"]!["error"]!)));
        }
    }

    [Fact]
    public async Task Words_AreAnEventStream()
    {
        var document = await DocumentAsync();
        var content = document["paths"]![Realtime + "/{stream_id}/words"]!["get"]!["responses"]!["200"]!["content"]!.AsObject();
        Assert.Equal(["text/event-stream"], content.Select(type => type.Key));
    }

    [Fact]
    public async Task EitherCredential_IsEnough() => Assert.Equal(
        """[{"ApiKey":[]},{"Bearer":[]}]""",
        (await DocumentAsync())["security"]!.ToJsonString());

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await server.Host.NewClient().GetStringAsync("/openapi.json"))!;

    private static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        (string?)schema["$ref"] is { } reference
            ? reference[2..].Split('/').Aggregate(document, (node, key) => node[key]!)
            : schema;

    /// <summary>The schema without its prose.</summary>
    private static string Plain(JsonNode schema)
    {
        var copy = schema.DeepClone();
        Strip(copy);
        return copy.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static void Strip(JsonNode? node)
    {
        if (node is not JsonObject map)
        {
            return;
        }
        map.Remove("description");
        foreach (var (_, value) in map)
        {
            Strip(value);
        }
    }
}
