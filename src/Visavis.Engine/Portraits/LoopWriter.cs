using Visavis.Engine.Encode;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Writes the pictures of a loop as H.264: clear enough to be painted on, and cheap to decode.</summary>
internal static class LoopWriter
{
    public const string FileName = "loop.h264";

    /// <summary>Pictures between two at which decoding can begin.</summary>
    private const int KeyFrames = 50;

    private static readonly VideoEncoderOptions Options = new()
    {
        // No arithmetic coding, no filter at edges of blocks: a third of the time of decoding is saved, which every session spends.
        Crf = 18, MaxKbitPerSecond = 8_000, BufferKbit = 8_000, Preset = "veryfast", Tune = "zerolatency,fastdecode",
    };

    /// <returns>Bytes of each picture.</returns>
    public static int[] Write(string folder, LoopPlan plan, LoopFrames frames, Action<double> written, CancellationToken cancellation)
    {
        using var encoder = new VideoEncoder(Options);
        using var file = File.Create(Path.Combine(folder, FileName));
        var planes = new byte[Options.Width * Options.Height * 3 / 2];
        var sizes = new int[plan.Frames.Count];
        for (var i = 0; i < sizes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            frames.Read(plan.Frames[i], planes);
            Paint(planes, encoder.Picture);
            sizes[i] = AnnexB.Write(file, encoder.Configuration.Span, encoder.Encode(MediaTime.FromFrames(i), i % KeyFrames == 0));
            written((i + 1.0) / sizes.Length);
        }
        return sizes;
    }

    private static void Paint(ReadOnlySpan<byte> planes, YuvPicture target)
    {
        var (width, height) = (target.Width, target.Height);
        for (var y = 0; y < height; y++)
        {
            planes.Slice(y * width, width).CopyTo(target.YRow(y));
        }
        var u = planes[(width * height)..];
        var v = planes[(width * height * 5 / 4)..];
        for (var y = 0; y < height / 2; y++)
        {
            u.Slice(y * width / 2, width / 2).CopyTo(target.URow(y));
            v.Slice(y * width / 2, width / 2).CopyTo(target.VRow(y));
        }
    }
}
