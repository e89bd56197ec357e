using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Visavis.Engine;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;

namespace Visavis.Benchmarks;

/// <summary>
/// A session by a voice of each family and in each language at hand, on the real server: its stream is fetched, decoded, and listened to
/// by the recogniser, which is not told the language.
/// </summary>
internal static partial class LanguagesBenchmark
{
    private static readonly (string Voice, string Family, string Language, string Text)[] Sessions =
    [
        ("heart", "heart", "en", "Good morning. Your order was shipped on Monday and should arrive by Thursday."),
        ("joe", "Piper", "en", "Good morning. Your order was shipped on Monday and should arrive by Thursday."),
        ("remote", "remote", "en", "Good morning. Your order was shipped on Monday and should arrive by Thursday."),
        ("kokoro-bm_george", "Kokoro", "en", "Good morning. Your order was shipped on Monday and should arrive by Thursday."),
        ("kokoro-ef_dora", "Kokoro", "es", "Buenos días. Su pedido salió el lunes y debería llegar antes del jueves."),
        ("kokoro-ff_siwis", "Kokoro", "fr", "Bonjour. Votre commande est partie lundi et devrait arriver avant jeudi."),
        ("kokoro-if_sara", "Kokoro", "it", "Buongiorno. Il suo ordine è partito lunedì e dovrebbe arrivare entro giovedì."),
        ("kokoro-pf_dora", "Kokoro", "pt", "Bom dia. O seu pedido saiu na segunda e deve chegar até quinta."),
        ("espeak-de", "espeak-ng", "de", "Guten Morgen. Ihre Bestellung ging am Montag ab und sollte bis Donnerstag ankommen."),
        ("espeak-nl", "espeak-ng", "nl", "Goedemorgen. Uw bestelling is maandag verzonden en komt donderdag aan."),
        ("espeak-pl", "espeak-ng", "pl", "Dzień dobry. Państwa zamówienie wysłano w poniedziałek i dotrze do czwartku."),
        ("espeak-ru", "espeak-ng", "ru", "Доброе утро. Ваш заказ отправлен в понедельник и прибудет до четверга."),
        ("espeak-ja", "espeak-ng", "ja", "おはようございます。きょうはいいてんきですね。"),
        ("espeak-cmn", "espeak-ng", "zh", "早上好。今天天气很好。"),
    ];

    public static async Task RunAsync()
    {
        Figures.Title("Sessions by voice and language: first segment, what was heard in the decoded stream (words of the stream; the recogniser's)");
        await using var remote = new SpeechServer();
        var folders = new[] { VoicesBenchmark.Find("joe"), VoicesBenchmark.Find("kokoro"), remote.VoiceFolder }.OfType<string>().ToArray();
        await using var server = await ServerProcess.StartAsync(4, pinned: false, folders);
        using var whisper = WhisperModel.Load(AssetFolders.Hearing);
        foreach (var (voice, family, language, text) in Sessions)
        {
            if (await HasVoiceAsync(server.Client, voice))
            {
                await SayAsync(server.Client, whisper, voice, family, language, text);
            }
            else
            {
                Figures.Line($"{language}, {voice} ({family})", "not here: there is no shared/voices above the program, or espeak-ng lacks it");
            }
        }
        Figures.Line("clauses that the remote voice's server spoke", $"{remote.Requests}");
    }

    private static async Task SayAsync(HttpClient client, WhisperModel whisper, string voice, string family, string language, string text)
    {
        var clock = Stopwatch.StartNew();
        var (id, playlist) = await CreateAsync(client, voice, text);
        var first = clock.Elapsed.TotalMilliseconds;
        var told = await WordsAsync(client, id);
        var sound = await SoundAsync(await StreamAsync(client, playlist));
        // It would stay for viewers who came late, and a slow voice counts in admission until it is over.
        await client.PostAsync(new Uri($"/v3/avatar-realtime/{id}/cancel", UriKind.Relative), null);
        var level = 10 * Math.Log10(sound.Sum(s => (double)s * s) / sound.Length + 1e-12);
        var (heard, detected) = Hear(whisper, sound);
        var (spoken, recognised) = (text.Split(' ').SelectMany(WordErrors.Plain).ToList(), heard.SelectMany(WordErrors.Plain).ToList());
        var (errors, _) = WordErrors.Compare(spoken, recognised);
        Figures.Line($"{language}, {voice} ({family})", Figures.Text(
            $"{first:0} ms; {sound.Length / 16000.0:0.0} s at {level:0.0} dBFS, {told} words told; heard as {detected}, {spoken.Count - Math.Min(errors, spoken.Count)} of {spoken.Count} words"));
    }

    private static (List<string> Words, string Language) Hear(WhisperModel whisper, float[] sound)
    {
        var words = new List<string>();
        var listener = new RecogniserListener(Recogniser.LongestSound, MediaTime.FromSeconds(30), word => words.Add(word.Word));
        listener.Append(sound);
        listener.Finish();
        while (listener.Step(whisper, CancellationToken.None) == ListenerStep.More)
        {
        }
        return (words, listener.Language ?? "nothing");
    }

