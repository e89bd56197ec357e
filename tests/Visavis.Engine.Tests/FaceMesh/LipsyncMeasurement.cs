using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>A stretch of phonemes on the media clock, such as one sentence.</summary>
internal sealed record SpokenSentence(string Text, IReadOnlyList<PhonemeMark> Phonemes);

/// <summary>How well a measured mouth follows phonemes; knows nothing of how the mouth was made.</summary>
/// <param name="Closures">How many p, b, m there were.</param>
/// <param name="ClosedShare">Share of them with a picture of closed lips within the phoneme ± 20 ms.</param>
/// <param name="OffsetMs">Mean over stretches of four sentences of how far the mouth is from where it should be, whichever way.</param>
/// <param name="BiasMs">Mean of the same with its sign: positive is a late mouth.</param>
/// <param name="Correlation">Mean over the stretches of expected and measured opening, at no offset.</param>
/// <param name="ShutPauses">Share of the pauses over 300 ms whose inner part shows nothing but closed lips.</param>
internal sealed record LipsyncMeasurement(
    int Closures, double ClosedShare, double OffsetMs, double BiasMs, double Correlation, int Pauses, double ShutPauses, IReadOnlyList<string> Missed)
{
    /// <summary>In the middle between the most open closed mouth that was measured and the least open parted one.</summary>
    private const float Closed = .025f;

    private const double StepMs = 4, MostOffsetMs = 300;

    /// <summary>One sentence of 60 frames tells its offset only to some 20 ms; four in a row to half of that.</summary>
    private const int FittedTogether = 4;

    /// <summary>The same offset from single sentences, which holds their noise as well; told, not judged.</summary>
    public double SentenceOffsetMs { get; private init; }

    /// <summary>95 of 100 stretches of four sentences are nearer than this.</summary>
    public double OffsetP95Ms { get; private init; }

    public bool Passes => ClosedShare >= .97 && OffsetMs <= 20 && Correlation >= .55 && ShutPauses >= .97;

    /// <param name="sentences">What was said, times on the clock of the frames.</param>
    /// <param name="open">Measured opening of each frame from media time 0.</param>
    /// <param name="lead">How much the mouth is stated to move before the sound.</param>
    public static LipsyncMeasurement Of(IReadOnlyList<SpokenSentence> sentences, IReadOnlyList<float> open, MediaTime lead)
    {
        var missed = new List<string>();
        int closures = 0, pauses = 0, shut = 0;
        foreach (var sentence in sentences)
        {
            foreach (var (index, mark) in sentence.Phonemes.Index().Where(item => "pbm".Contains(item.Item.Symbol)))
            {
                closures++;
                var lowest = Lowest(open, mark.Start.Milliseconds - 20, mark.End.Milliseconds + 20);
                if (lowest >= Closed)
                {
                    var around = string.Concat(sentence.Phonemes.Skip(index - 2).Take(5).Select(phoneme => phoneme.Symbol));
                    missed.Add($"{around} in \"{sentence.Text}\" at {mark.Start}: {lowest:0.000}");
                }
            }
        }
        var marks = sentences.SelectMany(sentence => sentence.Phonemes).ToList();
        foreach (var (before, after) in marks.Zip(marks.Skip(1)).Where(pair => (pair.Second.Start - pair.First.End).Milliseconds > 300))
        {
            pauses++;
            // Every frame of its inner part, since a mouth needs time to shut and opens before the sound.
            var isShut = Highest(open, before.End.Milliseconds + 110, after.Start.Milliseconds - 150) < Closed;
            shut += isShut ? 1 : 0;
            if (!isShut)
            {
                missed.Add($"pause at {before.End} to {after.Start}");
            }
        }
        var fits = sentences.Chunk(FittedTogether).Select(some => Fit([.. some.SelectMany(sentence => sentence.Phonemes)], open, lead.Milliseconds)).ToList();
        var single = sentences.Average(sentence => Math.Abs(Fit([.. sentence.Phonemes], open, lead.Milliseconds).OffsetMs));
        return new LipsyncMeasurement(
            closures, (closures - missed.Count + (pauses - shut)) / (double)closures,
            fits.Average(fit => Math.Abs(fit.OffsetMs)), fits.Average(fit => fit.OffsetMs), fits.Average(fit => fit.Correlation),
            pauses, pauses == 0 ? 1 : shut / (double)pauses, missed)
        {
            SentenceOffsetMs = single,
            OffsetP95Ms = fits.Select(fit => Math.Abs(fit.OffsetMs)).Order().ElementAt((int)Math.Round(.95 * (fits.Count - 1))),
        };
    }

    public override string ToString() => FormattableString.Invariant(
        $"{ClosedShare:0.0%} of {Closures} closures, offset {OffsetMs:0.0} ms (bias {BiasMs:0.0}, by sentence {SentenceOffsetMs:0.0}), correlation {Correlation:0.00}, {ShutPauses:0%} of {Pauses} pauses shut");

    private static float Lowest(IReadOnlyList<float> open, double from, double to)
    {
        var lowest = float.PositiveInfinity;
        for (var frame = (int)Math.Ceiling(from / 40); frame <= to / 40 && frame < open.Count; frame++)
        {
            lowest = Math.Min(lowest, open[Math.Max(0, frame)]);
        }
        return lowest;
    }

    private static float Highest(IReadOnlyList<float> open, double from, double to) =>
        -Lowest([.. open.Select(value => -value)], from, to);

    /// <summary>Where along the time axis the measured opening fits the expected one best.</summary>
    private static (double OffsetMs, double Correlation) Fit(IReadOnlyList<PhonemeMark> phonemes, IReadOnlyList<float> open, double leadMs)
    {
        var first = Math.Max(0, (int)(phonemes[0].Start.Milliseconds / 40) - 5);
        var last = Math.Min(open.Count - 1, (int)(phonemes[^1].End.Milliseconds / 40) + 5);
        var measured = Enumerable.Range(first, last - first + 1).Select(frame => (double)open[frame]).ToArray();
        var best = (OffsetMs: 0.0, Correlation: double.NegativeInfinity);
        for (var offset = -MostOffsetMs; offset <= MostOffsetMs; offset += StepMs)
        {
            var correlation = At(offset);
            best = correlation > best.Correlation ? (offset, correlation) : best;
        }
        return (best.OffsetMs, At(0));
        double At(double offset) => Correlate(
            measured, [.. Enumerable.Range(first, measured.Length).Select(frame => ExpectedOpening.At(phonemes, frame * 40 + leadMs - offset))]);
    }

    private static double Correlate(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + x * y, aa + x * x, bb + y * y);
        }
        return aa * bb == 0 ? 0 : ab / Math.Sqrt(aa * bb);
    }
}

