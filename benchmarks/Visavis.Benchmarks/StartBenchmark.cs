using System.Diagnostics;
using Visavis.Engine.Encode;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Render;
using Visavis.Engine.Session;
using Visavis.Engine.Text;

namespace Visavis.Benchmarks;

/// <summary>
/// What the machinery adds to the bare work: create to the first whole segment that holds speech, against synthesis of the
/// first clause plus 25 frames painted and encoded, in turns in the same process.
/// </summary>
internal static class StartBenchmark
{
    private const int Rounds = 21;

    public static async Task RunAsync(EngineParts parts)
    {
        Figures.Title("Start, in the process (medians of pairs)");
        var (whole, bare, words) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await BareAsync(parts, Text(round)));
            var (ms, word) = await WholeAsync(parts, Text(round));
            whole.Add(ms);
            words.Add(word);
        }
        var ratio = Figures.Median(whole.Zip(bare, (a, b) => a / b));
        Figures.Line("create → first whole segment with speech", Figures.Text($"{Figures.Median(whole):0} ms (limit 300)"));
        Figures.Line("bare synthesis + 25 frames painted and encoded", Figures.Text($"{Figures.Median(bare):0} ms"));
        Figures.Line("start ratio", Figures.Text($"{ratio:0.00} (limit 1.5)"));
        Figures.Line("first word at media time", Figures.Text($"{1000 * Figures.Median(words):0} ms (limit 200)"));
    }

    /// <summary>Another one each round: what was said before need not be spoken again.</summary>
    private static string Text(int round) => $"Hello there {round}, I am a face for your words. I speak as soon as they come.";

    private static async Task<(double Ms, double FirstWord)> WholeAsync(EngineParts parts, string text)
    {
        var clock = Stopwatch.StartNew();
        using var session = parts.NewSession(SessionKind.Script);
        session.Append(text, final: true);
        var running = session.RunAsync(CancellationToken.None);
        await session.Playable;
        var ms = clock.Elapsed.TotalMilliseconds;
        var word = session.Words.Since(0)[0].Start;
        session.Cancel();
        await running;
        return (ms, word);
    }

    private static async Task<double> BareAsync(EngineParts parts, string text)
    {
        var clock = Stopwatch.StartNew();
        var clause = new TextChunker().Append(text)[0];
        using var chunk = await parts.Voice.SpeakAsync(clause, CancellationToken.None);
        using var video = new VideoEncoder(new VideoEncoderOptions());
        var face = new FaceTrack(1);
        face.Speak(MediaTime.Zero, chunk.Phonemes);
        using var renderer = new FrameRenderer(parts.Rig);
        for (var frame = 0; frame < 25; frame++)
        {
            renderer.Paint(face.At(MediaTime.FromFrames(frame)), video.Picture);
            video.Encode(MediaTime.FromFrames(frame), key: frame == 0);
        }
        return clock.Elapsed.TotalMilliseconds;
    }
}
