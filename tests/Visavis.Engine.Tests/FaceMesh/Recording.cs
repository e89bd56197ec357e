using System.Diagnostics;
using Visavis.Engine.Encode;
using Visavis.Engine.Faces;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Render;
using Visavis.Engine.Tests.Faces;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>Paints and encodes faces as a session does, decodes them by ffmpeg, and reads the mouth of every frame.</summary>
internal static class Recording
{
    private const int FramesPerPart = 5, FramesPerSegment = 25;

    /// <summary>Measures of every frame; <paramref name="look"/> sees the decoded planes too.</summary>
    public static List<FaceMeasures> Measure(AvatarRig rig, IEnumerable<FaceState> faces, Action<int, byte[]>? look = null)
    {
        var file = Path.GetTempFileName();
        try
        {
            Write(file, rig, faces);
            var (tracker, measures) = (new FaceTracker(TestFaces.Models), new List<FaceMeasures>());
            foreach (var planes in Decode(file, rig.Width * rig.Height * 3 / 2))
            {
                look?.Invoke(measures.Count, planes);
                var face = tracker.Next(new I420Picture(planes, rig.Width, rig.Height));
                measures.Add(FaceMeasures.Of(face ?? throw new InvalidDataException("The face was lost.")));
            }
            return measures;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(string path, AvatarRig rig, IEnumerable<FaceState> faces)
    {
        using var encoder = new VideoEncoder(new VideoEncoderOptions { Width = rig.Width, Height = rig.Height });
        using var sound = new AudioEncoder();
        using var file = File.Create(path);
        var renderer = new FrameRenderer(rig);
        var muxer = new FragmentMuxer();
        file.Write(InitSegment.Write(encoder, sound));
        var frame = 0;
        foreach (var face in faces)
        {
            renderer.Paint(face, encoder.Picture);
            muxer.AddVideo(encoder.Encode(MediaTime.FromFrames(frame), frame % FramesPerSegment == 0));
            if (++frame % FramesPerPart == 0)
            {
                file.Write(muxer.Cut().Bytes);
            }
        }
    }

    private static IEnumerable<byte[]> Decode(string path, int frameBytes)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["-v", "error", "-threads", "1", "-i", path, "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var planes = new byte[frameBytes];
        while (process.StandardOutput.BaseStream.ReadAtLeast(planes, frameBytes, false) == frameBytes)
        {
            yield return planes;
        }
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
