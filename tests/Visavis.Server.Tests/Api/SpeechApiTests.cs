using System.Buffers.Binary;
using System.Net;
using System.Text.Json;

namespace Visavis.Server.Tests.Api;

/// <summary>Speech without a face: real voices, read back from their files.</summary>
public sealed class SpeechApiTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Route = "/v3/voices/speech";

    [Fact]
    public async Task Text_IsAWavFileWithItsWords()
    {
        var speech = await SpeakAsync("""{"text":"Dr. Smith pays $5, today. Fine.","voice_id":"heart"}""");

        var words = speech.GetProperty("word_timestamps").EnumerateArray().ToList();
        Assert.Equal(["Dr.", "Smith", "pays", "$5", ",", "today", ".", "Fine", "."], words.Select(word => word.GetProperty("word").GetString()));
        var starts = words.Select(word => word.GetProperty("start").GetDouble()).ToList();
        Assert.Equal(starts.Order(), starts);
        var duration = speech.GetProperty("duration").GetDouble();
        Assert.InRange(words[^1].GetProperty("end").GetDouble(), 1, duration);
        var wave = await WaveAsync(speech);
        Assert.Equal(duration, wave.Length / 48_000.0, 3);
        Assert.InRange(wave.Max(Math.Abs), 0.1, 0.9);
    }

    [Fact]
    public async Task File_IsServedInRangesToAnybodyWhoKnowsItsAddress()
    {
        var url = (await SpeakAsync("""{"text":"Hello.","voice_id":"heart"}""")).GetProperty("audio_url").GetString()!;
        using var client = server.Host.NewClient();
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Range", "bytes=0-3" } } };
        var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("RIFF", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/media/speech/abcdefghijklmnopqrstuvwx.wav")).StatusCode);
    }

    [Fact]
    public async Task SpeedAndRests_AreHeard()
    {
        var plain = await DurationAsync("""{"text":"Here is one sentence of a usual length.","voice_id":"heart"}""");
        var fast = await DurationAsync("""{"text":"Here is one sentence of a usual length.","voice_id":"heart","speed":1.4}""");
        var rested = await DurationAsync("""{"text":"<speak>Here is one sentence <break time=\"2s\"/> of a usual length.</speak>","voice_id":"heart","input_type":"ssml"}""");
        Assert.InRange(fast / plain, 0.6, 0.9);
        Assert.InRange(rested - plain, 1.5, 3);
    }

    [Fact]
    public async Task PronunciationList_IsSaidAndNotWritten()
    {
        using var client = await server.Host.NewSpaceAsync("list");
        var before = await DurationAsync("""{"text":"Meet Xu.","voice_id":"heart"}""", client);
        const string list = """{"entries":[{"word":"Xu","respelling":"shoe the incredible","ipa":null,"language":null,"matches_case":false}]}""";
        Assert.Equal((200, $$"""{"data":{{list}}}"""), await client.PutAsync("/v3/pronunciations", ServerHost.Json(list)).WholeAsync());
        Assert.Equal((200, $$"""{"data":{{list}}}"""), await client.GetAsync("/v3/pronunciations").WholeAsync());

        var speech = await SpeakAsync("""{"text":"Meet Xu.","voice_id":"heart"}""", client);

        Assert.Equal(["Meet", "Xu", "."], speech.GetProperty("word_timestamps").EnumerateArray().Select(word => word.GetProperty("word").GetString()));
        Assert.True(speech.GetProperty("duration").GetDouble() > before + 0.4, "The longer respelling is not heard.");
        Assert.Equal(before, await DurationAsync("""{"text":"Meet Xu.","voice_id":"heart"}"""));
    }

    [Theory]
    [InlineData("""{"entries":[{"word":"a"}]}""", "entries[0].respelling", "'entries[0].respelling' needs either 'respelling' or 'ipa'.")]
    [InlineData("""{"entries":[{"word":"a","ipa":"b"},{"word":" ","ipa":"b"}]}""", "entries[1].word", "'entries[1].word' must have from 1 to 100 characters.")]
    [InlineData("""{"entries":[{"word":"a","say":"b"}]}""", "entries[0].say", "Unknown field 'entries[0].say'.")]
    [InlineData("""{"entries":[1]}""", "entries[0]", "'entries[0]' must be an object.")]
    [InlineData("""{"entries":{}}""", "entries", "'entries' must be a list.")]
    [InlineData("""{"words":[]}""", "words", "Unknown field 'words'.")]
    public async Task WrongList_IsAnErrorOfItsEntry(string body, string param, string message) => Assert.Equal(
        Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", param, message),
        await server.Host.Client.PutAsync("/v3/pronunciations", ServerHost.Json(body)).WholeAsync());

    [Theory]
    [InlineData("""{"text":"Hi.","voice_id":"heart","speed":3}""", "speed", "'speed' must be from 0.5 to 2.")]
    [InlineData("""{"text":"Hi.","voice_id":"heart","speed":"fast"}""", "speed", "'speed' must be a number.")]
    [InlineData("""{"text":"Hi.","voice_id":"heart","input_type":"html"}""", "input_type", "Invalid 'input_type'. Must be one of: text, ssml.")]
    [InlineData("""{"text":"...","voice_id":"heart"}""", "text", "'text' holds nothing to say: it needs at least one letter or digit.")]
    [InlineData("""{"text":"<speak> </speak>","voice_id":"heart","input_type":"ssml"}""", "text", "The SSML holds nothing to say.")]
    [InlineData("""{"text":"Hi.","voice_id":"heart","rate":1}""", "rate", "Unknown field 'rate'.")]
    public async Task WrongBody_IsInvalidParameter(string body, string param, string message) => Assert.Equal(
        Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", param, message),
        await server.Host.Client.PostAsync(Route, ServerHost.Json(body)).WholeAsync());

    /// <summary>espeak-ng's speakers speak every language, others their own; the numbers tell in which it was said.</summary>
    [Theory]
    [InlineData("espeak-de", """ "language":"French" """, "espeak-fr-f")]
    [InlineData("espeak-de", """ "language":"pt","locale":"pt_BR" """, "espeak-pt-br-f")]
    [InlineData("espeak-fr", """ "locale":"en-AU" """, "espeak-en-gb")]
    [InlineData("espeak-fr", """ "language":"Chinese" """, "espeak-cmn")]
    [InlineData("espeak-fr-be", """ "language":"French" """, "espeak-fr-be")]
    [InlineData("heart", """ "language":"english","locale":"en-US" """, "heart")]
    [InlineData("heart", """ "language":null,"locale":null """, "heart")]
    public async Task Language_IsSpokenByTheSameSpeaker(string voice, string fields, string speaker)
    {
        const string text = """ "text":"1995, 2748." """;
        var asked = await WaveAsync(await SpeakAsync($$"""{{{text}},"voice_id":"{{voice}}",{{fields}}}"""));
        Assert.Equal(await WaveAsync(await SpeakAsync($$"""{{{text}},"voice_id":"{{speaker}}"}""")), asked);
        if (voice != speaker)
        {
            Assert.NotEqual(await WaveAsync(await SpeakAsync($$"""{{{text}},"voice_id":"{{voice}}"}""")), asked);
        }
    }

    [Theory]
    [InlineData("heart", """ "language":"French" """, "language", "The voice 'heart' speaks en-US, not fr. These do: espeak-fr, espeak-fr-f, espeak-fr-be, espeak-fr-be-f, espeak-fr-ch, espeak-fr-ch-f.")]
    [InlineData("heart", """ "locale":"en-GB-scotland" """, "locale", "The voice 'heart' speaks en-US, not en-GB. These do: espeak-en-gb, espeak-en-gb-f, espeak-en-gb-scotland, espeak-en-gb-scotland-f, espeak-en-gb-x-gbclan, espeak-en-gb-x-gbclan-f, espeak-en-gb-x-gbcwmd, espeak-en-gb-x-gbcwmd-f and 2 more.")]
    [InlineData("espeak-de", """ "locale":"xx-XX" """, "locale", "The voice 'espeak-de' speaks de-DE, not xx-XX. No voice here does.")]
    [InlineData("heart", """ "language":"Elvish" """, "language", "'language' must be the English name of a language, such as French, or its code, such as fr.")]
    [InlineData("heart", """ "language":"" """, "language", "'language' must be the English name of a language, such as French, or its code, such as fr.")]
    [InlineData("heart", """ "locale":"english" """, "locale", "'locale' must be a language with its region, such as en-US.")]
    [InlineData("heart", """ "locale":7 """, "locale", "'locale' must be a string.")]
    [InlineData("heart", """ "language":"German","locale":"en-US" """, "locale", "'locale' is en-US but 'language' is de: leave one of them out.")]
    public async Task LanguageThatTheVoiceDoesNotSpeak_NamesVoicesThatDo(string voice, string fields, string param, string message) => Assert.Equal(
        Answers.Error(HttpStatusCode.BadRequest, "invalid_parameter", param, message),
        await server.Host.Client.PostAsync(Route, ServerHost.Json($$"""{"text":"Hi.","voice_id":"{{voice}}",{{fields}}}""")).WholeAsync());

    [Fact]
    public async Task ScriptThatTheVoiceCannotRead_NamesVoicesThatCan()
    {
        var (status, body) = await server.Host.Client.PostAsync(Route, ServerHost.Json("""{"text":"Здравствуйте.","voice_id":"heart"}""")).WholeAsync();
        Assert.Equal(400, status);
        Assert.Contains("espeak-ru", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heart")]
    [InlineData("espeak-de")]
    [InlineData("espeak-ru")]
    [InlineData("espeak-cmn")]
    [InlineData("espeak-cy")]
    public async Task Preview_PlaysWithoutKeyAndIsSpokenOnce(string voice)
    {
        var url = await (await server.Host.Client.GetAsync($"/v3/voices/{voice}")).DataAsync("preview_audio_url");
        using var client = server.Host.NewClient();
        var first = await client.GetAsync(url);
        Assert.Equal("audio/wav", first.Content.Headers.ContentType!.ToString());
        Assert.True((await first.Content.ReadAsByteArrayAsync()).Length > 48_000, "Less than half a second is no preview.");
        Assert.Equal(first.Content.Headers.LastModified, (await client.GetAsync(url)).Content.Headers.LastModified);
    }

    private async Task<double> DurationAsync(string body, HttpClient? client = null) => (await SpeakAsync(body, client)).GetProperty("duration").GetDouble();

    private async Task<JsonElement> SpeakAsync(string body, HttpClient? client = null)
    {
        var answer = await (client ?? server.Host.Client).PostAsync(Route, ServerHost.Json(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    private async Task<float[]> WaveAsync(JsonElement speech)
    {
        var file = await server.Host.NewClient().GetByteArrayAsync(speech.GetProperty("audio_url").GetString());
        return [.. Enumerable.Range(0, (file.Length - 44) / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(44 + 2 * i)) / 32_768f)];
    }
}
