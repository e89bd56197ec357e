using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Fmp4;

namespace Visavis.Engine.Tests.Fmp4;

public sealed class BoxWriterTests
{
    private sealed record Box(byte[] Payload, Box[] Children);

    private static readonly Gen<byte[]> Payloads = Gen.Choose(0, 70_000).Select(n => n < 60_000 ? n % 50 : n)
        .Select(n => Enumerable.Range(0, n).Select(i => (byte)(i * 7)).ToArray());

    [Fact]
    public void Trees_ReadBackWithExactSizes() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Tree(3).ToArbitrary(), box =>
        {
            var writer = new BoxWriter();
            Write(writer, box);
            var bytes = writer.ToArray();
            Assert.Equal(bytes.Length, writer.Length);
            Assert.Equal(bytes.Length, Read(bytes, box));
        }));

    [Fact]
    public void Numbers_AreBigEndian()
    {
        var writer = new BoxWriter();
        var box = writer.OpenFull("test", 1, 0x020304);
        writer.Byte(0xFE);
        writer.Int16(-2);
        writer.Int32(0xFEDCBA98);
        writer.Int64(1);
        writer.Text("\u00A9a");
        writer.Zeros(2);
        writer.Close(box);
        Assert.Equal("000000 1F 74657374 01020304 FE FFFE FEDCBA98 0000000000000001 A961 0000".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(writer.ToArray()));
    }

    [Fact]
    public void ClearedWriter_WritesTheSameAgain()
    {
        var writer = new BoxWriter();
        Write(writer, new Box([1, 2], []));
        var first = writer.ToArray();
        writer.Clear();
        Write(writer, new Box([1, 2], []));
        Assert.Equal(first, writer.ToArray());
    }

    private static Gen<Box> Tree(int depth) =>
        from payload in Payloads
        from children in depth == 0 ? Gen.Constant(Array.Empty<Box>()) : Tree(depth - 1).ListOf(depth).Select(list => list.ToArray())
        select new Box(payload, children);

    private static void Write(BoxWriter writer, Box box)
    {
        var mark = writer.Open("abcd");
        writer.Bytes(box.Payload);
        foreach (var child in box.Children)
        {
            Write(writer, child);
        }
        writer.Close(mark);
    }

    /// <returns>The box's size, after all in it was as written.</returns>
    private static int Read(ReadOnlySpan<byte> bytes, Box box)
    {
        var size = BinaryPrimitives.ReadInt32BigEndian(bytes);
        Assert.Equal("abcd", Encoding.ASCII.GetString(bytes[4..8]));
        Assert.True(bytes.Slice(8, box.Payload.Length).SequenceEqual(box.Payload));
        var at = 8 + box.Payload.Length;
        foreach (var child in box.Children)
        {
            at += Read(bytes[at..], child);
        }
        Assert.Equal(at, size);
        return size;
    }
}
