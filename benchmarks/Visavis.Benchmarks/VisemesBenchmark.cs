using System.Diagnostics;
using Visavis.Engine;
using Visavis.Engine.Hearing;
using Visavis.Engine.Speech;

namespace Visavis.Benchmarks;

/// <summary>How well mouths are heard in sound alone, on voices that the net never heard, against the times these voices tell.</summary>
internal static class VisemesBenchmark
{
    /// <summary>Open, spread, round, closed, labiodental, other, silence.</summary>
    private static readonly int[] Groups = [6, 3, 4, 5, 5, 5, 5, 5, 5, 5, 0, 1, 1, 2, 2];

    public static async Task RunAsync()
    {
        Figures.Title("Visemes from sound alone, voices never heard: frames of 10 ms right, p b m found within 40 ms");
        using var net = VisemeNet.Load(AssetFolders.Hearing);
        var english = Sentences.English();
        var cost = new List<double>();
        foreach (var (name, limits, speech) in new[]
        {
            ("flite awb", "(limits 76.2, 81.7; 0.82, 0.82)", ForeignVoices.Awb(english)),
            ("Festival ked", "(limits 71.0, 76.3; 0.85, 0.58)", ForeignVoices.Ked(english)),
            ("Festival pc, Italian", "(limits 74.7, 81.5; 0.96, 0.58)", ForeignVoices.Pc(ForeignVoices.Italian)),
        })
        {
            if (speech is not null)
            {
                Figures.Line($"{name}, {speech.Sum(known => known.Seconds):0} s", $"{Score(net, speech, cost)} {limits}");
                Figures.Line($"{name}, the face", await FaceAsync(net, speech));
                Figures.Line($"{name}, pink noise 15 dB under", Score(net, [.. speech.Select(known => Noisy(known, 15))], cost).ToString());
            }
        }
        Figures.Line("cost, CPU s per second of sound", Figures.Text($"p50 {Figures.Median(cost):0.0000} (limit 0.013)"));
    }

    private static async Task<string> FaceAsync(VisemeNet net, List<KnownSpeech> speech)
    {
        var score = new MouthScore();
        foreach (var known in speech)
        {
            await score.AddAsync(new SpeechAnalyser(net), known);
        }
        return score.ToString();
    }

    private static VisemeScore Score(VisemeNet net, List<KnownSpeech> speech, List<double> cost)
    {
        var score = new VisemeScore(Groups);
        foreach (var known in speech)
        {
            var clock = Stopwatch.StartNew();
            var frames = Hear(net, known.Sound);
            cost.Add(clock.Elapsed.TotalSeconds / known.Seconds);
            score.Add(known.Classes(), frames);
        }
        return score;
    }

    private static List<VisemeFrame> Hear(VisemeNet net, float[] sound)
    {
        var (stream, frames) = (new VisemeStream(net), new List<VisemeFrame>());
        foreach (var piece in sound.Chunk(1600))
        {
            stream.Push(piece, frames);
        }
        stream.Finish(frames);
        return frames;
    }

    /// <summary>Pink noise by twelve octaves of held random numbers (Voss), from a fixed seed.</summary>
    public static KnownSpeech Noisy(KnownSpeech known, double decibels)
    {
        var random = new Random(known.Text.Length);
        var rows = new float[12];
        var noise = new float[known.Sound.Length];
        for (var i = 0; i < noise.Length; i++)
        {
            var row = Math.Min(int.TrailingZeroCount(i + 1), rows.Length - 1);
            rows[row] = random.NextSingle() - 0.5f;
            noise[i] = rows.Sum();
        }
        var mean = noise.Average();
        var (speech, other) = (Power(known.Sound), Power([.. noise.Select(sample => sample - mean)]));
        var gain = (float)Math.Sqrt(speech / other / Math.Pow(10, decibels / 10));
        return known with { Sound = [.. known.Sound.Zip(noise, (sample, hiss) => sample + gain * (hiss - mean))] };
    }

    private static double Power(float[] sound) => sound.Sum(sample => (double)sample * sample) / sound.Length;
}
