using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Tests.Speech;
using Visavis.Engine.Tests.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>Sentences said one after another by the real voice, each on the media clock behind the one before.</summary>
internal sealed class SpokenTexts
{
    private static readonly Lazy<Pronouncer> Reader = new(() => Pronouncer.Load(Path.Combine(AssetFolders.Voices, "heart")));

    private readonly List<SpokenSentence> _sentences = [];
    private readonly List<(MediaTime Start, float[] Pcm)> _sound = [];

    public IReadOnlyList<SpokenSentence> Sentences => _sentences;

    public MediaTime End { get; private set; } = MediaTime.FromMilliseconds(400);

    public int Frames => (int)(End.Samples / MediaTime.SamplesPerFrame) + 20;

    public static IReadOnlyList<string> Harvard { get; } = [.. File.ReadLines(Path.Combine(TestAssets.Folder, "harvard.txt")).Where(line => line.Length > 0)];

    /// <summary>Seven words in a row that nobody has planned.</summary>
    public static string Compose(Random random)
    {
        var words = Harvard.SelectMany(line => line.TrimEnd('.').Split(' ')).ToArray();
        return string.Join(' ', Enumerable.Range(0, 7).Select(_ => words[random.Next(words.Length)])) + ".";
    }

    public static async Task<SpokenTexts> SayAsync(IEnumerable<string> texts, HeartVariant variant)
    {
        var voice = new HeartSpeechEngine(HeartVoice.Model, variant, Reader.Value);
        var spoken = new SpokenTexts();
        foreach (var text in texts)
        {
            using var chunk = await voice.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), CancellationToken.None);
            spoken.Add(text, chunk);
        }
        return spoken;
    }

    /// <summary>A face that says it all.</summary>
    public IEnumerable<FaceState> Faces(uint seed = 1) => Faces(_sentences, seed);

    /// <summary>A face that says <paramref name="sentences"/> in the time of these.</summary>
    public IEnumerable<FaceState> Faces(IEnumerable<SpokenSentence> sentences, uint seed = 1)
    {
        var track = new FaceTrack(seed);
        foreach (var sentence in sentences)
        {
            track.Speak(MediaTime.Zero, sentence.Phonemes);
        }
        for (var frame = 0; frame < Frames; frame++)
        {
            track.Forget(MediaTime.FromFrames(frame));
            yield return track.At(MediaTime.FromFrames(frame));
        }
    }

    /// <summary>What a cheap puppet does: the jaw follows the level of the sound.</summary>
    public IEnumerable<FaceState> FacesByLoudness()
    {
        for (var frame = 0; frame < Frames; frame++)
        {
            var middle = MediaTime.FromFrames(frame) + VisemeTrack.Lead;
            yield return new FaceState { Jaw = Math.Min(.7f, 5 * Level(middle)) };
        }
    }

    /// <summary>A sentence's sound at another level.</summary>
    public PcmBuffer Pcm(SpokenSentence sentence, float gain) => PcmBuffer.From([.. SoundOf(sentence).Pcm.Select(sample => sample * gain)]);

    /// <summary>A sentence's phonemes from the start of its sound.</summary>
    public PhonemeMark[] Relative(SpokenSentence sentence)
    {
        var start = SoundOf(sentence).Start;
        return [.. sentence.Phonemes.Select(mark => mark with { Start = mark.Start - start, End = mark.End - start })];
    }

    private (MediaTime Start, float[] Pcm) SoundOf(SpokenSentence sentence) => _sound[_sentences.IndexOf(sentence)];

    private float Level(MediaTime middle)
    {
        foreach (var (start, pcm) in _sound)
        {
            var from = (int)(middle - start).Samples - MediaTime.SamplesPerFrame / 2;
            if (from >= 0 && from + MediaTime.SamplesPerFrame <= pcm.Length)
            {
                var sum = 0.0;
                foreach (var sample in pcm.AsSpan(from, MediaTime.SamplesPerFrame))
                {
                    sum += sample * sample;
                }
                return (float)Math.Sqrt(sum / MediaTime.SamplesPerFrame);
            }
        }
        return 0;
    }

    private void Add(string text, SpeechChunk chunk)
    {
        var start = End;
        _sentences.Add(new SpokenSentence(text, [.. chunk.Phonemes.Select(mark => mark with { Start = start + mark.Start, End = start + mark.End })]));
        _sound.Add((start, chunk.Pcm.Span.ToArray()));
        End = start + chunk.Pcm.Duration + chunk.PauseAfter;
    }
}
