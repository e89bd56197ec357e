using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Visavis.Engine.Tests.Speech;

internal static class WavFile
{
    /// <summary>The samples of a 32-bit float file, whatever chunks stand before them.</summary>
    public static float[] ReadFloats(string path) => MemoryMarshal.Cast<byte, float>(ReadData(path)).ToArray();

    /// <summary>The samples of a 16-bit file.</summary>
    public static float[] ReadShorts(string path) =>
        Array.ConvertAll(MemoryMarshal.Cast<byte, short>(ReadData(path)).ToArray(), sample => sample / 32768f);

    private static Span<byte> ReadData(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = 12;
        while (!bytes.AsSpan(at, 4).SequenceEqual("data"u8))
        {
            at += 8 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
        return bytes.AsSpan(at + 8, length);
    }
}
