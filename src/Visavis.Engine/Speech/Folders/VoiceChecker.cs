using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Visavis.Engine.Media;

namespace Visavis.Engine.Speech.Folders;

/// <summary>How to start a program that runs <see cref="VoiceCheck"/>; the folder is put behind the arguments.</summary>
public sealed record VoiceCheckLaunch(string FileName, IReadOnlyList<string> Arguments);

/// <summary>Tries voices in a process of their own, one after the other, so that a bad model costs nobody else anything.</summary>
public sealed class VoiceChecker(VoiceCheckLaunch launch, TimeProvider time) : IDisposable
{
    /// <summary>The largest voice takes some 10 s on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int MostOutput = 64 * 1024;

    /// <summary>The environment the child sees; the rest, secrets included, is none of its business.</summary>
    private static readonly string[] Inherited =
        ["PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "ESPEAK_DATA_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "VISAVIS_NATIVE"];

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The verdict on a folder: the one beside it if it fits, else of a process that tries it.</summary>
    /// <param name="folder">Whose files were read.</param>
    /// <param name="print">What it holds now.</param>
    /// <param name="again">Whether a refusal is to be tried again: it may have been the machine's fault.</param>
    /// <param name="cancellation">Ends the child.</param>
    public async Task<VoiceVerdict> CheckAsync(VoiceFolder folder, VoiceFolderPrint print, bool again, CancellationToken cancellation)
    {
        // A remote voice may be down now and up later, and asking it costs money.
        if (folder.File.Family is VoiceFamily.Remote or VoiceFamily.Heart)
        {
            return new VoiceVerdict { Print = print.Value };
        }
        if (VoiceVerdict.Load(folder.Path, print) is { } known && (known.Fault is null || !again))
        {
            return known;
        }
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var verdict = await TryAsync(folder.Path, cancellation).ConfigureAwait(false) with { Print = print.Value };
            verdict.Save(folder.Path);
            return verdict;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<VoiceVerdict> TryAsync(string folder, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var process = Start(folder);
        using var pipes = new ProcessPipes(process);
        try
        {
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, either.Token);
            var output = await ReadAsync(process.StandardOutput, either.Token).ConfigureAwait(false);
            await errors.ConfigureAwait(false);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(line => line.StartsWith('{'));
            return (line is null ? null : VoiceVerdict.Parse(line)) ?? new VoiceVerdict { Fault = Ended(process.ExitCode) };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new VoiceVerdict { Fault = $"It did not load and speak within {Patience.TotalSeconds} s." };
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(string folder)
    {
        var start = new ProcessStartInfo(launch.FileName, [.. launch.Arguments, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
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
        try
        {
            return Process.Start(start) ?? throw new SpeechException($"The check of voices {launch.FileName} did not start.");
        }
        catch (Win32Exception error)
        {
            throw new SpeechException($"The check of voices {launch.FileName} did not start: {error.Message}.", error);
        }
    }

    /// <summary>What was printed; a model that prints without end is cut off.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4_096];
        while (await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            text.Append(buffer, 0, text.Length < MostOutput ? count : 0);
        }
        return text.ToString();
    }

    private static string Ended(int exitCode) => exitCode switch
    {
        137 or 152 or 158 => "It took more processor time or memory than a voice may have.",
        > 128 => $"It ended the process that tried it (signal {exitCode - 128}).",
        _ => $"It ended the process that tried it (code {exitCode}).",
    };
}
