using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Visavis.Engine;

namespace Visavis.Benchmarks;

/// <summary>Sessions of sound on the real server: how soon 10 s of sound stream, and how late the words come with two at once.</summary>
internal static class AudioBenchmark
{
    private const int Rounds = 7;
    private static readonly string Sample = Path.Combine(AssetFolders.Root, "..", "tests", "assets", "hearing", "sample.wav");

    public static async Task RunAsync()
    {
        Figures.Title($"Sound of 10 s: create → streaming, median and most of {Rounds} (limit 1000 ms)");
        await using var server = await ServerProcess.StartAsync(4, pinned: false);
        // The first sound loads the recogniser, which no later one waits for.
        await StreamAsync(server.Client, await AssetAsync(server.Client, await ClipAsync("mp3", 2)));
        foreach (var extension in new[] { "mp3", "m4a", "wav", "flac", "opus" })
        {
            var asset = await AssetAsync(server.Client, await ClipAsync(extension, 10));
            await LineAsync($"{extension}, an asset", server.Client, () => asset);
        }
        var data = Convert.ToBase64String(await ClipAsync("mp3", 10));
        await LineAsync("mp3, base64 in the request", server.Client, () => new { type = "base64", media_type = "audio/mpeg", data });
        await WordsAsync(server);
    }

    private static async Task LineAsync(string name, HttpClient client, Func<object> audio)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Add(await StreamAsync(client, audio()));
        }
        Figures.Line(name, Figures.Text($"{Figures.Median(times):0} ms, {times.Max():0} ms"));
    }

    private static async Task WordsAsync(ServerProcess server)
    {
        var asset = await AssetAsync(server.Client, await ClipAsync("mp3", 42));
        var cpu = server.Cpu;
        var clock = Stopwatch.StartNew();
        var late = (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => FollowAsync(server.Client, asset)))).SelectMany(delays => delays).ToList();
        Figures.Line("words, two sounds at once (limits: mean 2 s, p95 5 s)", Figures.Text(
            $"mean {late.Average():0.00} s, p95 {Figures.Percentile(late, 0.95):0.00} s after they were heard, {late.Count} words"));
        Figures.Line("cores of the server meanwhile", Figures.Text($"{(server.Cpu - cpu).TotalSeconds / clock.Elapsed.TotalSeconds:0.00}"));
    }

    /// <returns>Seconds from the moment a viewer hears each word's end to its frame on the words stream; ahead is negative.</returns>
    private static async Task<List<double>> FollowAsync(HttpClient client, object audio)
    {
        var id = await CreateAsync(client, audio);
        var playlist = new Uri((await UrlAsync(client, id)).Replace("master.m3u8", "media.m3u8", StringComparison.Ordinal));
        await client.GetStringAsync(playlist);
        var (clock, delays) = (Stopwatch.StartNew(), new List<double>());
        using var stream = new StreamReader(await client.GetStreamAsync(new Uri($"/v3/avatar-realtime/{id}/words", UriKind.Relative)));
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: {\"words\"", StringComparison.Ordinal))
            {
                var now = clock.Elapsed.TotalSeconds;
                delays.AddRange(JsonDocument.Parse(line[6..]).RootElement.GetProperty("words").EnumerateArray().Select(word => now - word.GetProperty("end").GetDouble()));
            }
        }
        return delays;
    }

    /// <returns>Milliseconds from the request to the status that names the playlist.</returns>
    private static async Task<double> StreamAsync(HttpClient client, object audio)
    {
        var clock = Stopwatch.StartNew();
        var id = await CreateAsync(client, audio);
        await UrlAsync(client, id);
        var elapsed = clock.Elapsed.TotalMilliseconds;
        await client.PostAsync(new Uri($"/v3/avatar-realtime/{id}/cancel", UriKind.Relative), null);
        return elapsed;
    }

    private static async Task<string> CreateAsync(HttpClient client, object audio)
    {
        using var created = await client.PostAsJsonAsync("/v3/avatar-realtime", new { type = "audio", avatar_id = "nora", audio });
        return (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("stream_id").GetString()!;
    }

    private static async Task<string> UrlAsync(HttpClient client, string id)
    {
        while (true)
        {
            var status = (await client.GetFromJsonAsync<JsonElement>($"/v3/avatar-realtime/{id}")).GetProperty("data");
            if (status.GetProperty("hls_url").GetString() is { } url)
            {
                return url;
            }
            if (status.GetProperty("status").GetString() == "error")
            {
                throw new InvalidOperationException(status.GetProperty("error_message").GetString());
            }
        }
    }

    private static async Task<object> AssetAsync(HttpClient client, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "clip" } };
        using var uploaded = await client.PostAsync("/v3/assets", form);
        var id = (await uploaded.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("asset_id").GetString();
        return new { type = "asset_id", asset_id = id };
    }

    /// <summary>The sample over and over; an m4a has its index at the end, as ffmpeg writes it.</summary>
    private static async Task<byte[]> ClipAsync(string extension, int seconds)
    {
        var file = Path.Combine(Path.GetTempPath(), $"visavis-{Guid.NewGuid():N}.{extension}");
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-stream_loop", "-1", "-i", Sample, "-t", $"{seconds}", file]);
        await ffmpeg.WaitForExitAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return bytes;
    }
}
