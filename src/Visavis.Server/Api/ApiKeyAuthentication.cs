using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>Who calls: a key and the space whose things it may see.</summary>
public sealed record Caller(string Space, string KeyId, string KeyName)
{
    /// <summary>Lets handlers take the caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}

/// <summary>Marks endpoints that need a key.</summary>
public sealed class RequiresKey
{
    public static RequiresKey Mark { get; } = new();
}

/// <summary>Finds the caller by x-api-key or bearer token, and holds each key to its rate.</summary>
public sealed class ApiKeyAuthentication(RequestDelegate next, KeyStore keys, StudioLinks studio, RateLimit rate)
{
    private const string BearerPrefix = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiresKey>() is not null)
        {
            var caller = Credentials(context.Request).Select(Find).FirstOrDefault(found => found is not null) ?? throw ApiException.Unauthorized();
            rate.Take(caller.KeyId);
            context.Features.Set(caller);
        }
        return next(context);
    }

    /// <summary>Either header alone is enough; of two that differ one valid one is.</summary>
    private static IEnumerable<string> Credentials(HttpRequest request)
    {
        if (request.Headers["x-api-key"].ToString() is { Length: > 0 } key)
        {
            yield return key.Trim();
        }
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            yield return authorization[BearerPrefix.Length..].Trim();
        }
    }

    private Caller? Find(string secret) =>
        keys.Find(secret) is { } key ? new Caller(key.Space, key.Id, key.Name) : studio.Find(secret);
}
