using System.Diagnostics;
using System.Numerics;
using Visavis.Engine;
using Visavis.Engine.Encode;
using Visavis.Engine.Faces;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Tests.FaceMesh;
using Visavis.Engine.Text;

namespace Visavis.Benchmarks;

/// <summary>
/// How lifelike a presenter speaks: the Harvard sentences, painted with all of the face's life, encoded, decoded, and read by the face mesh.
/// Three studio packs, and three that are made of strangers' photos in this run. Contact sheets lie in <c>.build/likeness</c>.
/// </summary>
internal static class LikenessBenchmark
{
    private const int Sentences = 50;

    private static readonly string Sheets = Path.Combine(AssetFolders.Root, "..", ".build", "likeness");
    private static readonly string[] Studio = ["nora", "joe", "amara"];
    private static readonly string[] Strangers = ["glasses-knot", "curls-large", "outdoors-beard"];

    public static async Task RunAsync()
    {
        Figures.Title($"Likeness, {Sentences} sentences a presenter, read by the face mesh on decoded frames");
        Directory.CreateDirectory(Sheets);
        using var models = FaceModels.Load(AssetFolders.Faces);
        var spoken = await SayAsync();
        foreach (var name in Studio)
        {
            Report(name, Path.Combine(AssetFolders.Avatars, name), spoken, models, closedLimit: 99);
        }
        var builder = new PackBuilder(models, AssetFolders.Avatars, new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System));
        var folder = Directory.CreateTempSubdirectory("visavis-likeness-").FullName;
        foreach (var name in Strangers)
        {
            var pack = Path.Combine(folder, name);
            await builder.BuildPhotoAsync(Path.Combine(PhotoBenchmark.Portraits, name + ".jpg"), pack, new PackCard(name, name, null, null), null, CancellationToken.None);
            Report(name, pack, spoken, models, closedLimit: 97);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static void Report(string name, string pack, List<SpokenSentence> spoken, FaceModels models, int closedLimit)
    {
        var rig = AvatarRig.Load(pack);
        var frames = Read(rig, pack, spoken, models);
        var lips = LipsyncMeasurement.Of(spoken, [.. frames.Select(frame => frame.Open)], VisemeTrack.Lead);
        Figures.Line(name, Figures.Text($"lips closed in {lips.ClosedShare:0.0%} of {lips.Closures} p, b, m (limit {closedLimit} %), shut in {lips.ShutPauses:0%} of {lips.Pauses} pauses (100 %)"));
        Figures.Line("", Figures.Text($"mouth to phonemes {lips.OffsetMs:0} ms mean (20), p95 {lips.OffsetP95Ms:0} ms (40), opening correlates by {lips.Correlation:0.00} (0.8)"));
        var (round, rounds) = Share(spoken, frames, "uwʊ", frame => frame.Width < .89f * frames[5].Width);
        var (contact, contacts) = Share(spoken, frames, "fv", frame => frame.IsFv);
        Figures.Line("", Figures.Text($"rounded in {round:0%} of {rounds} w, oo; lip to teeth in {contact:0%} of {contacts} f, v"));
        var blinks = Blinks(frames);
        Figures.Line("", Figures.Text($"{blinks.PerMinute:0.0} blinks a minute (10 to 20), intervals vary by {blinks.Variation:0%}"));
        var (low, middle, high) = Spectrum(frames);
        Figures.Line("", Figures.Text($"head moves {Deviation(frames, f => f.Pose.Yaw):0.0}° yaw, {Deviation(frames, f => f.Pose.Pitch):0.0}° pitch rms; below 0.5 Hz {low:0%}, to 2 Hz {middle:0%}, above {high:0%}"));
        Figures.Line("", Figures.Text($"largest step of a frame {Step(frames):0.0} pixels (6); most alike after 2 to 60 s {Loop(frames):0.00} (0.9)"));
    }

    private static async Task<List<SpokenSentence>> SayAsync()
    {
        var folder = Path.Combine(AssetFolders.Voices, "heart");
        using var model = HeartModel.Load(folder);
        using var pronouncer = Pronouncer.Load(folder);
        var voice = new HeartSpeechEngine(model, HeartVariant.Heart, pronouncer);
        var (spoken, end) = (new List<SpokenSentence>(), MediaTime.FromMilliseconds(400));
        foreach (var text in File.ReadLines(Path.Combine(AssetFolders.Root, "..", "tests", "assets", "harvard.txt")).Where(line => line.Length > 0).Take(Sentences))
        {
            using var chunk = await voice.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), CancellationToken.None);
            spoken.Add(new SpokenSentence(text, [.. chunk.Phonemes.Select(mark => mark with { Start = end + mark.Start, End = end + mark.End })]));
            end = end + chunk.Pcm.Duration + chunk.PauseAfter;
        }
        return spoken;
    }

    /// <summary>Paints, encodes, decodes and reads every frame.</summary>
    private static List<ReadFrame> Read(AvatarRig rig, string pack, List<SpokenSentence> spoken, FaceModels models)
    {
        var file = Path.GetTempFileName();
        try
        {
            Write(file, rig, spoken);
            var (tracker, shapes, frames) = (new FaceTracker(models), new LipCrops(pack, models), new List<ReadFrame>());
            var sheet = new ContactSheet(spoken);
            foreach (var planes in Decode(file, rig.Width * rig.Height * 3 / 2))
            {
                var picture = new I420Picture(planes, rig.Width, rig.Height);
                var face = tracker.Next(picture) ?? throw new InvalidDataException($"The face of {rig.Id} was lost in frame {frames.Count}.");
                var isFv = At(spoken, frames.Count, "fv") && shapes.IsFv(picture, face);
                frames.Add(new ReadFrame(face.LipOpening, face.LipWidth, face.EyeOpenness, face.Frame.Origin, FacePose.Of(face, models.Topology), isFv));
                sheet.Look(frames.Count - 1, picture, face);
            }
            sheet.Save(Path.Combine(Sheets, rig.Id + ".png"));
            return frames;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(string path, AvatarRig rig, List<SpokenSentence> spoken)
    {
        using var encoder = new VideoEncoder(new VideoEncoderOptions { Width = rig.Width, Height = rig.Height });
        using var sound = new AudioEncoder();
        using var file = File.Create(path);
        using var renderer = new FrameRenderer(rig);
        var (muxer, track) = (new FragmentMuxer(), new FaceTrack(11));
        spoken.ForEach(sentence => track.Speak(MediaTime.Zero, sentence.Phonemes));
        file.Write(InitSegment.Write(encoder, sound));
        var count = (int)(spoken[^1].Phonemes[^1].End.Samples / MediaTime.SamplesPerFrame) + 20;
        for (var frame = 0; frame < count - count % 5; frame++)
        {
            var at = MediaTime.FromFrames(frame);
            track.Forget(at);
            renderer.Paint(track.At(at), encoder.Picture);
            muxer.AddVideo(encoder.Encode(at, frame % 25 == 0));
            if (frame % 5 == 4)
            {
                file.Write(muxer.Cut().Bytes);
            }
        }
    }

    private static IEnumerable<byte[]> Decode(string path, int frameBytes)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-threads", "1", "-i", path, "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var planes = new byte[frameBytes];
        while (process.StandardOutput.BaseStream.ReadAtLeast(planes, frameBytes, false) == frameBytes)
        {
            yield return planes;
        }
        process.WaitForExit();
    }

    /// <summary>Whether a frame shows the middle of one of these phonemes.</summary>
    private static bool At(List<SpokenSentence> spoken, int frame, string symbols) =>
        spoken.SelectMany(sentence => sentence.Phonemes).Any(mark => symbols.Contains(mark.Symbol) && Frames(mark, frame + 1).Contains(frame));

    private static IEnumerable<int> Frames(PhonemeMark mark, int count)
    {
        var (from, to) = ((int)Math.Ceiling((mark.Start.Milliseconds - 30) / 40), (int)((mark.End.Milliseconds - 10) / 40));
        return Enumerable.Range(from, Math.Max(1, to - from + 1)).Where(frame => frame >= 0 && frame < count);
    }

    private static (double Share, int Count) Share(List<SpokenSentence> spoken, List<ReadFrame> frames, string symbols, Func<ReadFrame, bool> holds)
    {
        var marks = spoken.SelectMany(sentence => sentence.Phonemes).Where(mark => symbols.Contains(mark.Symbol)).ToList();
        return (marks.Count(mark => Frames(mark, frames.Count).Any(frame => holds(frames[frame]))) / (double)Math.Max(1, marks.Count), marks.Count);
    }

    private static (double PerMinute, double Variation) Blinks(List<ReadFrame> frames)
    {
        var open = Figures.Median(frames.Select(frame => (double)frame.Ear));
        var starts = Enumerable.Range(1, frames.Count - 1).Where(i => frames[i].Ear < .55 * open && frames[i - 1].Ear >= .55 * open).ToList();
        var intervals = starts.Zip(starts.Skip(1), (a, b) => (b - a) / 25.0).ToList();
        var mean = intervals.Count > 0 ? intervals.Average() : 1;
        return (starts.Count * 1500.0 / frames.Count, intervals.Count > 0 ? Math.Sqrt(intervals.Average(x => (x - mean) * (x - mean))) / mean : 0);
    }

    private static double Deviation(List<ReadFrame> frames, Func<ReadFrame, double> value)
    {
        var mean = frames.Average(value);
        return Math.Sqrt(frames.Average(frame => (value(frame) - mean) * (value(frame) - mean)));
    }

    /// <summary>Shares of the head's motion (place between the eyes) by frequency, from a discrete Fourier transform of 40 s.</summary>
    private static (double Low, double Middle, double High) Spectrum(List<ReadFrame> frames)
    {
        const int length = 1000;
        var x = frames.Take(length).Select(frame => (double)frame.Eyes.X).ToArray();
        var mean = x.Average();
        var power = Enumerable.Range(1, x.Length / 2 - 1).Select(k => (Hz: k * 25.0 / x.Length, Power: Complex.Abs(x.Select((value, t) =>
            (value - mean) * Complex.Exp(new Complex(0, -2 * Math.PI * k * t / x.Length))).Aggregate((a, b) => a + b)) is var a ? a * a : 0)).ToList();
        var sum = power.Sum(p => p.Power);
        return (power.Where(p => p.Hz < .5).Sum(p => p.Power) / sum, power.Where(p => p.Hz is >= .5 and < 2).Sum(p => p.Power) / sum, power.Where(p => p.Hz >= 2).Sum(p => p.Power) / sum);
    }

    private static double Step(List<ReadFrame> frames) => frames.Zip(frames.Skip(1), (a, b) => (double)Vector2.Distance(a.Eyes, b.Eyes)).Max();

    /// <summary>The largest correlation of 20 s of the head's speed with any other 20 s, 2 to 60 s later: 1 is a loop.</summary>
    private static double Loop(List<ReadFrame> frames)
    {
        // Places drift so slowly that any two stretches are alike; speeds over 0.4 s are not.
        const int window = 500, step = 10;
        var most = 0.0;
        var x = frames.Zip(frames.Skip(step), (a, b) => (double)(b.Eyes.X - a.Eyes.X)).ToArray();
        for (var start = 0; start + window < x.Length; start += 250)
        {
            for (var lag = 50; lag <= 1500 && start + lag + window < x.Length; lag += 2)
            {
                most = Math.Max(most, Correlate(x.AsSpan(start, window), x.AsSpan(start + lag, window)));
            }
        }
        return most;
    }

    private static double Correlate(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            (ma, mb) = (ma + a[i] / a.Length, mb + b[i] / a.Length);
        }
        for (var i = 0; i < a.Length; i++)
        {
            (ab, aa, bb) = (ab + (a[i] - ma) * (b[i] - mb), aa + (a[i] - ma) * (a[i] - ma), bb + (b[i] - mb) * (b[i] - mb));
        }
        return ab / Math.Sqrt(aa * bb + 1e-12);
    }

    internal sealed record ReadFrame(float Open, float Width, float Ear, Vector2 Eyes, FacePose Pose, bool IsFv);
}
