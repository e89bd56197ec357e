using System.Diagnostics;
using Visavis.Engine;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Alignment;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Benchmarks;

/// <summary>How well the times of words are found in sound whose text is known, against voices that tell them.</summary>
internal static class MarksBenchmark
{
    public static async Task RunAsync()
    {
        Figures.Title("Word starts found in sound whose text is known: error in ms, mean and p95 (limits 40 and 100)");
        using var net = VisemeNet.Load(AssetFolders.Hearing);
        using var workers = new EspeakWorkerPool(new EspeakLaunch(Path.Combine(AppContext.BaseDirectory, "visavis-server"), [EspeakWorker.Command]), 1, TimeProvider.System);
        var aligner = new SpeechAligner(net, workers);
        foreach (var (name, locale, sounds) in await VoicesAsync())
        {
            var (methods, cost) = (new Dictionary<string, List<double>> { ["linear"] = [], ["DTW"] = [], ["net"] = [] }, new Dictionary<string, double>());
            foreach (var (text, sound, starts) in sounds)
            {
                var reading = await workers.SpeakAsync(locale, text, 175, CancellationToken.None);
                async Task TryAsync(string method, Func<Task<IReadOnlyList<double>>> find)
                {
                    var clock = Stopwatch.StartNew();
                    var found = await find();
                    cost[method] = cost.GetValueOrDefault(method) + clock.Elapsed.TotalSeconds;
                    if (found.Count == starts.Count)
                    {
                        methods[method].AddRange(found.Zip(starts, (a, b) => 1000 * (a - b)));
                    }
                }

                await TryAsync("linear", () => Task.FromResult(ReadingMarks.Linear(text, reading, sound)));
                await TryAsync("DTW", () => Task.FromResult(ReadingMarks.Warped(text, reading, sound, net.Bank)));
                await TryAsync("net", async () => [.. (await aligner.AlignAsync(text, locale, sound, CancellationToken.None)).Words.Where(word => !word.IsPunctuation).Select(word => word.Start.Seconds)]);
            }
            var seconds = sounds.Sum(sound => sound.Sound.Length) / (double)MediaTime.Rate;
            foreach (var (method, errors) in methods)
            {
                Figures.Line($"{name}, {errors.Count} words, {method}", Figures.Text(
                    $"{errors.Average(Math.Abs):0} mean, {Figures.Percentile(errors.Select(Math.Abs), 0.95):0} p95, {errors.Average():+0;-0} bias; {cost[method] / seconds:0.0000} s per second"));
            }
        }
    }

    private static async Task<List<(string Name, string Locale, List<(string Text, float[] Sound, IReadOnlyList<double> Starts)> Sounds)>> VoicesAsync()
    {
        var voices = new List<(string, string, List<(string, float[], IReadOnlyList<double>)>)>();
        var english = Sentences.English();
        var folder = Path.Combine(AssetFolders.Voices, "heart");
        var (model, pronouncer) = (HeartModel.Load(folder), Pronouncer.Load(folder));
        foreach (var variant in HeartVariant.All)
        {
            voices.Add(($"heart {variant.Name}", "en-us", await SayAsync(new HeartSpeechEngine(model, variant, pronouncer), english)));
        }
        foreach (var (name, locale, speech) in new[] { ("Festival ked", "en-us", ForeignVoices.Ked(english)), ("Festival pc, Italian", "it", ForeignVoices.Pc(ForeignVoices.Italian)) })
        {
            if (speech is not null)
            {
                voices.Add((name, locale, [.. speech.Select(known => (known.Text, MouthScore.Up(known.Sound), known.WordStarts))]));
            }
        }
        return voices;
    }

    private static async Task<List<(string, float[], IReadOnlyList<double>)>> SayAsync(HeartSpeechEngine voice, IEnumerable<string> texts)
    {
        var said = new List<(string, float[], IReadOnlyList<double>)>();
        foreach (var text in texts)
        {
            using var chunk = await voice.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), CancellationToken.None);
            said.Add((text, chunk.Pcm.Span.ToArray(), [.. chunk.Words.Where(word => !word.IsPunctuation).Select(word => word.Start.Seconds)]));
        }
        return said;
    }
}
