using Visavis.Benchmarks;
using Visavis.Engine.Speech.Espeak;

if (args is [EspeakWorker.Command])
{
    return EspeakWorker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

// Every figure of the project comes from here: `./visavis bench` runs all, with words behind it only those named.
// `--seconds N` shortens the sessions under load.
var length = Array.IndexOf(args, "--seconds") is var at and >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], out var seconds) ? seconds : 60;
var named = args.Where(arg => arg is "start" or "stream" or "stages" or "voices" or "load" or "browser").ToHashSet();
bool Wanted(string name) => named.Count == 0 || named.Contains(name);

Console.WriteLine($"Visavis on {Environment.ProcessorCount} cores. Ratios hold between machines; milliseconds are of this one, now.");
if (Wanted("start") || Wanted("stream") || Wanted("stages"))
{
    using var parts = await EngineParts.LoadAsync();
    if (Wanted("start"))
    {
        await StartBenchmark.RunAsync(parts);
    }
    if (Wanted("stream"))
    {
        await StreamBenchmark.RunAsync(parts);
    }
    if (Wanted("stages"))
    {
        await StageBenchmark.RunAsync(parts);
    }
}
if (Wanted("voices"))
{
    await VoicesBenchmark.RunAsync();
}
if (Wanted("load"))
{
    await LoadBenchmark.RunAsync(TimeSpan.FromSeconds(length));
}
if (Wanted("browser"))
{
    await BrowserBenchmark.RunAsync();
}
return 0;
