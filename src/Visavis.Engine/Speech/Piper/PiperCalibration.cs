using Visavis.Engine.Media;
using Visavis.Engine.Speech.Espeak;

namespace Visavis.Engine.Speech.Piper;

/// <summary>How loud a speaker is, from one short speech. One gain for all that follows: a gain for each sentence would pump.</summary>
internal static class PiperCalibration
{
    private const double TargetLufs = -20;

    /// <summary>Factor (±20 dB); a voice further off is broken or silent.</summary>
    private const float MostGain = 10;

    /// <summary>Numbers are read in every language.</summary>
    private const string Text = "1 2 3, 4 5 6 7, 8 9 10.";

    private const int Letters = 40;
    private const int LettersOfAWord = 4;

    public static async Task<string> SymbolsAsync(PiperModel model, EspeakWorkerPool workers)
    {
        if (model.Settings.EspeakVoice is not { } voice)
        {
            // No text is sure to be readable, so all letters are said.
            var letters = model.Settings.Ids.Keys.Where(char.IsLetter).Take(Letters).Chunk(LettersOfAWord);
            return new string([.. string.Join(' ', letters.Select(word => new string(word))).Where(model.Knows)]);
        }
        var units = await workers.PhonemizeAsync(voice, Text, CancellationToken.None).ConfigureAwait(false);
        return SymbolLine.Of([.. units.Select(unit => unit with { Phonemes = model.Spell(unit.Phonemes) })], model.Knows).Symbols;
    }

    public static float Gain(VoiceRun run)
    {
        var output = new VoiceOutput(run.Rate, 1);
        var sound = new float[output.Resampler.OutputLength(run.Length)];
        output.Resampler.Resample(run.Sound, sound);
        var loudness = LoudnessMeter.Integrated(sound);
        return double.IsFinite(loudness) ? (float)Math.Clamp(Math.Pow(10, (TargetLufs - loudness) / 20), 1 / MostGain, MostGain) : 1;
    }
}
