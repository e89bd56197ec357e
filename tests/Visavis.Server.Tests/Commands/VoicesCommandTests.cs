using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Visavis.Server.Commands;
using Visavis.Server.Tests.Voices;

namespace Visavis.Server.Tests.Commands;

public sealed class VoicesCommandTests : IDisposable
{
    private const string Nils = """{"family":"espeak","voice":"sv","name":"Nils"}""";

    private readonly TempFolder _folder = new();

    private string Voices => Path.Combine(_folder.Path, "data", "voices");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddedFolder_IsListedTriedAndRemoved()
    {
        Assert.Equal("trying it\nnils is ready: nils\n", await RunAsync("add", Source("nils", Nils)));
        Assert.Equal([".checked.json", "voice.json"], Names(Path.Combine(Voices, "nils")));
        Assert.Contains("nils                     Nils                     Swedish      male     espeak            ready\n", await RunAsync("list"), StringComparison.Ordinal);

        var wave = _folder.File("out.wav");
        Assert.Matches(@"^.*out\.wav: \d\.\d\d s of sound; first sound after \d+ ms, all after \d+ ms, real-time factor \d\.\d\d\d\n$", await RunAsync("try", "God dag.", "--voice", "nils", "--out", wave));
        var sound = await File.ReadAllBytesAsync(wave);
        Assert.Equal("RIFF"u8.ToArray(), sound[..4]);
        Assert.InRange(sound.Length, 48_000, 300_000);

        Assert.Equal("nils is removed.\n", await RunAsync("remove", "nils"));
        Assert.Equal([], Names(Voices));
    }

