using Visavis.Engine.Media;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Piper;

/// <summary>A speaker of a Piper voice. Reads by espeak-ng, or letter by letter where the voice was made so.</summary>
public sealed class PiperSpeechEngine : ISpeechEngine
{
    /// <summary>Some 18 s: the cost of a second doubles at 20 s.</summary>
    private const int MostSymbols = 300;

    private readonly PiperModel _model;
    private readonly EspeakWorkerPool _workers;
    private readonly int _speaker;
    private readonly bool _steady;
    private readonly EspeakScript? _script;
    private readonly Lock _lock = new();
    private Task<PieceSpeaker>? _piece;

    /// <param name="model">Shared by its speakers; its owner disposes it.</param>
    /// <param name="speaker">Number of the speaker; null is the first.</param>
    /// <param name="workers">Read the text.</param>
    /// <param name="gainDecibels">Brings the voice to −20 LUFS; null has it measured by the first clause's caller, once.</param>
    /// <param name="steady">Whether a clause always sounds the same; voices are made to vary a little.</param>
    /// <exception cref="SpeechException">The model has no such speaker.</exception>
    public PiperSpeechEngine(PiperModel model, int? speaker, EspeakWorkerPool workers, float? gainDecibels = null, bool steady = false)
    {
        if (speaker is { } number && (number < 0 || number >= model.SpeakerCount))
        {
            throw new SpeechException($"The Piper voice has no speaker {number}: its {model.SpeakerCount} are numbered from 0.");
        }
        (_model, _workers, _speaker, _steady) = (model, workers, speaker ?? 0, steady);
        _script = ScriptOf(model.Settings);
        _piece = gainDecibels is { } gain ? Task.FromResult(Piece(MathF.Pow(10, gain / 20))) : null;
    }

    /// <summary>Whether words and phonemes have measured times; without, they are estimates, and better ones can be had from the sound.</summary>
    public bool HasTimes => _model.HasTimes;

    public bool CanRead(string text) => _script is { } script
        ? script.CanRead(text)
        : Script.IsMostly(text, letter => letter < 0x10000 && _model.Spell(char.ToLowerInvariant((char)letter).ToString()).All(_model.Knows));

    public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
    {
        var spoken = SpokenText.Of(clause, _model.Locale);
        if (!SpeakableText.Any(spoken.Text))
        {
            return PieceSpeaker.Nothing();
        }
        var units = SpokenUnits.Of(spoken, await ReadAsync(spoken.Text, cancellation).ConfigureAwait(false), IpaReading.Plain);
        for (var i = 0; i < units.Count; i++)
        {
            units[i] = units[i] with { Phonemes = _model.Spell(units[i].Phonemes) };
        }
        var piece = await PieceAsync().WaitAsync(cancellation).ConfigureAwait(false);
        return await piece.SpeakAsync(
            clause, units, (symbols, token) => _model.RunAsync(symbols, clause.Speed, _speaker, _steady, token), cancellation).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<PronouncedUnit>> ReadAsync(string text, CancellationToken cancellation) => _model.Settings.EspeakVoice is { } voice
        ? _workers.PhonemizeAsync(voice, text, cancellation)
        : Task.FromResult(EspeakPiece.Letters(text));

    /// <summary>The gain is measured once, by whoever comes first; a failure is the next caller's to try again.</summary>
    private Task<PieceSpeaker> PieceAsync()
    {
        lock (_lock)
        {
            return _piece is { IsFaulted: false } piece ? piece : _piece = MeasureAsync();
        }
    }

    private async Task<PieceSpeaker> MeasureAsync()
    {
        var symbols = await PiperCalibration.SymbolsAsync(_model, _workers).ConfigureAwait(false);
        using var run = await _model.RunAsync(symbols, 1, _speaker, steady: true, CancellationToken.None).ConfigureAwait(false);
        return Piece(PiperCalibration.Gain(run));
    }

    private PieceSpeaker Piece(float gain) => new(new VoiceOutput(_model.SampleRate, gain), _model.Knows, MostSymbols, joins: true);

    private static EspeakScript? ScriptOf(PiperSettings settings)
    {
        if (settings.EspeakVoice is not { } voice)
        {
            return null;
        }
        var language = EspeakLanguage.All.FirstOrDefault(language => language.EspeakName == voice || language.Code == voice)
            ?? EspeakLanguage.All.FirstOrDefault(language => language.Code == voice.Split('-', '+')[0]);
        return language?.Script ?? EspeakScript.Latin;
    }
}
