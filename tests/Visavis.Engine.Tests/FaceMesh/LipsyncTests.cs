using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Render;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Text;
using Xunit.Abstractions;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>
/// The whole path: text, voice, face, picture, H.264, ffmpeg, mesh. What is measured are decoded frames; the truth are phoneme times.
/// </summary>
public sealed class LipsyncTests(ITestOutputHelper output)
{
    /// <summary>The three at once: some 15 ms a frame, 5,000 frames each.</summary>
    [Fact]
    public async Task FiftySentencesAndTenAtRandom_LipsOfAllPresentersFollowThePhonemes()
    {
        string[] names = ["nora", "joe", "amara"];
        var presenters = await Task.WhenAll(names.Select(name => Task.Run(() => MeasurePresenterAsync(name))));

        foreach (var (name, presenter) in names.Zip(presenters))
        {
            output.WriteLine($"{name}: {presenter.Measured}");
            Assert.True(presenter.Measured.Passes, $"{name}: {presenter.Measured}\n{string.Join('\n', presenter.Measured.Missed)}");
            foreach (var control in presenter.Shifted)
            {
                output.WriteLine($"{name}, phonemes shifted by 200 ms: {control}");
                Assert.False(control.Passes, control.ToString());
                Assert.InRange(control.OffsetMs, 150, 250);
            }
        }
    }

    [Fact]
    public async Task ShuffledPhonemes_Fail()
    {
        var spoken = await SpokenTexts.SayAsync(SpokenTexts.Harvard.Take(12), HeartVariant.Heart);
        var random = new Random(4);

        var open = Open("nora", spoken.Faces(spoken.Sentences.Select(sentence => Shuffled(sentence, random))));

        AssertFails("shuffled phonemes", LipsyncMeasurement.Of(spoken.Sentences, open, VisemeTrack.Lead));
    }

    [Fact]
    public async Task MouthDrivenByLoudness_Fails()
    {
        var spoken = await SpokenTexts.SayAsync(SpokenTexts.Harvard.Take(12), HeartVariant.Heart);

        var open = Open("nora", spoken.FacesByLoudness());

        AssertFails("loudness", LipsyncMeasurement.Of(spoken.Sentences, open, VisemeTrack.Lead));
    }

    [Fact]
    public async Task SoundAtATenth_EveryFaceAsItWas()
    {
        var spoken = await SpokenTexts.SayAsync(SpokenTexts.Harvard.Take(3), HeartVariant.Heart);

        Assert.Equal(FacesOfSession(spoken, 1), FacesOfSession(spoken, .1f));
    }

    private static async Task<(LipsyncMeasurement Measured, LipsyncMeasurement[] Shifted)> MeasurePresenterAsync(string name)
    {
        var random = Enumerable.Range(0, 10).Select(_ => SpokenTexts.Compose(Random.Shared));
        var spoken = await SpokenTexts.SayAsync([.. SpokenTexts.Harvard, .. random], VariantOf(name));
        var open = Open(name, spoken.Faces());
        double[] shifts = [-200, 200];
        return (
            LipsyncMeasurement.Of(spoken.Sentences, open, VisemeTrack.Lead),
            [.. shifts.Select(shift => LipsyncMeasurement.Of(Shifted(spoken.Sentences, MediaTime.FromMilliseconds(shift)), open, VisemeTrack.Lead))]);
    }

    private static List<FaceState> FacesOfSession(SpokenTexts spoken, float gain)
    {
        using var timeline = new SpeechTimeline(new FaceTrack(7));
        foreach (var sentence in spoken.Sentences)
        {
            var chunk = new SpeechChunk(spoken.Pcm(sentence, gain), [], spoken.Relative(sentence), MediaTime.FromMilliseconds(400));
            timeline.Add(new Clause(sentence.Text, sentence.Text, ClauseEnd.Sentence), chunk, MediaTime.Zero);
        }
        return [.. Enumerable.Range(0, spoken.Frames).Select(frame => timeline.FaceAt(MediaTime.FromFrames(frame)))];
    }

    private static List<float> Open(string name, IEnumerable<FaceState> faces) =>
        [.. Recording.Measure(AvatarRig.Load(Path.Combine(AssetFolders.Avatars, name)), faces).Select(measures => measures.Open)];

    private static HeartVariant VariantOf(string name) => name switch
    {
        "joe" => HeartVariant.Male,
        "amara" => HeartVariant.Deep,
        _ => HeartVariant.Heart,
    };

    private static List<SpokenSentence> Shifted(IEnumerable<SpokenSentence> sentences, MediaTime by) =>
        [.. sentences.Select(sentence => sentence with
        {
            Phonemes = [.. sentence.Phonemes.Select(mark => mark with { Start = mark.Start + by, End = mark.End + by })],
        })];

    private static SpokenSentence Shuffled(SpokenSentence sentence, Random random)
    {
        var symbols = sentence.Phonemes.Select(mark => (mark.Symbol, mark.Stress)).ToArray();
        random.Shuffle(symbols);
        return sentence with
        {
            Phonemes = [.. sentence.Phonemes.Zip(symbols, (mark, other) => mark with { Symbol = other.Symbol, Stress = other.Stress })],
        };
    }

    private void AssertFails(string control, LipsyncMeasurement measured)
    {
        output.WriteLine($"{control}: {measured}");
        Assert.False(measured.Passes, measured.ToString());
    }
}