/// <summary>How far a mouth is open while phonemes are said, from phonetics' classes of height alone.</summary>
internal static class ExpectedOpening
{
    // Near what the mesh reads (measures.json, mean of three) on the patch that the packs' own viseme table names for each class, but
    // for schwa and ɜ, set to jaw 25, I and W, which begin open and end closed. Only the offset and the correlation rest on it.
    private static readonly (string Symbols, double Opening)[] Heights =
    [
        ("pbm", 0), ("fv", .075), ("θð", .096), ("tdnlT", .13), ("sz", .068), ("ʃʒʧʤ", .205), ("kɡŋhəᵊɜ", .078), ("ɹ", .168),
        ("w", .037), ("j", .002), ("ɑ", .21), ("ʌɐ", .12), ("æ", .142), ("ɛA", .118), ("ɪᵻi", .07), ("ɔY", .26), ("O", .212),
        ("ʊ", .168), ("u", .037), ("IW", .18),
    ];

    /// <summary>Opening at a time, over the 50 ms around it.</summary>
    public static double At(IReadOnlyList<PhonemeMark> phonemes, double milliseconds)
    {
        double sum = 0, weights = 0;
        for (var shift = -60; shift <= 60; shift += 10)
        {
            var weight = Math.Exp(-shift * shift / (2.0 * 25 * 25));
            sum += weight * Height(phonemes, milliseconds + shift);
            weights += weight;
        }
        return sum / weights;
    }

    private static double Height(IReadOnlyList<PhonemeMark> phonemes, double milliseconds)
    {
        foreach (var mark in phonemes)
        {
            if (milliseconds >= mark.Start.Milliseconds && milliseconds < mark.End.Milliseconds)
            {
                return Heights.FirstOrDefault(height => height.Symbols.Contains(mark.Symbol), (Symbols: "", Opening: .3)).Opening;
            }
        }
        return 0;
    }
}
