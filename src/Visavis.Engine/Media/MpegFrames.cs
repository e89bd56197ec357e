namespace Visavis.Engine.Media;

/// <summary>Tells bare MPEG audio and ADTS streams, which have no mark at their head, by frames that follow each other.</summary>
internal static class MpegFrames
{
    private const int NeededFrames = 3;

    // Kilobits a second by bitrate index; ISO 11172-3 table 2.4.2.3 (MPEG-1 layers I to III), 13818-3 for the lower rates.
    private static readonly int[] Layer1 = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
    private static readonly int[] Layer2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    private static readonly int[] Layer3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] LowLayer1 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
    private static readonly int[] LowLayer23 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Rates = [44100, 48000, 32000];

    /// <summary>ADTS frames (ISO 13818-7 section 6.2) from the first byte on.</summary>
    public static bool AreAdts(ReadOnlySpan<byte> head) => Follow(head, AdtsLength);

    /// <summary>MPEG audio frames; cut streams begin in the middle of one, so the first may stand a little later.</summary>
    public static bool AreMpegAudio(ReadOnlySpan<byte> head)
    {
        for (var at = 0; at + 4 <= head.Length; at++)
        {
            // Behind the first byte only a whole chain of frames counts: the pattern alone is common in any bytes.
            if (head[at] == 0xFF && Follow(head[at..], MpegLength, mayEndEarly: at == 0))
            {
                return true;
            }
        }
        return false;
    }

    private delegate int FrameLength(ReadOnlySpan<byte> header);

    private static bool Follow(ReadOnlySpan<byte> head, FrameLength lengthOf, bool mayEndEarly = true)
    {
        for (var frame = 0; frame < NeededFrames; frame++)
        {
            var length = lengthOf(head);
            if (length <= 0)
            {
                return frame > 0 && mayEndEarly && head.Length < 7;
            }
            if (length > head.Length)
            {
                return mayEndEarly;
            }
            head = head[length..];
        }
        return true;
    }

    private static int AdtsLength(ReadOnlySpan<byte> header)
    {
        // 12 bits of sync, layer 0, a known rate, and a frame that is longer than its header.
        if (header.Length < 7 || header[0] != 0xFF || (header[1] & 0xF6) != 0xF0 || (header[2] >> 2 & 15) > 12)
        {
            return 0;
        }
        var length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5;
        return length > 7 ? length : 0;
    }

    private static int MpegLength(ReadOnlySpan<byte> header)
    {
        if (header.Length < 4 || header[0] != 0xFF || (header[1] & 0xE0) != 0xE0)
        {
            return 0;
        }
        var (version, layer) = (header[1] >> 3 & 3, 4 - (header[1] >> 1 & 3));
        var (bits, rate, padding) = (header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1);
        if (version == 1 || layer == 4 || bits is 0 or 15 || rate == 3)
        {
            return 0;
        }
        var low = version != 3;
        var hertz = Rates[rate] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        var kilobits = (layer, low) switch
        {
            (1, false) => Layer1[bits],
            (2, false) => Layer2[bits],
            (_, false) => Layer3[bits],
            (1, true) => LowLayer1[bits],
            _ => LowLayer23[bits],
        };
        return layer == 1
            ? (12_000 * kilobits / hertz + padding) * 4
            : (low && layer == 3 ? 72_000 : 144_000) * kilobits / hertz + padding;
    }
}
