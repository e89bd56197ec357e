using System.Runtime.InteropServices;
using Visavis.Engine.Media;
using Visavis.Engine.Speech.Alignment;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Remote;

/// <summary>
/// A voice on another server that speaks OpenAI's <c>POST /v1/audio/speech</c>. Its sound comes without times, so these are found in
/// the sound. Speech is asked for a clause at a time: the session asks for the next one while this one plays.
/// </summary>
public sealed class RemoteSpeechEngine : ISpeechEngine, IDisposable
{
    /// <summary>OpenAI takes 4,096 characters; a clause is far shorter.</summary>
    private const int MostCharacters = 4_000;

    /// <summary>−40 dB of the peak: below lies silence.</summary>
    private const float Quiet = 0.01f;

    /// <summary>Under −66 dB nothing is meant to be heard.</summary>
    private const float Silent = 0.0005f;

    private static readonly MediaTime LeadIn = MediaTime.FromMilliseconds(50);
    private static readonly MediaTime LeadOut = MediaTime.FromMilliseconds(60);
    private static readonly MediaTime Fade = MediaTime.FromMilliseconds(10);

    private readonly RemoteSpeaker _speaker;
    private readonly EspeakScript _script;
    private readonly string _locale;
    private readonly Func<SpeechAligner> _aligner;
    private readonly VoiceLevel _level = new();
    // One object, so that clauses spoken at once see a rate and its resampler together.
    private volatile RatedResampler _to48 = new(24_000);

    /// <param name="options">The server.</param>
    /// <param name="client">From <see cref="NewClient"/>; shared, and its owner disposes it.</param>
    /// <param name="locale">Its language, BCP 47.</param>
    /// <param name="aligner">Finds the times of words; asked for with the first clause, since it may have to be loaded.</param>
    /// <param name="time">For time-outs and rests.</param>
    public RemoteSpeechEngine(RemoteVoiceOptions options, HttpClient client, string locale, Func<SpeechAligner> aligner, TimeProvider time)
    {
        _speaker = new RemoteSpeaker(options, client, time);
        _script = EspeakLanguage.OfLocale(locale)?.Script ?? EspeakScript.Latin;
        (_locale, _aligner) = (locale, aligner);
    }

    /// <summary>A client that carries no key elsewhere; one for all remote voices.</summary>
    public static HttpClient NewClient() => RemoteSpeaker.NewClient();

    public void Dispose() => _speaker.Dispose();

    public bool CanRead(string text) => _script.CanRead(text);

    public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
    {
        if (clause.Text.Length > MostCharacters)
        {
            throw new SpeechException($"A clause of {clause.Text.Length} characters is beyond the limit of {MostCharacters} of remote voices.");
        }
        if (!SpeakableText.Any(clause.Text))
        {
            return Nothing();
        }
        var spoken = SpokenText.Of(clause);
        var answer = await _speaker.SayAsync(spoken.Text, clause.Speed, cancellation).ConfigureAwait(false);
        return await AssembleAsync(clause, spoken, Resample(answer), cancellation).ConfigureAwait(false);
    }

    private async Task<SpeechChunk> AssembleAsync(Clause clause, SpokenText spoken, float[] raw, CancellationToken cancellation)
    {
        var sound = Trim(raw);
        Loudness.Amplify(sound, _level.GainFor(sound));
        Loudness.Fade(sound, (int)Fade.Samples);
        var marks = await MarkAsync(clause, spoken, sound, cancellation).ConfigureAwait(false);
        return new SpeechChunk(PcmBuffer.From(sound), marks.Words, marks.Phonemes, clause.Pause ?? Pauses.Of(clause.End));
    }

    /// <summary>Times by alignment; where the language has no reader, by letters.</summary>
    private async Task<AlignedSpeech> MarkAsync(Clause clause, SpokenText spoken, float[] sound, CancellationToken cancellation)
    {
        try
        {
            return await _aligner().AlignAsync(clause, _locale, sound, cancellation).ConfigureAwait(false);
        }
        catch (SpeechException)
        {
            var (words, phonemes) = SpreadMarks.Of(spoken.Text, sound);
            var written = words.ConvertAll(word =>
            {
                var (start, end) = spoken.Source(word.SourceStart, word.SourceEnd);
                return word with { SourceStart = start, SourceEnd = end };
            });
            return new AlignedSpeech(WrittenWords.Mark(clause.Text, written, new MediaTime(sound.Length)), phonemes);
        }
    }

    /// <summary>With as much around the speech as other voices leave; what is missing is silence.</summary>
    private static float[] Trim(ReadOnlySpan<float> sound)
    {
        var (first, last) = Ends(sound);
        if (first >= last)
        {
            throw new SpeechException("The remote voice's server answered with silence.");
        }
        var trimmed = new float[(int)(LeadIn + LeadOut).Samples + last - first];
        var from = Math.Max(0, first - (int)LeadIn.Samples);
        var until = Math.Min(sound.Length, last + (int)LeadOut.Samples);
        sound[from..until].CopyTo(trimmed.AsSpan((int)LeadIn.Samples - (first - from)));
        return trimmed;
    }

    private float[] Resample(WaveDecoder answer)
    {
        var input = CollectionsMarshal.AsSpan(answer.Samples);
        if (answer.Rate == MediaTime.Rate)
        {
            return input.ToArray();
        }
        var to48 = _to48 is { } known && known.Rate == answer.Rate ? known : new RatedResampler(answer.Rate);
        _to48 = to48;
        var output = new float[to48.Resampler.OutputLength(input.Length)];
        to48.Resampler.Resample(input, output);
        return output;
    }

    private static (int First, int Last) Ends(ReadOnlySpan<float> sound)
    {
        var peak = 0f;
        foreach (var sample in sound)
        {
            peak = MathF.Max(peak, MathF.Abs(sample));
        }
        var threshold = MathF.Max(peak * Quiet, Silent);
        var (first, last) = (0, sound.Length);
        while (first < last && MathF.Abs(sound[first]) < threshold)
        {
            first++;
        }
        while (last > first && MathF.Abs(sound[last - 1]) < threshold)
        {
            last--;
        }
        return (first, last);
    }

    private static SpeechChunk Nothing() => new(new PcmBuffer(0), [], [], MediaTime.Zero);

    private sealed class RatedResampler(int rate)
    {
        public int Rate { get; } = rate;

        public Resampler Resampler { get; } = Resampler.Between(rate, MediaTime.Rate);
    }
}
