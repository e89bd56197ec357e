using System.Numerics;

namespace Visavis.Engine.Media;

/// <summary>Pixels in memory: RGB, 8 bits each, rows from the top, no padding. Pixel i lies at position i.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Samples">Width × Height × 3 bytes.</param>
public sealed record RgbPicture(int Width, int Height, byte[] Samples) : IPixels
{
    public RgbPicture(int width, int height) : this(width, height, new byte[width * height * 3])
    {
    }

    /// <summary>A pack's picture, its alpha dropped, grey as three equal channels.</summary>
    public static RgbPicture Of(PictureFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var picture = new RgbPicture(file.Width, file.Height);
        var (channels, from) = (file.Channels, file.Samples);
        for (int i = 0, source = 0; i < picture.Samples.Length; i += 3, source += channels)
        {
            picture.Samples[i] = from[source];
            picture.Samples[i + 1] = from[source + (channels < 3 ? 0 : 1)];
            picture.Samples[i + 2] = from[source + (channels < 3 ? 0 : 2)];
        }
        return picture;
    }

    /// <summary>Made smaller by area averaging so that the longer side is at most <paramref name="longerSide"/>; itself where it fits.</summary>
    public RgbPicture Reduced(int longerSide)
    {
        var longer = Math.Max(Width, Height);
        return longer <= longerSide ? this : AreaAverage.Of(this, Math.Max(1, (int)Math.Round((double)Width * longerSide / longer)), Math.Max(1, (int)Math.Round((double)Height * longerSide / longer)));
    }

    /// <summary>Turned by quarter turns clockwise.</summary>
    public RgbPicture Turned(int quarters)
    {
        quarters = ((quarters % 4) + 4) % 4;
        if (quarters == 0)
        {
            return this;
        }
        var turned = quarters == 2 ? new RgbPicture(Width, Height) : new RgbPicture(Height, Width);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (tx, ty) = quarters switch { 1 => (Height - 1 - y, x), 2 => (Width - 1 - x, Height - 1 - y), _ => (y, Width - 1 - x) };
                Samples.AsSpan((y * Width + x) * 3, 3).CopyTo(turned.Samples.AsSpan((ty * turned.Width + tx) * 3));
            }
        }
        return turned;
    }

    /// <summary>As in a mirror: left and right change places.</summary>
    public RgbPicture Mirrored()
    {
        var mirrored = new RgbPicture(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                Samples.AsSpan((y * Width + x) * 3, 3).CopyTo(mirrored.Samples.AsSpan((y * Width + Width - 1 - x) * 3));
            }
        }
        return mirrored;
    }

    /// <inheritdoc/>
    public void Sample(Vector2 at, Span<float> rgb)
    {
        int left = (int)at.X, top = (int)at.Y;
        var (s, t) = (at.X - left, at.Y - top);
        var across = left + 1 < Width ? 3 : 0;
        var below = top + 1 < Height ? Width * 3 : 0;
        var source = Samples.AsSpan((top * Width + left) * 3);
        for (var c = 0; c < 3; c++)
        {
            float a = source[c], b = source[c + across], d = source[c + below], e = source[c + below + across];
            rgb[c] = (a + s * (b - a)) * (1 - t) + (d + s * (e - d)) * t;
        }
    }
}
