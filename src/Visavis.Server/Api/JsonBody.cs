using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Visavis.Server.Api;

/// <summary>A request body: one JSON object whose fields are all known. Every deviation is a 400 that names the field.</summary>
public sealed class JsonBody : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly JsonDocument _document;
    private readonly JsonElement _root;
    private readonly string _prefix;

    private JsonBody(JsonDocument document, int length)
        : this(document, document.RootElement, "") => Length = length;

    private JsonBody(JsonDocument document, JsonElement root, string prefix) => (_document, _root, _prefix) = (document, root, prefix);

    /// <summary>In bytes.</summary>
    public int Length { get; }

    /// <param name="request">Its content type does not matter: much of what is pasted into a shell has the wrong one.</param>
    /// <param name="optional">Whether no body at all stands for <c>{}</c>.</param>
    /// <param name="cancellation">Ends the reading; null is the request's own end.</param>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, bool optional = false, CancellationToken? cancellation = null)
    {
        using var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, int.MaxValue / 2));
        await request.Body.CopyToAsync(bytes, cancellation ?? request.HttpContext.RequestAborted).ConfigureAwait(false);
        var body = new ReadOnlyMemory<byte>(bytes.GetBuffer(), 0, (int)bytes.Length);
        if (body.IsEmpty && optional)
        {
            return new JsonBody(JsonDocument.Parse("{}"), 0);
        }
        if (!Utf8.IsValid(body.Span))
        {
            throw ApiException.Invalid(null, "The request body is not valid UTF-8.");
        }
        return new JsonBody(Parse(body), body.Length);
    }

    /// <summary>A field that tells which shape the body has; null if it is missing or no string.</summary>
    public string? Text(string field) =>
        _root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(_prefix + field, value) : null;

    /// <summary>Whether a field is there and is not null.</summary>
    public bool Has(string field) => _root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A string that must be there and hold something.</summary>
    public string Required(string field)
    {
        var value = Of(field, JsonValueKind.String, "a string");
        var text = TextOf(_prefix + field, value);
        return text.Length > 0 ? text : throw ApiException.Invalid(_prefix + field, $"'{_prefix}{field}' must be non-empty.");
    }

    /// <summary>Bytes in base64 (RFC 4648 section 4).</summary>
    public byte[] Bytes(string field)
    {
        var value = Of(field, JsonValueKind.String, "a string");
        return value.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw ApiException.Invalid(_prefix + field, $"'{_prefix}{field}' must be plain base64: no line breaks, no 'data:' in front.");
    }

    /// <summary>An object inside; its fields are named with their path. Valid as long as this body.</summary>
    public JsonBody Inner(string field) => new(_document, Of(field, JsonValueKind.Object, "an object"), $"{_prefix}{field}.");

    /// <summary>The objects of a list; their fields are named with their place. Valid as long as this body.</summary>
    public IReadOnlyList<JsonBody> InnerList(string field, int most)
    {
        var list = Of(field, JsonValueKind.Array, "a list");
        if (list.GetArrayLength() > most)
        {
            throw ApiException.Invalid(_prefix + field, $"'{_prefix}{field}' may have at most {most} entries.");
        }
        return [.. list.EnumerateArray().Select((item, i) => item.ValueKind == JsonValueKind.Object
            ? new JsonBody(_document, item, $"{_prefix}{field}[{i}].")
            : throw ApiException.Invalid($"{_prefix}{field}[{i}]", $"'{_prefix}{field}[{i}]' must be an object."))];
    }

    /// <summary>What is wrong with a field, named with its path.</summary>
    public ApiException Fault(string field, string rest) => ApiException.Invalid(_prefix + field, $"'{_prefix}{field}' {rest}");

    /// <summary>Refuses fields beside these.</summary>
    public void Close(params ReadOnlySpan<string> fields)
    {
        foreach (var member in _root.EnumerateObject())
        {
            if (!fields.Contains(member.Name))
            {
                throw ApiException.Invalid(_prefix + member.Name, $"Unknown field '{_prefix}{member.Name}'.");
            }
        }
    }

    /// <summary>The body as <typeparamref name="T"/>, whose properties say what is known, required and nullable.</summary>
    public T As<T>()
        where T : notnull
    {
        var fields = Wire.Json.GetTypeInfo(typeof(T)).Properties.ToDictionary(property => property.Name);
        foreach (var member in _root.EnumerateObject())
        {
            if (!fields.TryGetValue(member.Name, out var field))
            {
                throw ApiException.Invalid(_prefix + member.Name, $"Unknown field '{_prefix}{member.Name}'.");
            }
            Check(field, member.Value);
        }
        foreach (var field in fields.Values.Where(field => field.IsRequired && !_root.TryGetProperty(field.Name, out _)))
        {
            throw ApiException.Invalid(_prefix + field.Name, $"'{_prefix}{field.Name}' is required.");
        }
        return _root.Deserialize<T>(Wire.Json)!;
    }

    public void Dispose() => _document.Dispose();

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, Strict);
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

    private JsonElement Of(string field, JsonValueKind kind, string name)
    {
        if (!_root.TryGetProperty(field, out var value))
        {
            throw ApiException.Invalid(_prefix + field, $"'{_prefix}{field}' is required.");
        }
        return value.ValueKind == kind ? value : throw ApiException.Invalid(_prefix + field, $"'{_prefix}{field}' must be {name}.");
    }

    private void Check(JsonPropertyInfo field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null && field.IsSetNullable)
        {
            return;
        }
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        if (type == typeof(string))
        {
            _ = value.ValueKind == JsonValueKind.String ? TextOf(_prefix + field.Name, value) : throw ApiException.Invalid(_prefix + field.Name, $"'{_prefix}{field.Name}' must be a string.");
        }
        else if (type == typeof(bool) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw ApiException.Invalid(_prefix + field.Name, $"'{_prefix}{field.Name}' must be true or false.");
        }
        else if (type == typeof(double) && value.ValueKind != JsonValueKind.Number)
        {
            throw ApiException.Invalid(_prefix + field.Name, $"'{_prefix}{field.Name}' must be a number.");
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
