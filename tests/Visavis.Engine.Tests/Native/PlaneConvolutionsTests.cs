using System.Text;
using Visavis.Engine.Native;

namespace Visavis.Engine.Tests.Native;

public sealed class PlaneConvolutionsTests
{
    private const int UInt8 = 2;
    private const int Float = 1;
    private const int Ints = 7;
    private const int Kernel = 5;

    [Theory]
    [InlineData(1, 1, 2, 2)]
    [InlineData(1, 3, 6, 6)]
    [InlineData(2, 1, 0, 3)]
    [InlineData(3, 2, 5, 1)]
    public void Convolutions_GiveTheSameNumbers(int stride, int dilation, int before, int behind)
    {
        var model = Model(stride, dilation, before, behind);
        var plane = PlaneConvolutions.Of(model);
        var line = Enumerable.Range(0, 3 * 40).Select(i => MathF.Sin(i * i)).ToArray();

        Assert.Contains("Reshape", Encoding.Latin1.GetString(plane), StringComparison.Ordinal);
        Assert.Equal(Run(model, line), Run(plane, line));
    }

    [Fact]
    public void ModelWithoutConvolutions_StaysAsItIs()
    {
        byte[] model = Graph(new ProtobufWriter().Bytes(1, Node("Identity", ["in"], "out").Written)).Written.ToArray();

        Assert.Equal(model, PlaneConvolutions.Of(model).ToArray());
    }

    [Fact]
    public void BytesThatAreNoModel_AreRefused() => Assert.Throws<InvalidDataException>(() => PlaneConvolutions.Of("not a model"u8).Length);

    /// <summary>Shapes and numbers of the outputs, in a row.</summary>
    private static float[] Run(ReadOnlySpan<byte> bytes, float[] line)
    {
        using var model = OrtModel.Load(bytes, "a convolution");
        var output = model.Run([("in", new OrtTensor(line, 1, 3, 40))], "out", "other");
        return [.. output.SelectMany(tensor => tensor.Shape.Select(size => (float)size).Concat(tensor.Floats.ToArray()))];
    }

    /// <summary>Two convolutions of the same line, as a quantised model has them: [1, 3, 40] floats in, [1, 2, n] floats out.</summary>
    private static byte[] Model(int stride, int dilation, int before, int behind)
    {
        var weights = Enumerable.Range(0, 2 * 3 * Kernel).Select(i => (byte)(i * 37)).ToArray();
        var convolution = Node("ConvInteger", ["whole", "weights", "zero", "middle"], "sums");
        convolution.Bytes(5, Attribute("kernel_shape", Kernel).Written).Bytes(5, Attribute("strides", stride).Written);
        convolution.Bytes(5, Attribute("dilations", dilation).Written).Bytes(5, Attribute("pads", before, behind).Written);
        var graph = new ProtobufWriter()
            .Bytes(1, Node("DynamicQuantizeLinear", ["in"], "whole", "scale", "zero").Written)
            .Bytes(1, convolution.Written)
            .Bytes(1, Node("ConvInteger", ["whole", "weights", "zero", "middle"], "plain").Written)
            .Bytes(1, Cast("sums", "out").Written)
            .Bytes(1, Cast("plain", "other").Written)
            .Bytes(5, new ProtobufWriter().Numbers(1, 2, 3, Kernel).Numbers(2, UInt8).Text(8, "weights").Bytes(9, weights).Written)

            .Bytes(5, new ProtobufWriter().Numbers(2, UInt8).Text(8, "middle").Bytes(9, [128]).Written)
            .Bytes(11, Value("in").Written)
            .Bytes(12, Value("out").Written)
            .Bytes(12, Value("other").Written);
        return Graph(graph).Written.ToArray();
    }

    private static ProtobufWriter Graph(ProtobufWriter graph) => new ProtobufWriter()
        .Numbers(1, 8).Bytes(8, new ProtobufWriter().Numbers(2, 15).Written).Bytes(7, graph.Text(2, "graph").Written);

    private static ProtobufWriter Node(string kind, string[] inputs, params string[] outputs)
    {
        var node = new ProtobufWriter();
        Array.ForEach(inputs, input => node.Text(1, input));
        Array.ForEach(outputs, output => node.Text(2, output));
        return node.Text(4, kind);
    }

    private static ProtobufWriter Cast(string from, string to) =>
        Node("Cast", [from], to).Bytes(5, new ProtobufWriter().Text(1, "to").Numbers(3, Float).Numbers(20, 2).Written);

    private static ProtobufWriter Attribute(string name, params long[] numbers) => new ProtobufWriter().Text(1, name).Numbers(8, numbers).Numbers(20, Ints);

    private static ProtobufWriter Value(string name) => new ProtobufWriter()
        .Text(1, name).Bytes(2, new ProtobufWriter().Bytes(1, new ProtobufWriter().Numbers(1, Float).Written).Written);
}
