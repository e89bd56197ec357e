using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Visavis.Server.Api;

/// <summary>A request body: one JSON object whose fields are all known. Every deviation is a 400 that names the field.</summary>
public sealed class JsonBody : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly JsonDocument _document;

    private JsonBody(JsonDocument document) => _document = document;

    /// <param name="request">Its content type does not matter: much of what is pasted into a shell has the wrong one.</param>
    /// <param name="optional">Whether no body at all stands for <c>{}</c>.</param>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, bool optional = false)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var body = new ReadOnlyMemory<byte>(bytes.GetBuffer(), 0, (int)bytes.Length);
        if (body.IsEmpty && optional)
        {
            return new JsonBody(JsonDocument.Parse("{}"));
        }
        if (!Utf8.IsValid(body.Span))
        {
            throw ApiException.Invalid(null, "The request body is not valid UTF-8.");
        }
        return new JsonBody(Parse(body));
    }

    /// <summary>A field that tells which shape the body has; null if it is missing or no string.</summary>
    public string? Text(string field) =>
        _document.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(field, value) : null;

    /// <summary>The body as <typeparamref name="T"/>, whose properties say what is known, required and nullable.</summary>
    public T As<T>()
        where T : notnull
    {
        var fields = Wire.Json.GetTypeInfo(typeof(T)).Properties.ToDictionary(property => property.Name);
        foreach (var member in _document.RootElement.EnumerateObject())
        {
            if (!fields.TryGetValue(member.Name, out var field))
            {
                throw ApiException.Invalid(member.Name, $"Unknown field '{member.Name}'.");
            }
            Check(field, member.Value);
        }
        foreach (var field in fields.Values.Where(field => field.IsRequired && !_document.RootElement.TryGetProperty(field.Name, out _)))
        {
            throw ApiException.Invalid(field.Name, $"'{field.Name}' is required.");
        }
        return _document.RootElement.Deserialize<T>(Wire.Json)!;
    }

    public void Dispose() => _document.Dispose();

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            // The document outlives the stream's buffer only as long as this body does; the copy keeps it so.
            document = JsonDocument.Parse(body.ToArray(), Strict);
        }
        catch (JsonException)
        {
            throw ApiException.Invalid(null, "The request body is not valid JSON.");
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }
        document.Dispose();
        throw ApiException.Invalid(null, "The request body must be a JSON object.");
    }

    private static void Check(JsonPropertyInfo field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null && field.IsSetNullable)
        {
            return;
        }
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        if (type == typeof(string))
        {
            _ = value.ValueKind == JsonValueKind.String ? TextOf(field.Name, value) : throw ApiException.Invalid(field.Name, $"'{field.Name}' must be a string.");
        }
        else if (type == typeof(bool) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw ApiException.Invalid(field.Name, $"'{field.Name}' must be true or false.");
        }
    }

    private static string TextOf(string field, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw ApiException.Invalid(field, $"'{field}' is not valid Unicode.");
        }
    }
}
