using System.Diagnostics;
using Visavis.Engine.Encode;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
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
        var (faces, facing) = (new FaceState[Seconds * 25], new List<double>());
        for (var frame = 0; frame < faces.Length; frame++)
        {
            facing.Add(Time(() => faces[frame] = face.At(MediaTime.FromFrames(frame))));
        }
        Figures.Milliseconds("face, per frame", facing);
        var encode = Picture(parts, faces);
        Mouth(parts, faces, encode);
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

    private static List<double> Picture(EngineParts parts, FaceState[] faces)
    {
        using var video = new VideoEncoder(new VideoEncoderOptions());
        var (muxer, renderer) = (new FragmentMuxer(), new FrameRenderer(parts.Rig));
        var (painting, encoding, muxing) = (new List<double>(), new List<double>(), new List<double>());
        var bytes = 0L;
        for (var frame = 0; frame < Seconds * 25; frame++)
        {
            var time = MediaTime.FromFrames(frame);
            painting.Add(Time(() => renderer.Paint(faces[frame], video.Picture)));
            encoding.Add(Time(() => muxer.AddVideo(video.Encode(time, key: frame % 25 == 0))));
            if (frame % 5 == 4)
            {
                muxing.Add(Time(() => bytes += muxer.Cut().Bytes.Length));
            }
        }
        Figures.Milliseconds("paint, per frame, head moving (limits 2.8 and 6)", painting);
        Figures.Milliseconds("encode, per frame", encoding);
        Figures.Milliseconds("mux, per part", muxing);
        Figures.Line("video bit rate", Figures.Text($"{bytes * 8 / 1000.0 / Seconds:0} kbit/s"));
        return encoding;
    }

    /// <summary>The same speech over a head and eyes that keep still; frames in which the mouth rests too cost nothing and do not count.</summary>
    private static void Mouth(EngineParts parts, FaceState[] faces, List<double> encoding)
    {
        var (renderer, picture) = (new FrameRenderer(parts.Rig), new YuvPlanes(parts.Rig.Width, parts.Rig.Height));
        var (painting, last) = (new List<double>(), default(FaceState));
        foreach (var face in faces)
        {
            var still = face with { Lid = 0, GazeX = 0, GazeY = 0, Brow = 0, Yaw = 0, Pitch = 0, Roll = 0, Breath = 0 };
            var time = Time(() => renderer.Paint(still, picture.View));
            if (still != last && last != default)
            {
                painting.Add(time);
            }
            last = still;
        }
        Figures.Milliseconds("paint, per frame, only the mouth moving (limits 0.5 and 1.5)", painting);
        Figures.Line("that in bare x264 encodes of these frames", Figures.Text($"{Figures.Median(painting) / Figures.Median(encoding):0.00}"));
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
