using Microsoft.Playwright;
using Visavis.Server.Tests.Assets;

namespace Visavis.Server.Tests.Browser;

/// <summary>The studio's Voices view and its Sound tab, in a real Chromium against a real server.</summary>
public sealed class StudioSoundTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Speaking = "[...document.querySelectorAll('.voice-card')].some(card => card.dataset.state === 'playing')";

    [Fact]
    public async Task Voices_AreFoundHeardAndUsed()
    {
        var page = await StudioPage.OpenAsync(chromium);
        await page.ClickAsync("a[href='#voices']");
        await page.UntilAsync("document.querySelectorAll('.voice-card').length > 10");
        await page.Browser.SelectOptionAsync("[data-part=language]", "English");
        await page.Browser.SelectOptionAsync("[data-part=gender]", "male");
        await page.UntilAsync("document.querySelectorAll('.voice-card').length >= 1 && document.querySelector('.voice-card[data-voice=heart]') === null");
        await page.ClickAsync(".voice-card[data-voice=male] .play");
        await page.UntilAsync(Speaking);
        await page.UntilAsync($"!{Speaking}");
        await page.FillAsync("[data-part=text]", "Any text can be tried.");
        await page.ClickAsync(".voice-card[data-voice=male] .play");
        await page.UntilAsync(Speaking);
        await page.SaveAsync("studio-voices.png");
        await page.ClickAsync(".voice-card[data-voice=male] .link");
        await page.UntilAsync("!document.querySelector('#studio').hidden && document.querySelector('#voice').value === 'male'");
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    [Fact]
    public async Task SoundFile_IsSpokenByTheFace()
    {
        // Long enough that its words are known before it is over, however busy the machine is.
        var sound = await SoundClips.MakeLongAsync(4);
        var page = await StudioPage.OpenAsync(chromium);
        await page.ClickAsync("label:has([value=sound])");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('#speak').disabled"), "There is nothing to say yet.");
        await page.Browser.SetInputFilesAsync("[data-part=file]", new FilePayload { Name = "speech.mp3", MimeType = "audio/mpeg", Buffer = sound });
        await page.UntilAsync("document.querySelector('[data-part=listen]').duration > 20");
        await page.ClickAsync("#speak");
        await page.UntilAsync("document.querySelector('video').currentTime > 1.5");
        await page.UntilAsync("document.querySelector('#captions .now')?.textContent.length > 0");
        await page.SaveAsync("studio-sound.png");
        await page.ClickAsync("#stop");
        await page.UntilAsync("document.querySelector('#status').textContent.startsWith('Stopped')");
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    /// <summary>Chromium's stand-in for a microphone beeps once a second.</summary>
    [Fact]
    public async Task Recording_IsSpokenByTheFace()
    {
        var page = await StudioPage.OpenAsync(chromium);
        await page.ClickAsync("label:has([value=sound])");
        await page.ClickAsync("[data-part=record]");
        await page.UntilAsync("document.querySelector('[data-part=record]').textContent.includes('0:02')");
        await page.ClickAsync("[data-part=record]");
        await page.UntilAsync("document.querySelector('[data-part=name]').textContent.startsWith('Recording.webm')");
        await page.ClickAsync("#speak");
        await page.UntilAsync("document.querySelector('video').currentTime > 1.5");
        await page.UntilAsync("document.querySelector('#status').textContent.startsWith('Finished')");
        Assert.True(page.Problems.Count == 0, string.Join("\n", page.Problems));
    }

    [Fact]
    public async Task WhatIsNoSound_IsRefusedInASentence()
    {
        var page = await StudioPage.OpenAsync(chromium);
        await page.ClickAsync("label:has([value=sound])");
        await page.Browser.SetInputFilesAsync("[data-part=file]", new FilePayload { Name = "notes.mp3", MimeType = "audio/mpeg", Buffer = "These are only words."u8.ToArray() });
        await page.ClickAsync("#speak");
        await page.UntilAsync("!document.querySelector('#problem').hidden && document.querySelector('#problem-text').textContent.length > 20");
        Assert.False(await page.EvaluateAsync<bool>("document.querySelector('#speak').disabled"), "Another try must be possible.");
    }
}
