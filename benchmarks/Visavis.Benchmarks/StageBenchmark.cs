using System.Diagnostics;
using Visavis.Engine;
using Visavis.Engine.Encode;
using Visavis.Engine.Faces;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Benchmarks;

/// <summary>Each stage alone, on one thread, on half a minute of speech; x264 without us beside it.</summary>
internal static class StageBenchmark
{
    private const int Seconds = 30;

    public static async Task RunAsync(EngineParts parts)
    {
        Figures.Title($"Stages, {Seconds} s of speech, one thread");
        var (chunks, speaking) = await SpeakAsync(parts);
        Figures.Milliseconds("voice, per second of sound", speaking);
        var face = new FaceTrack(1);
        var at = MediaTime.Zero;
        foreach (var chunk in chunks)
        {
            face.Speak(at, chunk.Phonemes);
            at += chunk.Pcm.Duration + chunk.PauseAfter;
        }
        var encode = Picture(parts, face);
        await PaintingsAsync(parts, chunks);
        Sound(chunks);
        chunks.ForEach(chunk => chunk.Dispose());
        Figures.Line("bare x264 encodes of these frames per core", Figures.Text($"{40 / encode.Average():0.0} in real time"));
    }

    private static async Task<(List<SpeechChunk>, List<double>)> SpeakAsync(EngineParts parts)
    {
        var (chunks, times, chunker, seconds) = (new List<SpeechChunk>(), new List<double>(), new TextChunker(), 0.0);
        foreach (var clause in chunker.Append(Sentences.Text(1, 2 * Seconds)))
        {
            var clock = Stopwatch.StartNew();
            var chunk = await parts.Voice.SpeakAsync(clause, CancellationToken.None);
            times.Add(clock.Elapsed.TotalMilliseconds / chunk.Pcm.Duration.Seconds);
            chunks.Add(chunk);
            seconds += (chunk.Pcm.Duration + chunk.PauseAfter).Seconds;
            if (seconds > Seconds)
            {
                break;
            }
        }
        return (chunks, times);
    }

    private static List<double> Picture(EngineParts parts, FaceTrack face)
    {
        using var video = new VideoEncoder(new VideoEncoderOptions());
        using var renderer = new FrameRenderer(parts.Rig);
        var muxer = new FragmentMuxer();
        var (facing, painting, encoding, muxing) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var bytes = 0L;
        for (var frame = 0; frame < Seconds * 25; frame++)
        {
            var time = MediaTime.FromFrames(frame);
            var state = default(FaceState);
            facing.Add(Time(() => state = face.At(time)));
            painting.Add(Time(() => renderer.Paint(state, video.Picture)));
            encoding.Add(Time(() => muxer.AddVideo(video.Encode(time, key: frame % 25 == 0))));
            if (frame % 5 == 4)
            {
                muxing.Add(Time(() => bytes += muxer.Cut().Bytes.Length));
            }
        }
        Figures.Milliseconds("face, per frame", facing);
        Figures.Milliseconds("paint, per frame, the encoder between", painting);
        Figures.Milliseconds("encode, per frame", encoding);
        Figures.Milliseconds("mux, per part", muxing);
        Figures.Line("video bit rate", Figures.Text($"{bytes * 8 / 1000.0 / Seconds:0} kbit/s"));
        return encoding;
    }

    /// <summary>The same speech on a still head and on a moving one, by a look from a photo and by one from a clip.</summary>
    private static async Task PaintingsAsync(EngineParts parts, List<SpeechChunk> chunks)
    {
        Paint("paint, per frame, head moving, a studio look (limits 2.8 and 6)", parts.Rig, chunks, face => face);
        Paint("paint, per frame, head still, only the mouth moves (limit 0.5)", parts.Rig, chunks, face =>
            face with { Yaw = 0, Pitch = 0, Roll = 0, Breath = 0, Lid = 0, GazeX = 0, GazeY = 0, Brow = 0 });
        using var models = FaceModels.Load(AssetFolders.Faces);
        var folder = Directory.CreateTempSubdirectory("visavis-stages-").FullName;
        var pack = Path.Combine(folder, "pack");
        var builder = new PackBuilder(
            models, AssetFolders.Avatars, new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System), new ClipDecoder(new ClipDecoderOptions(), TimeProvider.System));
        await builder.BuildPhotoAsync(Path.Combine(PhotoBenchmark.Portraits, "curls-large.jpg"), pack, new PackCard("a", "A", null, null), null, CancellationToken.None);
        Paint("paint, per frame, head moving, a look from a photo (limits 2.8 and 6)", AvatarRig.Load(pack), chunks, face => face);
        var clip = Path.Combine(folder, "clip");
        await builder.BuildMotionAsync(Path.Combine(PhotoBenchmark.Portraits, "listening.mp4"), clip, new PackCard("b", "B", null, null), null, CancellationToken.None);
        Paint("paint, per frame, a look from a clip (limit 4)", AvatarRig.Load(clip), chunks, face => face);
        Directory.Delete(folder, recursive: true);
    }

    private static void Paint(string name, AvatarRig rig, List<SpeechChunk> chunks, Func<FaceState, FaceState> change)
    {
        using var video = new VideoEncoder(new VideoEncoderOptions());
        using var renderer = new FrameRenderer(rig);
        var (face, at, painting, encoding) = (new FaceTrack(1), MediaTime.Zero, new List<double>(), new List<double>());
        foreach (var chunk in chunks)
        {
            face.Speak(at, chunk.Phonemes);
            at += chunk.Pcm.Duration + chunk.PauseAfter;
        }
        for (var frame = 0; frame < Seconds * 25; frame++)
        {
            var (time, state) = (MediaTime.FromFrames(frame), change(face.At(MediaTime.FromFrames(frame))));
            painting.Add(Time(() => renderer.Paint(state, video.Picture)));
            // The encoder beside it tells how fast the machine is just now; some frames a second, for it also empties the caches.
            if (frame % 25 < 5)
            {
                encoding.Add(Time(() => video.Encode(time, key: frame == 0)));
            }
        }
        Figures.Line(name, Figures.Text(
            $"p50 {Figures.Median(painting):0.00} ms, p99 {Figures.Percentile(painting, 0.99):0.00} ms, {Figures.Median(painting) / encoding.Average():0.00} of x264's frame beside it"));
    }

    private static void Sound(List<SpeechChunk> chunks)
    {
        using var audio = new AudioEncoder();
        var pcm = chunks.SelectMany(chunk => chunk.Pcm.Span.ToArray()).ToArray();
        var times = new List<double>();
        for (var at = 0; at + AudioEncoder.FrameSamples <= pcm.Length; at += AudioEncoder.FrameSamples)
        {
            times.Add(46.875 * Time(() =>
            {
                audio.Send(pcm.AsSpan(at, AudioEncoder.FrameSamples));
                while (audio.TryReceive(out _))
                {
                }
            }));
        }
        Figures.Milliseconds("AAC, per second of sound", times);
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
