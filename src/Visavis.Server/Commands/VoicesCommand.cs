using System.Diagnostics;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Folders;
using Visavis.Engine.Text;
using Visavis.Server.Sessions;
using Visavis.Server.Voices;

namespace Visavis.Server.Commands;

/// <summary>
/// <c>voices add PATH|URL [--id ID] | list [--family F] [--language L] | remove ID | try "text" [--voice ID] [--out FILE]</c>; works with and
/// without a server on the same data folder, since voices are only files and a server watches them.
/// </summary>
public static class VoicesCommand
{
    private const string Use = "Use: voices add PATH|URL [--id ID] | list [--family F] [--language L] | remove ID | try \"text\" [--voice ID] [--out FILE].";

    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var line = CommandLine.Parse(arguments, "id", "family", "language", "voice", "out", "data", "config");
        var options = OptionsReader.Read(line.Flag("config"), Environment.GetEnvironmentVariables(), line.Settings());
        var folder = Path.Combine(Path.GetFullPath(options.Data), StageVoices.FolderName);
        using var stop = new CancellationTokenSource();
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            await (line.Words switch
            {
                ["add", var source] => new VoiceAdding(folder, output).AddAsync(source, line.Flag("id"), stop.Token),
                ["list"] => VoiceTable.WriteAsync(folder, line.Flag("family"), line.Flag("language"), output),
                ["remove", var id] => RemoveAsync(folder, id, output),
                ["try", var text] => TryAsync(options.Data, text, line.Flag("voice") ?? "heart", line.Flag("out"), output, stop.Token),
                _ => throw new StartException(Use, StartException.WrongUse),
            }).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException)
        {
            throw new StartException("Interrupted; nothing was changed.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException(error.Message);
        }
    }

    private static async Task RemoveAsync(string voices, string id, TextWriter output)
    {
        var place = Path.Combine(voices, id);
        if (!VoiceFolder.IsId(id) || !Directory.Exists(place))
        {
            throw new StartException($"There is no voice folder '{id}': voices list shows them.");
        }
        // Out of sight in one step, so that a server never sees half of it.
        var gone = Path.Combine(voices, $".removed-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.Move(place, gone);
        Directory.Delete(gone, recursive: true);
        await output.WriteLineAsync($"{id} is removed.").ConfigureAwait(false);
    }

    private static async Task TryAsync(string data, string text, string id, string? file, TextWriter output, CancellationToken cancellation)
    {
        await using var voices = await StageVoices.LoadAsync(data).ConfigureAwait(false);
        var voice = await FindAsync(voices, id, cancellation).ConfigureAwait(false);
        if (!SpeakableText.Any(text) || !voice.Engine.CanRead(text))
        {
            throw new StartException($"The voice '{id}' cannot read this text. {voice.Reads}".TrimEnd(), StartException.WrongUse);
        }
        try
        {
            file ??= id + ".wav";
            // The model is loaded before the clock runs: a server has it loaded.
            await SpeakAsync(voice, "1.", cancellation).ConfigureAwait(false);
            var (sound, first, all) = await SpeakAsync(voice, text, cancellation).ConfigureAwait(false);
            await using (var wave = new WaveWriter(file))
            {
                await wave.AppendAsync(sound.ToArray(), cancellation).ConfigureAwait(false);
            }
            var seconds = sound.Count / (double)MediaTime.Rate;
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{file}: {seconds:0.00} s of sound; first sound after {first.TotalMilliseconds:0} ms, all after {all.TotalMilliseconds:0} ms, real-time factor {all.TotalSeconds / seconds:0.000}"))
                .ConfigureAwait(false);
        }
        catch (SpeechException error)
        {
            throw new StartException(error.Message);
        }
    }

    /// <summary>A voice as soon as its folder was tried.</summary>
    private static async Task<Voice> FindAsync(StageVoices voices, string id, CancellationToken cancellation)
    {
        var changed = new SemaphoreSlim(0);
        voices.Changed += _ => changed.Release();
        while (true)
        {
            if (voices.Catalog.Find(id) is { } voice)
            {
                return voice;
            }
            if (voices.Folders.FirstOrDefault(folder => folder.Id == id || id.StartsWith(folder.Id + "-", StringComparison.Ordinal)) is not { } folder || folder.Voices.Count > 0)
            {
                throw new StartException($"There is no voice '{id}': voices list shows them.");
            }
            if (folder.Fault is { } fault)
            {
                throw new StartException($"The voice '{id}' cannot speak: {fault}");
            }
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<(List<float> Sound, TimeSpan First, TimeSpan All)> SpeakAsync(Voice voice, string text, CancellationToken cancellation)
    {
        var (begin, first, sound, pause) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, new List<float>(), MediaTime.Zero);
        var chunker = new TextChunker();
        foreach (var clause in chunker.Append(text).Concat(chunker.Finish()))
        {
            using var chunk = await voice.Engine.SpeakAsync(clause, cancellation).ConfigureAwait(false);
            first = sound.Count == 0 ? Stopwatch.GetElapsedTime(begin) : first;
            sound.AddRange(new float[pause.Samples]);
            sound.AddRange(chunk.Pcm.Span);
            pause = chunk.PauseAfter;
        }
        return (sound, first, Stopwatch.GetElapsedTime(begin));
    }
}
