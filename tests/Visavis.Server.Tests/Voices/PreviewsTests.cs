using Visavis.Engine.Speech;
using Visavis.Server.Sessions;
using Visavis.Server.Voices;

namespace Visavis.Server.Tests.Voices;

/// <summary>What is kept of voices that come and go.</summary>
public sealed class PreviewsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly SemaphoreSlim _changed = new(0);

    public void Dispose()
    {
        _folder.Dispose();
        _changed.Dispose();
    }

    [Fact]
    public async Task ReplacedVoice_IsHeardInItsPreview()
    {
        Put("""{"family":"heart","name":"Anna","pitch":0.8}""");
        var options = new ServerOptions { Data = _folder.Path };
        await using var stage = await Stage.LoadAsync(options);
        stage.Speech.Changed += _ => _changed.Release();
        using var previews = new Previews(stage, options);

        var before = await AnnaAsync(stage, "");
        var first = await previews.FileAsync(before, default);
        var sound = await File.ReadAllBytesAsync(first);
        Assert.Equal(first, await previews.FileAsync(before, default));

        Put("""{"family":"heart","name":"Anna","pitch":1.25}""");
        var second = await previews.FileAsync(await AnnaAsync(stage, before.Version), default);

        Assert.NotEqual(sound, await File.ReadAllBytesAsync(second));
        Assert.Equal([second], Directory.GetFiles(Path.Combine(_folder.Path, "previews")));
    }

    private void Put(string voice)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "voices", "anna"));
        File.WriteAllText(Path.Combine(folder.FullName, "voice.json"), voice);
    }

    /// <summary>The voice as soon as it is another than that of <paramref name="before"/>.</summary>
    private async Task<Voice> AnnaAsync(Stage stage, string before)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (stage.Voice("anna") is { } voice && voice.Version != before)
            {
                return voice;
            }
            await _changed.WaitAsync(patience.Token);
        }
    }
}
