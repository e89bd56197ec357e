using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Tests.Hearing;
using Visavis.Engine.Tests.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech;

public sealed class SpeechAnalyserTests
{
    private const string LipText = "Bob met many people by the pump, but Pam came back to buy more bread.";

    private static readonly SpeechAnalyser Analyser = new(HearingAssets.Net);

    [Fact]
    public async Task VoiceWithKnownTimes_ShutsItsLipsWhereItSaysPBAndM()
    {
        var (sound, phonemes) = await SayAsync(LipText);
        var face = new FaceTrack(1);
        var at = MediaTime.Zero;
        await foreach (var chunk in Analyser.AnalyseAsync(Pieces(sound, 4800)))
        {
            face.Speak(at, chunk.Phonemes);
            at += chunk.Pcm.Duration;
        }
        var closures = Enumerable.Range(0, (int)(at.Seconds * 25)).Select(frame => face.At(MediaTime.FromFrames(frame)).Closure).ToArray();
        var lips = phonemes.Where(mark => mark.Symbol is 'p' or 'b' or 'm').ToList();
        var shut = lips.Count(mark => Enumerable.Range((int)((mark.Start.Seconds - 0.04) * 25), 5).Any(frame => closures[frame] > 0.9));
        Assert.True(lips.Count >= 15 && shut >= 0.9 * lips.Count, $"{shut} of {lips.Count}");
    }

    [Fact]
    public async Task Chunks_HaveTheSamplesOfTheSoundAndNothingElse()
    {
        var (sound, _) = await SayAsync(LipText);
        foreach (var piece in new[] { 777, 4800, sound.Length })
        {
            var joined = new List<float>();
            var lengths = new List<double>();
            await foreach (var chunk in Analyser.AnalyseAsync(Pieces(sound, piece)))
            {
                joined.AddRange(chunk.Pcm.Span);
                lengths.Add(chunk.Pcm.Duration.Seconds);
                Assert.Equal((0, MediaTime.Zero), (chunk.Words.Count, chunk.PauseAfter));
            }
            Assert.Equal(sound, joined);
            Assert.All(lengths.SkipLast(1), length => Assert.InRange(length, 0.4, 1.0));
        }
    }

    [Fact]
    public async Task Pieces_DoNotMatterToThePhonemes()
    {
        var (sound, _) = await SayAsync("People may pay by phone.");
        var whole = await HearAsync(Pieces(sound, sound.Length));
        Assert.NotEmpty(whole);
        foreach (var piece in new[] { 480, 5000, 30_000 })
        {
            Assert.Equal(whole, await HearAsync(Pieces(sound, piece)));
        }
    }

    [Fact]
    public async Task Marks_FollowEachOtherInTime()
    {
        var (sound, _) = await SayAsync(LipText);
        var marks = await HearAsync(Pieces(sound, 4800));
        Assert.All(marks, mark => Assert.True(mark.Start < mark.End));
        Assert.All(marks.Zip(marks.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    [Fact]
    public async Task FirstChunk_ComesBeforeASecondOfSoundWasTaken()
    {
        var (sound, _) = await SayAsync(LipText);
        var taken = 0;
        await using var chunks = Analyser.AnalyseAsync(Counted(sound, () => taken++)).GetAsyncEnumerator();
        Assert.True(await chunks.MoveNextAsync());
        Assert.InRange(taken, 4, 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(479)]
    [InlineData(144_000)]
    public async Task Silence_HasNoPhonemes(int samples)
    {
        var total = 0L;
        await foreach (var chunk in Analyser.AnalyseAsync(Pieces(new float[samples], 4800)))
        {
            Assert.Empty(chunk.Phonemes);
            total += chunk.Pcm.Length;
        }
        Assert.Equal(samples, total);
    }

    [Fact]
    public async Task SilenceAroundSpeech_StaysShut()
    {
        var (speech, _) = await SayAsync("We will see.");
        float[] sound = [.. new float[48_000], .. speech, .. new float[48_000]];
        var marks = await HearAsync(Pieces(sound, 4800));
        Assert.InRange(marks[0].Start.Seconds, 0.9, 1.2);
        Assert.InRange(marks[^1].End.Seconds, 1 + speech.Length / 48_000.0 - 0.25, 1 + speech.Length / 48_000.0 + 0.1);
    }

    private static async Task<(float[] Sound, IReadOnlyList<PhonemeMark> Phonemes)> SayAsync(string text)
    {
        var voice = new HeartSpeechEngine(HeartVoice.Model, HeartVariant.All[0], HeartVoice.Pronouncer);
        using var chunk = await voice.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), CancellationToken.None);
        return (chunk.Pcm.Span.ToArray(), chunk.Phonemes);
    }

    /// <summary>All marks on one clock.</summary>
    private static async Task<List<PhonemeMark>> HearAsync(IAsyncEnumerable<PcmBuffer> sound)
    {
        var (marks, at) = (new List<PhonemeMark>(), MediaTime.Zero);
        await foreach (var chunk in Analyser.AnalyseAsync(sound))
        {
            marks.AddRange(chunk.Phonemes.Select(mark => mark with { Start = at + mark.Start, End = at + mark.End }));
            at += chunk.Pcm.Duration;
        }
        return marks;
    }

    private static async IAsyncEnumerable<PcmBuffer> Pieces(float[] sound, int length)
    {
        foreach (var piece in sound.Chunk(Math.Max(1, length)))
        {
            yield return PcmBuffer.From(piece);
        }
        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<PcmBuffer> Counted(float[] sound, Action count)
    {
        await foreach (var piece in Pieces(sound, 4800))
        {
            count();
            yield return piece;
        }
    }
}
