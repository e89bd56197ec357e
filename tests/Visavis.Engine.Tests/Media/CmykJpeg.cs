using System.Numerics;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

/// <summary>
/// Writes a CMYK JPEG as print programs do (ITU-T T.81, baseline; Adobe's marker, inverted): every pixel of a small picture becomes a
/// block of 8 × 8 of one colour, so that there is but a DC coefficient to code. ffmpeg cannot write the kind.
/// </summary>
internal static class CmykJpeg
{
    private const int Components = 4, Step = 8;

    public static byte[] Of(RgbPicture small)
    {
        var (height, width) = (small.Height * Step, small.Width * Step);
        return
        [
            0xFF, 0xD8,
            .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]),
            // One table of steps of 8: a coefficient is then the mean itself.
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)Step, 64)]),
            .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, Components, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]),
            // Twelve sizes of differences in codes of 4 bits; of AC only "end of block", in one bit.
            .. Segment(0xC4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
            .. Segment(0xC4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x00]),
            .. Segment(0xDA, [Components, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]),
            .. Scan(small),
            0xFF, 0xD9,
        ];
    }

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static List<byte> Scan(RgbPicture small)
    {
        var (bytes, last) = (new List<byte>(), new int[Components]);
        var (bits, count) = (0, 0);
        for (var i = 0; i < small.Width * small.Height; i++)
        {
            for (var c = 0; c < Components; c++)
            {
                // Inverted, cyan is red, and no black at all is 255.
                var mean = (c < 3 ? small.Samples[3 * i + c] : 255) - 128;
                var difference = mean - last[c];
                last[c] = mean;
                var size = difference == 0 ? 0 : BitOperations.Log2((uint)Math.Abs(difference)) + 1;
                Put(size, 4);
                Put(difference < 0 ? difference + (1 << size) - 1 : difference, size);
                Put(0, 1);
            }
        }
        Put(0x7F, 7);
        return bytes;

        void Put(int value, int length)
        {
            for (var bit = length - 1; bit >= 0; bit--)
            {
                bits = (bits << 1) | ((value >> bit) & 1);
                if (++count == 8)
                {
                    bytes.AddRange(bits == 0xFF ? [0xFF, 0x00] : (byte[])[(byte)bits]);
                    (bits, count) = (0, 0);
                }
            }
        }
    }
}
