using System.ComponentModel;
using System.Diagnostics;

namespace Visavis.Engine.Media;

/// <summary>
/// One ffmpeg that decodes one file, confined: the file is its standard input, opened before it loses its rights, so that it can seek
/// in it without a path; what it decodes comes through a pipe. Owns the process.
/// </summary>
internal sealed class DecoderChild : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;

    private DecoderChild(Process process)
    {
        _process = process;
        Transcript = new DecoderTranscript();
        _reading = Transcript.ReadAsync(process.StandardError.BaseStream);
    }

    public DecoderTranscript Transcript { get; }

    public Stream Output => _process.StandardOutput.BaseStream;

    public int Id => _process.Id;

    /// <param name="file">Becomes its standard input.</param>
    /// <param name="ffmpeg">The program.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="confinement">The walls round it.</param>
    /// <exception cref="Win32Exception">The shell is missing.</exception>
    public static async Task<DecoderChild> StartAsync(string file, string ffmpeg, string[] words, DecoderLimits limits, DecoderConfinement confinement) =>
        new(await ConfinedFfmpeg.StartAsync(file, ffmpeg, words, limits, confinement).ConfigureAwait(false));

    /// <summary>Ends it now, whatever it does; its pipes end with it.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>The exit code, when it has ended and all that it had to say is read.</summary>
    public async Task<int> EndAsync()
    {
        await _reading.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await EndAsync().ConfigureAwait(false);
        new ProcessPipes(_process).Dispose();
        _process.Dispose();
    }
}
