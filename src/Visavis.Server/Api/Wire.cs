using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Visavis.Server.Api;

/// <summary>A single thing.</summary>
public sealed record Answer<T>(T Data)
    where T : notnull;

/// <summary>A list, with its paging beside it.</summary>
public sealed record Page<T>(IReadOnlyList<T> Data, bool HasMore, string? NextToken);

/// <summary>How values look on the wire.</summary>
public static class Wire
{
    public static JsonSerializerOptions Json { get; } = Configure(new JsonSerializerOptions());

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        // Answers are JSON, never pasted into HTML: words stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver();
        return options;
    }

    public static IResult Answer<T>(T data, int status = 200)
        where T : notnull => Results.Json(new Answer<T>(data), Json, statusCode: status);
}
