using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

/// <summary>The child itself: its walls, its limits, and that nothing of it stays.</summary>
[SupportedOSPlatform("linux")]
public sealed class SoundChildTests(SoundFiles files) : IClassFixture<SoundFiles>
{
    private static readonly SoundDecoderOptions Options = new();
    private static int _scripts;

    [Fact]
    public async Task RunningChild_IsConfinedAsReported()
    {
        var confinement = await new SoundDecoder(Options, TimeProvider.System).ConfinementAsync();
        await using var decoding = await BeginAsync("600.wav", Options, confinement);

        var status = await File.ReadAllLinesAsync($"/proc/{decoding.ChildId}/status");
        var limits = await File.ReadAllLinesAsync($"/proc/{decoding.ChildId}/limits");
        Assert.Equal(confinement.NoPrivileges, status.Contains("NoNewPrivs:\t1"));
        Assert.Equal(confinement.OtherUser, status.Contains("Uid:\t65534\t65534\t65534\t65534"));
        Assert.True(!confinement.OtherUser || status.Contains("CapBnd:\t0000000000000000"));
        Assert.Contains("CapEff:\t0000000000000000", Environment.IsPrivilegedProcess && !confinement.OtherUser ? ["CapEff:\t0000000000000000"] : status);
        Assert.Contains("Threads:\t1", status);
        Assert.Equal(
            confinement.Limits ? ["60", "268435456", "0", "0", "1", "32"] : [],
            confinement.Limits ? Soft(limits, "Max cpu time", "Max data size", "Max file size", "Max core file size", "Max processes", "Max open files") : []);
        // Whoever is not root may not read another's namespace; root can.
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal(confinement.NoNetwork, Namespace("self") != Namespace($"{decoding.ChildId}"));
        }
    }

    [Fact]
    public async Task ReaderThatPauses_PausesTheChild()
    {
        await using var decoding = await BeginAsync("600.wav", Options, await DecoderConfinement.ProbeAsync(Options.Limits));
        await decoding.ReadAsync(new byte[4096], default);

        // 600 s are 115 MB: it can only wait, since the pipe holds 64 KiB.
        while (!(await File.ReadAllTextAsync($"/proc/{decoding.ChildId}/wchan")).Contains("pipe", StringComparison.Ordinal)
            && !(await File.ReadAllTextAsync($"/proc/{decoding.ChildId}/stat")).Contains(") S ", StringComparison.Ordinal))
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task LeftOrCancelled_TheChildIsGone()
    {
        var confinement = await DecoderConfinement.ProbeAsync(Options.Limits);
        using var cancellation = new CancellationTokenSource();
        var decoding = await BeginAsync("600.wav", Options, confinement);
        var id = decoding.ChildId;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding.ReadAsync(new byte[64 << 20], cancellation.Token));
        await decoding.DisposeAsync();
        Assert.False(Directory.Exists($"/proc/{id}"));

        var left = await BeginAsync("600.wav", Options, confinement);
        id = left.ChildId;
        await left.DisposeAsync();
        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task ChildThatGivesNothing_IsEndedWhenItsTimeIsUp()
    {
        var time = new FakeTimeProvider();
        var decoder = new SoundDecoder(Options with { Ffmpeg = Script("exec tail -f /dev/null") }, time);

        var probe = decoder.ProbeAsync(files.Of("s16.wav"), default);
        while (!probe.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var error = await Assert.ThrowsAsync<SoundException>(() => probe);
        Assert.Equal("Decoding the sound took more than 60 s, the limit: convert it to mp3 or wav and send it again.", error.Message);
    }

    [Fact]
    public async Task ChildThatOnlyComputes_IsEndedByTheKernel()
    {
        var decoder = new SoundDecoder(Options with { CpuSeconds = 1, Ffmpeg = Script("while :; do :; done") }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<SoundException>(() => decoder.ProbeAsync(files.Of("s16.wav"), default));

        Assert.Equal((SoundFault.TooCostly, "Decoding the sound took more than 1 s of processor time, the limit: convert it to mp3 or wav and send it again."),
            (error.Fault, error.Message));
    }

    [Fact]
    public async Task ChildThatWritesStartsOrConnects_IsNotPermitted()
    {
        // Each attempt that succeeds says its letter.
        var target = files.Of("target");
        var decoder = new SoundDecoder(Options with { Ffmpeg = Script($"(echo f >{target}) && echo w >&2; (sleep 0) && echo p >&2; exit 1") }, TimeProvider.System);

        await Assert.ThrowsAsync<SoundException>(() => decoder.ProbeAsync(files.Of("s16.wav"), default));

        Assert.False(File.Exists(target) && new FileInfo(target).Length > 0);
    }

    [Fact]
    public async Task MissingFfmpeg_NamesThePackage()
    {
        var decoder = new SoundDecoder(Options with { Ffmpeg = "no-such-ffmpeg" }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<SoundException>(() => decoder.ProbeAsync(files.Of("s16.wav"), default));

        Assert.Equal((SoundFault.Unavailable, "The server cannot decode sound because no-such-ffmpeg is missing or does not run: install the package ffmpeg on it."),
            (error.Fault, error.Message));
    }

    private Task<SoundDecoding> BeginAsync(string name, SoundDecoderOptions options, DecoderConfinement confinement) =>
        SoundDecoding.BeginAsync(files.Of(name), SoundFormat.Wav, options, confinement, TimeProvider.System, default);

    /// <summary>A program in ffmpeg's place.</summary>
    private string Script(string commands) => StandIn.Write(files.Of($"script-{Interlocked.Increment(ref _scripts)}"), commands);

    private static string[] Soft(string[] limits, params string[] names) =>
        [.. names.Select(name => limits.Single(line => line.StartsWith(name, StringComparison.Ordinal))[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];

    private static string Namespace(string process) => File.ResolveLinkTarget($"/proc/{process}/ns/net", returnFinalTarget: false)!.Name;
}
