using System.Buffers.Binary;
using System.IO.Compression;
namespace Visavis.Engine.Media;
internal sealed record TempPicture(int Width, int Height, int Channels, int Bits, byte[] Pixels);
internal static class TempPng
{
    public static TempPicture Read(string path)
    {
        var f = File.ReadAllBytes(path); int at = 8, w = 0, h = 0, bits = 0, ct = 0; var z = new MemoryStream();
        while (at < f.Length)
        {
            var n = BinaryPrimitives.ReadInt32BigEndian(f.AsSpan(at)); var t = System.Text.Encoding.ASCII.GetString(f, at + 4, 4);
            if (t == "IHDR") { w = BinaryPrimitives.ReadInt32BigEndian(f.AsSpan(at + 8)); h = BinaryPrimitives.ReadInt32BigEndian(f.AsSpan(at + 12)); bits = f[at + 16]; ct = f[at + 17]; }
            if (t == "IDAT") z.Write(f, at + 8, n);
            at += 12 + n;
        }
        var ch = ct switch { 0 => 1, 2 => 3, 6 => 4, _ => throw new InvalidDataException() };
        int bpp = ch * bits / 8, stride = w * bpp; var px = new byte[stride * h]; z.Position = 0; var s = new ZLibStream(z, CompressionMode.Decompress);
        var line = new byte[stride + 1];
        for (var y = 0; y < h; y++)
        {
            s.ReadExactly(line); var o = y * stride;
            for (var i = 0; i < stride; i++)
            {
                int a = i >= bpp ? px[o + i - bpp] : 0, b = y > 0 ? px[o + i - stride] : 0, c = i >= bpp && y > 0 ? px[o + i - bpp - stride] : 0;
                int p = a + b - c, pa = Math.Abs(p - a), pb = Math.Abs(p - b), pc = Math.Abs(p - c);
                px[o + i] = (byte)(line[i + 1] + line[0] switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => pa <= pb && pa <= pc ? a : pb <= pc ? b : c });
            }
        }
        return new TempPicture(w, h, ch, bits, px);
    }
}
