using System.Diagnostics;
using Visavis.Engine.Media;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Folders;

/// <summary>
/// The child process's side of trying a voice: loads it, has it say a sentence, and prints one line with what came of it. A model that
/// ends the process, eats the memory or never answers does so here.
/// </summary>
public static class VoiceCheck
{
    /// <summary>The argument that makes a program run as the check; the folder follows.</summary>
    public const string Command = "voice-check";

    /// <summary>What all voices are brought to, LUFS.</summary>
    internal const double TargetLoudness = -20;

    /// <summary>Longer sentences than these come from a broken model: it is about 4 s of speech.</summary>
    private static readonly (double Least, double Most) Seconds = (0.3, 30);

    /// <summary>How onnxruntime says that memory does not suffice, or that a size is none.</summary>
    private static readonly string[] TooLarge = ["Failed to allocate memory", "bad_alloc", "Integer overflow"];

    /// <param name="folder">The voice.</param>
    /// <param name="parts">What it needs; its own, since this is another process.</param>
    /// <param name="output">For the line.</param>
    /// <returns>The process's exit code: 0 also for a voice that is refused.</returns>
    public static async Task<int> RunAsync(string folder, VoiceParts parts, TextWriter output)
    {
        CheckLimits.Apply();
        VoiceVerdict verdict;
        try
        {
            verdict = await TryAsync(VoiceFolder.Read(folder), parts).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Whatever it is, it is this voice's fault and to be told.
            verdict = new VoiceVerdict { Fault = Sentence(error, folder) };
        }
        await output.WriteLineAsync(verdict.ToLine()).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        return 0;
    }

    /// <summary>Loads a voice and has it speak three times: the first one pays for what is done once.</summary>
    internal static async Task<VoiceVerdict> TryAsync(VoiceFolder folder, VoiceParts parts)
    {
        var begin = Stopwatch.GetTimestamp();
        using var loaded = new VoiceLoader(parts).Load(folder, null);
        var entry = folder.Voices[0];
        var engine = loaded.Engine(entry.Speaker);
        var text = Sentence(entry);
        var clause = new Clause(text, text, ClauseEnd.Sentence);
        using var first = await engine.SpeakAsync(clause, CancellationToken.None).ConfigureAwait(false);
        var load = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Check(first);
        // The least of two: what else the machine does makes a run look dearer, never cheaper.
        var (one, loudness) = await MeasureAsync(engine, clause).ConfigureAwait(false);
        var (two, _) = await MeasureAsync(engine, clause).ConfigureAwait(false);
        return new VoiceVerdict
        {
            CostPerSecond = folder.File.Family == VoiceFamily.Espeak ? null : Math.Round(Math.Min(one, two), 4),
            LoadSeconds = Math.Round(load, 2),
            Loudness = double.IsFinite(loudness) ? Math.Round(loudness, 1) : null,
        };
    }

    /// <summary>Seconds of a core for a second of the sound, and its level.</summary>
    private static async Task<(double Cost, double Loudness)> MeasureAsync(ISpeechEngine engine, Clause clause)
    {
        var before = Environment.CpuUsage.TotalTime;
        using var chunk = await engine.SpeakAsync(clause, CancellationToken.None).ConfigureAwait(false);
        var work = Environment.CpuUsage.TotalTime - before;
        Check(chunk);
        return (work.TotalSeconds / chunk.Pcm.Duration.Seconds, LoudnessMeter.Integrated(chunk.Pcm.Span));
    }

    /// <summary>Something that every voice of the language reads: a greeting for Latin letters, numbers for others.</summary>
    internal static string Sentence(VoiceEntry entry) => entry.Script == Espeak.EspeakScript.Latin ? "Hello, this is a sentence to try the voice, 1, 2, 3." : "1, 2, 3, 4, 5, 6, 7, 8, 9.";

    private static void Check(SpeechChunk chunk)
    {
        var seconds = chunk.Pcm.Duration.Seconds;
        if (seconds < Seconds.Least || seconds > Seconds.Most)
        {
            throw new SpeechException(FormattableString.Invariant($"It says a sentence in {seconds:0.0} s, where {Seconds.Least} to {Seconds.Most} s are thinkable."));
        }
        var power = 0.0;
        foreach (var sample in chunk.Pcm.Span)
        {
            power += sample * sample;
        }
        // NaN is no number to compare with.
        if (!(power / chunk.Pcm.Length > 1e-7))
        {
            throw new SpeechException("It gives silence instead of speech.");
        }
    }

    private static string Sentence(Exception error, string folder)
    {
        var isTooLarge = error is OutOfMemoryException || TooLarge.Any(words => error.Message.Contains(words, StringComparison.Ordinal));
        var message = isTooLarge ? "It needs more memory than a voice may have." : error.Message;
        return message.Replace(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ReplaceLineEndings(" ");
    }
}
