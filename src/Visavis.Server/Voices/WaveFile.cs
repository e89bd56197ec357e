using System.Buffers.Binary;
using Visavis.Engine.Media;

namespace Visavis.Server.Voices;

/// <summary>Sound at 48 kHz as a WAV file: 16-bit mono.</summary>
internal static class WaveFile
{
    private const int HeaderBytes = 44;

    public static async Task WriteAsync(string path, IReadOnlyList<float> sound, CancellationToken cancellation)
    {
        var file = new byte[HeaderBytes + 2 * sound.Count];
        WriteHeader(file);
        for (var i = 0; i < sound.Count; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderBytes + 2 * i), (short)Math.Clamp(MathF.Round(sound[i] * 32_767), short.MinValue, short.MaxValue));
        }
        await File.WriteAllBytesAsync(path, file, cancellation).ConfigureAwait(false);
    }

    private static void WriteHeader(Span<byte> file)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], MediaTime.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], 2 * MediaTime.Rate);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], file.Length - HeaderBytes);
    }
}
