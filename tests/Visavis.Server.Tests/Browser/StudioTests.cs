using System.Text.Json;

namespace Visavis.Server.Tests.Browser;

/// <summary>The pages as a person meets them: real server, real Chromium, real sound and picture.</summary>
public sealed class StudioTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task TypedSentence_IsSpokenWithCaptions()
    {
        var page = await StudioPage.NewAsync(chromium);
        await page.Browser.GotoAsync(chromium.StudioLink);
        await page.UntilAsync("document.querySelectorAll('input[name=look]').length === 3 && document.querySelectorAll('#voice option').length >= 5");
        await page.FillAsync("#text", "Hello there, this is a small test of the whole path. It has two sentences.");
        await page.ClickAsync("#speak");
        await page.UntilAsync("document.querySelector('video').currentTime > 1");
        await page.UntilAsync("document.querySelector('#captions .now')?.textContent.length > 0");
        Assert.True(await page.EvaluateAsync<double>(Contrast) > 20, "The picture is flat.");
        Assert.True(await page.EvaluateAsync<double>("Number(document.querySelector('#meter-first').dataset.ms)") > 0);
        await page.SaveAsync("studio.png");
        await page.UntilAsync("document.querySelector('#captions').textContent.includes('sentences')");
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    [Fact]
    public async Task StockPlayer_PlaysTheUrlOfTheStatus()
    {
        var page = await StudioPage.NewAsync(chromium);
        // A page of somebody else's, so without the studio's content policy.
        await page.Browser.GotoAsync(new Uri(chromium.Address, "/healthz").ToString());
        var played = await page.Browser.EvaluateAsync<JsonElement>("""
            async key => {
              const headers = { 'x-api-key': key, 'content-type': 'application/json' };
              const body = { type: 'tts', avatar_id: 'joe', voice_id: 'male', text: 'A stock player plays this, from the first word to the last.' };
              const made = await (await fetch('/v3/avatar-realtime', { method: 'POST', headers, body: JSON.stringify(body) })).json();
              let url = null;
              while (!url) url = (await (await fetch('/v3/avatar-realtime/' + made.data.stream_id, { headers })).json()).data.hls_url;
              await new Promise((done, failed) => {
                const script = document.createElement('script');
                [script.src, script.onload, script.onerror] = ['/studio/vendor/hls.min.js', done, failed];
                document.head.append(script);
              });
              const video = document.body.appendChild(document.createElement('video'));
              const hls = new Hls();
              const errors = [];
              hls.on(Hls.Events.ERROR, (_, error) => errors.push(error.details + (error.fatal ? ' (fatal)' : '')));
              hls.loadSource(url);
              hls.attachMedia(video);
              video.play();
              const first = await new Promise(done => video.addEventListener('playing', () => done(video.currentTime), { once: true }));
              await new Promise(done => video.addEventListener('ended', done, { once: true }));
              return { first, end: video.currentTime, errors };
            }
            """, Chromium.Key);
        Assert.InRange(played.GetProperty("first").GetDouble(), 0, 0.3);
        Assert.InRange(played.GetProperty("end").GetDouble(), 3, 8);
        Assert.DoesNotContain("fatal", played.GetProperty("errors").ToString(), StringComparison.Ordinal);
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    [Fact]
    public async Task LiveTyping_IsSpokenAndInterrupted()
    {
        var page = await StudioPage.NewAsync(chromium);
        await page.Browser.GotoAsync($"{chromium.Address}");
        await page.Browser.EvaluateAsync("key => sessionStorage.clear()", Chromium.Key);
        var spoken = await page.Browser.EvaluateAsync<string>("""
            async key => {
              const headers = { 'x-api-key': key, 'content-type': 'application/json' };
              const call = async (path, body) => (await (await fetch('/v3/avatar-realtime' + path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) })).json()).data;
              const { stream_id } = await call('', { type: 'text_stream', avatar_id: 'amara', voice_id: 'deep', text: 'One two three. ' });
              let hls_url = null;
              while (!hls_url) ({ hls_url } = await call('/' + stream_id));
              const media = hls_url.replace('master.m3u8', 'media.m3u8');
              await fetch(media);
              await call(`/${stream_id}/text`, { delta: 'This goes on for quite a long while, so that there is something to drop, and more, and more, and more. ' });
              const words = [];
              const reader = (await fetch(`/v3/avatar-realtime/${stream_id}/words`, { headers })).body.pipeThrough(new TextDecoderStream()).getReader();
              for (let text = ''; !text.includes('"while"');) text += (await reader.read()).value;
              const { spoken } = await call(`/${stream_id}/interrupt`, { text: 'Stop.' });
              await call(`/${stream_id}/text`, { delta: '', final: true });
              let rest = '';
              for (let part; !(part = await reader.read()).done;) rest += part.value;
              return JSON.stringify({ spoken, rest });
            }
            """, Chromium.Key);
        var result = JsonDocument.Parse(spoken).RootElement;
        Assert.StartsWith("One two three. This goes on for quite a long while", result.GetProperty("spoken").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("something to drop", result.GetProperty("spoken").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"Stop\"", result.GetProperty("rest").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"drop\"", result.GetProperty("rest").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("event: end\ndata: {\"reason\":\"final_marker\"}\n\n", result.GetProperty("rest").GetString(), StringComparison.Ordinal);
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    /// <summary>Spread of the video's luma in a canvas: a face has a lot, a black or grey picture none.</summary>
    private const string Contrast = """
        () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
          const context = canvas.getContext('2d');
          context.drawImage(document.querySelector('video'), 0, 0, 160, 90);
          const pixels = context.getImageData(0, 0, 160, 90).data;
          const luma = [];
          for (let i = 0; i < pixels.length; i += 4) luma.push(.2126 * pixels[i] + .7152 * pixels[i + 1] + .0722 * pixels[i + 2]);
          const mean = luma.reduce((a, b) => a + b) / luma.length;
          return Math.sqrt(luma.reduce((a, b) => a + (b - mean) ** 2, 0) / luma.length);
        }
        """;
}
