using System.Globalization;
using Visavis.Engine.Hls;
using Visavis.Server.Sessions;

namespace Visavis.Server.Api;

/// <summary>
/// The media of live sessions (LL-HLS, RFC 8216bis). The token in the path is all the permission that players need, since
/// they send no headers. Bodies are the window's own bytes, the same for every viewer.
/// </summary>
public static class HlsApi
{
    private const string Playlist = "application/vnd.apple.mpegurl";

    // A live playlist is another one a moment later; what is named by number never changes.
    private const string Fresh = "no-cache";
    private const string Lasting = "public, max-age=3600, immutable";

    /// <summary>A session becomes playable in under a second; a player that waits this long looks at an overloaded server.</summary>
    private static readonly TimeSpan PlayableLimit = TimeSpan.FromSeconds(10);

    public static void MapHls(this IEndpointRouteBuilder app)
    {
        var media = app.MapGroup("/media/{token}").ExcludeFromDescription();
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        media.MapMethods("master.m3u8", methods, MasterAsync);
        media.MapMethods("media.m3u8", methods, MediaPlaylistAsync);
        media.MapMethods("{name}", methods, MediaAsync);
    }

    /// <summary>Clients look at it to see whether the stream is there, so it does not count as a viewer.</summary>
    private static Task MasterAsync(string token, HttpContext context, SessionRegistry registry) =>
        WriteAsync(context, Find(registry, token).Session.Hls.MasterPlaylist, Playlist, Fresh);

    private static async Task MediaPlaylistAsync(string token, HttpContext context, SessionRegistry registry, TimeProvider time)
    {
        var live = Find(registry, token);
        var query = context.Request.Query;
        var (number, part) = (Number(query, "_HLS_msn", long.MaxValue), (int?)Number(query, "_HLS_part", int.MaxValue));
        var skip = query["_HLS_skip"].ToString() is "YES" or "v2";
        await ArriveAsync(live, context, time).ConfigureAwait(false);
        var answer = await live.Session.Hls.MediaPlaylistAsync(number, part, skip, context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, answer, Playlist, Fresh).ConfigureAwait(false);
    }

    private static async Task MediaAsync(string token, string name, HttpContext context, SessionRegistry registry, TimeProvider time)
    {
        var live = Find(registry, token);
        await ArriveAsync(live, context, time).ConfigureAwait(false);
        var answer = await live.Session.Hls.MediaAsync(name, context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, answer, "video/mp4", Lasting).ConfigureAwait(false);
    }

    private static LiveSession Find(SessionRegistry registry, string token) =>
        registry.FindByMediaToken(token) ?? throw ApiException.ResourceNotFound();

    /// <summary>Waits for the first segment, since players give up on a 404 but wait for a slow answer; then counts a GET as a viewer.</summary>
    private static async Task ArriveAsync(LiveSession live, HttpContext context, TimeProvider time)
    {
        try
        {
            await live.Session.Playable.WaitAsync(PlayableLimit, time, context.RequestAborted).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw ApiException.Unavailable("The stream has not begun yet.");
        }
        if (HttpMethods.IsGet(context.Request.Method))
        {
            live.Session.ViewerArrived();
        }
    }

    private static Task WriteAsync(HttpContext context, HlsAnswer answer, string type, string cache) => answer.Outcome switch
    {
        HlsOutcome.Found => WriteAsync(context, answer.Body, type, cache),
        HlsOutcome.TooFarAhead => throw ApiException.Invalid("_HLS_msn", "'_HLS_msn' is more than two segments ahead, or '_HLS_part' stands without it."),
        HlsOutcome.TimedOut => throw ApiException.Unavailable("The part did not come in time."),
        _ => throw ApiException.ResourceNotFound(),
    };

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, string type, string cache)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = cache;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static long? Number(IQueryCollection query, string field, long most)
    {
        var text = query[field].ToString();
        return text.Length == 0 ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
            : throw ApiException.Invalid(field, $"'{field}' must be a whole number.");
    }
}
