using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>A voice that can be asked for.</summary>
/// <param name="Id">Name in the API.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Gender">"female", "male", or "unknown" where nobody said.</param>
/// <param name="Language">What it speaks, in English: "English".</param>
/// <param name="Engine">Speaks; shared by all sessions.</param>
public sealed record Voice(string Id, string Name, string Gender, string Language, ISpeechEngine Engine)
{
    /// <summary>Language and region, BCP 47: "en-US".</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>A sentence on what it reads, where its language does not say enough; ends with a space.</summary>
    public string? Reads { get; init; }

    /// <summary>What speaks: heart, piper, kokoro, espeak or remote.</summary>
    public string Family { get; init; } = "heart";

    /// <summary>Changes with the files of a voice from a folder; empty for those that come with the program.</summary>
    public string Version { get; init; } = "";

    /// <summary>Seconds of one core for a second of sound, here; what admission counts.</summary>
    public double CostPerSecond { get; init; } = 0.006;
}

/// <summary>
/// The voices of this installation. Those from folders come and go while the program runs: readers see whole lists that never change,
/// and a session keeps the voice it began with.
/// </summary>
public sealed class VoiceCatalog
{
    private readonly IReadOnlyList<Voice> _first;
    private readonly IReadOnlyList<Voice> _last;
    private volatile Snapshot _now;

    /// <param name="voices">In the order they are listed; the first is the default.</param>
    /// <param name="last">Voices that are listed behind all others.</param>
    public VoiceCatalog(IEnumerable<Voice> voices, IEnumerable<Voice>? last = null)
    {
        _first = [.. voices];
        _last = [.. last ?? []];
        if (_first.Count == 0)
        {
            throw new ArgumentException("A catalog needs at least one voice.", nameof(voices));
        }
        _now = new Snapshot([.. _first, .. _last]);
        BuiltInIds = _now.ById.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All voices as they are now; the list does not change any more.</summary>
    public IReadOnlyList<Voice> Voices => _now.Voices;

    public Voice Default => _first[0];

    /// <summary>The ids that no voice from a folder can take.</summary>
    public IReadOnlySet<string> BuiltInIds { get; }

    /// <summary>A voice by its id, in any case; null where there is none now.</summary>
    public Voice? Find(string id) => _now.ById.GetValueOrDefault(id);

    /// <summary>Puts these between the first and the last in place of those that were there.</summary>
    /// <exception cref="ArgumentException">Two voices have one id; nothing changes.</exception>
    public void PutIn(IReadOnlyList<Voice> voices) => _now = new Snapshot([.. _first, .. voices, .. _last]);

    /// <summary>The built-in voices: one model in five variants.</summary>
    public static IReadOnlyList<Voice> BuiltIn(HeartModel model, Pronouncer pronouncer) =>
        [.. HeartVariant.All.Select(variant => new Voice(
            variant.Id, variant.Name, variant.Gender, "English", new HeartSpeechEngine(model, variant, pronouncer)))];

    /// <summary>
    /// Lets every voice speak once, so that the first session pays neither for compiling nor for first allocations, and a voice that
    /// cannot speak is known at the start.
    /// </summary>
    /// <exception cref="SpeechException">A voice failed; the message names it.</exception>
    public async Task WarmUpAsync(CancellationToken cancellation)
    {
        var clause = new Clause("Hello, is it me?", "Hello, is it me?", ClauseEnd.Sentence);
        foreach (var voice in Voices)
        {
            try
            {
                using var chunk = await voice.Engine.SpeakAsync(clause, cancellation).ConfigureAwait(false);
            }
            catch (SpeechException error)
            {
                throw new SpeechException($"The voice {voice.Id} cannot speak: {error.Message}", error);
            }
        }
    }

    private sealed class Snapshot(IReadOnlyList<Voice> voices)
    {
        public IReadOnlyList<Voice> Voices { get; } = voices;

        public Dictionary<string, Voice> ById { get; } = voices.ToDictionary(voice => voice.Id, StringComparer.OrdinalIgnoreCase);
    }
}
