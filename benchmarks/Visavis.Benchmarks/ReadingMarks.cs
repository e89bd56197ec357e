using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;

namespace Visavis.Benchmarks;

/// <summary>The ways to find words that lost: espeak-ng's reading stretched evenly, and its spectrum warped onto the sound's (DTW).</summary>
internal static class ReadingMarks
{
    private const int Cepstra = 12;

    public static IReadOnlyList<double> Linear(string text, EspeakSpeech reading, float[] sound)
    {
        var (from, to) = Ends(Array.ConvertAll(reading.Sound, sample => sample / 32768f), reading.Rate);
        var (start, end) = Ends(sound, MediaTime.Rate);
        return Words(text, reading, time => start + (time - from) * (end - start) / (to - from));
    }

    public static IReadOnlyList<double> Warped(string text, EspeakSpeech reading, float[] sound, MelBank bank)
    {
        var own = Cepstrum(Low(Array.ConvertAll(reading.Sound, sample => sample / 32768f), reading.Rate), bank);
        var map = Warp(own, Cepstrum(Low(sound, MediaTime.Rate), bank));
        return Words(text, reading, time => map[Math.Clamp((int)(time * 100), 0, map.Length - 1)] / 100.0);
    }

    private static IReadOnlyList<double> Words(string text, EspeakSpeech reading, Func<double, double> map)
    {
        var stretches = EspeakWords.Stretches(text, reading, sample => MediaTime.FromSeconds(Math.Max(0, map(sample / (double)reading.Rate))));
        return [.. WrittenWords.Mark(text, stretches, MediaTime.FromSeconds(1000)).Where(word => !word.IsPunctuation).Select(word => word.Start.Seconds)];
    }

    private static (double From, double To) Ends(float[] sound, int rate)
    {
        var threshold = 0.02f * sound.Max(Math.Abs);
        return (Array.FindIndex(sound, sample => Math.Abs(sample) > threshold) / (double)rate, Array.FindLastIndex(sound, sample => Math.Abs(sample) > threshold) / (double)rate);
    }

    private static float[] Low(float[] sound, int rate)
    {
        if (rate != MediaTime.Rate)
        {
            var up = Resampler.Between(rate, MediaTime.Rate);
            var high = new float[up.OutputLength(sound.Length)];
            up.Resample(sound, high);
            sound = high;
        }
        var low = new float[Decimator.MostOutput(sound.Length) + Decimator.MostAtEnd];
        var decimator = new Decimator();
        var count = decimator.Push(sound, low);
        return low[..(count + decimator.Finish(low.AsSpan(count)))];
    }

    /// <summary>Cepstra of frames, each without its mean and at its own spread, so that the voices' difference counts less.</summary>
    private static List<float[]> Cepstrum(float[] sound, MelBank bank)
    {
        var frames = new List<float[]>();
        var bands = new float[MelBank.Bands];
        for (var at = 0; at + MelBank.FrameLength <= sound.Length; at += MelBank.Hop)
        {
            bank.Measure(sound.AsSpan(at, MelBank.FrameLength), bands);
            frames.Add([.. Enumerable.Range(0, Cepstra + 1).Select(k => (float)bands.Select((band, i) => Math.Log(band + 1e-6) * Math.Cos(Math.PI * k * (i + 0.5) / MelBank.Bands)).Sum())]);
        }
        for (var k = 0; k <= Cepstra; k++)
        {
            var mean = frames.Average(frame => frame[k]);
            var spread = MathF.Sqrt(frames.Average(frame => (frame[k] - mean) * (frame[k] - mean))) + 1e-6f;
            frames.ForEach(frame => frame[k] = (frame[k] - mean) / spread);
        }
        return frames;
    }

    /// <summary>For each frame of <paramref name="from"/> the first frame of <paramref name="to"/> on the cheapest path.</summary>
    private static int[] Warp(List<float[]> from, List<float[]> to)
    {
        var (rows, columns) = (from.Count, to.Count);
        var cost = new float[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var distance = 0f;
                for (var k = 0; k <= Cepstra; k++)
                {
                    distance += (from[i][k] - to[j][k]) * (from[i][k] - to[j][k]);
                }
                var before = i == 0 && j == 0 ? 0
                    : MathF.Min(i > 0 && j > 0 ? cost[i - 1, j - 1] : float.PositiveInfinity, MathF.Min(i > 0 ? cost[i - 1, j] : float.PositiveInfinity, j > 0 ? cost[i, j - 1] : float.PositiveInfinity));
                cost[i, j] = MathF.Sqrt(distance) + before;
            }
        }
        var map = new int[rows];
        for (var (i, j) = (rows - 1, columns - 1); i > 0 || j > 0;)
        {
            map[i] = j;
            var diagonal = i > 0 && j > 0 ? cost[i - 1, j - 1] : float.PositiveInfinity;
            var up = i > 0 ? cost[i - 1, j] : float.PositiveInfinity;
            var left = j > 0 ? cost[i, j - 1] : float.PositiveInfinity;
            (i, j) = diagonal <= up && diagonal <= left ? (i - 1, j - 1) : up <= left ? (i - 1, j) : (i, j - 1);
        }
        return map;
    }
}
