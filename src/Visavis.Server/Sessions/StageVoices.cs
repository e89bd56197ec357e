using Visavis.Engine;
using Visavis.Engine.Hearing;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Alignment;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.Folders;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Speech.Remote;

namespace Visavis.Server.Sessions;

/// <summary>All that speaks: the built-in voices, espeak-ng's, and those of the data folder's <c>voices/</c>, which come and go.</summary>
public sealed class StageVoices : IAsyncDisposable
{
    /// <summary>Inside the data folder.</summary>
    public const string FolderName = "voices";

    /// <summary>Each speaks a clause in milliseconds; a second one takes over while the first is replaced.</summary>
    private const int EspeakWorkers = 2;

    private readonly HeartModel _heart;
    private readonly Pronouncer _pronouncer;
    private readonly Pronouncers _pronouncers;
    private readonly Lazy<VisemeNet> _mouths = new(() => VisemeNet.Load(AssetFolders.Hearing));
    private readonly HttpClient _remote = RemoteSpeechEngine.NewClient();
    private readonly VoiceChecker _checker = new(CheckProgram(), TimeProvider.System);
    private readonly VoiceFolders? _folders;

    private StageVoices(string heartFolder, HeartModel heart, Pronouncer pronouncer, string? dataFolder)
    {
        (_heart, _pronouncer, _pronouncers) = (heart, pronouncer, new Pronouncers(heartFolder, pronouncer));
        Espeak = new EspeakWorkerPool(EspeakProgram(), EspeakWorkers, TimeProvider.System);
        Catalog = new VoiceCatalog(VoiceCatalog.BuiltIn(heart, pronouncer), EspeakVoice.Catalog(Espeak));
        Parts = new VoiceParts(
            Espeak,
            variant => new HeartSpeechEngine(heart, variant, pronouncer),
            _pronouncers,
            () => new SpeechAligner(_mouths.Value, Espeak),
            Catalog.Find,
            _remote,
            TimeProvider.System);
        if (dataFolder is not null && Directory.Exists(dataFolder))
        {
            _folders = new VoiceFolders(Path.Combine(dataFolder, FolderName), Catalog, Parts, _checker, state => Changed?.Invoke(state));
        }
    }

    /// <summary>A folder's voices came, went or were refused.</summary>
    public event Action<VoiceFolderState>? Changed;

    public VoiceCatalog Catalog { get; }

    public EspeakWorkerPool Espeak { get; }

    /// <summary>The folders as they stand.</summary>
    public IReadOnlyList<VoiceFolderState> Folders => _folders?.States ?? [];

    /// <summary>What the voice of a folder needs.</summary>
    internal VoiceParts Parts { get; }

    /// <param name="dataFolder">Whose <c>voices/</c> is read and watched; null for none.</param>
    /// <exception cref="SpeechException">The built-in voice cannot be loaded.</exception>
    public static async Task<StageVoices> LoadAsync(string? dataFolder)
    {
        var folder = Path.Combine(AssetFolders.Voices, "heart");
        var pronouncer = Task.Run(() => Pronouncer.Load(folder));
        return new StageVoices(folder, HeartModel.Load(folder), await pronouncer.ConfigureAwait(false), dataFolder);
    }

    /// <summary>
    /// Lets the built-in voices speak once, so that the first session pays neither for compiling nor for first allocations. The others
    /// were tried when they were put in.
    /// </summary>
    public Task WarmUpAsync(CancellationToken cancellation) =>
        new VoiceCatalog(Catalog.Voices.Where(voice => voice.Engine is HeartSpeechEngine)).WarmUpAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_folders is not null)
        {
            await _folders.DisposeAsync().ConfigureAwait(false);
        }
        _checker.Dispose();
        _remote.Dispose();
        Espeak.Dispose();
        _pronouncers.Dispose();
        _pronouncer.Dispose();
        _heart.Dispose();
        if (_mouths.IsValueCreated)
        {
            _mouths.Value.Dispose();
        }
    }

    /// <summary>This program, also where it is hosted by another one (tests, the benchmarks).</summary>
    internal static EspeakLaunch EspeakProgram() => new(Program(), [EspeakWorker.Command]);

    internal static VoiceCheckLaunch CheckProgram() => new(Program(), [VoiceCheck.Command]);

    private static string Program() => Path.Combine(AppContext.BaseDirectory, "visavis-server");
}
