using Visavis.Benchmarks;
using Visavis.Engine.Speech.Espeak;

// A child of the benchmarks themselves: espeak-ng's foreign code in a process of its own.
if (args is [EspeakWorker.Command])
{
    return EspeakWorker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

// Every figure of the project comes from here: `./visavis bench` runs all, with words behind it only those named.
// `--seconds N` shortens the sessions under load.
var length = Array.IndexOf(args, "--seconds") is var at and >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], out var seconds) ? seconds : 60;
(string Name, Func<Task> Run)[] all =
[
    ("start", () => WithParts(StartBenchmark.RunAsync)),
    ("stream", () => WithParts(StreamBenchmark.RunAsync)),
    ("stages", () => WithParts(StageBenchmark.RunAsync)),
    ("voices", VoicesBenchmark.RunAsync),
    ("visemes", VisemesBenchmark.RunAsync),
    ("marks", MarksBenchmark.RunAsync),
    ("words", WordsBenchmark.RunAsync),
    ("audio", AudioBenchmark.RunAsync),
    ("photo", PhotoBenchmark.RunAsync),
    ("motion", MotionBenchmark.RunAsync),
    ("likeness", LikenessBenchmark.RunAsync),
    ("languages", LanguagesBenchmark.RunAsync),
    ("faces", FacesBenchmark.RunAsync),
    ("hostile", HostileBenchmark.RunAsync),
    ("load", () => LoadBenchmark.RunAsync(TimeSpan.FromSeconds(length))),
    ("beside", () => LoadBenchmark.RunBesideAsync(TimeSpan.FromSeconds(length))),
    ("browser", BrowserBenchmark.RunAsync),
];

Console.WriteLine($"Visavis on {Environment.ProcessorCount} cores. Ratios hold between machines; milliseconds are of this one, now.");
var named = all.Where(benchmark => args.Contains(benchmark.Name)).ToList();
foreach (var benchmark in named.Count > 0 ? named : [.. all])
{
    await benchmark.Run();
}
return 0;

static async Task WithParts(Func<EngineParts, Task> run)
{
    await using var parts = await EngineParts.LoadAsync();
    await run(parts);
}
