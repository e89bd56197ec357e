using Microsoft.Playwright;

namespace Visavis.Benchmarks;

/// <summary>What a viewer waits for in Chromium, page and browser warm: the studio page and a stock player on the URL of the status.</summary>
internal static class BrowserBenchmark
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Rounds = 10;

    private const string Studio = """
        async round => {
          for (const name of ['create', 'first-frame', 'first-word']) performance.clearMarks('visavis:' + name);
          const text = document.querySelector('#text');
          text.value = `Hello there, this is round ${round}. The face speaks at once.`;
          text.dispatchEvent(new Event('input', { bubbles: true }));
          document.querySelector('#speak').click();
          const at = name => performance.getEntriesByName('visavis:' + name)[0]?.startTime;
          while (!at('first-frame') || !at('first-word')) await new Promise(done => setTimeout(done, 20));
          const times = [at('first-frame') - at('create'), at('first-word') - at('create')];
          document.querySelector('#stop').click();
          await new Promise(done => setTimeout(done, 700));
          return times;
        }
        """;

    private const string Typing = """
        async words => {
          const pause = ms => new Promise(done => setTimeout(done, ms));
          const text = document.querySelector('#text');
          const type = more => { text.value += more; text.dispatchEvent(new Event('input', { bubbles: true })); };
          const heard = async word => { while (document.querySelector('#captions .now')?.textContent.trim() !== word) await pause(5); };
          document.querySelector('input[name=mode][value=live]').click();
          text.value = '';
          type('Ready for words. ');
          document.querySelector('#speak').click();
          await heard('words');
          const delays = [];
          for (const word of words) {
            await pause(3000 + 200 * Math.random());
            const start = performance.now();
            type(`${word} is what I say now. `);
            await heard(word);
            delays.push(performance.now() - start);
          }
          document.querySelector('#stop').click();
          await pause(700);
          return delays;
        }
        """;

    private const string Watching = """
        async ([sentences, seconds]) => {
          document.querySelector('input[name=mode][value=script]').click();
          const text = document.querySelector('#text');
          text.value = sentences;
          text.dispatchEvent(new Event('input', { bubbles: true }));
          document.querySelector('#speak').click();
          const video = document.querySelector('video');
          while (!(video.currentTime > 0.5 && video.currentTime < 5)) await new Promise(done => setTimeout(done, 20));
          let stalls = 0;
          video.addEventListener('waiting', () => stalls++);
          while (video.currentTime < seconds) await new Promise(done => setTimeout(done, 100));
          const quality = video.getVideoPlaybackQuality();
          document.querySelector('#stop').click();
          return [stalls, quality.droppedVideoFrames, quality.totalVideoFrames];
        }
        """;

    private const string Stock = """
        async key => {
          const headers = { 'x-api-key': key, 'content-type': 'application/json' };
          const body = { type: 'tts', avatar_id: 'nora', voice_id: 'heart', text: `Hello there ${Date.now() % 1000}, a stock player plays this.` };
          const start = performance.now();
          const made = await (await fetch('/v3/avatar-realtime', { method: 'POST', headers, body: JSON.stringify(body) })).json();
          let url = null;
          while (!url) url = (await (await fetch('/v3/avatar-realtime/' + made.data.stream_id, { headers })).json()).data.hls_url;
          const video = document.body.appendChild(document.createElement('video'));
          const frame = new Promise(done => video.requestVideoFrameCallback(now => done(performance.now())));
          const hls = new Hls();
          hls.loadSource(url);
          hls.attachMedia(video);
          video.play();
          const first = await frame - start;
          hls.destroy();
          video.remove();
          await fetch(`/v3/avatar-realtime/${made.data.stream_id}/cancel`, { method: 'POST', headers });
          return first;
        }
        """;

    public static async Task RunAsync()
    {
        Figures.Title("In Chromium on this machine, page and browser warm (medians of 10)");
        if (!File.Exists(Chromium))
        {
            Figures.Line("skipped", "Chromium is missing: ./visavis setup installs it");
            return;
        }
        await using var server = await ServerProcess.StartAsync(sessions: 3, pinned: false);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"],
        });
        await StudioAsync(browser, server);
        await StockAsync(browser, server);
    }

    private static async Task StudioAsync(IBrowser browser, ServerProcess server)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(server.StudioLink);
        await page.Locator("#voice option").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        var times = new List<double[]>();
        for (var round = 0; round <= Rounds; round++)
        {
            times.Add(await page.EvaluateAsync<double[]>(Studio, round));
        }
        Figures.Line("studio: create → first decoded frame", Figures.Text($"{Figures.Median(times.Skip(1).Select(t => t[0])):0} ms (limit 750)"));
        Figures.Line("studio: create → first word heard", Figures.Text($"{Figures.Median(times.Skip(1).Select(t => t[1])):0} ms (limit 1200)"));
        string[] words = ["Apples", "Bananas", "Cherries", "Dates", "Figs", "Grapes", "Lemons", "Melons", "Oranges", "Pears"];
        var typed = await page.EvaluateAsync<double[]>(Typing, words);
        Figures.Line("studio: typed clause → its first word heard", Figures.Text($"{Figures.Median(typed):0} ms (limit 1000)"));
        var watched = await page.EvaluateAsync<int[]>(Watching, new object[] { Sentences.Text(3, 180), 120 });
        Figures.Line("studio: two minutes of speech", Figures.Text($"{watched[0]} stalls, {watched[1]} of {watched[2]} frames dropped by the browser"));
        await page.CloseAsync();
    }

    private static async Task StockAsync(IBrowser browser, ServerProcess server)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(server.Client.BaseAddress!, "/healthz").ToString());
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Url = new Uri(server.Client.BaseAddress!, "/studio/vendor/hls.min.js").ToString() });
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            times.Add(await page.EvaluateAsync<double>(Stock, ServerProcess.Key));
        }
        Figures.Line("stock new Hls(): create → first decoded frame", Figures.Text($"{Figures.Median(times.Skip(1)):0} ms (limit 1100)"));
    }
}
