using Visavis.Engine.Session;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>The timed words of a session as server-sent events. Browsers read them by fetch: EventSource sends no header.</summary>
public static class WordsApi
{
    public static void MapWords(this IEndpointRouteBuilder app) =>
        app.MapGet(SessionsApi.Route + "/{stream_id}/words", WordsAsync)
            .WithName("followWords").WithSummary("The words as they are said").WithTags("Realtime").WithMetadata(RequiresKey.Mark)
            .Gives<string>(200, "text/event-stream").Fails(401, 404, 429);

    private static async Task WordsAsync(
        string stream_id, HttpContext context, Caller caller, SessionRegistry registry, SessionStore sessions, WordStore words, TimeProvider time)
    {
        var live = registry.Find(caller.Space, stream_id);
        var stored = live is null ? sessions.Find(caller.Space, stream_id) ?? throw ApiException.SessionNotFound() : null;
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        // nginx would hold words back until its buffer is full.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        var writer = new WordsWriter(context.Response.BodyWriter, time);
        if (live is not null)
        {
            await writer.FollowAsync(live.Session.Words, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            await writer.WriteAllAsync(words.Read(stream_id), stored!.EndedBy ?? SessionEnd.Error, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
