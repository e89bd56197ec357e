using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Alignment;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Tests.Hearing;
using Visavis.Engine.Tests.Speech.Espeak;
using Visavis.Engine.Tests.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Alignment;

public sealed class SpeechAlignerTests(EspeakSpeechEngineTests.Workers workers) : IClassFixture<EspeakSpeechEngineTests.Workers>
{
    private readonly SpeechAligner _aligner = new(HearingAssets.Net, workers.Pool);

    [Theory]
    [InlineData("The boy was there when the sun rose, and a rod is used to catch pink salmon.")]
    [InlineData("Help the woman get back to her feet; it costs $5, or 20 percent.")]
    public async Task VoiceWithKnownTimes_HasItsWordsFound(string text)
    {
        foreach (var variant in new[] { HeartVariant.Heart, HeartVariant.Male })
        {
            using var chunk = await new HeartSpeechEngine(HeartVoice.Model, variant, HeartVoice.Pronouncer).SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), default);

            var aligned = await _aligner.AlignAsync(text, "en-US", chunk.Pcm.Span.ToArray(), default);

            Assert.Equal(chunk.Words.Select(word => (word.Word, word.TextEnd)), aligned.Words.Select(word => (word.Word, word.TextEnd)));
            var errors = chunk.Words.Zip(aligned.Words).Where(pair => !pair.First.IsPunctuation).Select(pair => Math.Abs((pair.First.Start - pair.Second.Start).Milliseconds)).ToList();
            Assert.InRange(errors.Average(), 0, 40);
            Assert.InRange(errors.Max(), 0, 120);
        }
    }

    [Fact]
    public async Task PauseInTheSound_BelongsToNoPhoneme()
    {
        using var first = await SayAsync("We will see.");
        using var second = await SayAsync("Then we know more.");
        float[] sound = [.. new float[24_000], .. first.Pcm.Span, .. new float[48_000], .. second.Pcm.Span];

        var aligned = await _aligner.AlignAsync("We will see. Then we know more.", "en-US", sound, default);

        var then = aligned.Words.Single(word => word.Word == "Then").Start;
        var (from, to) = (0.5 + first.Pcm.Duration.Seconds, 1.5 + first.Pcm.Duration.Seconds);
        Assert.InRange(then.Seconds, to - 0.02, to + 0.15);
        Assert.InRange(aligned.Words[0].Start.Seconds, 0.5, 0.65);
        Assert.DoesNotContain(aligned.Phonemes, mark => mark.Start.Seconds < to - 0.05 && mark.End.Seconds > from + 0.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    [InlineData(9_600)]
    [InlineData(96_000)]
    public async Task SoundThatCannotHoldTheText_StillHasMarksInOrderWithinIt(int samples)
    {
        const string Text = "Kick the ball straight, and follow through!";

        var aligned = await _aligner.AlignAsync(Text, "en-GB", new float[samples], default);

        Assert.Equal(Text.Replace(" ", ""), string.Concat(aligned.Words.Select(word => word.Word)));
        foreach (var marks in new[] { aligned.Words.Select(word => (word.Start, word.End)).ToList(), [.. aligned.Phonemes.Select(mark => (mark.Start, mark.End))] })
        {
            Assert.All(marks, mark => Assert.True(mark.Start >= MediaTime.Zero && mark.Start <= mark.End && mark.End.Samples <= samples));
            Assert.All(marks.Zip(marks.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
        }
    }

    [Fact]
    public async Task TextWithNothingToSay_HasNoPhonemes() =>
        Assert.Empty((await _aligner.AlignAsync("…", "en-US", new float[48_000], default)).Phonemes);

    [Fact]
    public async Task UnknownLanguage_IsRefusedByName()
    {
        var refusal = await Assert.ThrowsAsync<SpeechException>(() => _aligner.AlignAsync("nuqneH", "xx", new float[100], default));
        Assert.Contains("\"xx\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLongASound_IsRefusedWithTheLimit()
    {
        var refusal = await Assert.ThrowsAsync<SpeechException>(() => _aligner.AlignAsync("Yes.", "en-US", new float[61 * 48_000], default));
        Assert.Contains("60 s", refusal.Message, StringComparison.Ordinal);
    }

    private static ValueTask<SpeechChunk> SayAsync(string text) =>
        new HeartSpeechEngine(HeartVoice.Model, HeartVariant.Heart, HeartVoice.Pronouncer).SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), default);
}
