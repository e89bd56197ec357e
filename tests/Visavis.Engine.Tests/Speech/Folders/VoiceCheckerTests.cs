using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Folders;

namespace Visavis.Engine.Tests.Speech.Folders;

public sealed class VoiceCheckerTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("visavis-voice-").FullName;
    private readonly FakeTimeProvider _time = new();

    public VoiceCheckerTests() => File.WriteAllText(Path.Combine(_path, "voice.json"), """{"family":"espeak","voice":"de"}""");

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Theory]
    [InlineData("kill -SEGV $$", "It ended the process that tried it (signal 11).")]
    [InlineData("kill -XCPU $$", "It took more processor time or memory than a voice may have.")]
    [InlineData("kill -KILL $$", "It took more processor time or memory than a voice may have.")]
    [InlineData("exit 3", "It ended the process that tried it (code 3).")]
    [InlineData("echo; echo '{broken'; exit 0", "It ended the process that tried it (code 0).")]
    [InlineData("head -c 3000000 /dev/zero | tr '\\\\0' x; head -c 300000 /dev/zero >&2; exit 4", "It ended the process that tried it (code 4).")]
    [InlineData("echo noise; echo '{\"version\":1,\"fault\":\"Mumbles.\"}'", "Mumbles.")]
    public async Task ProcessThatEnds_IsASentence(string script, string sentence) => Assert.Equal(sentence, (await CheckAsync(script)).Fault);

    [Fact]
    public async Task ProcessThatNeverAnswers_IsEnded()
    {
        var checking = CheckAsync("exec sleep 1000");
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("It did not load and speak within 120 s.", (await checking).Fault);
    }

    [Fact]
    public async Task Cancelled_IsEnded()
    {
        using var stop = new CancellationTokenSource();
        var checking = CheckAsync("exec sleep 1000", cancellation: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
    }

    [Fact]
    public async Task ProgramThatIsNotThere_IsAnError()
    {
        using var checker = new VoiceChecker(new VoiceCheckLaunch("/no/such/program", []), _time);
        await Assert.ThrowsAsync<SpeechException>(() => checker.CheckAsync(VoiceFolder.Read(_path), VoiceFolderPrint.Of(_path), false, default));
    }

    [Fact]
    public async Task Verdict_IsKeptBesideTheVoiceUntilItChanges()
    {
        const string Good = "echo '{\"version\":1,\"cost_per_second\":0.5}'";
        var print = VoiceFolderPrint.Of(_path).Value;
        Assert.Equal(new VoiceVerdict { Print = print, CostPerSecond = 0.5 }, await CheckAsync(Good));
        Assert.Equal(new VoiceVerdict { Print = print, CostPerSecond = 0.5 }, await CheckAsync("exit 1"));
        File.AppendAllText(Path.Combine(_path, "voice.json"), " ");
        Assert.Equal("It ended the process that tried it (code 1).", (await CheckAsync("exit 1")).Fault);
        Assert.Equal("It ended the process that tried it (code 1).", (await CheckAsync(Good)).Fault);
        Assert.Null((await CheckAsync(Good, again: true)).Fault);
    }

    private async Task<VoiceVerdict> CheckAsync(string script, bool again = false, CancellationToken cancellation = default)
    {
        using var checker = new VoiceChecker(new VoiceCheckLaunch("/bin/sh", ["-c", script, "sh"]), _time);
        return await checker.CheckAsync(VoiceFolder.Read(_path), VoiceFolderPrint.Of(_path), again, cancellation);
    }
}
