using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>A voice that can be asked for.</summary>
/// <param name="Id">Name in the API.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Gender">"female" or "male".</param>
/// <param name="Language">What it speaks, in English: "English".</param>
/// <param name="Engine">Speaks; shared by all sessions.</param>
public sealed record Voice(string Id, string Name, string Gender, string Language, ISpeechEngine Engine)
{
    /// <summary>Language and region, BCP 47: "en-US".</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>What speaks: heart, piper, kokoro, espeak or remote.</summary>
    public string Family { get; init; } = "heart";

    /// <summary>Seconds of one core for a second of sound, here; what admission counts.</summary>
    public double CostPerSecond { get; init; } = 0.006;
}

/// <summary>The voices of this installation.</summary>
public sealed class VoiceCatalog
{
    private readonly Dictionary<string, Voice> _byId;

    /// <param name="voices">In the order they are listed; the first is the default.</param>
    public VoiceCatalog(IEnumerable<Voice> voices)
    {
        Voices = [.. voices];
        if (Voices.Count == 0)
        {
            throw new ArgumentException("A catalog needs at least one voice.", nameof(voices));
        }
        _byId = Voices.ToDictionary(voice => voice.Id, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<Voice> Voices { get; }

    public Voice Default => Voices[0];

    public Voice? Find(string id) => _byId.GetValueOrDefault(id);

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
}
