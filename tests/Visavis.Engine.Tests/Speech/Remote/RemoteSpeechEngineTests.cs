using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Alignment;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Speech.Remote;
using Visavis.Engine.Tests.Speech.Espeak;
using Visavis.Engine.Tests.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Remote;

public sealed class RemoteSpeechEngineTests(RemoteSpeechEngineTests.Hearing workers) : IClassFixture<RemoteSpeechEngineTests.Hearing>, IDisposable
{
    private const string Key = "sk-test-0123456789";
    private const string Text = "Good morning, everybody.";

    private readonly HttpClient _client = RemoteSpeechEngine.NewClient();
    private readonly ImpatientTime _time = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("pcm")]
    [InlineData("wav")]
    public async Task Answer_BecomesSoundWithWordsAndPhonemes(string format)
    {
        await using var server = new SpeechServer(async (_, request, response) =>
        {
            var sound = await SpeechServer.SpeakAsync(request);
            await SpeechServer.SendAsync(response, format == "wav" ? SpeechServer.Wave(sound) : sound, format == "wav" ? "audio/wav" : "audio/pcm");
        });
        using var engine = Engine(server.Url, options => options with { Format = format, SampleRate = 48_000 });

        using var chunk = await engine.SpeakAsync(Sentence(Text) with { Speed = 1.25f }, default);

        var asked = Assert.Single(server.Requests);
        Assert.Equal(("/v1/audio/speech", $"Bearer {Key}"), (asked.Path, asked.Authorization));
        Assert.Equal(
            $$"""{"model":"kokoro","input":"{{Text}}","voice":"af_sky","response_format":"{{format}}","speed":1.25}""", asked.Body.GetRawText());
        Assert.InRange(chunk.Pcm.Duration.Seconds, 1, 2.5);
        Assert.InRange(SpeechLevel(chunk.Pcm.Span), -22, -18);
        Assert.Equal(["Good", "morning", ",", "everybody", "."], chunk.Words.Select(word => word.Word));
        Assert.Equal("ɡʊd", string.Concat(chunk.Phonemes.Take(3).Select(phoneme => phoneme.Symbol)));
        AssertInOrder(chunk.Words.Select(word => (word.Start, word.End)), chunk.Pcm.Duration);
        AssertInOrder(chunk.Phonemes.Select(phoneme => (phoneme.Start, phoneme.End)), chunk.Pcm.Duration);
        Assert.Equal(Pauses.Of(ClauseEnd.Sentence), chunk.PauseAfter);
    }

    [Fact]
    public async Task WordStarts_AreWhereTheVoiceHasThem()
    {
        byte[] sound = [];
        await using var server = new SpeechServer(async (_, request, response) => await SpeechServer.SendAsync(response, sound = await SpeechServer.SpeakAsync(request)));
        using var engine = Engine(server.Url, options => options with { SampleRate = 48_000 });
        const string Words = "The old dog likes to sleep behind our garden house.";
        using var chunk = await engine.SpeakAsync(Sentence(Words), default);
        var heart = new HeartSpeechEngine(HeartVoice.Model, HeartVariant.Heart, HeartVoice.Pronouncer);
        using var own = await heart.SpeakAsync(Sentence(Words), default);
        var apart = own.Words.Zip(chunk.Words).Where(pair => !pair.First.IsPunctuation)
            .Select(pair => (pair.Second.Start - chunk.Words[0].Start - (pair.First.Start - own.Words[0].Start)).Milliseconds).ToList();
        Assert.InRange(apart.Average(Math.Abs), 0, 60);
    }

    [Fact]
    public async Task LanguageWithoutReader_HasItsWordsSpreadOverTheSound()
    {
        await using var server = new SpeechServer(async (_, request, response) => await SpeechServer.SendAsync(response, await SpeechServer.SpeakAsync(request)));
        using var engine = Engine(server.Url, options => options with { SampleRate = 48_000 }, "xx-XX");
        using var chunk = await engine.SpeakAsync(Sentence(Text), default);
        Assert.Equal("ɡɔɔd" + "mɔɹninɡ" + "ɛvɛɹibɔdi", string.Concat(chunk.Phonemes.Select(phoneme => phoneme.Symbol)));
        AssertInOrder(chunk.Words.Select(word => (word.Start, word.End)), chunk.Pcm.Duration);
        AssertInOrder(chunk.Phonemes.Select(phoneme => (phoneme.Start, phoneme.End)), chunk.Pcm.Duration);
    }

    [Fact]
    public async Task WavThoughPcmWasAsked_IsReadByItsHeader()
    {
        await using var server = new SpeechServer(async (_, request, response) =>
            await SpeechServer.SendAsync(response, SpeechServer.Wave(await SpeechServer.SpeakAsync(request)), "application/octet-stream"));
        using var engine = Engine(server.Url);
        using var chunk = await engine.SpeakAsync(Sentence(Text), default);
        Assert.InRange(chunk.Pcm.Duration.Seconds, 1, 2.5);
    }

    [Fact]
    public async Task SlowDrip_IsReadToItsEndWhateverItsPieces()
    {
        await using var server = new SpeechServer(async (_, request, response) =>
        {
            var sound = SpeechServer.Wave(await SpeechServer.SpeakAsync(request));
            response.SendChunked = true;
            for (var at = 0; at < sound.Length; at += 9_999)
            {
                await response.OutputStream.WriteAsync(sound.AsMemory(at, Math.Min(9_999, sound.Length - at)));
                await response.OutputStream.FlushAsync();
            }
            response.Close();
        });
        using var engine = Engine(server.Url);
        using var chunk = await engine.SpeakAsync(Sentence(Text), default);
        Assert.InRange(chunk.Pcm.Duration.Seconds, 1, 2.5);
    }

    [Fact]
    public async Task BusyThenReady_IsAskedAgainWhenTheServerSays()
    {
        await using var server = new SpeechServer(async (number, request, response) =>
        {
            if (number == 1)
            {
                response.AddHeader("Retry-After", "2");
                await SpeechServer.SendAsync(response, [], status: 429);
                return;
            }
            await SpeechServer.SendAsync(response, await SpeechServer.SpeakAsync(request));
        });
        using var engine = Engine(server.Url, options => options with { SampleRate = 48_000 });
        using var chunk = await engine.SpeakAsync(Sentence(Text), default);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Rests);
        Assert.True(chunk.Pcm.Length > 0);
    }

    [Fact]
    public async Task BusyForLong_IsAnErrorAtOnce()
    {
        await using var server = new SpeechServer((_, _, response) =>
        {
            response.AddHeader("Retry-After", "60");
            return SpeechServer.SendAsync(response, [], status: 429);
        });
        Assert.Equal("The remote voice's server takes no more requests now (429).", await FaultAsync(server.Url));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ServerThatKeepsFailing_IsAskedThreeTimes()
    {
        await using var server = new SpeechServer((_, _, response) => SpeechServer.SendAsync(response, [], status: 503));
        Assert.Equal("The remote voice's server failed (503).", await FaultAsync(server.Url));
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal([TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.8)], _time.Rests);
    }

    [Fact]
    public async Task NobodyThere_IsAnError() =>
        Assert.Equal("The remote voice's server cannot be reached or broke off.", await FaultAsync(SpeechServer.Nowhere()));

    [Theory]
    [InlineData(401, "The remote voice's server refused the key (401): check key_env in voice.json.")]
    [InlineData(404, "The remote voice's server has no such address, model or voice (404): check url, model and voice in voice.json.")]
    [InlineData(400, "The remote voice's server refused the request (400): check model, voice and format in voice.json.")]
    [InlineData(302, "The remote voice's server sends the request elsewhere (302), where the key must not go: name the final url in voice.json.")]
    public async Task Refusal_IsNotTriedAgainAndHoldsNoSecret(int status, string sentence)
    {
        await using var server = new SpeechServer((_, request, response) =>
        {
            response.AddHeader("Location", "http://127.0.0.1:1/");
            return SpeechServer.SendAsync(response, System.Text.Encoding.UTF8.GetBytes($"Incorrect API key: {request.Authorization}"), "text/plain", status);
        });
        Assert.Equal(sentence, await FaultAsync(server.Url));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("application/json", "{}", "The remote voice's server answered with text instead of sound: check url in voice.json.")]
    [InlineData("audio/mpeg", "ID3\u0004 and so on", "The remote voice's server answered with sound that is no PCM: try format wav in voice.json.")]
    [InlineData("audio/wav", "RIFF1234WAVEfmt \u0010\0\0\0\u0007\0\u0001\0\u0040\u001f\0\0\0\0\0\0\u0001\0\u0008\0data", "The remote voice's server answered with a WAV file that cannot be used: format 7, 8 bits, 1 channels at 8000 Hz.")]
    [InlineData("audio/pcm", "\0\0\0\0\0\0\0\0", "The remote voice's server answered with silence.")]
    [InlineData("audio/pcm", "", "The remote voice's server answered without sound.")]
    public async Task WrongContent_IsASentence(string type, string body, string sentence)
    {
        await using var server = new SpeechServer((_, _, response) => SpeechServer.SendAsync(response, System.Text.Encoding.Latin1.GetBytes(body), type));
        Assert.Equal(sentence, await FaultAsync(server.Url));
    }

    [Fact]
    public async Task SoundWithoutEnd_IsCutOff()
    {
        await using var server = new SpeechServer(async (_, _, response) =>
        {
            response.SendChunked = true;
            while (true)
            {
                await response.OutputStream.WriteAsync(new byte[1 << 20]);
            }
        });
        Assert.Equal("The remote voice's server answered with more than 120 s of sound, the limit for a clause.", await FaultAsync(server.Url));
    }

    [Theory]
    [InlineData(true, "The remote voice's server gave no whole answer within 15 s.")]
    [InlineData(false, "The remote voice's server did not begin to answer within 8 s.")]
    public async Task ServerThatHangs_IsGivenUp(bool afterItsHead, string sentence)
    {
        var (asked, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new SpeechServer(async (_, _, response) =>
        {
            asked.SetResult();
            if (afterItsHead)
            {
                response.SendChunked = true;
                await response.OutputStream.WriteAsync(new byte[100]);
                await response.OutputStream.FlushAsync();
            }
            await gone.Task;
        });
        var fault = FaultAsync(
            server.Url, options => options with { Retries = 0, FirstByteTimeout = afterItsHead ? TimeSpan.FromHours(1) : options.FirstByteTimeout });
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(afterItsHead ? 15 : 8));
        Assert.Equal(sentence, await fault);
        gone.SetResult();
    }

    [Fact]
    public async Task Cancelled_StopsAtOnce()
    {
        var gone = new TaskCompletionSource();
        await using var server = new SpeechServer((_, _, _) => gone.Task);
        using var engine = Engine(server.Url);
        using var stop = new CancellationTokenSource();
        var speaking = engine.SpeakAsync(Sentence(Text), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speaking);
        gone.SetResult();
    }

    [Fact]
    public async Task ManyClausesAtOnce_AreAskedFourAtATime()
    {
        var (now, most, gate) = (0, 0, new Lock());
        var four = new TaskCompletionSource();
        await using var server = new SpeechServer(async (number, request, response) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++now);
            }
            if (number == 4)
            {
                four.SetResult();
            }
            await four.Task;
            var sound = await SpeechServer.SpeakAsync(request);
            lock (gate)
            {
                now--;
            }
            await SpeechServer.SendAsync(response, sound);
        });
        using var engine = Engine(server.Url, options => options with { SampleRate = 48_000 });
        var chunks = await Task.WhenAll(Enumerable.Range(0, 9).Select(async _ =>
        {
            using var chunk = await engine.SpeakAsync(Sentence("Hello."), default);
            return chunk.Pcm.Length;
        }));
        Assert.Equal(4, most);
        Assert.All(chunks, length => Assert.True(length > 0));
    }

    [Fact]
    public async Task NothingToSay_AsksNobody()
    {
        using var engine = Engine(SpeechServer.Nowhere());
        using var chunk = await engine.SpeakAsync(Sentence("… !"), default);
        Assert.Equal(0, chunk.Pcm.Length);
    }

    [Theory]
    [InlineData("https://api.openai.com", "https://api.openai.com/v1/audio/speech")]
    [InlineData("https://api.openai.com/v1/", "https://api.openai.com/v1/audio/speech")]
    [InlineData("http://10.0.0.2:8880/tts/v1/audio/speech", "http://10.0.0.2:8880/tts/v1/audio/speech")]
    public void Address_IsCompleted(string url, string address) =>
        Assert.Equal(address, new RemoteVoiceOptions { Url = new Uri(url), Model = "m", Voice = "v" }.Address.ToString());

    [Fact]
    public void Key_IsShownByNothing() =>
        Assert.DoesNotContain(Key, new RemoteVoiceOptions { Url = SpeechServer.Nowhere(), Model = "m", Voice = "v", Key = new Secret(Key) }.ToString(), StringComparison.Ordinal);

    private RemoteSpeechEngine Engine(Uri url, Func<RemoteVoiceOptions, RemoteVoiceOptions>? change = null, string locale = "en-US")
    {
        var options = new RemoteVoiceOptions { Url = url, Model = "kokoro", Voice = "af_sky", Key = new Secret(Key) };
        return new RemoteSpeechEngine(change?.Invoke(options) ?? options, _client, locale, () => workers.Aligner, _time);
    }

    private async Task<string> FaultAsync(Uri url, Func<RemoteVoiceOptions, RemoteVoiceOptions>? change = null)
    {
        using var engine = Engine(url, change);
        var error = await Assert.ThrowsAsync<SpeechException>(async () => await engine.SpeakAsync(Sentence(Text), default));
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
        return error.Message;
    }

    private static Clause Sentence(string text) => new(text, text, ClauseEnd.Sentence);

    private static double SpeechLevel(ReadOnlySpan<float> pcm)
    {
        var frames = pcm.ToArray().Chunk(480).Select(frame => frame.Average(s => s * s)).Where(power => power > 1e-5);
        return 10 * Math.Log10(frames.Average());
    }

    private static void AssertInOrder(IEnumerable<(MediaTime Start, MediaTime End)> marks, MediaTime end)
    {
        var at = MediaTime.Zero;
        foreach (var mark in marks)
        {
            Assert.True(at <= mark.Start && mark.Start <= mark.End && mark.End <= end, $"{mark} behind {at}");
            at = mark.End;
        }
    }

    public sealed class Hearing : IDisposable
    {
        private readonly VisemeNet _net = VisemeNet.Load(AssetFolders.Hearing);
        private readonly EspeakWorkerPool _workers = new(EspeakSpeechEngineTests.Workers.Launch, 2, TimeProvider.System);

        public Hearing() => Aligner = new SpeechAligner(_net, _workers);

        public SpeechAligner Aligner { get; }

        public void Dispose()
        {
            _workers.Dispose();
            _net.Dispose();
        }
    }
}
