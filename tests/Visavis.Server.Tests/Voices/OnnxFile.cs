using System.Text;

namespace Visavis.Server.Tests.Voices;

/// <summary>A small ONNX model, written by hand: a Piper voice by its inputs and output, whose output is a constant of any size.</summary>
internal static class OnnxFile
{
    public static byte[] PiperOfShape(params long[] shape)
    {
        var node = Message(Bytes(1, "shape"), Bytes(2, "output"), Bytes(4, "ConstantOfShape"));
        var initializer = Message(Number(1, shape.Length), Number(2, 7), Bytes(8, "shape"), Field(9, Longs(shape)));
        var graph = Message(
            Field(1, node),
            Bytes(2, "graph"),
            Field(5, initializer),
            Field(11, Value("input", 7)),
            Field(11, Value("input_lengths", 7)),
            Field(11, Value("scales", 1)),
            Field(12, Value("output", 1)));
        return Message(Number(1, 8), Field(8, Message(Number(2, 15))), Field(7, graph));
    }

    /// <summary>ValueInfoProto: name, and a tensor of a kind of element.</summary>
    private static byte[] Value(string name, int element) => Message(Bytes(1, name), Field(2, Message(Field(1, Message(Number(1, element))))));

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Number(int field, long value) => [.. VarInt(field << 3), .. VarInt(value)];

    private static byte[] Bytes(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => [.. VarInt(field << 3 | 2), .. VarInt(content.Length), .. content];

    private static byte[] Longs(long[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] VarInt(long value) => value < 0x80 ? [(byte)value] : [(byte)(value & 0x7f | 0x80), .. VarInt(value >> 7)];
}
