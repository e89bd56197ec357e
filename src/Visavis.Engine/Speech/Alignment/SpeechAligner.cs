using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Alignment;

/// <summary>
/// Finds the times of words and phonemes in sound whose text is known, a clause at a time: espeak-ng reads the text, and its
/// phonemes, with their lengths as a guide, are laid over what the viseme net hears. Any language that espeak-ng reads.
/// </summary>
public sealed class SpeechAligner(VisemeNet net, EspeakWorkerPool workers)
{
    /// <summary>Words a minute at which espeak-ng reads; the sound's own pace is found.</summary>
    private const int Pace = 175;

    /// <summary>Seconds of sound; the lengths to be tried grow with its square.</summary>
    private const int LongestSound = 60;

    private const int FrameSamples = MediaTime.Rate / 100;

    /// <param name="clause">What is said.</param>
    /// <param name="locale">Its language, BCP 47 or espeak-ng's own name: "en-US", "fr".</param>
    /// <param name="sound">48 kHz, one minute at most.</param>
    /// <param name="cancellation">Ends the wait for a reader.</param>
    /// <exception cref="SpeechException">espeak-ng does not read that language or failed, or the sound is too long.</exception>
    public async Task<AlignedSpeech> AlignAsync(Clause clause, string locale, ReadOnlyMemory<float> sound, CancellationToken cancellation)
    {
        if (sound.Length > LongestSound * MediaTime.Rate)
        {
            throw new SpeechException($"Sound of {sound.Length / MediaTime.Rate} s for one clause is beyond the limit of {LongestSound} s for finding its words.");
        }
        var reader = ReaderOf(locale);
        var spoken = SpokenText.Of(clause, locale);
        var reading = await workers.SpeakAsync(reader, Plain(spoken.Text), Pace, cancellation).ConfigureAwait(false);
        return Align(clause, spoken, reading, Hear(sound.Span), new MediaTime(sound.Length));
    }

    /// <summary>As above, for a text that is one clause.</summary>
    public Task<AlignedSpeech> AlignAsync(string text, string locale, ReadOnlyMemory<float> sound, CancellationToken cancellation) =>
        AlignAsync(new Clause(text, text, ClauseEnd.Sentence), locale, sound, cancellation);

    private static AlignedSpeech Align(Clause clause, SpokenText spoken, EspeakSpeech speech, List<VisemeFrame> heard, MediaTime end)
    {
        MediaTime Read(int sample) => new((long)sample * MediaTime.Rate / speech.Rate);
        var reading = EspeakPhonemes.Mark(speech, Read);
        reading.RemoveAll(mark => mark.End <= mark.Start);
        if (reading.Count == 0)
        {
            return new AlignedSpeech(WrittenWords.Mark(clause.Text, [], end), []);
        }
        var words = EspeakWords.Stretches(spoken.Text, speech, Read);
        var starts = words.Select(word => word.Start).ToHashSet();
        var sounds = ExpectedSound.Of(reading, i => starts.Contains(reading[i].Start));
        var path = SoundPath.Find(heard, sounds);
        var phonemes = Phonemes(reading, sounds, path, end);
        return new AlignedSpeech(WrittenWords.Mark(clause.Text, Stretches(spoken, words, reading, phonemes), end), phonemes);
    }

    private static List<PhonemeMark> Phonemes(List<PhonemeMark> reading, List<ExpectedSound> sounds, int[] path, MediaTime end)
    {
        var phonemes = new List<PhonemeMark>(reading);
        for (var i = 0; i < sounds.Count; i++)
        {
            if (!sounds[i].IsPause)
            {
                var isFirst = sounds[i - 1].Phoneme != sounds[i].Phoneme;
                var mark = phonemes[sounds[i].Phoneme];
                phonemes[sounds[i].Phoneme] = mark with { Start = isFirst ? Time(path[i]) : mark.Start, End = Time(path[i + 1]) };
            }
        }
        return phonemes;

        MediaTime Time(int frame) => new(Math.Min((long)frame * FrameSamples, end.Samples));
    }

    /// <summary>Each word from its first phoneme to its last.</summary>
    private static List<SpokenStretch> Stretches(SpokenText spoken, List<SpokenStretch> words, List<PhonemeMark> reading, List<PhonemeMark> phonemes)
    {
        var stretches = new List<SpokenStretch>();
        foreach (var word in words)
        {
            var first = reading.FindIndex(mark => mark.Start >= word.Start);
            var last = reading.FindLastIndex(mark => mark.Start < word.End);
            if (first >= 0 && last >= first)
            {
                var (from, to) = spoken.Source(word.SourceStart, word.SourceEnd);
                stretches.Add(new SpokenStretch(from, to, phonemes[first].Start, phonemes[last].End));
            }
        }
        return stretches;
    }

    private List<VisemeFrame> Hear(ReadOnlySpan<float> sound)
    {
        var low = new float[Decimator.MostOutput(sound.Length) + Decimator.MostAtEnd];
        var decimator = new Decimator();
        var count = decimator.Push(sound, low);
        count += decimator.Finish(low.AsSpan(count));
        var (stream, frames) = (new VisemeStream(net), new List<VisemeFrame>(count / MelBank.Hop + 1));
        stream.Push(low.AsSpan(0, count), frames);
        stream.Finish(frames);
        return frames;
    }

    private static string ReaderOf(string locale)
    {
        var language = EspeakLanguage.All.FirstOrDefault(language => Is(language.Locale, locale) || Is(language.EspeakName, locale) || Is(language.Code, locale))
            ?? EspeakLanguage.All.FirstOrDefault(language => Is(language.Locale.Split('-')[0], locale.Split('-')[0]));
        return language?.EspeakName ?? throw new SpeechException($"espeak-ng reads no language \"{locale}\", so the times of words cannot be found.");
    }

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Positions kept; a zero would end the text, and espeak-ng acts on some control characters.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