    private static async Task<bool> HasVoiceAsync(HttpClient client, string voice)
    {
        // A folder is read a moment after the start.
        for (var patience = 0; patience < 120; patience++)
        {
            if ((await client.GetAsync(new Uri($"/v3/voices/{voice}", UriKind.Relative))).IsSuccessStatusCode)
            {
                return true;
            }
            await Task.Delay(voice.StartsWith("espeak", StringComparison.Ordinal) ? 10 : 500);
        }
        return false;
    }

    private static async Task<(string Id, Uri Playlist)> CreateAsync(HttpClient client, string voice, string text)
    {
        var body = await AskAsync(client, new { type = "tts", avatar_id = "joe", voice_id = voice, text });
        var id = body.GetProperty("data").GetProperty("stream_id").GetString()!;
        while (true)
        {
            var status = (await client.GetFromJsonAsync<JsonElement>($"/v3/avatar-realtime/{id}")).GetProperty("data");
            if (status.GetProperty("hls_url").GetString() is { } url)
            {
                return (id, new Uri(url.Replace("master.m3u8", "media.m3u8", StringComparison.Ordinal)));
            }
            if (status.GetProperty("status").GetString() == "error")
            {
                throw new InvalidOperationException(status.GetProperty("error_message").GetString());
            }
        }
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, object request)
    {
        for (var patience = 0; ; patience++)
        {
            using var created = await client.PostAsJsonAsync("/v3/avatar-realtime", request);
            var body = await created.Content.ReadFromJsonAsync<JsonElement>();
            if (created.IsSuccessStatusCode)
            {
                return body;
            }
            if (created.StatusCode != HttpStatusCode.TooManyRequests || patience == 20)
            {
                throw new InvalidOperationException($"The server refused a session: {body}");
            }
            await Task.Delay(500);
        }
    }

    /// <returns>How many words the words stream told, when it has ended.</returns>
    private static async Task<int> WordsAsync(HttpClient client, string id)
    {
        var count = 0;
        using var stream = new StreamReader(await client.GetStreamAsync(new Uri($"/v3/avatar-realtime/{id}/words", UriKind.Relative)));
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: {\"words\"", StringComparison.Ordinal))
            {
                count += JsonDocument.Parse(line[6..]).RootElement.GetProperty("words").GetArrayLength();
            }
        }
        return count;
    }

    private static async Task<byte[]> StreamAsync(HttpClient client, Uri playlist)
    {
        var text = await client.GetStringAsync(playlist);
        while (!text.Contains("#EXT-X-ENDLIST", StringComparison.Ordinal))
        {
            await Task.Delay(200);
            text = await client.GetStringAsync(playlist);
        }
        var stream = new MemoryStream();
        foreach (var name in (string[])["init.mp4", .. Segments().Matches(text).Select(match => match.Value)])
        {
            stream.Write(await client.GetByteArrayAsync(new Uri(playlist, name)));
        }
        return stream.ToArray();
    }

    /// <summary>16 kHz mono, by ffmpeg.</summary>
    private static async Task<float[]> SoundAsync(byte[] stream)
    {
        var file = Path.Combine(Path.GetTempPath(), $"visavis-{Guid.NewGuid():N}.mp4");
        await File.WriteAllBytesAsync(file, stream);
        var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", file, "-map", "0:a", "-ac", "1", "-ar", "16000", "-f", "f32le", "-"]) { RedirectStandardOutput = true };
        using var ffmpeg = Process.Start(start)!;
        var bytes = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(bytes);
        await ffmpeg.WaitForExitAsync();
        File.Delete(file);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.ToArray()).ToArray();
    }

    [GeneratedRegex(@"(?m)^seg\d+\.m4s")]
    private static partial Regex Segments();

    /// <summary>A server of somebody else's with OpenAI's speech call, on this machine: flite or espeak-ng speak behind it.</summary>
    private sealed class SpeechServer : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly string _folder = Directory.CreateTempSubdirectory("visavis-remote-").FullName;
        private readonly Task _serving;

        public SpeechServer()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            VoiceFolder = Path.Combine(_folder, "remote");
            Directory.CreateDirectory(VoiceFolder);
            File.WriteAllText(Path.Combine(VoiceFolder, "voice.json"), JsonSerializer.Serialize(new
            {
                family = "remote", name = "Remote", locale = "en-US", url = $"http://127.0.0.1:{port}", model = "any", voice = "any", key = "sk-any", format = "wav", sample_rate = 22050,
            }));
            _serving = ServeAsync();
        }

        public string VoiceFolder { get; }

        public int Requests { get; private set; }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving;
            Directory.Delete(_folder, recursive: true);
        }

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    var request = await JsonDocument.ParseAsync(context.Request.InputStream);
                    var start = new ProcessStartInfo("espeak-ng", ["-v", "en-us", "--stdout", request.RootElement.GetProperty("input").GetString()!]) { RedirectStandardOutput = true };
                    using var voice = Process.Start(start)!;
                    context.Response.ContentType = "audio/wav";
                    await voice.StandardOutput.BaseStream.CopyToAsync(context.Response.OutputStream);
                    context.Response.Close();
                    Requests++;
                }
                catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
