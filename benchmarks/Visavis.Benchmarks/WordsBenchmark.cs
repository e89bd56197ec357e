using System.Diagnostics;
using Visavis.Engine;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;

namespace Visavis.Benchmarks;

/// <summary>
/// Words from sound: how many are wrong, how late they come, what they cost. Delays are of media time (how much sound the recogniser
/// had when it gave a word, less where the word ended) and, in real time, of the wall clock.
/// </summary>
internal static class WordsBenchmark
{
    private const int Rate = MelBank.SampleRate;
    private const int Piece = Rate / 10;

    /// <summary>How far ahead of the picture a session decodes sound, at least.</summary>
    private static readonly MediaTime Lead = MediaTime.FromSeconds(6);

    public static async Task RunAsync()
    {
        var sounds = await SpeakAsync();
        var folder = AssetFolders.Hearing;
        var (clock, before, memory) = (Stopwatch.StartNew(), Cpu(), Environment.WorkingSet);
        using (var whisper = WhisperModel.Load(folder))
        {
            Figures.Title("Words from sound, one thread");
            Figures.Line("load", Figures.Text(
                $"{clock.Elapsed.TotalSeconds:0.0} s, {(Cpu() - before).TotalSeconds:0.0} CPU s, {(Environment.WorkingSet - memory) / 1048576.0:0} MB"));
            foreach (var sound in sounds)
            {
                Listen(whisper, sound, MediaTime.Zero);
                Listen(whisper, sound, Lead);
            }
        }
        await TwoAtOnceAsync(sounds[0], sounds[1], MediaTime.Zero);
        await TwoAtOnceAsync(sounds[0], sounds[1], Lead);
    }

    private static async Task<List<WordsSound>> SpeakAsync()
    {
        var folder = Path.Combine(AssetFolders.Voices, "heart");
        using var model = HeartModel.Load(folder);
        var sounds = new List<WordsSound>();
        foreach (var voice in VoiceCatalog.BuiltIn(model, Pronouncer.Load(folder)).Where(voice => voice.Id is "heart" or "male" or "deep"))
        {
            sounds.Add(await WordsSound.SpeakAsync(voice.Id, voice.Engine));
        }
        return sounds;
    }

    /// <summary>Sound as it is spoken, 0.1 s at a time, the recogniser keeping up: what it does where computing takes no time.</summary>
    private static void Listen(WhisperModel whisper, WordsSound sound, MediaTime lead)
    {
        var (words, delays, at) = (new List<HeardWord>(), new List<double>(), 0);
        var listener = new RecogniserListener(Recogniser.LongestSound, lead, word =>
        {
            words.Add(word);
            delays.Add((double)at / Rate - lead.Seconds - word.End.Seconds);
        });
        var before = Cpu();
        while (at < sound.Samples.Length)
        {
            var piece = sound.Samples.AsSpan(at, Math.Min(Piece, sound.Samples.Length - at));
            listener.Append(piece);
            at += piece.Length;
            if (at == sound.Samples.Length)
            {
                listener.Finish();
            }
            while (listener.Step(whisper, CancellationToken.None) == ListenerStep.More)
            {
            }
        }
        Report($"{sound.Voice}, {(lead > MediaTime.Zero ? $"{lead.Seconds:0} s ahead" : "as spoken")}", sound, words, delays);
        Figures.Line("  cost", Figures.Text($"{(Cpu() - before).TotalSeconds / sound.Seconds:0.000} CPU s a second of sound"));
    }

    private static void Report(string name, WordsSound sound, List<HeardWord> words, List<double> delays)
    {
        var spoken = sound.Words.SelectMany(word => WordErrors.Plain(word.Word).Select((plain, i) => (Plain: plain, Start: i == 0 ? word.Start.Seconds : double.NaN))).ToList();
        var heard = words.Where(word => !word.IsPunctuation)
            .SelectMany(word => WordErrors.Plain(word.Word).Select((plain, i) => (Plain: plain, Start: i == 0 ? word.Start.Seconds : double.NaN))).ToList();
        var (errors, equal) = WordErrors.Compare([.. spoken.Select(word => word.Plain)], [.. heard.Select(word => word.Plain)]);
        var offsets = equal.Select(pair => 1000 * (heard[pair.Heard].Start - spoken[pair.Spoken].Start)).Where(double.IsFinite).ToList();
        Figures.Line(
            $"{name}: wrong words (limit 1.0 to 2.9 %)",
            Figures.Text($"{100.0 * errors / spoken.Count:0.0} % of {spoken.Count}"));
        Figures.Line("  word starts", Figures.Text(
            $"{offsets.Select(Math.Abs).Average():0} ms off, p95 {Figures.Percentile(offsets.Select(Math.Abs), 0.95):0} ms, bias {offsets.Average():0} ms"));
        Figures.Line("  delay (limits: mean 2 s, p95 5 s)", Figures.Text(
            $"mean {delays.Average():0.00} s, p95 {Figures.Percentile(delays, 0.95):0.00} s, most {delays.Max():0.00} s"));
        if (Environment.GetEnvironmentVariable("WORDS_SHOW") is not null)
        {
            Console.WriteLine(string.Join(' ', words.Select(word => word.Word)));
        }
    }

    /// <summary>Two sounds in real time, each coming <paramref name="lead"/> ahead of its use.</summary>
    private static async Task TwoAtOnceAsync(WordsSound first, WordsSound second, MediaTime lead)
    {
        using var recogniser = Recogniser.Load(AssetFolders.Hearing);
        Figures.Title($"Two sounds at once in real time, {lead.Seconds:0} s ahead of their use, two threads, the net being loaded meanwhile");
        var before = Cpu();
        var delays = await Task.WhenAll(PlayAsync(recogniser, first, lead), PlayAsync(recogniser, second, lead));
        foreach (var (name, sound, words, late) in delays)
        {
            Report(name, sound, words, late);
        }
        Figures.Line("cost", Figures.Text($"{(Cpu() - before).TotalSeconds / (first.Seconds + second.Seconds):0.000} CPU s a second of sound"));
    }

    private static async Task<(string, WordsSound, List<HeardWord>, List<double>)> PlayAsync(Recogniser recogniser, WordsSound sound, MediaTime lead)
    {
        await using var stream = recogniser.Open(lead);
        var clock = Stopwatch.StartNew();
        var (words, delays) = (new List<HeardWord>(), new List<double>());
        var reading = Task.Run(async () =>
        {
            await foreach (var word in stream.ReadAsync(CancellationToken.None))
            {
                words.Add(word);
                delays.Add(clock.Elapsed.TotalSeconds - word.End.Seconds);
            }
        });
        for (var at = 0; at < sound.Samples.Length; at += Piece)
        {
            var wait = TimeSpan.FromSeconds((double)at / Rate - lead.Seconds) - clock.Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            stream.Append(sound.Samples.AsSpan(at, Math.Min(Piece, sound.Samples.Length - at)));
        }
        stream.Finish();
        await reading;
        return ($"{sound.Voice} ({stream.Language})", sound, words, delays);
    }

    private static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;
}
