using System.Diagnostics;
using Visavis.Engine.Session;

namespace Visavis.Benchmarks;

/// <summary>How long streamed text waits: from the acceptance of a delta that ends a clause to a published part with its first word.</summary>
internal static class StreamBenchmark
{
    private const int Rounds = 16;

    public static async Task RunAsync(EngineParts parts)
    {
        Figures.Title("Streamed text, in the process");
        var whole = await DelaysAsync(parts, number => [$" The answer to number {number} is blue, of course."]);
        Figures.Line("delta that ends a clause → published", Figures.Text($"{Figures.Median(whole):0} ms median, {Figures.Percentile(whole, 0.95):0} ms p95 (limits 450 and 700)"));
        var tokens = await DelaysAsync(parts, number => [" The", " answer", " to", " number", $" {number}", " is", " blue", "."]);
        Figures.Line("the same as tokens, nothing behind the full stop", Figures.Text($"{Figures.Median(tokens):0} ms median, {Figures.Percentile(tokens, 0.95):0} ms p95"));
    }

    /// <param name="parts">The engine.</param>
    /// <param name="deltas">A text for each round: what was said before need not be spoken again.</param>
    private static async Task<List<double>> DelaysAsync(EngineParts parts, Func<int, string[]> deltas)
    {
        using var session = parts.NewSession(SessionKind.TextStream);
        session.Append("Ready. ", final: false);
        var running = session.RunAsync(CancellationToken.None);
        await session.Playable;
        session.ViewerArrived();
        await session.Words.WaitAsync(1, CancellationToken.None);
        var (delays, random) = (new List<double>(), new Random(1));
        for (var round = 0; round < Rounds; round++)
        {
            // Rests of a random length, so that every phase of a part's cadence is met; long enough for the clause to be over.
            await Task.Delay(3500 + random.Next(200));
            var before = session.Words.Count;
            foreach (var delta in deltas(round + 1))
            {
                session.Append(delta, final: false);
            }
            var clock = Stopwatch.StartNew();
            await session.Words.WaitAsync(before, CancellationToken.None);
            delays.Add(clock.Elapsed.TotalMilliseconds);
        }
        session.Cancel();
        await running;
        return delays;
    }
}
