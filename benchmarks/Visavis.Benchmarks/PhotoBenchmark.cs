using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Visavis.Engine;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Benchmarks;

/// <summary>From a photo to a look: the face chain alone, and on the real server from the upload to the first playlist with the look speaking.</summary>
internal static class PhotoBenchmark
{
    private const int Rounds = 30;

    /// <summary>A server makes a look for nobody when it has started; nobody sends a photo sooner.</summary>
    private static readonly TimeSpan Rehearsal = TimeSpan.FromSeconds(8);

    public static readonly string Portraits = Path.Combine(AssetFolders.Root, "..", "tests", "assets", "portraits");

    public static async Task RunAsync()
    {
        Figures.Title("Photos");
        Chain();
        var photos = Directory.GetFiles(Portraits, "*.jpg").Order(StringComparer.Ordinal).ToList();
        await using (var server = await ServerProcess.StartAsync(3, pinned: false))
        {
            await SpeakAsync(server.Client, photos[0], ", in the moment of the start");
        }
        await using (var server = await ServerProcess.StartAsync(3, pinned: false))
        {
            await Task.Delay(Rehearsal);
            foreach (var photo in photos)
            {
                await SpeakAsync(server.Client, photo, "");
            }
        }
    }

    private static void Chain()
    {
        using var models = FaceModels.Load(AssetFolders.Faces);
        var picture = RgbPicture.Of(PictureFile.Read(Path.Combine(AssetFolders.Avatars, "nora", "base.png")));
        var (detector, reader, times) = (new FaceDetector(models.Detection), new FaceReader(models), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            reader.Read(picture, detector.Find(picture)[0].Region);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        Figures.Milliseconds("detector and 478 points, one core (limit 8 ms)", times);
    }

    /// <summary>Seconds from the request to the finished look, and to the playlist of a session that shows it.</summary>
    private static async Task SpeakAsync(HttpClient client, string file, string when)
    {
        var photo = await File.ReadAllBytesAsync(file);
        var clock = Stopwatch.StartNew();
        var (id, _) = await MadeLook.WaitAsync(client, "photo", "image/jpeg", photo);
        var made = clock.Elapsed.TotalSeconds;
        using var session = await client.PostAsJsonAsync("/v3/avatar-realtime", new { type = "tts", avatar_id = id, voice_id = "heart", text = "Hello." });
        var stream = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("stream_id").GetString();
        while ((await client.GetFromJsonAsync<JsonElement>($"/v3/avatar-realtime/{stream}")).GetProperty("data").GetProperty("hls_url").ValueKind == JsonValueKind.Null)
        {
        }
        var speaking = clock.Elapsed.TotalSeconds;
        await client.PostAsync(new Uri($"/v3/avatar-realtime/{stream}/cancel", UriKind.Relative), null);
        Figures.Line(Path.GetFileNameWithoutExtension(file) + when, Figures.Text($"look made after {made:0.0} s, speaks after {speaking:0.0} s (limit 5)"));
    }
}
