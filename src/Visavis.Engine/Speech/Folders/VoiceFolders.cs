using System.Threading.Channels;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Folders;

/// <summary>How a folder stands.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Fault">A sentence; null where its voices speak, or are being tried.</param>
/// <param name="Voices">Those that it adds to the catalog.</param>
public sealed record VoiceFolderState(string Id, string? Fault, IReadOnlyList<Voice> Voices);

/// <summary>
/// Keeps the catalog in step with a folder of voices while the program runs: what is dropped in appears once it was tried, what is taken
/// away disappears, what was copied by half is tried again when it changes. One task does it all; a bad folder costs only itself.
/// </summary>
public sealed class VoiceFolders : IAsyncDisposable
{
    /// <summary>A file that is being copied changes all the time: nothing is read before so long a silence.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>A folder that changed since it was seen last is looked at again after this long before it is read.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    /// <summary>But one long copy does not keep everything else waiting.</summary>
    private const int MostQuiets = 15;

    /// <summary>Where the system tells of no changes (network folders, too many watches) they are seen this late.</summary>
    private static readonly TimeSpan Rescan = TimeSpan.FromSeconds(10);

    /// <summary>A model that nobody used for so long gives its memory back.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Models that are loaded before anybody asks, so that a first word does not wait for them (Piper: 1 to 4 s); each takes some 0.3 GB.</summary>
    private const int LoadedAhead = 3;

    private readonly string _path;
    private readonly VoiceCatalog _catalog;
    private readonly VoiceLoader _loader;
    private readonly VoiceChecker _checker;
    private readonly Action<VoiceFolderState> _changed;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();

    // One is enough to say that something changed; full means that it was said already.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly FileSystemWatcher? _watcher;
    private readonly Task _watching;
    private Task _loading = Task.CompletedTask;

