using Visavis.Engine.Tests.Media;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Heart;

public sealed class HeartSpeechEngineTests
{
    private const string Answer = "As an AI language model, I don't have personal opinions, but I can help you weigh the options.";

    private static readonly string[] Sentences =
    [
        "The birch canoe slid on the smooth planks.",
        "If it freezes tonight, the ice will carry us to the other side.",
        "Fruits, e.g. apples and pears, are cheap.",
        "\"Hello,\" she said.",
        "Yes, yes, yes...",
        "Hello, world!",
        "Oh?",
    ];

    private readonly HeartSpeechEngine _heart = Engine(HeartVariant.Heart);

    public static TheoryData<string> VariantIds => [.. HeartVariant.All.Select(variant => variant.Id)];

    [Fact]
    public async Task ClauseOfASentence_CarriesItsWordsAsWrittenWithTheirPlaceInTheText()
    {
        using var chunk = await Say(_heart, "Hello, world!");

        Assert.Equal(["Hello", ",", "world", "!"], chunk.Words.Select(word => word.Word));
        Assert.Equal([5, 6, 12, 13], chunk.Words.Select(word => word.TextEnd));
        Assert.Equal([false, true, false, true], chunk.Words.Select(word => word.IsPunctuation));
        Assert.Equal("həlˈO wˈɜɹld".Replace("ˈ", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), Symbols(chunk));
        Assert.Equal([(byte)1, 1], chunk.Phonemes.Where(phone => phone.Stress > 0).Select(phone => phone.Stress));
    }

    [Fact]
    public async Task ReferenceSentence_HasPhonesWhereTheReferenceLengthsPutThem()
    {
        var vector = HeartVector.Read("heart_2");
        var starts = PhoneStarts(vector);

        using var chunk = await Say(_heart, "Two blue fish swam in the tank.", new HeartReading(vector).Read);

        // The trim moves all phones alike; the first sound of the sentence fixes it.
        var trim = starts[0] - chunk.Phonemes[0].Start.Milliseconds;
        Assert.All(starts.Zip(chunk.Phonemes), pair => Assert.Equal(pair.First, pair.Second.Start.Milliseconds + trim, 0.1));
        Assert.Equal(["Two", "blue", "fish", "swam", "in", "the", "tank", "."], chunk.Words.Select(word => word.Word));
        Assert.All(
            new[] { 0, 2, 5, 8, 12, 14, 16 }.Zip(chunk.Words),
            pair => Assert.Equal(chunk.Phonemes[pair.First].Start, pair.Second.Start));
    }

    [Theory]
    [MemberData(nameof(VariantIds))]
    public async Task EverySentence_HasOrderedMarksInsideASoundThatFadesInAndOut(string id)
    {
        var engine = Engine(HeartVariant.All.Single(variant => variant.Id == id));
        foreach (var clause in Sentences.Select(Whole).Concat(Clauses(Answer, 24, 56)))
        {
            using var chunk = await engine.SpeakAsync(clause, default);

            AssertInOrder(chunk);
            AssertSmoothEnds(chunk);
            Assert.Equal(clause.Text.Where(c => c != ' '), chunk.Words.SelectMany(word => word.Word));
        }
    }

    [Fact]
    public async Task SentenceInClauses_KeepsThePhonesOfEach()
    {
        var clauses = Clauses(Answer, 24, 56);
        var said = new List<string>();
        foreach (var clause in clauses)
        {
            using var chunk = await _heart.SpeakAsync(clause, default);
            said.Add(Symbols(chunk));
        }

        Assert.Equal(clauses.Select(clause => Phones(HeartVoice.Pronouncer.Read(clause.Text).Units)), said);
    }

    [Fact]
    public async Task ClauseThatGoesOn_EndsHigherThanTheSameWordsAsASentence()
    {
        using var open = await _heart.SpeakAsync(Clauses("They ate in silence, each thinking of somebody else.", 20)[0], default);
        using var final = await _heart.SpeakAsync(new Clause("They ate in silence.", "They ate in silence.", ClauseEnd.Sentence), default);

        Assert.True(EndOverMedian(open) > EndOverMedian(final) * 1.1, $"{EndOverMedian(open):0.00} {EndOverMedian(final):0.00}");
    }

