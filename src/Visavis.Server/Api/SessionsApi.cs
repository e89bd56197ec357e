using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;
using Visavis.Server.Avatars;
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
    private static readonly TimeSpan PlayableWait = TimeSpan.FromSeconds(1);

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup(Route).WithTags("Realtime").WithMetadata(RequiresKey.Mark);
        sessions.MapPost("", CreateAsync).WithName("createSession").WithSummary("Start a session")
            .TakesOneOf(typeof(CreateSession), typeof(CreateAudioSession)).Gives<Answer<SessionCreated>>(201).Fails(400, 401, 404, 409, 413, 429);
        sessions.MapGet("{stream_id}", StatusAsync).WithName("getSession").WithSummary("Where a session stands")
            .Gives<Answer<SessionState>>(200).Fails(401, 404, 429);
        sessions.MapPost("{stream_id}/text", TextAsync).WithName("sendText").WithSummary("Send text to a text_stream")
            .Takes<SendText>().Gives<Answer<TextAccepted>>(202).Fails(400, 401, 404, 409, 410, 413, 429);
        sessions.MapPost("{stream_id}/interrupt", InterruptAsync).WithName("interruptSession").WithSummary("Drop what is not said yet")
            .Takes<Interrupt>(optional: true).Gives<Answer<Interrupted>>(202).Fails(400, 401, 404, 409, 410, 413, 429);
        sessions.MapPost("{stream_id}/cancel", CancelAsync).WithName("cancelSession").WithSummary("End a session")
            .Takes<Cancel>(optional: true).Gives<Answer<SessionCancelled>>(202).Fails(400, 401, 404, 413, 429);
    }

    private static Task<IResult> CreateAsync(
        HttpContext context, Caller caller, LargeBodies bodies, Stage stage, LookBook looks, SessionRegistry registry, IdempotentRequests idempotent, AudioInputs inputs,
        ServerOptions options, ILogger<SessionRegistry> log)
    {
        return bodies.ReadAsync(context.Request, IsAudio, async body =>
            await idempotent.OnceAsync(context.Request, caller, Route, 201, await OpeningAsync(body).ConfigureAwait(false)).ConfigureAwait(false));

        async Task<Func<Task<SessionCreated>>> OpeningAsync(JsonBody body)
        {
            var open = IsAudio(body) ? await OpeningOfSoundAsync(body, caller, looks, registry, inputs, context.RequestAborted).ConfigureAwait(false) : await OpeningOfTextAsync(body, caller, stage, looks, registry, options).ConfigureAwait(false);
            return async () =>
            {
                var live = await open().ConfigureAwait(false);
                log.SessionOpened(live.Id, live.Stored.Kind, live.Stored.AvatarId, live.Stored.VoiceId, context.TraceIdentifier);
                return new SessionCreated(live.Id);
            };
        }
    }

    /// <summary>Checks the body; what it returns opens the session.</summary>
    private static async Task<Func<Task<LiveSession>>> OpeningOfTextAsync(
        JsonBody body, Caller caller, Stage stage, LookBook looks, SessionRegistry registry, ServerOptions options)
    {
        var wanted = ReadCreate(body);
        var look = await looks.RequireAsync(caller.Space, wanted.AvatarId).ConfigureAwait(false);
        var voice = stage.Voice(wanted.VoiceId) ?? throw ApiException.VoiceNotFound();
        Speakable.Require(wanted.Text, "text", options);
        Speakable.RequireReadable(wanted.Text, voice, stage, options);
        var kind = wanted.Type == CreateSession.Script ? SessionKind.Script : SessionKind.TextStream;
        return () => registry.OpenAsync(caller.Space, look, voice, kind, wanted.Text);
    }

    /// <summary>Checks the body; what it returns opens the session.</summary>
    private static async Task<Func<Task<LiveSession>>> OpeningOfSoundAsync(
        JsonBody body, Caller caller, LookBook looks, SessionRegistry registry, AudioInputs inputs, CancellationToken cancellation)
    {
        body.Close("type", "avatar_id", "audio");
        var look = await looks.RequireAsync(caller.Space, body.Required("avatar_id")).ConfigureAwait(false);
        var audio = body.Inner("audio");
        return async () => await registry.OpenAsync(
            caller.Space, look, await inputs.OpenAsync(caller.Space, audio, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static bool IsAudio(JsonBody body) => body.Text("type") == CreateSession.Audio;

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
        Speakable.RequireLength(text.Delta, "delta", options);
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
            Speakable.Require(next, "text", options);
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
        _ => throw ApiException.Invalid("type", "Invalid 'type'. Must be one of: tts, audio, text_stream."),
    };

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
