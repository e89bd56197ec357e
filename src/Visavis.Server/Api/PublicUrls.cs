namespace Visavis.Server.Api;

/// <summary>How the client reaches this server.</summary>
internal static class PublicUrls
{
    /// <summary>The configured address, else the one the request came to; without a slash at its end.</summary>
    public static string Of(HttpRequest request, ServerOptions options) =>
        options.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
}
