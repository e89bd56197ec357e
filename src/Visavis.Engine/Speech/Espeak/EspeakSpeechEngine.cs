using System.Text;
using Visavis.Engine.Media;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>A voice of espeak-ng: clear, robotic, and at home in many languages.</summary>
public sealed class EspeakSpeechEngine : ISpeechEngine
{
    /// <summary>UTF-16 units of one call; a clause is far shorter.</summary>
    public const int MaximumTextLength = 4000;

    /// <summary>Words a minute, and what the library can do.</summary>
    private const float OwnPace = 175;
    private const float SlowestPace = 80;
    private const float FastestPace = 450;

    /// <summary>−40 dB of the peak: below lies silence.</summary>
    private const float Quiet = 0.01f;

    private static readonly MediaTime LeadIn = MediaTime.FromMilliseconds(50);
    private static readonly MediaTime LeadOut = MediaTime.FromMilliseconds(60);
    private static readonly MediaTime Fade = MediaTime.FromMilliseconds(10);
    private static readonly Resampler To48 = Resampler.Between(22_050, MediaTime.Rate);

    private readonly EspeakWorkerPool _workers;
    private readonly EspeakVoice _voice;

    public EspeakSpeechEngine(EspeakVoice voice, EspeakWorkerPool workers)
    {
        (_voice, _workers) = (voice, workers);
    }

    public bool CanRead(string text) => _voice.CanRead(text);

    public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
    {
        if (clause.Text.Length > MaximumTextLength)
        {
            throw new SpeechException($"A clause of {clause.Text.Length} characters is beyond the limit of {MaximumTextLength} of espeak voices.");
        }
        if (!SpeakableText.Any(clause.Text))
        {
            return Nothing();
        }
        var spoken = SpokenText.Of(clause, _voice.Locale);
        var pace = (int)Math.Clamp(MathF.Round(OwnPace * clause.Speed), SlowestPace, FastestPace);
        var speech = await _workers.SpeakAsync(_voice.EspeakName, Plain(spoken.Text, clause.End), pace, cancellation).ConfigureAwait(false);
        return Assemble(clause, spoken, speech);
    }

    /// <summary>The text with positions kept: one character for one. Behind an open end a comma keeps the voice up.</summary>
    private static string Plain(string spoken, ClauseEnd end)
    {
        var text = new StringBuilder(spoken.Length + 1);
        foreach (var rune in spoken.EnumerateRunes())
        {
            // A zero would end the text, and espeak-ng acts on some control characters.
            text.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        return end == ClauseEnd.Open ? text.Append(',').ToString() : text.ToString();
    }

    private SpeechChunk Assemble(Clause clause, SpokenText spoken, EspeakSpeech speech)
    {
        var sound = Resample(speech);
        var (first, last) = Ends(sound);
        if (first >= last)
        {
            return Nothing();
        }
        // The sound is moved so that it begins LeadIn after the chunk does; what is missing around it is silence.
        var offset = first - (int)LeadIn.Samples;
        var pcm = new PcmBuffer(last + (int)LeadOut.Samples - offset);
        pcm.Span.Clear();
        var from = Math.Max(0, offset);
        sound.AsSpan(from, Math.Min(sound.Length, offset + pcm.Length) - from).CopyTo(pcm.Span[(from - offset)..]);
        Loudness.Amplify(pcm.Span, _voice.Gain);
        Loudness.Fade(pcm.Span, (int)Fade.Samples);

        MediaTime Time(int sample) => new(Math.Clamp((long)sample * MediaTime.Rate / speech.Rate - offset, 0, pcm.Length));
        var phonemes = EspeakPhonemes.Mark(speech, Time);
        phonemes.RemoveAll(mark => mark.End <= mark.Start);
        var words = WrittenWords.Mark(clause.Text, Stretches(spoken, speech, Time), pcm.Duration);
        return new SpeechChunk(pcm, words, phonemes, clause.Pause ?? Pauses.Of(clause.End));
    }

    /// <summary>When what is written is said.</summary>
    private static List<SpokenStretch> Stretches(SpokenText spoken, EspeakSpeech speech, Func<int, MediaTime> time) =>
        EspeakWords.Stretches(spoken.Text, speech, time).ConvertAll(stretch =>
        {
            var (start, end) = spoken.Source(stretch.SourceStart, stretch.SourceEnd);
            return stretch with { SourceStart = start, SourceEnd = end };
        });

    private static float[] Resample(EspeakSpeech speech)
    {
        var input = new float[speech.Sound.Length];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = speech.Sound[i] / 32768f;
        }
        var resampler = speech.Rate == 22_050 ? To48 : Resampler.Between(speech.Rate, MediaTime.Rate);
        var output = new float[resampler.OutputLength(input.Length)];
        resampler.Resample(input, output);
        return output;
    }

    private static (int First, int Last) Ends(ReadOnlySpan<float> sound)
    {
        var peak = 0f;
        foreach (var sample in sound)
        {
            peak = MathF.Max(peak, MathF.Abs(sample));
        }
        // Under -66 dB nothing is meant to be heard.
        var threshold = MathF.Max(peak * Quiet, 0.0005f);
        var first = 0;
        while (first < sound.Length && MathF.Abs(sound[first]) < threshold)
        {
            first++;
        }
        var last = sound.Length;
        while (last > first && MathF.Abs(sound[last - 1]) < threshold)
        {
            last--;
        }
        return (first, last);
    }

    private static SpeechChunk Nothing() => new(new PcmBuffer(0), [], [], MediaTime.Zero);
}
