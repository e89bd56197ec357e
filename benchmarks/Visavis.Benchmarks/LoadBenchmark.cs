using System.Net.Http.Json;

namespace Visavis.Benchmarks;

/// <summary>
/// How many sessions one core speaks in real time: each with its own text, presenters in turn, one client fetching every
/// part of each. In real time means a p99 part lateness of 200 ms at most. The server has one core to itself.
/// </summary>
internal static class LoadBenchmark
{
    private const double LatenessLimitMs = 200;
    private static readonly string[] Looks = ["nora", "joe", "amara"];
    private static readonly string[] Voices = ["heart", "male", "deep"];

    /// <summary>The part beside a slow voice alone.</summary>
    public static Task RunBesideAsync(TimeSpan length)
    {
        Figures.Title($"Six sessions on all cores, one of them by a slow voice, {length.TotalSeconds:0} s");
        return BesideKokoroAsync(length);
    }

    public static async Task RunAsync(TimeSpan length)
    {
        Figures.Title($"Sessions on one core, {length.TotalSeconds:0} s each (the server pinned to core 0)");
        var best = 0;
        foreach (var sessions in new[] { 5, 6, 7, 8 })
        {
            if (!await SpeakAsync(sessions, length))
            {
                break;
            }
            best = sessions;
        }
        Figures.Line("speaking sessions per core in real time", best == 0 ? "fewer than 5" : $"{best}");
        await IdleAsync(length);
    }

    /// <summary>Six sessions on all cores, one of them by a voice that takes more than half a core.</summary>
    private static async Task BesideKokoroAsync(TimeSpan length)
    {
        if (VoicesBenchmark.Find("kokoro") is not { } kokoro)
        {
            Figures.Line("5 speaking beside one by Kokoro", "not here: there is no shared/voices/kokoro above the program");
            return;
        }
        await using var server = await ServerProcess.StartAsync(7, pinned: false, kokoro);
        for (var patience = 0; patience < 120 && !(await server.Client.GetAsync(new Uri("/v3/voices/kokoro-af_heart", UriKind.Relative))).IsSuccessStatusCode; patience++)
        {
            await Task.Delay(1000);
        }
        // Loads the model; a session would count in admission until it is over.
        using var warm = await server.Client.PostAsJsonAsync("/v3/voices/speech", new { voice_id = "kokoro-af_heart", text = "Ready." });
        var (cpu, slow) = (server.Cpu, new Viewer(server.Client));
        var fast = Enumerable.Range(0, 5).Select(_ => new Viewer(server.Client)).ToList();
        await Task.WhenAll(fast.Select((viewer, i) => viewer.WatchAsync(Script(i, (int)length.TotalSeconds + 10), length)).Append(slow.WatchAsync(Slow(5, (int)length.TotalSeconds + 10), length)));
        var late = fast.SelectMany(viewer => viewer.LatenessMs).ToList();
        var (rest, words) = await slow.RestsAsync();
        Figures.Line("5 speaking beside one by Kokoro, all cores", Figures.Text(
            $"lateness p99 {Figures.Percentile(late, 0.99):0} ms, Kokoro's p99 {Figures.Percentile(slow.LatenessMs, 0.99):0} ms, its first segment after {slow.CreateToPlaylistMs:0} ms (theirs {Figures.Median(fast.Select(viewer => viewer.CreateToPlaylistMs)):0}), {words} words, longest silence {rest:0.0} s; {(server.Cpu - cpu).TotalSeconds / length.TotalSeconds:0.00} cores in all"));
    }

    private static object Slow(int seed, int seconds) => new
    {
        type = "tts",
        avatar_id = "nora",
        voice_id = "kokoro-af_heart",
        text = Sentences.Text(seed, seconds),
    };

    private static async Task<bool> SpeakAsync(int sessions, TimeSpan length)
    {
        await using var server = await ServerProcess.StartAsync(sessions + 1);
        await new Viewer(server.Client).WatchAsync(Script(0, 2), TimeSpan.FromSeconds(3));
        var (cpu, memory) = (server.Cpu, server.MemoryMiB);
        var viewers = Enumerable.Range(0, sessions).Select(_ => new Viewer(server.Client)).ToList();
        await Task.WhenAll(viewers.Select((viewer, i) => viewer.WatchAsync(Script(i, (int)length.TotalSeconds + 10), length)));
        var late = viewers.SelectMany(viewer => viewer.LatenessMs).ToList();
        var p99 = Figures.Percentile(late, 0.99);
        var perSession = (server.Cpu - cpu).TotalSeconds / length.TotalSeconds / sessions;
        Figures.Line($"{sessions} speaking", Figures.Text(
            $"lateness p50 {Figures.Median(late):0} ms, p99 {p99:0} ms; {perSession:P1} of a core and {(server.MemoryMiB - memory) / sessions:0.0} MiB a session"));
        return p99 <= LatenessLimitMs;
    }

    private static async Task IdleAsync(TimeSpan length)
    {
        const int sessions = 4;
        await using var server = await ServerProcess.StartAsync(sessions + 1);
        await new Viewer(server.Client).WatchAsync(Script(0, 2), TimeSpan.FromSeconds(3));
        var (cpu, memory) = (server.Cpu, server.MemoryMiB);
        var quiet = TimeSpan.FromSeconds(Math.Min(20, length.TotalSeconds));
        await Task.WhenAll(Enumerable.Range(0, sessions).Select(i => new Viewer(server.Client).WatchAsync(
            new { type = "text_stream", avatar_id = Looks[i % 3], voice_id = Voices[i % 3], text = "Hello." }, quiet)));
        Figures.Line($"{sessions} idle", Figures.Text(
            $"{(server.Cpu - cpu).TotalSeconds / quiet.TotalSeconds / sessions:P1} of a core and {(server.MemoryMiB - memory) / sessions:0.0} MiB a session"));
    }

    private static object Script(int seed, int seconds) => new
    {
        type = "tts",
        avatar_id = Looks[seed % 3],
        voice_id = Voices[seed % 3],
        text = Sentences.Text(seed, Math.Min(seconds, 300)),
    };
}
