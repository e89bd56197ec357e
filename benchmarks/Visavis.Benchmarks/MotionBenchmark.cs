using System.Diagnostics;

namespace Visavis.Benchmarks;

/// <summary>
/// A look from a clip on the real server: how long it takes to make, what that does to a session that speaks meanwhile, and what a
/// session on it costs beside one on a studio look with the same text.
/// </summary>
internal static class MotionBenchmark
{
    private const int Pairs = 3, Seconds = 30;

    private static readonly string Clip = Path.Combine(PhotoBenchmark.Portraits, "listening.mp4");

    public static async Task RunAsync()
    {
        Figures.Title($"A look from a clip of 6 s; sessions of {Seconds} s on it and on a studio look, in pairs");
        await using var server = await ServerProcess.StartAsync(3, pinned: false);
        await new Viewer(server.Client).WatchAsync(Script("nora", 2), TimeSpan.FromSeconds(3));
        var look = await MakeAsync(server);
        List<double> studio = [], motion = [];
        for (var pair = 0; pair < Pairs; pair++)
        {
            studio.Add(await CostAsync(server, "nora"));
            motion.Add(await CostAsync(server, look));
        }
        Figures.Line("a speaking session on it (limit 2 times a studio one)", Figures.Text(
            $"{Figures.Median(motion):P1} of a core, {Figures.Median(motion.Zip(studio, (m, s) => m / s)):0.00} times the {Figures.Median(studio):P1} of a studio one"));
    }

    /// <returns>The look's id; another session spoke while it was made.</returns>
    private static async Task<string> MakeAsync(ServerProcess server)
    {
        var clip = await File.ReadAllBytesAsync(Clip);
        var beside = new Viewer(server.Client);
        var speaking = beside.WatchAsync(Script("joe", Seconds), TimeSpan.FromMinutes(2));
        var clock = Stopwatch.StartNew();
        var (id, group) = await MadeLook.WaitAsync(server.Client, "digital_twin", "video/mp4", clip);
        var made = clock.Elapsed.TotalSeconds;
        await MadeLook.AgreeAsync(server.Client, group, clip);
        await speaking;
        Figures.Line("look made beside a speaking session", Figures.Text(
            $"after {made:0.0} s; that session's lateness p99 {Figures.Percentile(beside.LatenessMs, 0.99):0} ms, at most {beside.LatenessMs.Max():0} ms"));
        return id;
    }

    /// <returns>Cores while it speaks its text to the end.</returns>
    private static async Task<double> CostAsync(ServerProcess server, string look)
    {
        var (cpu, clock) = (server.Cpu, Stopwatch.StartNew());
        await new Viewer(server.Client).WatchAsync(Script(look, Seconds), TimeSpan.FromMinutes(2));
        return (server.Cpu - cpu).TotalSeconds / clock.Elapsed.TotalSeconds;
    }

    private static object Script(string look, int seconds) => new { type = "tts", avatar_id = look, voice_id = "heart", text = Sentences.Text(1, seconds) };
}
