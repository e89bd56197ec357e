using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Visavis.Benchmarks;

/// <summary>
/// What a speaking session on the real server notices of two clients that ask, without a rest, for sessions on broken files: its parts'
/// lateness alone and beside them, in pairs.
/// </summary>
internal static class HostileNeighbours
{
    private const int Pairs = 3, Seconds = 30, Clients = 2;

    public static async Task RunAsync(IReadOnlyList<byte[]> files)
    {
        Figures.Title($"A speaking session of {Seconds} s alone and beside {Clients} clients with broken sound (limit: p99 lateness 200 ms)");
        // A session that is cancelled holds its place for some moments more.
        await using var server = await ServerProcess.StartAsync(1 + Clients * 4, pinned: false);
        await SpeakAsync(server, 2);
        for (var pair = 0; pair < Pairs; pair++)
        {
            Line("alone", await SpeakAsync(server, Seconds), "");
            await BesideAsync(server, files, pair);
        }
    }

    private static async Task BesideAsync(ServerProcess server, IReadOnlyList<byte[]> files, int seed)
    {
        using var over = new CancellationTokenSource();
        var ends = new ConcurrentBag<string>();
        var clients = Enumerable.Range(0, Clients).Select(i => BreakAsync(server.Client, files, new Random(seed * Clients + i), ends, over.Token)).ToList();
        var late = await SpeakAsync(server, Seconds);
        await over.CancelAsync();
        await Task.WhenAll(clients);
        Line("beside them", late, "; " + string.Join(", ", ends.GroupBy(end => end).OrderBy(end => end.Key, StringComparer.Ordinal).Select(end => $"{end.Count()} {end.Key}")));
    }

    private static async Task<List<double>> SpeakAsync(ServerProcess server, int seconds)
    {
        var viewer = new Viewer(server.Client);
        await viewer.WatchAsync(new { type = "tts", avatar_id = "nora", voice_id = "heart", text = Sentences.Text(1, seconds) }, TimeSpan.FromMinutes(2));
        return viewer.LatenessMs;
    }

    private static async Task BreakAsync(HttpClient client, IReadOnlyList<byte[]> files, Random random, ConcurrentBag<string> ends, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var bytes = Mutation.Of(files[random.Next(files.Count)], [.. files], random);
            using var answer = await client.PostAsJsonAsync("/v3/avatar-realtime", Request(bytes), CancellationToken.None);
            if (!answer.IsSuccessStatusCode)
            {
                ends.Add($"answered {(int)answer.StatusCode}");
                continue;
            }
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
            ends.Add(await EndAsync(client, body.GetProperty("data").GetProperty("stream_id").GetString()));
        }
    }

    /// <summary>The session's first status that says something, and its end.</summary>
    private static async Task<string> EndAsync(HttpClient client, string? id)
    {
        var status = "pending";
        while (status == "pending")
        {
            var body = await client.GetFromJsonAsync<JsonElement>($"/v3/avatar-realtime/{id}");
            status = body.GetProperty("data").GetProperty("status").GetString()!;
        }
        using var cancelled = await client.PostAsJsonAsync($"/v3/avatar-realtime/{id}/cancel", new { });
        return $"in {status}";
    }

    private static object Request(byte[] bytes) => new
    {
        type = "audio",
        avatar_id = "joe",
        audio = new { type = "base64", media_type = "audio/mpeg", data = Convert.ToBase64String(bytes) },
    };

    private static void Line(string name, List<double> late, string rest) => Figures.Line(name, Figures.Text(
        $"lateness p50 {Figures.Median(late):0} ms, p99 {Figures.Percentile(late, 0.99):0} ms, most {late.Max():0} ms") + rest);
}
