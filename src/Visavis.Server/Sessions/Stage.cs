using Visavis.Engine;
using Visavis.Engine.Encode;
using Visavis.Engine.Render;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;
using Visavis.Server.Assets;
using SessionOptions = Visavis.Engine.Session.SessionOptions;

namespace Visavis.Server.Sessions;

/// <summary>A presenter in one outfit and place.</summary>
/// <param name="Rig">What it is painted from, shared by all sessions.</param>
/// <param name="GroupId">The person.</param>
public sealed record Look(AvatarRig Rig, string GroupId)
{
    public string Id => Rig.Id;
}

/// <summary>What all sessions share: presenters, voices, and the threads that work for them. Whole once it exists.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly DeadlinePool _pool;
    private readonly SpeechPool _speech = new(new ClauseCache(), TimeProvider.System);

    private Stage(IReadOnlyList<Look> looks, StageVoices voices, Ears ears, DeadlinePool pool)
    {
        _pool = pool;
        Ears = ears;
        Looks = looks;
        Speech = voices;
    }

    public IReadOnlyList<Look> Looks { get; }

    /// <summary>All that speaks; voices from folders come and go.</summary>
    public StageVoices Speech { get; }

    /// <summary>All that listens.</summary>
    public Ears Ears { get; }

    public IReadOnlyList<Voice> Voices => Speech.Catalog.Voices;

    /// <summary>Loads packs and voices, speaks a first word and opens an encoder, so that the first caller waits for none of it.</summary>
    /// <exception cref="StartException">Something is missing; the message says what to do.</exception>
    public static async Task<Stage> LoadAsync(ServerOptions options)
    {
        try
        {
            var looks = Task.Run(() => Directory.GetDirectories(AssetFolders.Avatars).Order(StringComparer.Ordinal).Select(LoadLook).ToList());
            var voices = await Task.Run(() => StageVoices.LoadAsync(options.Data)).ConfigureAwait(false);
            await voices.WarmUpAsync(CancellationToken.None).ConfigureAwait(false);
            var stage = new Stage(await looks.ConfigureAwait(false), voices, new Ears(options), new DeadlinePool(options.MediaThreads));
            await stage.WarmUpAsync().ConfigureAwait(false);
            return stage;
        }
        catch (Exception e) when (e is not StartException)
        {
            throw new StartException(e.Message);
        }
    }

    public Look? Look(string id) => Looks.FirstOrDefault(look => look.Id == id);

    public Voice? Voice(string id) => Speech.Catalog.Find(id);

    /// <summary>Makes a session that waits to be run.</summary>
    /// <param name="pronunciations">How the space wants words to be said; outside the cache, whose keys tell readings apart.</param>
    /// <param name="others">Who reads what the voice cannot.</param>
    public AvatarSession NewSession(
        Look look, Voice voice, SessionOptions options, TimeProvider time, PronunciationList? pronunciations = null, IReadOnlyList<Voice>? others = null) =>
        new(look.Rig, Speaker(voice, pronunciations ?? PronunciationList.Empty, others ?? []), options, _pool, time);

    /// <summary>Makes a session of a sound that waits to be run.</summary>
    public AvatarSession NewSession(Look look, SoundFile sound, SessionOptions options, TimeProvider time) =>
        new(look.Rig, Ears.DecodeAsync(sound), Ears.Analyser, Ears.Recogniser, options, _pool, time);

    /// <summary>The voice as sessions share it: by turns, and nothing twice. Whoever speaks while sessions live should ask this one.</summary>
    public ISpeechEngine SharedEngine(Voice voice) => _speech.Of(voice);

    /// <summary>The same with a space's pronunciations, and others who read what the voice cannot.</summary>
    public ISpeechEngine Speaker(Voice voice, PronunciationList pronunciations, IReadOnlyList<Voice> others)
    {
        // Each with the list by itself, whose entries may be of one language.
        ISpeechEngine Of(Voice one) => new PronouncingEngine(SharedEngine(one), pronunciations, one.Locale);
        return others.Count == 0 ? Of(voice) : new ScriptFallbackEngine(Of(voice), [.. others.Select(Of)]);
    }

    public async ValueTask DisposeAsync()
    {
        await Speech.DisposeAsync().ConfigureAwait(false);
        _speech.Dispose();
        Ears.Dispose();
        _pool.Dispose();
    }

    /// <summary>The ids of the voices that can read the script of <paramref name="text"/>.</summary>
    public List<string> VoicesFor(string text) => Voices.Where(voice => voice.Engine.CanRead(text)).Select(voice => voice.Id).ToList();

    /// <summary>Makes one segment, so that the first caller waits for no compiler and a missing codec stops the start.</summary>
    private async Task WarmUpAsync()
    {
        using var session = NewSession(Looks[0], Voices[0], new SessionOptions { Kind = SessionKind.TextStream }, TimeProvider.System);
        session.Append("Ready.", final: true);
        var running = session.RunAsync(CancellationToken.None);
        await session.Playable.ConfigureAwait(false);
        session.Cancel();
        await running.ConfigureAwait(false);
        if (session.Failure is { } failure)
        {
            throw failure;
        }
    }

    private static Look LoadLook(string folder)
    {
        var rig = AvatarRig.Load(folder);
        return new Look(rig, "group_" + rig.Id);
    }
}
