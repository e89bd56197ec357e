using Visavis.Engine.Encode;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Encode;

/// <summary>Colours of a pack's picture, through planes, encoder and muxer, as a player shows them that believes the stream's own flags.</summary>
public sealed class ColourTests
{
    private const int Patch = 160;

    /// <summary>Skin from light to dark, the primaries and greys; sRGB.</summary>
    private static readonly (byte R, byte G, byte B)[] Colours =
    [
        (241, 208, 190), (198, 134, 104), (92, 58, 46), (168, 62, 60), (255, 255, 255), (128, 128, 128), (16, 16, 16), (0, 0, 0),
        (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255), (255, 0, 255), (52, 90, 140), (230, 224, 205),
    ];

    [Fact]
    public void Colours_ComeOutOfTheStreamAsTheyAreInThePicture()
    {
        var options = new VideoEncoderOptions();
        using var encoder = new VideoEncoder(options);
        using var sound = new AudioEncoder();
        var planes = new YuvPlanes(options.Width, options.Height);
        YuvKernels.FromRgb(Chart(options.Width, options.Height), 3, planes);
        using var file = new MemoryStream();
        file.Write(InitSegment.Write(encoder, sound));
        var muxer = new FragmentMuxer();
        for (var frame = 0; frame < 5; frame++)
        {
            Copy(planes, encoder.Picture);
            muxer.AddVideo(encoder.Encode(MediaTime.FromFrames(frame), frame == 0));
        }
        file.Write(muxer.Cut().Bytes);

        // No matrix and no range are named: the scaler takes those that the stream says it has.
        var shown = Ffmpeg.Run("ffmpeg", file.ToArray(), "-map", "0:v", "-vf", "scale=flags=accurate_rnd+full_chroma_int,format=rgb24", "-f", "rawvideo", "-");

        var last = shown.AsSpan(^(options.Width * options.Height * 3)..);
        for (var i = 0; i < Colours.Length; i++)
        {
            var (r, g, b) = Mean(last, options.Width, i % 8 * Patch, i / 8 * Patch);
            Assert.True(Near(r, Colours[i].R) && Near(g, Colours[i].G) && Near(b, Colours[i].B), $"{Colours[i]} is shown as ({r:0.0}, {g:0.0}, {b:0.0}).");
        }
    }

    private static bool Near(double shown, byte original) => Math.Abs(shown - original) <= 3;

    /// <summary>Patches in two rows of eight; the rest repeats them.</summary>
    private static byte[] Chart(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) = Colours[(i / width / Patch % 2 * 8) + (i % width / Patch)];
        }
        return rgb;
    }

    private static void Copy(YuvPlanes planes, YuvPicture target)
    {
        for (var row = 0; row < target.Height; row++)
        {
            planes.View.YRow(row).CopyTo(target.YRow(row));
        }
        for (var row = 0; row < target.Height / 2; row++)
        {
            planes.View.URow(row).CopyTo(target.URow(row));
            planes.View.VRow(row).CopyTo(target.VRow(row));
        }
    }

    /// <summary>Of the middle half of a patch: its edges share chroma with their neighbours.</summary>
    private static (double R, double G, double B) Mean(ReadOnlySpan<byte> rgb, int width, int x, int y)
    {
        double r = 0, g = 0, b = 0;
        for (var row = y + Patch / 4; row < y + 3 * Patch / 4; row++)
        {
            for (var column = x + Patch / 4; column < x + 3 * Patch / 4; column++)
            {
                var at = 3 * (row * width + column);
                (r, g, b) = (r + rgb[at], g + rgb[at + 1], b + rgb[at + 2]);
            }
        }
        const double count = Patch / 2 * (Patch / 2);
        return (r / count, g / count, b / count);
    }
}
