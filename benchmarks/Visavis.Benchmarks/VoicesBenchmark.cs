using System.Diagnostics;
using Visavis.Engine;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Speech.Kokoro;
using Visavis.Engine.Speech.Piper;
using Visavis.Engine.Text;

namespace Visavis.Benchmarks;

/// <summary>
/// Every voice at hand: the wait for a first clause, the processor's time for a second of sound, the memory after loading. In brackets
/// the ratio to what was measured when the voice was prepared.
/// </summary>
internal static class VoicesBenchmark
{
    private const int Rounds = 7;

    private const string English = "Hello there, how can I help you today?";

    private static readonly (string Speaker, string Text)[] Speakers =
    [
        ("af_heart", English), ("bm_george", English), ("em_alex", "Hola, ¿cómo puedo ayudarte hoy?"),
        ("ff_siwis", "Bonjour, comment puis-je vous aider aujourd'hui ?"), ("if_sara", "Ciao, come posso aiutarti oggi?"),
        ("pf_dora", "Olá, como posso ajudar você hoje?"),
    ];

    public static async Task RunAsync()
    {
        Figures.Title($"Voices, first clause of some 2 s, {Rounds} rounds (in brackets: times the prepared voice's own figure)");
        using var workers = new EspeakWorkerPool(new EspeakLaunch(Environment.ProcessPath!, [EspeakWorker.Command]), 1, TimeProvider.System);
        var heart = Path.Combine(AssetFolders.Voices, "heart");
        using var pronouncers = new Pronouncers(heart);
        _ = pronouncers.American;
        using (var model = Load("heart", 30, () => HeartModel.Load(heart)))
        {
            await SayAsync("heart", new HeartSpeechEngine(model, HeartVariant.Heart, pronouncers.American), English, 0.006, workers);
        }
        await PiperAsync(workers);
        await KokoroAsync(pronouncers, workers);
        foreach (var (id, text) in new[] { ("espeak-de", "Hallo, wie kann ich heute helfen?"), ("espeak-ru", "Здравствуйте, чем я могу помочь?") })
        {
            await SayAsync(id, new EspeakSpeechEngine(EspeakVoice.All.First(voice => voice.Id == id), workers), text, null, workers);
        }
    }

    private static async Task PiperAsync(EspeakWorkerPool workers)
    {
        if (Find(Path.Combine("joe", "joe.onnx")) is not { } path)
        {
            Figures.Line("joe (Piper)", "not here: there is no shared/voices/joe above the program");
            return;
        }
        using var model = Load("joe (Piper)", 165, () => PiperModel.Load(path));
        await SayAsync("joe (Piper)", new PiperSpeechEngine(model, null, workers), English, 0.085, workers);
    }

    private static async Task KokoroAsync(Pronouncers pronouncers, EspeakWorkerPool workers)
    {
        if (Find("kokoro") is not { } folder)
        {
            Figures.Line("Kokoro", "not here: there is no shared/voices/kokoro above the program");
            return;
        }
        using var model = Load("Kokoro", 132, () => KokoroModel.Load(folder));
        foreach (var (speaker, text) in Speakers.Where(speaker => model.Speakers.Contains(speaker.Speaker)))
        {
            await SayAsync($"Kokoro {speaker}", new KokoroSpeechEngine(model, speaker, pronouncers, workers), text, 0.6, workers);
        }
    }

    /// <summary>Memory is that of the process after a collection; small models drown in what the process frees meanwhile.</summary>
    private static T Load<T>(string name, double reference, Func<T> load)
    {
        var before = Resident();
        var clock = Stopwatch.StartNew();
        var model = load();
        var seconds = clock.Elapsed.TotalSeconds;
        var growth = Resident() - before;
        Figures.Line($"{name}, loading", Figures.Text($"{seconds:0.00} s, +{growth:0} MB ({growth / reference:0.0})"));
        return model;
    }

    private static double Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / 1e6;
    }

    private static async Task SayAsync(string name, ISpeechEngine engine, string text, double? reference, EspeakWorkerPool workers)
    {
        var clause = new Clause(text, text, ClauseEnd.Sentence);
        // The first compiles, loads tables and measures the gain.
        (await engine.SpeakAsync(clause, CancellationToken.None)).Dispose();
        var waits = new List<double>();
        var sound = 0.0;
        var before = ProcessorTime(workers);
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            using var chunk = await engine.SpeakAsync(clause, CancellationToken.None);
            waits.Add(clock.Elapsed.TotalMilliseconds);
            sound += chunk.Pcm.Duration.Seconds;
        }
        var cost = (ProcessorTime(workers) - before).TotalSeconds / sound;
        var ratio = reference is { } figure ? Figures.Text($" ({cost / figure:0.0})") : "";
        Figures.Line(name, Figures.Text($"first sound after {Figures.Median(waits):0} ms of {sound / Rounds:0.0} s, {cost:0.000} CPU s a second{ratio}"));
    }

    /// <summary>Of this process and the espeak workers.</summary>
    private static TimeSpan ProcessorTime(EspeakWorkerPool workers)
    {
        var time = Environment.CpuUsage.TotalTime;
        foreach (var id in workers.ProcessIds)
        {
            using var worker = Process.GetProcessById(id);
            time += worker.TotalProcessorTime;
        }
        return time;
    }

    /// <summary>In the nearest folder shared/voices above the program.</summary>
    internal static string? Find(string name)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "voices", name);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }
        return null;
    }
}
