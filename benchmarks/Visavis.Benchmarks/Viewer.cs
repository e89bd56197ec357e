using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Visavis.Benchmarks;

/// <summary>A client that creates a session and fetches its every part as soon as the playlist tells of it.</summary>
internal sealed partial class Viewer(HttpClient client)
{
    private string? _id;

    /// <summary>How late each part came, in ms: behind its place in media time since the first playlist came; early is 0.</summary>
    public List<double> LatenessMs { get; } = [];

    public double CreateToPlaylistMs { get; private set; }

    /// <summary>The longest silence between two words said so far, in seconds, and how many words there were; asked while the session lives.</summary>
    public async Task<(double Longest, int Words)> RestsAsync()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var (longest, end, words) = (0.0, 0.0, 0);
        try
        {
            using var stream = new StreamReader(await client.GetStreamAsync(new Uri($"/v3/avatar-realtime/{_id}/words", UriKind.Relative), enough.Token));
            while (await stream.ReadLineAsync(enough.Token) is { } line)
            {
                foreach (var word in line.StartsWith("data: {\"words\"", StringComparison.Ordinal) ? JsonDocument.Parse(line[6..]).RootElement.GetProperty("words").EnumerateArray().ToList() : [])
                {
                    var start = word.GetProperty("start").GetDouble();
                    longest = words++ == 0 ? 0 : Math.Max(longest, start - end);
                    end = word.GetProperty("end").GetDouble();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All that was said is read; the stream waits for more.
        }
        return (longest, words);
    }

    public async Task WatchAsync(object request, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var playlist = new Uri((await CreateAsync(request)).Replace("master.m3u8", "media.m3u8", StringComparison.Ordinal));
        var (seen, start, msn, part) = (new HashSet<string>(), -1.0, -1L, 0);
        while (start < 0 || clock.Elapsed.TotalMilliseconds - start < length.TotalMilliseconds)
        {
            var text = await GetAsync(msn < 0 ? playlist : new Uri($"{playlist}?_HLS_msn={msn}&_HLS_part={part}"), clock);
            if (start < 0)
            {
                start = CreateToPlaylistMs = clock.Elapsed.TotalMilliseconds;
            }
            foreach (Match match in Parts().Matches(text))
            {
                if (seen.Add(match.Value))
                {
                    await client.GetByteArrayAsync(new Uri(playlist, match.Groups[1].Value));
                    LatenessMs.Add(Math.Max(0, clock.Elapsed.TotalMilliseconds - start - DueMs(match)));
                }
            }
            if (text.Contains("#EXT-X-ENDLIST", StringComparison.Ordinal))
            {
                return;
            }
            (msn, part) = Next(text);
        }
    }

    private async Task<string> GetAsync(Uri playlist, Stopwatch clock)
    {
        using var answer = await client.GetAsync(playlist);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException(
            Figures.Text($"{(int)answer.StatusCode} for {playlist.Query} after {clock.Elapsed.TotalSeconds:0.0} s, the playlist {CreateToPlaylistMs:0} ms after the request: {body}"));
    }

    private async Task<string> CreateAsync(object request)
    {
        using var created = await client.PostAsJsonAsync("/v3/avatar-realtime", request);
        var body = await created.Content.ReadFromJsonAsync<JsonElement>();
        if (!created.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The server refused a session: {body}");
        }
        _id = body.GetProperty("data").GetProperty("stream_id").GetString();
        while (true)
        {
            // A status waits for the first segment itself, for up to a second.
            var status = await client.GetFromJsonAsync<JsonElement>($"/v3/avatar-realtime/{_id}");
            if (status.GetProperty("data").GetProperty("hls_url").GetString() is { } url)
            {
                return url;
            }
        }
    }

    /// <summary>A part's place in media time: segments of 1 s, parts of 200 ms.</summary>
    private static double DueMs(Match part) =>
        1000.0 * long.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture) + 200.0 * int.Parse(part.Groups[3].Value, CultureInfo.InvariantCulture);

    /// <summary>The part that the preload hint names.</summary>
    private static (long Msn, int Part) Next(string playlist)
    {
        var hint = Hint().Match(playlist);
        return (long.Parse(hint.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(hint.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("#EXT-X-PART:[^\n]*URI=\"(part(\\d+)\\.(\\d+)\\.m4s)\"")]
    private static partial Regex Parts();

    [GeneratedRegex("#EXT-X-PRELOAD-HINT:[^\n]*URI=\"part(\\d+)\\.(\\d+)\\.m4s\"")]
    private static partial Regex Hint();
}