    /// <summary>Reads what is there (without trying what was not tried before) and watches it until disposal.</summary>
    /// <param name="path">Made where it is missing.</param>
    /// <param name="catalog">Whose voices it adds and takes away.</param>
    /// <param name="parts">What voices need.</param>
    /// <param name="checker">Tries them.</param>
    /// <param name="changed">Called when a folder stands otherwise than before; must return at once.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public VoiceFolders(string path, VoiceCatalog catalog, VoiceParts parts, VoiceChecker checker, Action<VoiceFolderState> changed)
    {
        (_path, _catalog, _checker, _changed, _time) = (System.IO.Path.GetFullPath(path), catalog, checker, changed, parts.Time);
        _loader = new VoiceLoader(parts);
        Directory.CreateDirectory(_path);
        _watcher = Watch();
        Scan(isFirst: true);
        LookAgain();
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>All folders as they stand; a list that does not change any more.</summary>
    public IReadOnlyList<VoiceFolderState> States { get; private set; } = [];

    /// <summary>Looks again now, whether or not the system told of a change.</summary>
    public void LookAgain() => _signal.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        _watcher?.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        await _loading.ConfigureAwait(false);
        await Task.WhenAll(_known.Values.Select(known => known.Check ?? Task.CompletedTask)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(_path) { IncludeSubdirectories = true };
            watcher.Created += (_, _) => LookAgain();
            watcher.Changed += (_, _) => LookAgain();
            watcher.Deleted += (_, _) => LookAgain();
            watcher.Renamed += (_, _) => LookAgain();
            watcher.Error += (_, _) => LookAgain();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException)
        {
            // The system has no watch left: the rescan sees it later.
            return null;
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await SignalledAsync(_known.Values.Any(known => known.IsSettling) ? Settling : Rescan).ConfigureAwait(false);
                for (var i = 0; i < MostQuiets && await SignalledAsync(Quiet).ConfigureAwait(false); i++)
                {
                    // Still changing.
                }
                Scan(isFirst: false);
                foreach (var known in _known.Values)
                {
                    await (known.Model?.LetGoAsync(Idle) ?? Task.CompletedTask).ConfigureAwait(false);
                }
                if (_loading.IsCompleted)
                {
                    _loading = LoadAheadAsync([.. _known.Values.Where(known => known.Voices.Count > 0).Take(LoadedAhead)]);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    /// <summary>One after the other, each once; a voice that fails says so when it is asked to speak.</summary>
    private async Task LoadAheadAsync(List<Known> first)
    {
        foreach (var known in first.Where(known => !known.IsLoadedAhead && known.Folder!.File.Family is VoiceFamily.Piper or VoiceFamily.Kokoro))
        {
            known.IsLoadedAhead = true;
            var text = VoiceCheck.Sentence(known.Folder!.Voices[0]);
            try
            {
                using var chunk = await known.Voices[0].Engine.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), _stop.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is SpeechException or OperationCanceledException)
            {
                // Nobody is waiting for it.
            }
        }
    }

    private async Task<bool> SignalledAsync(TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        try
        {
            return await _signal.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Scan(bool isFirst)
    {
        var folders = Folders();
        foreach (var gone in _known.Keys.Except(folders.Select(folder => System.IO.Path.GetFileName(folder))).ToList())
        {
            // Sessions that speak with its voices hold what they need.
            _known.Remove(gone);
        }
        foreach (var folder in folders)
        {
            Look(folder, isFirst);
        }
        Publish();
    }

    /// <summary>Names with a dot in front are not voices (yet): what is being added lies in such a one.</summary>
    private List<string> Folders()
    {
        try
        {
            return [.. Directory.EnumerateDirectories(_path).Where(folder => !System.IO.Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Look(string path, bool isFirst)
    {
        var id = System.IO.Path.GetFileName(path);
        var known = _known.TryGetValue(id, out var before) ? before : _known[id] = new Known();
        try
        {
            var print = VoiceFolderPrint.Of(path);
            var changed = known.Print != print.Value;
            if (changed || known.IsSettling)
            {
                // Until the new one is tried, the voices are the old ones.
                (known.Print, known.Check, known.IsSettling) = (print.Value, null, changed && !isFirst);
                if (known.IsSettling)
                {
                    return;
                }
                known.Folder = VoiceFolder.Read(path);
                known.Check = _checker.CheckAsync(known.Folder, print, again: isFirst, _stop.Token);
                _ = known.Check.ContinueWith(_ => LookAgain(), TaskScheduler.Default);
            }
            Adopt(known);
        }
        catch (Exception error) when (error is VoiceFolderException or IOException or UnauthorizedAccessException)
        {
            known.Refuse(error.Message);
        }
    }

    /// <summary>Takes over what came of trying a folder.</summary>
    private void Adopt(Known known)
    {
        if (known.Check is not { IsCompleted: true } check)
        {
            return;
        }
        known.Check = null;
        if (!check.IsCompletedSuccessfully)
        {
            known.Refuse(check.Exception?.InnerException?.Message ?? "It was not tried to the end.");
        }
        else if (check.GetAwaiter().GetResult() is { Fault: { } fault })
        {
            known.Refuse(fault);
        }
        else
        {
            (known.Voices, known.Model) = _loader.Voices(known.Folder!, check.GetAwaiter().GetResult());
            (known.Fault, known.IsLoadedAhead) = (null, false);
        }
    }

    /// <summary>Puts the voices into the catalog; a folder whose ids are taken is refused as a whole.</summary>
    private void Publish()
    {
        var taken = new HashSet<string>(_catalog.BuiltInIds, StringComparer.OrdinalIgnoreCase);
        var states = new List<VoiceFolderState>();
        foreach (var (id, known) in _known.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var twice = known.Voices.FirstOrDefault(voice => !taken.Add(voice.Id));
            states.Add(twice is null
                ? new VoiceFolderState(id, known.Fault, known.Voices)
                : new VoiceFolderState(id, $"The id '{twice.Id}' belongs to another voice: rename the folder.", []));
        }
        var before = States.ToDictionary(state => state.Id);
        var gone = States.Where(state => !_known.ContainsKey(state.Id)).Select(state => state with { Voices = [] });
        var changes = states.Where(state => !before.TryGetValue(state.Id, out var old) || old.Fault != state.Fault || !ReferenceEquals(old.Voices, state.Voices))
            .Where(state => state.Fault is not null || state.Voices.Count > 0 || before.ContainsKey(state.Id))
            .Concat(gone).ToList();
        States = states;
        if (changes.Count > 0)
        {
            _catalog.PutIn([.. states.SelectMany(state => state.Voices)]);
            changes.ForEach(_changed);
        }
    }

    private sealed class Known
    {
        public string? Print { get; set; }

        /// <summary>Files were still changing when it was seen last.</summary>
        public bool IsSettling { get; set; }

        public VoiceFolder? Folder { get; set; }

        /// <summary>The trial that runs.</summary>
        public Task<VoiceVerdict>? Check { get; set; }

        public string? Fault { get; set; }

        public IReadOnlyList<Voice> Voices { get; set; } = [];

        public LoadedOnUse<LoadedVoice>? Model { get; set; }

        public bool IsLoadedAhead { get; set; }

        public void Refuse(string fault) => (Fault, Voices, Model) = (fault, [], null);
    }
}