    [Fact]
    public async Task List_HidesEspeakUntilAskedForIt()
    {
        var all = await RunAsync("list");
        Assert.Contains("heart                    Heart                    English      female   heart             built in\n", all, StringComparison.Ordinal);
        Assert.DoesNotContain("espeak-cy", all, StringComparison.Ordinal);
        Assert.Contains(" voices of espeak-ng in ", all, StringComparison.Ordinal);
        Assert.Contains("espeak-cy-f", await RunAsync("list", "--language", "welsh"), StringComparison.Ordinal);
        Assert.Contains("espeak-cy-f", await RunAsync("list", "--family", "espeak"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedVoice_LeavesNothingBehind()
    {
        var source = Source("bad", null);
        await File.WriteAllBytesAsync(Path.Combine(source, "a.onnx"), VoiceDrop.OtherModel());
        await File.WriteAllTextAsync(Path.Combine(source, "a.onnx.json"), VoiceDrop.Table);
        Assert.Equal("The voice is refused: a.onnx cannot be used as a Piper voice: it has no input \"input\" (but chars).", await FaultAsync("add", source));
        Assert.Equal("The voice is refused: a.onnx cannot be used as a Piper voice: it has no input \"input\" (but chars).", await FaultAsync("add", Path.Combine(source, "a.onnx"), "--id", "b"));
        Assert.Equal([], Names(Voices));
    }

    [Fact]
    public async Task WrongUse_IsASentence()
    {
        await RunAsync("add", Source("nils", Nils));
        Assert.Equal("There is a voice folder 'nils' already: remove it first, or choose another id with --id.", await FaultAsync("add", _folder.File("nils")));
        Assert.Equal("'a/b' cannot be a voice's id: use --id with 1 to 64 letters, digits, '-', '_' and '.'.", await FaultAsync("add", _folder.File("nils"), "--id", "a/b"));
        Assert.Equal($"{_folder.File("gone")} does not exist.", await FaultAsync("add", _folder.File("gone")));
        Assert.Equal("There is no voice folder '..': voices list shows them.", await FaultAsync("remove", ".."));
        Assert.Equal("There is no voice 'bob': voices list shows them.", await FaultAsync("try", "Hi", "--voice", "bob"));
        Assert.Equal("The voice 'heart' cannot read this text.", await FaultAsync("try", "Привет"));
        Assert.Equal("The voice 'espeak-ja' cannot read this text. It reads hiragana and katakana, but no kanji.", await FaultAsync("try", "日本語", "--voice", "espeak-ja"));
        Assert.StartsWith("Use: voices add PATH|URL", await FaultAsync("add"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Url_IsFetchedUnpackedAndTried()
    {
        await using var server = await FilesAsync(app =>
        {
            app.MapGet("/voices/nils.zip", () => Results.Redirect("/elsewhere"));
            app.MapGet("/elsewhere", () => Results.Bytes(Zip(("nils-1.0/voice.json", Nils))));
        });
        Assert.Matches(@"^fetching nils.zip: .*\nunpacking\ntrying it\nnils is ready: nils\n$", await RunAsync("add", server.Urls.First() + "/voices/nils.zip"));
        Assert.Equal([".checked.json", "voice.json"], Names(Path.Combine(Voices, "nils")));
    }

    [Fact]
    public async Task UrlThatCannotBeHad_IsASentence()
    {
        await using var server = await FilesAsync(app =>
        {
            app.MapGet("/away.zip", () => Results.Redirect("http://192.0.2.1/x.zip"));
            app.MapGet("/round.zip", () => Results.Redirect("/round.zip"));
            app.MapGet("/broken.zip", () => StatusCodes.Status200OK);
            app.MapGet("/fails.zip", () => Results.StatusCode(500));
            app.MapGet("/big.zip", (HttpContext context) => context.Response.ContentLength = 5L << 30);
            app.MapGet("/model.onnx.json", () => VoiceDrop.Table);
        });
        var url = server.Urls.First();
        var host = new Uri(url).Host;
        Assert.Equal("http://192.0.2.1/x.zip is not fetched: only https is, and http from this machine itself.", await FaultAsync("add", url + "/away.zip"));
        Assert.Equal("http://192.0.2.1/x.zip is not fetched: only https is, and http from this machine itself.", await FaultAsync("add", "http://192.0.2.1/x.zip"));
        Assert.Equal($"{host} redirects more than 5 times.", await FaultAsync("add", url + "/round.zip"));
        Assert.Equal($"{host} has no /none.zip.", await FaultAsync("add", url + "/none.zip"));
        Assert.Equal($"{host} answered 500 for /fails.zip.", await FaultAsync("add", url + "/fails.zip"));
        Assert.Equal($"{host} has no /model.onnx.", await FaultAsync("add", url + "/model.onnx"));
        Assert.Equal("The file is larger than 2048 MiB, the limit for a voice.", await FaultAsync("add", url + "/big.zip"));
        Assert.StartsWith("archive.zip is no archive that can be read", await FaultAsync("add", url + "/broken.zip"), StringComparison.Ordinal);
        Assert.Equal("The URL must end with .zip, .tar.gz, .tgz, .tar or .onnx.", await FaultAsync("add", url + "/voice.exe"));
        Assert.Equal([], Names(Voices));
    }

    [Fact]
    public async Task AddedVoice_SpeaksInASessionOfTheServer()
    {
        await RunAsync("add", Source("nils", Nils));
        var (server, _, address) = await ServerProcess.ServeAsync(_folder.File("data"), "key-of-the-test");
        using var running = server;
        using var client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "x-api-key", "key-of-the-test" } } };
        Assert.Equal(
            (200, $$$"""{"data":{"voice_id":"nils","name":"Nils","language":"Swedish","gender":"male","support_pause":true,"support_locale":false,"type":"public","preview_audio_url":"{{{address}}}media/voices/nils/preview.wav"}}"""),
            await client.GetAsync("/v3/voices/nils").WholeAsync());
        var created = await client.PostAsync("/v3/avatar-realtime", ServerHost.Json("""{"type":"tts","avatar_id":"joe","voice_id":"nils","text":"God dag."}"""));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        // Works while the server owns the data folder.
        await RunAsync("remove", "nils");
        Assert.Equal(0, await server.SignalAsync("TERM"));
    }

    private string Source(string name, string? voice)
    {
        var folder = Directory.CreateDirectory(_folder.File(name)).FullName;
        if (voice is not null)
        {
            File.WriteAllText(Path.Combine(folder, "voice.json"), voice);
        }
        return folder;
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        await VoicesCommand.RunAsync([.. arguments, "--data", _folder.File("data")], output);
        return output.ToString();
    }

    private async Task<string> FaultAsync(params string[] arguments) => (await Assert.ThrowsAsync<StartException>(() => RunAsync(arguments))).Message;

    private static List<string?> Names(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order()] : [];

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }
        return bytes.ToArray();
    }

    private static async Task<WebApplication> FilesAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }
}
