using System.Net;
using Microsoft.Extensions.FileProviders;
using Visavis.Engine;

namespace Visavis.Server.Api;

public sealed record ExchangeToken
{
    public required string Token { get; init; }
}

/// <param name="Key">Works as a bearer token.</param>
/// <param name="ExpiresAt">Unix seconds.</param>
public sealed record StudioKey(string Key, long ExpiresAt);

/// <summary>The studio page: its files, and the exchange of the printed link's token.</summary>
public static class StudioApi
{
    public static void MapStudio(this WebApplication app)
    {
        app.MapPost("/studio/session", ExchangeAsync).ExcludeFromDescription();
        app.MapMethods("/studio/vendor/hls.min.js", [HttpMethods.Get, HttpMethods.Head], Player).ExcludeFromDescription();
    }

    /// <summary>Serves the page; files may change with the program, so browsers ask each time and mostly hear 304.</summary>
    public static void UseStudioFiles(this WebApplication app, ServerOptions options)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!Directory.Exists(root))
        {
            return;
        }
        var files = new PhysicalFileProvider(root);
        var policy = Policy(options);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.CacheControl = "no-cache";
                file.Context.Response.Headers.ContentSecurityPolicy = policy;
            },
        });
    }

    /// <summary>The page holds a key: no script, style or call but our own (CSP level 3). Media come through blobs of the player.</summary>
    private static string Policy(ServerOptions options)
    {
        var origin = options.PublicUrl is { } url ? " " + new Uri(url).GetLeftPart(UriPartial.Authority) : "";
        return $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{origin}; media-src 'self' blob: data:{origin}; "
            + $"connect-src 'self'{origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static async Task<IResult> ExchangeAsync(HttpContext context, StudioLinks links)
    {
        if (context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
        {
            throw ApiException.Forbidden("The studio link works on the server's own machine only. Elsewhere, sign in with an API key.");
        }
        using var body = await JsonBody.ReadAsync(context.Request).ConfigureAwait(false);
        var (key, expires) = links.Exchange(body.As<ExchangeToken>().Token) ?? throw ApiException.Unauthorized();
        context.Response.Headers.CacheControl = "no-store";
        return Wire.Answer(new StudioKey(key, expires.ToUnixTimeSeconds()));
    }

    private static IResult Player(HttpContext context)
    {
        var file = Path.Combine(AssetFolders.Native, "web", "hls.min.js");
        if (!File.Exists(file))
        {
            throw ApiException.ResourceNotFound();
        }
        context.Response.Headers.CacheControl = "no-cache";
        return Results.File(file, "text/javascript; charset=utf-8", lastModified: File.GetLastWriteTimeUtc(file));
    }
}
