using System.Net;
using System.Text.Json;

namespace Visavis.Server.Tests.Api;

/// <summary>The setting script_fallback: who speaks what the voice asked for cannot read.</summary>
public sealed class ScriptFallbackTests : IAsyncLifetime
{
    private ServerHost _host = null!;

    public async Task InitializeAsync() => _host = await ServerHost.StartAsync(
        new ServerOptions { ScriptFallback = "not-here, espeak-ru,espeak-cmn", RequestsPerSecond = 100_000, RequestBurst = 100_000, Linger = TimeSpan.Zero, Curtain = TimeSpan.Zero });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Здравствуйте, как дела?", "espeak-ru")]
    [InlineData("你好，很高兴认识你。", "espeak-cmn")]
    public async Task TextThatTheVoiceCannotRead_IsSpokenByTheFirstThatCan(string text, string reader)
    {
        Assert.Equal(await SoundAsync(reader, text), await SoundAsync("heart", text));
    }

    [Fact]
    public async Task SentenceInOtherLetters_IsSpokenWhereItStands()
    {
        var (english, russian) = (await SoundAsync("heart", "I met a man in the town."), await SoundAsync("espeak-ru", "Здравствуйте."));
        var both = await SoundAsync("heart", "I met a man in the town. Здравствуйте.");
        Assert.Equal(english[44..], both[44..english.Length]);
        Assert.Equal(russian[44..], both[^(russian.Length - 44)..]);
    }

    [Fact]
    public async Task Session_SaysTheWordsOfBothScripts()
    {
        var created = await _host.Client.PostAsync("/v3/avatar-realtime", ServerHost.Json("""{"type":"tts","avatar_id":"joe","voice_id":"male","text":"Привет, Анна. Hello."}"""));
        var id = await created.DataAsync("stream_id");
        await _host.PlaylistAsync(id);
        await _host.EndedAsync(id);
        using var words = new StreamReader(await _host.Client.GetStreamAsync($"/v3/avatar-realtime/{id}/words"));
        var told = (await words.ReadToEndAsync()).Split('\n').Where(line => line.StartsWith("data: {\"words\"", StringComparison.Ordinal))
            .SelectMany(line => JsonDocument.Parse(line[6..]).RootElement.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("word").GetString()));
        Assert.Equal(["Привет", ",", "Анна", ".", "Hello", "."], told);
    }

    [Fact]
    public async Task TextThatNoneCanRead_IsStillRefused()
    {
        var (status, body) = await _host.Client.PostAsync("/v3/voices/speech", ServerHost.Json("""{"text":"안녕하세요.","voice_id":"heart"}""")).WholeAsync();
        Assert.Equal(((int)HttpStatusCode.BadRequest, true), (status, body.Contains("These can: espeak-ko, espeak-ko-f.", StringComparison.Ordinal)));
    }

    private async Task<byte[]> SoundAsync(string voice, string text)
    {
        var answer = await _host.Client.PostAsync("/v3/voices/speech", ServerHost.Json(JsonSerializer.Serialize(new { text, voice_id = voice })));
        return await _host.Client.GetByteArrayAsync(await answer.DataAsync("audio_url"));
    }
}
