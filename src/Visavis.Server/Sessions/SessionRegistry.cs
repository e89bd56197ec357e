using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using SessionOptions = Visavis.Engine.Session.SessionOptions;
using Visavis.Server.Api;
using Visavis.Server.Assets;
using Visavis.Server.Storage;
using Visavis.Server.Voices;

namespace Visavis.Server.Sessions;

/// <summary>The live sessions of this process: opens, runs and ends them, and holds each space to its limit.</summary>
public sealed class SessionRegistry(
    Stage stage,
    SessionStore sessions,
    TextLog texts,
    WordStore words,
    PronunciationStore pronunciations,
    ServerOptions options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<SessionRegistry> log) : IHostedService, IDisposable
{
    /// <summary>A guess at when one of the space's sessions may be over.</summary>
    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, LiveSession> _byId = new();
    private readonly ConcurrentDictionary<string, LiveSession> _byToken = new();
    private readonly ConcurrentDictionary<string, Task> _running = new();
    private readonly Dictionary<string, int> _liveInSpace = [];
    private readonly SpeechBudget _speech = new(options.SpeechCores ?? Environment.ProcessorCount / 2.0);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Segments too old for memory; a session's file goes with it.</summary>
    private string MediaFolder => Path.Combine(options.Data, "media");

    /// <summary>Opens a session with its first text, which is kept before this returns.</summary>
    /// <exception cref="ApiException">The space has all the sessions it may, or the voice is too slow beside those that speak.</exception>
    public async Task<LiveSession> OpenAsync(string space, Look look, Voice voice, SessionKind kind, string text)
    {
        // What a text costs is what its reader takes.
        var cost = (ScriptFallback.Reader(voice, text, stage, options) ?? voice).CostPerSecond;
        Enter(space, voice, cost);
        var live = await KeepAsync(space, cost, () => Create(space, look, voice, cost, kind, text)).ConfigureAwait(false);
        live.Session.Append(text, final: kind == SessionKind.Script);
        return Begin(live);
    }

    /// <summary>Opens a session that gives a sound a face. The sound belongs to it from here on, also where this fails.</summary>
    /// <exception cref="ApiException">The space has all the sessions it may.</exception>
    public async Task<LiveSession> OpenAsync(string space, Look look, SoundFile sound)
    {
        try
        {
            Enter(space, null, 0);
            return Begin(await KeepAsync(space, 0, () => Create(space, look, sound)).ConfigureAwait(false));
        }
        catch
        {
            sound.Dispose();
            throw;
        }
    }

    private async Task<LiveSession> KeepAsync(string space, double speechCost, Func<LiveSession> create)
    {
        LiveSession? live = null;
        try
        {
            live = create();
            await sessions.AddAsync(live.Stored, live.First).ConfigureAwait(false);
            return live;
        }
        catch
        {
            live?.Dispose();
            Leave(space, speechCost);
            throw;
        }
    }

    private LiveSession Begin(LiveSession live)
    {
        _byId[live.Id] = live;
        _byToken[live.MediaToken] = live;
        _running[live.Id] = Task.Run(() => RunAsync(live));
        return live;
    }

    /// <summary>A session of this space whose words and media are still in memory.</summary>
    public LiveSession? Find(string space, string id) =>
        _byId.TryGetValue(id, out var live) && live.Stored.Space == space ? live : null;

    public LiveSession? FindByMediaToken(string token) => _byToken.GetValueOrDefault(token);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var orphans = await sessions.EndOrphansAsync().ConfigureAwait(false);
        if (orphans > 0)
        {
            log.OrphansEnded(orphans);
        }
        // What a killed server left behind belongs to no session any more.
        Directory.CreateDirectory(MediaFolder);
        foreach (var file in Directory.EnumerateFiles(MediaFolder, "*.m4s"))
        {
            File.Delete(file);
        }
        // Before the web server drains its connections: streams and words end first, so that their readers go by themselves.
        lifetime.ApplicationStopping.Register(_stop.Cancel);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            log.SessionsLeft(_running.Count);
        }
    }

    public void Dispose() => _stop.Dispose();

    private LiveSession Create(string space, Look look, Voice voice, double speechCost, SessionKind kind, string text)
    {
        var stored = NewStored(space, kind, look, voice.Id);
        var knobs = Knobs(stored) with { WholeSentences = SpeechPool.IsSlow(speechCost) };
        var session = stage.NewSession(look, voice, knobs, time, pronunciations.Of(space), ScriptFallback.Behind(voice, stage, options));
        return new LiveSession(stored, NewToken(), session, text, texts, options) { SpeechCost = speechCost };
    }

    private LiveSession Create(string space, Look look, SoundFile sound)
    {
        var stored = NewStored(space, SessionKind.Audio, look, voice: "");
        return new LiveSession(stored, NewToken(), stage.NewSession(look, sound, Knobs(stored), time), "", texts, options) { Sound = sound };
    }

    private static StoredSession NewStored(string space, SessionKind kind, Look look, string voice) => new()
    {
        Id = "rt_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        Space = space,
        Kind = kind,
        AvatarId = look.Id,
        VoiceId = voice,
    };

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));

    private SessionOptions Knobs(StoredSession stored) => new()
    {
        Kind = stored.Kind,
        Curtain = options.Curtain,
        IdleTimeout = options.IdleTimeout,
        MaxDuration = options.MaxSession,
        ScriptLead = options.ScriptLead,
        Linger = options.Linger,
        Video = options.Video,
        MediaFile = Path.Combine(MediaFolder, stored.Id + ".m4s"),
        Seed = (uint)RandomNumberGenerator.GetInt32(int.MaxValue),
    };

    private async Task RunAsync(LiveSession live)
    {
        try
        {
            var following = words.FollowAsync(live.Id, live.Session.Words, CancellationToken.None);
            await live.Session.RunAsync(_stop.Token).ConfigureAwait(false);
            await following.ConfigureAwait(false);
            var end = live.Session.End ?? SessionEnd.Error;
            await sessions.EndAsync(live.Id, live.Session.Status, end, live.Session.ErrorMessage).ConfigureAwait(false);
            Log(live, end);
            if (live.Session.Failure is { } failure)
            {
                log.SessionInError(failure, live.Id);
            }
            if (live.Session.WordsFailure is { } deaf)
            {
                log.WordsStopped(deaf, live.Id);
            }
        }
        catch (Exception e)
        {
            log.SessionFailed(e, live.Id);
        }
        live.Sound?.Dispose();
        Leave(live.Stored.Space, live.SpeechCost);
        live.MarkEnded();
        await LingerAsync().ConfigureAwait(false);
        _byToken.TryRemove(live.MediaToken, out _);
        _byId.TryRemove(live.Id, out _);
        _running.TryRemove(live.Id, out _);
        live.Dispose();
    }

    private async Task LingerAsync()
    {
        try
        {
            await Task.Delay(options.MediaRetention, time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Log(LiveSession live, SessionEnd end)
    {
        var figures = live.Session.Figures;
        log.SessionEnded(
            live.Id, live.Stored.Kind, live.Stored.AvatarId, live.Stored.VoiceId, end, figures.FirstSegmentMs, figures.FirstViewerMs,
            figures.MediaSeconds, figures.SmallestLeadMs, figures.LateParts);
    }

    /// <param name="voice">Null for a sound, which brings its own.</param>
    /// <param name="speechCost">What is said takes of a core.</param>
    private void Enter(string space, Voice? voice, double speechCost)
    {
        lock (_lock)
        {
            var live = _liveInSpace.GetValueOrDefault(space);
            if (live >= options.SessionsPerSpace)
            {
                throw ApiException.TooMany($"The space has {live} live sessions, its limit: end one or wait.", RetryWhenFull);
            }
            if (voice is not null && !_speech.TryEnter(speechCost))
            {
                throw ApiException.TooMany(TooSlow(voice, speechCost), RetryWhenFull);
            }
            _liveInSpace[space] = live + 1;
        }
    }

    private string TooSlow(Voice voice, double speechCost) => string.Create(
        CultureInfo.InvariantCulture,
        $"The voice '{voice.Id}' takes {speechCost:0.00} of a core and the voices that speak now take {_speech.Used:0.00} of the {_speech.Cores:0.##} they may (speech_cores): wait for a session to end, or take a faster voice.");

    private void Leave(string space, double speechCost)
    {
        lock (_lock)
        {
            _liveInSpace[space]--;
            _speech.Leave(speechCost);
        }
    }
}
