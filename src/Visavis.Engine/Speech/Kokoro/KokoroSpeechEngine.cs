using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Kokoro;

/// <summary>A speaker of Kokoro. English is read by our own pronouncer, other languages by espeak-ng.</summary>
public sealed class KokoroSpeechEngine : ISpeechEngine
{
    /// <summary>Seconds of one core for a second of sound.</summary>
    public const double CostPerSecond = 0.6;

    /// <summary>Some 20 s; a barge-in waits for the end of a run.</summary>
    private const int MostSymbols = 340;

    private readonly KokoroModel _model;
    private readonly KokoroSpeaker _speaker;
    private readonly Pronouncers _pronouncers;
    private readonly EspeakWorkerPool _workers;
    private readonly PieceSpeaker _pieces;

    /// <param name="model">Shared by its speakers; its owner disposes it.</param>
    /// <param name="speaker">Name of the speaker: "af_heart".</param>
    /// <param name="pronouncers">Read English.</param>
    /// <param name="workers">Read other languages.</param>
    /// <exception cref="SpeechException">The model has no such speaker, or none of a language that can be read.</exception>
    public KokoroSpeechEngine(KokoroModel model, string speaker, Pronouncers pronouncers, EspeakWorkerPool workers)
    {
        (_model, _speaker, _pronouncers, _workers) = (model, KokoroSpeaker.Of(speaker), pronouncers, workers);
        model.Check(speaker);
        _pieces = new PieceSpeaker(new VoiceOutput(KokoroModel.Rate, _speaker.Gain), model.Knows, MostSymbols, joins: false);
    }

    public bool CanRead(string text) => _speaker.Script.CanRead(text);

    public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
    {
        var isEnglish = _speaker.EspeakVoice is null;
        var spoken = isEnglish ? SpokenText.Of(clause) : SpokenText.Of(clause, _speaker.Locale);
        if (!SpeakableText.Any(spoken.Text))
        {
            return PieceSpeaker.Nothing();
        }
        if (spoken.Text.Length > EspeakSpeechEngine.MaximumTextLength)
        {
            throw new SpeechException($"A clause of {spoken.Text.Length} characters is beyond the limit of {EspeakSpeechEngine.MaximumTextLength} of Kokoro.");
        }
        var units = isEnglish ? ReadEnglish(spoken) : await ReadAsync(spoken, cancellation).ConfigureAwait(false);
        return await _pieces.SpeakAsync(
            clause, units, (symbols, token) => _model.RunAsync(symbols, _speaker.Name, clause.Speed, token), cancellation).ConfigureAwait(false);
    }

    private List<PronouncedUnit> ReadEnglish(SpokenText spoken)
    {
        var pronouncer = _speaker.IsBritish ? _pronouncers.British : _pronouncers.American;
        return SpokenUnits.Of(spoken, pronouncer.Read(spoken.Text).Units, ipa => IpaReading.Misaki(ipa, _speaker.IsBritish));
    }

    private async Task<List<PronouncedUnit>> ReadAsync(SpokenText spoken, CancellationToken cancellation)
    {
        var read = await _workers.PhonemizeAsync(_speaker.EspeakVoice!, spoken.Text, cancellation).ConfigureAwait(false);
        return SpokenUnits.Of(spoken, [.. read.Select(unit => unit with { Phonemes = KokoroSpelling.Of(unit.Phonemes) })], KokoroSpelling.OfGiven);
    }
}
