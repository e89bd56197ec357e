using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>A clip's frame as colours.</summary>
internal static class ClipPicture
{
    /// <summary>
    /// RGB with chroma taken to lie in the middle of its four pixels: what reads packs makes chroma the mean of four (<see cref="Render.YuvKernels"/>),
    /// so the planes come back as they were, and what is painted over a frame has the frame's own colours.
    /// </summary>
    public static RgbPicture Rgb(I420Picture picture)
    {
        var (width, height) = (picture.Width, picture.Height);
        var rgb = new RgbPicture(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var luma = 1.164384f * (picture.Planes[y * width + x] - 16);
                var u = Chroma(picture, width * height, x, y) - 128;
                var v = Chroma(picture, width * height * 5 / 4, x, y) - 128;
                Sampling.Store(rgb, (y * width + x) * 3, new Vector3(luma + 1.792741f * v, luma - .213249f * u - .532909f * v, luma + 2.112402f * u));
            }
        }
        return rgb;
    }

    /// <summary>Three quarters of the nearest sample and a quarter of the next, each way.</summary>
    private static float Chroma(I420Picture picture, int offset, int x, int y)
    {
        int width = picture.Width / 2, height = picture.Height / 2, cx = x / 2, cy = y / 2;
        var nx = Math.Clamp(cx + (x & 1) * 2 - 1, 0, width - 1);
        var ny = Math.Clamp(cy + (y & 1) * 2 - 1, 0, height - 1);
        var planes = picture.Planes.AsSpan(offset);
        return (9 * planes[cy * width + cx] + 3 * planes[cy * width + nx] + 3 * planes[ny * width + cx] + planes[ny * width + nx]) / 16f;
    }
}
