using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>Create, status, text, interrupt and cancel of realtime sessions.</summary>
public static class SessionsApi
{
    public const string Route = "/v3/avatar-realtime";

    /// <summary>
    /// How long a status waits for the playlist, so that a client that polls once a second needs no second poll. A session
    /// becomes playable in a fraction of it unless the machine is overloaded.
    /// </summary>
    /// <summary>How many voices an advice names; a hundred read Latin letters.</summary>
    private const int VoicesNamed = 8;

    private static readonly TimeSpan PlayableWait = TimeSpan.FromSeconds(1);

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup(Route).WithTags("Realtime").WithMetadata(RequiresKey.Mark);
        sessions.MapPost("", CreateAsync).WithName("createSession").WithSummary("Start a session")
            .Takes<CreateSession>().Gives<Answer<SessionCreated>>(201).Fails(400, 401, 404, 409, 413, 429);
        sessions.MapGet("{stream_id}", StatusAsync).WithName("getSession").WithSummary("Where a session stands")
            .Gives<Answer<SessionState>>(200).Fails(401, 404, 429);
        sessions.MapPost("{stream_id}/text", TextAsync).WithName("sendText").WithSummary("Send text to a text_stream")
            .Takes<SendText>().Gives<Answer<TextAccepted>>(202).Fails(400, 401, 404, 409, 410, 413, 429);
        sessions.MapPost("{stream_id}/interrupt", InterruptAsync).WithName("interruptSession").WithSummary("Drop what is not said yet")
            .Takes<Interrupt>(optional: true).Gives<Answer<Interrupted>>(202).Fails(400, 401, 404, 409, 410, 413, 429);
        sessions.MapPost("{stream_id}/cancel", CancelAsync).WithName("cancelSession").WithSummary("End a session")
            .Takes<Cancel>(optional: true).Gives<Answer<SessionCancelled>>(202).Fails(400, 401, 404, 413, 429);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, Caller caller, Stage stage, SessionRegistry registry, IdempotentRequests idempotent, ServerOptions options, ILogger<SessionRegistry> log)
    {
        using var body = await JsonBody.ReadAsync(context.Request).ConfigureAwait(false);
        var wanted = ReadCreate(body);
        var look = stage.Look(wanted.AvatarId) ?? throw ApiException.AvatarNotFound();
        var voice = stage.Voice(wanted.VoiceId) ?? throw ApiException.VoiceNotFound();
        RequireSpeakable(wanted.Text, "text", options);
        RequireReadable(wanted.Text, voice, stage);
        var kind = wanted.Type == CreateSession.Script ? SessionKind.Script : SessionKind.TextStream;
        return await idempotent.OnceAsync(context.Request, caller, Route, 201, async () =>
        {
            var live = await registry.OpenAsync(caller.Space, look, voice, kind, wanted.Text).ConfigureAwait(false);
            log.SessionOpened(live.Id, kind, look.Id, voice.Id, context.TraceIdentifier);
            return new SessionCreated(live.Id);
        }).ConfigureAwait(false);
    }

    private static async Task<IResult> StatusAsync(
        string stream_id, HttpContext context, Caller caller, SessionRegistry registry, SessionStore store, ServerOptions options, TimeProvider time)
    {
        if (registry.Find(caller.Space, stream_id) is not { } live)
        {
            var stored = store.Find(caller.Space, stream_id) ?? throw ApiException.SessionNotFound();
            return Wire.Answer(State(stored, stored.Status, stored.EndedBy, stored.ErrorMessage, null));
        }
        await WaitPlayableAsync(live, time, context.RequestAborted).ConfigureAwait(false);
        var url = $"{PublicUrls.Of(context.Request, options)}/media/{live.MediaToken}/master.m3u8";
        return Wire.Answer(State(live.Stored, live.Session.Status, live.Session.End, live.Session.ErrorMessage, url));
    }

    private static async Task<IResult> TextAsync(
        string stream_id, HttpContext context, Caller caller, SessionRegistry registry, SessionStore store, ServerOptions options)
    {
        var live = registry.Find(caller.Space, stream_id);
        var stored = live?.Stored ?? store.Find(caller.Space, stream_id) ?? throw ApiException.SessionNotFound();
        using var body = await JsonBody.ReadAsync(context.Request).ConfigureAwait(false);
        var text = body.As<SendText>();
        if (text.Delta.Length == 0 && !text.Final)
        {
            throw ApiException.Invalid("delta", "'delta' must be non-empty unless final=true.");
        }
        RequireLength(text.Delta, "delta", options);
        RequireTextStream(stored);
        var bytes = await (live ?? throw ApiException.StreamClosed()).AppendAsync(text.Delta, text.Final).ConfigureAwait(false);
        return Wire.Answer(new TextAccepted(true, bytes), 202);
    }

    private static async Task<IResult> InterruptAsync(
        string stream_id, HttpContext context, Caller caller, SessionRegistry registry, SessionStore store, ServerOptions options)
    {
        var live = registry.Find(caller.Space, stream_id);
        var stored = live?.Stored ?? store.Find(caller.Space, stream_id) ?? throw ApiException.SessionNotFound();
        using var body = await JsonBody.ReadAsync(context.Request, optional: true).ConfigureAwait(false);
        var next = body.As<Interrupt>().Text;
        if (next is not null)
        {
            RequireSpeakable(next, "text", options);
        }
        RequireTextStream(stored);
        var spoken = await (live ?? throw ApiException.StreamClosed()).InterruptAsync(next).ConfigureAwait(false);
        return Wire.Answer(new Interrupted(stored.Id, spoken), 202);
    }

    private static async Task<IResult> CancelAsync(string stream_id, HttpContext context, Caller caller, SessionRegistry registry, SessionStore store)
    {
        var live = registry.Find(caller.Space, stream_id);
        var stored = live?.Stored ?? store.Find(caller.Space, stream_id) ?? throw ApiException.SessionNotFound();
        using var body = await JsonBody.ReadAsync(context.Request, optional: true).ConfigureAwait(false);
        body.As<Cancel>();
        var cancelled = live?.Session.Cancel() ?? false;
        return Wire.Answer(new SessionCancelled(stored.Id, cancelled), 202);
    }

    private static CreateSession ReadCreate(JsonBody body) => body.Text("type") switch
    {
        CreateSession.Script or CreateSession.TextStream => body.As<CreateSession>(),
        CreateSession.Audio => throw ApiException.Invalid("type", "Audio input is not available on this server yet: use tts or text_stream."),
        _ => throw ApiException.Invalid("type", "Invalid 'type'. Must be one of: tts, audio, text_stream."),
    };

    private static void RequireSpeakable(string text, string field, ServerOptions options)
    {
        if (text.Length == 0)
        {
            throw ApiException.Invalid(field, $"'{field}' must be non-empty.");
        }
        RequireLength(text, field, options);
        if (!SpeakableText.Any(text))
        {
            throw ApiException.Invalid(field, $"'{field}' holds nothing to say: it needs at least one letter or digit.");
        }
    }

    private static void RequireReadable(string text, Voice voice, Stage stage)
    {
        if (!voice.Engine.CanRead(text))
        {
            var others = stage.VoicesFor(text);
            var more = others.Count > VoicesNamed ? $" and {others.Count - VoicesNamed} more" : "";
            var advice = others.Count == 0 ? "No voice here can." : $"These can: {string.Join(", ", others.Take(VoicesNamed))}{more}.";
            throw ApiException.Invalid("voice_id", $"The voice '{voice.Id}' cannot read the script of this text. {voice.Reads}{advice}");
        }
    }

    private static void RequireLength(string text, string field, ServerOptions options)
    {
        if (Characters.Count(text) > options.TextPerRequest)
        {
            throw ApiException.Invalid(field, $"'{field}' has more than {options.TextPerRequest} characters, the limit of one request.");
        }
    }

    private static void RequireTextStream(StoredSession session)
    {
        if (session.Kind != SessionKind.TextStream)
        {
            throw ApiException.Conflict("Only a text_stream session takes text while it runs.");
        }
    }

    private static async Task WaitPlayableAsync(LiveSession live, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await live.Session.Playable.WaitAsync(PlayableWait, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Still pending; the answer says so.
        }
    }

    private static SessionState State(StoredSession session, SessionStatus status, SessionEnd? end, string? message, string? url) => new(
        session.Id,
        status switch
        {
            SessionStatus.Pending => "pending",
            SessionStatus.Streaming => "streaming",
            SessionStatus.Completed => "completed",
            _ => "error",
        },
        status == SessionStatus.Streaming ? url : null,
        status == SessionStatus.Error ? message ?? "The session failed." : null,
        (status, session.Kind, end) switch
        {
            (SessionStatus.Completed, SessionKind.TextStream, SessionEnd.FinalMarker) => "final_marker",
            (SessionStatus.Completed, SessionKind.TextStream, SessionEnd.IdleTimeout) => "idle_timeout",
            _ => null,
        });
}