    [Fact]
    public async Task YesNoQuestion_RisesWhereAStatementFalls()
    {
        using var question = await Say(_heart, "Is it going to rain tomorrow?");
        using var statement = await _heart.SpeakAsync(
            new Clause("Is it going to rain tomorrow.", "Is it going to rain tomorrow.", ClauseEnd.Sentence), default);

        Assert.True(EndOverMedian(question) > 0.95 && EndOverMedian(statement) < 0.9, $"{EndOverMedian(question):0.00} {EndOverMedian(statement):0.00}");
    }

    [Fact]
    public async Task Variants_AreAlikeInLoudnessAndStayBelowTheCeiling()
    {
        var levels = new List<double>();
        foreach (var variant in HeartVariant.All)
        {
            var sound = new List<float>();
            foreach (var sentence in Sentences.Take(5))
            {
                using var chunk = await Say(Engine(variant), sentence);
                sound.AddRange(chunk.Pcm.Span);
            }
            levels.Add(Decibels.Level(sound.ToArray()));
            Assert.True(sound.Max(MathF.Abs) <= Loudness.Ceiling + 1e-6f);
        }

        Assert.True(levels.Max() - levels.Min() < 1.5, string.Join(" ", levels));
        Assert.All(levels, level => Assert.InRange(level, -22, -18));
    }

    [Fact]
    public async Task Variants_DifferInPitchAsTheyShould()
    {
        var pitches = new Dictionary<string, double>();
        foreach (var variant in HeartVariant.All)
        {
            using var chunk = await Say(Engine(variant), "The birch canoe slid on the smooth planks.");
            pitches[variant.Id] = PitchMeter.Median(chunk.Pcm.Span);
        }

        Assert.True(pitches["male"] < pitches["deep"] && pitches["deep"] < pitches["heart"] && pitches["heart"] < pitches["young"], string.Join(" ", pitches));
        Assert.InRange(pitches["male"], 85, 140);
        Assert.InRange(pitches["heart"], 165, 230);
    }

    [Theory]
    [MemberData(nameof(VariantIds))]
    public async Task SameClauseTwice_GivesTheSameChunk(string id)
    {
        var engine = Engine(HeartVariant.All.Single(variant => variant.Id == id));
        using var first = await Say(engine, "Do you want to?");
        using var second = await Say(engine, "Do you want to?");

        Assert.True(first.Pcm.Span.SequenceEqual(second.Pcm.Span));
        Assert.Equal(first.Words, second.Words);
        Assert.Equal(first.Phonemes, second.Phonemes);
    }

    [Fact]
    public async Task PauseBehindAClause_AndTheSilencesAroundIt_MakeUpTheRest()
    {
        foreach (var (end, milliseconds) in new[] { (ClauseEnd.Comma, 250.0), (ClauseEnd.Sentence, 450.0), (ClauseEnd.Paragraph, 700.0) })
        {
            using var chunk = await _heart.SpeakAsync(new Clause("They ate in silence", "They ate in silence", end), default);

            Assert.Equal(milliseconds - 110, chunk.PauseAfter.Milliseconds, 10.0);
        }
    }

    [Theory]
    [InlineData("...", ".")]
    [InlineData("b", "b")]
    [InlineData("", "")]
    public async Task NothingToSay_GivesAnEmptyChunk(string text, string phonemes)
    {
        var engine = new HeartSpeechEngine(HeartVoice.Model, HeartVariant.Heart, _ => [new PronouncedUnit(phonemes, 0, text.Length, false, false)]);
        using var chunk = await engine.SpeakAsync(Whole(text), default);

        Assert.Equal(0, chunk.Pcm.Length);
        Assert.Empty(chunk.Words);
        Assert.Equal(MediaTime.Zero, chunk.PauseAfter);
    }

