using System.Diagnostics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>How to start a program that runs <see cref="EspeakWorker"/>.</summary>
public sealed record EspeakLaunch(string FileName, IReadOnlyList<string> Arguments);

/// <summary>One running worker; used by one caller at a time. After any failure it is dead and to be disposed.</summary>
internal sealed class EspeakProcess : IDisposable
{
    /// <summary>The environment the child sees; the rest, secrets included, is none of its business.</summary>
    private static readonly string[] Inherited =
        ["PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "ESPEAK_DATA_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64"];

    private readonly Process _process;

    public EspeakProcess(EspeakLaunch launch)
    {
        var start = new ProcessStartInfo(launch.FileName, launch.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Hexadecimal: 256 MiB, where two minutes of sound, the longest answer, take 30.
        start.Environment["DOTNET_GCHeapHardLimit"] = "10000000";
        _process = Process.Start(start) ?? throw new SpeechException($"The espeak worker {launch.FileName} did not start.");
    }

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    /// <summary>The answer to a request; see <see cref="EspeakFrames"/>.</summary>
    public async Task<byte[]> AskAsync(EspeakRequest request, CancellationToken timeout)
    {
        var input = _process.StandardInput.BaseStream;
        await input.WriteAsync(EspeakFrames.Request(request), timeout).ConfigureAwait(false);
        await input.FlushAsync(timeout).ConfigureAwait(false);
        return await EspeakFrames.ReadAnswerAsync(_process.StandardOutput.BaseStream, timeout).ConfigureAwait(false);
    }

    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        new ProcessPipes(_process).Dispose();
        _process.Dispose();
    }
}