    [Fact]
    public async Task ClauseOfAThousandSymbols_IsSaidInPiecesWithAllItsPhones()
    {
        var text = string.Join(' ', Enumerable.Repeat("we went inside and they ate in silence", 30));
        var units = text.Split(' ').Index().Select(word => new PronouncedUnit("wˈɛnt", word.Index * 2, word.Index * 2 + 1, true, false)).ToList();
        var engine = new HeartSpeechEngine(HeartVoice.Model, HeartVariant.Heart, _ => units);
        using var chunk = await engine.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), default);

        Assert.Equal(Phones(units), Symbols(chunk));
        AssertInOrder(chunk);
        AssertSmoothEnds(chunk);
    }

    [Fact]
    public async Task CancelledCall_Throws() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        async () => await _heart.SpeakAsync(Whole("Hello, world!"), new CancellationToken(true)));

    [Theory]
    [InlineData("Hello, world!", true)]
    [InlineData("Déjà vu, c'est la vie.", true)]
    [InlineData("42 %", true)]
    [InlineData("Привет, мир", false)]
    [InlineData("你好,世界 (hi)", false)]
    [InlineData("The word мир means peace.", true)]
    public void Script_DecidesWhetherHeartCanReadIt(string text, bool expected) => Assert.Equal(expected, _heart.CanRead(text));

    private static HeartSpeechEngine Engine(HeartVariant variant) => new(HeartVoice.Model, variant, HeartVoice.Pronouncer);

    private static Clause Whole(string text) => new(text, text, ClauseEnd.Sentence);

    private static async Task<SpeechChunk> Say(HeartSpeechEngine engine, string text) => await engine.SpeakAsync(Whole(text), default);

    private static async Task<SpeechChunk> Say(HeartSpeechEngine _, string text, Func<string, IReadOnlyList<PronouncedUnit>> read) =>
        await new HeartSpeechEngine(HeartVoice.Model, HeartVariant.Heart, read).SpeakAsync(Whole(text), default);

    private static List<Clause> Clauses(string sentence, params int[] cuts)
    {
        var clauses = new List<Clause>();
        var from = 0;
        foreach (var to in cuts.Append(sentence.Length))
        {
            var end = to == sentence.Length ? ClauseEnd.Sentence : ClauseEnd.Comma;
            clauses.Add(new Clause(sentence[from..to].Trim(), sentence[..to].Trim(), end));
            from = to;
        }
        return clauses;
    }

    [Fact]
    public async Task Readings_AreHeardAndTheWrittenWordsKeepTheirPlaces()
    {
        var clause = Whole("Nguyen met Ms Xu.") with { Readings = [new Reading(0, 6, "win", false), new Reading(14, 16, "ʃˈuː", true)] };
        using var chunk = await _heart.SpeakAsync(clause, default);
        using var plain = await Say(_heart, "Win met Ms");

        Assert.Equal(["Nguyen", "met", "Ms", "Xu", "."], chunk.Words.Select(word => word.Word));
        Assert.Equal([6, 10, 13, 16, 17], chunk.Words.Select(word => word.TextEnd));
        Assert.Equal(Symbols(plain) + "ʃu", Symbols(chunk));
        Assert.All(chunk.Words.Take(4), word => Assert.True(word.End > word.Start));
        AssertInOrder(chunk);
    }

    [Fact]
    public async Task ReadingInALaterClause_IsHeard()
    {
        var clause = new Clause("so is Xu.", "That is true for all of them, so is Xu.", ClauseEnd.Sentence) { Readings = [new Reading(6, 8, "ʃˈuː", true)] };
        using var chunk = await _heart.SpeakAsync(clause, default);

        Assert.EndsWith("ʃu", Symbols(chunk), StringComparison.Ordinal);
        Assert.Equal(["so", "is", "Xu", "."], chunk.Words.Select(word => word.Word));
    }

    [Theory]
    [InlineData(0.5f, 1.7, 2.3)]
    [InlineData(2f, 0.4, 0.65)]
    public async Task Speed_ShortensTheSoundAndKeepsThePhones(float speed, double least, double most)
    {
        using var plain = await Say(_heart, Sentences[0]);
        using var chunk = await _heart.SpeakAsync(Whole(Sentences[0]) with { Speed = speed }, default);

        Assert.Equal(Symbols(plain), Symbols(chunk));
        Assert.InRange(chunk.Pcm.Length / (double)plain.Pcm.Length, least, most);
        AssertInOrder(chunk);
        AssertSmoothEnds(chunk);
    }

    [Fact]
    public async Task Pause_IsWhatTheClauseAsksFor()
    {
        using var plain = await Say(_heart, "Hello, world!");
        using var chunk = await _heart.SpeakAsync(Whole("Hello, world!") with { Pause = MediaTime.FromMilliseconds(2_000) }, default);

        Assert.Equal(MediaTime.FromMilliseconds(2_000) - Pauses.Of(ClauseEnd.Sentence), chunk.PauseAfter - plain.PauseAfter);
    }

    private static string Symbols(SpeechChunk chunk) => string.Concat(chunk.Phonemes.Select(phone => phone.Symbol));

    private static string Phones(IEnumerable<PronouncedUnit> units) =>
        string.Concat(units.Where(unit => !unit.IsPunctuation).SelectMany(unit => unit.Phonemes).Where(char.IsLetter).Where(c => c is not ('ˈ' or 'ˌ')));

    private static double EndOverMedian(SpeechChunk chunk)
    {
        var voiced = PitchMeter.Voiced(chunk.Pcm.Span);
        return voiced.TakeLast(4).Average() / voiced.Order().ElementAt(voiced.Count / 2);
    }

    private static double[] PhoneStarts(HeartVector vector)
    {
        var starts = new List<double>();
        var sum = vector.Durations[0];
        double? stress = null;
        foreach (var (index, symbol) in vector.Phonemes.Index())
        {
            var start = 25 * sum - 50;
            sum += vector.Durations[index + 1];
            if (symbol is 'ˈ' or 'ˌ')
            {
                stress = start;
            }
            else if (char.IsLetter(symbol))
            {
                starts.Add(stress ?? start);
                stress = null;
            }
        }
        return [.. starts];
    }

    private static void AssertInOrder(SpeechChunk chunk)
    {
        var (word, phone) = (MediaTime.Zero, MediaTime.Zero);
        foreach (var mark in chunk.Words)
        {
            Assert.True(mark.Start >= word && mark.End >= mark.Start && mark.End <= chunk.Pcm.Duration, $"{mark}");
            word = mark.End;
        }
        foreach (var mark in chunk.Phonemes)
        {
            Assert.True(mark.Start >= phone && mark.End > mark.Start && mark.End <= chunk.Pcm.Duration, $"{mark}");
            phone = mark.End;
        }
    }

    /// <summary>No step at an end that would be heard as a click: the cut lies in a pause, and is faded.</summary>
    private static void AssertSmoothEnds(SpeechChunk chunk)
    {
        var sound = chunk.Pcm.Span;
        Assert.True(MathF.Abs(sound[0]) < 1e-4f && MathF.Abs(sound[^1]) < 1e-4f);
        Assert.True(Decibels.Level(sound[..480]) < -45 && Decibels.Level(sound[^480..]) < -45,
            $"{Decibels.Level(sound[..480]):0} dB {Decibels.Level(sound[^480..]):0} dB");
    }

    /// <summary>The reading of a reference sentence, word by word.</summary>
    private sealed class HeartReading(HeartVector vector)
    {
        public List<PronouncedUnit> Read(string text)
        {
            var words = text.TrimEnd('.').Split(' ');
            var sounds = vector.Phonemes.TrimEnd('.').Split(' ');
            var units = new List<PronouncedUnit>();
            var at = 0;
            foreach (var (word, sound) in words.Zip(sounds))
            {
                units.Add(new PronouncedUnit(sound, at, at + word.Length, units.Count < words.Length - 1, false));
                at += word.Length + 1;
            }
            units.Add(new PronouncedUnit(".", text.Length - 1, text.Length, false, true));
            return units;
        }
    }
}
