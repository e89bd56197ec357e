using System.Text;

namespace Visavis.Engine.Native;

/// <summary>
/// Writes a model anew so that its whole-number convolutions along a line are ones over a plane that is one row high, with the same numbers
/// as result. onnxruntime gathers a plane's samples row by row, but a line's one by one, which takes longer than multiplying them: Kokoro
/// needs 0.92 s of a core for a second of sound as published, and half of it so.
/// </summary>
internal static class PlaneConvolutions
{
    private const string Operator = "ConvInteger";
    private const string ToPlane = "visavis/to_plane";
    private const string ToLine = "visavis/to_line";

    // onnx.proto: ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto.
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;
    private const int NodeInput = 1;
    private const int NodeOutput = 2;
    private const int NodeOperator = 4;
    private const int NodeAttribute = 5;
    private const int AttributeName = 1;
    private const int AttributeInts = 8;
    private const int TensorDims = 1;
    private const int TensorType = 2;
    private const int TensorInt64s = 7;
    private const int TensorName = 8;
    private const int Int64 = 7;

    /// <summary>The model with other convolutions; what has none stays as it is.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> model)
    {
        var weights = Weights(model);
        if (weights.Count == 0)
        {
            return model;
        }
        // Some 200 bytes more for each of them.
        var result = new ProtobufWriter(model.Length + 100_000);
        var planes = new HashSet<string>(StringComparer.Ordinal);
        var fields = new ProtobufFields(model);
        while (fields.Next())
        {
            if (fields.Number == ModelGraph)
            {
                WriteGraph(fields.Content, weights, planes, result);
            }
            else
            {
                result.Whole(fields.Whole);
            }
        }
        InGraph(result, GraphInitializer, Shape(ToPlane, 0, 0, 1, -1));
        InGraph(result, GraphInitializer, Shape(ToLine, 0, 0, -1));
        return result.Written;
    }

    /// <summary>The constants of three dimensions that are weights of such convolutions and nothing else.</summary>
    private static HashSet<string> Weights(ReadOnlySpan<byte> model)
    {
        var (weights, others, lines) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var fields = new ProtobufFields(model);
        while (fields.Next())
        {
            var inner = new ProtobufFields(fields.Number == ModelGraph ? fields.Content : []);
            while (inner.Next())
            {
                if (inner.Number == GraphNode)
                {
                    var (kind, inputs, _) = ReadNode(inner.Content);
                    foreach (var (place, input) in inputs.Index())
                    {
                        (kind == Operator && place == 1 ? weights : others).Add(input);
                    }
                }
                else if (inner.Number == GraphInitializer && ReadTensor(inner.Content) is { Dims.Count: 3 } tensor)
                {
                    lines.Add(tensor.Name);
                }
            }
        }
        weights.IntersectWith(lines);
        weights.ExceptWith(others);
        return weights;
    }

    /// <summary>Each field in a graph of its own: protobuf merges the parts of a message, and so no size must be known beforehand.</summary>
    private static void WriteGraph(ReadOnlySpan<byte> graph, HashSet<string> weights, HashSet<string> planes, ProtobufWriter result)
    {
        var fields = new ProtobufFields(graph);
        while (fields.Next())
        {
            if (fields.Number == GraphNode && ReadNode(fields.Content) is { Kind: Operator, Inputs: { Count: > 1 } inputs } node && weights.Contains(inputs[1]))
            {
                var (line, output) = (inputs[0], node.Outputs[0]);
                if (planes.Add(line))
                {
                    InGraph(result, GraphNode, Reshape(line, ToPlane, Plane(line)));
                }
                InGraph(result, GraphNode, Convolution(fields.Content, Plane(line), Plane(output)));
                InGraph(result, GraphNode, Reshape(Plane(output), ToLine, output));
            }
            else if (fields.Number == GraphInitializer && ReadTensor(fields.Content) is var tensor && weights.Contains(tensor.Name))
            {
                InGraph(result, GraphInitializer, Widened(fields.Content, tensor.Dims));
            }
            else
            {
                result.Bytes(ModelGraph, fields.Whole);
            }
        }
    }

    private static string Plane(string line) => line + "/plane";

    private static void InGraph(ProtobufWriter result, int number, ProtobufWriter content) =>
        result.Bytes(ModelGraph, new ProtobufWriter(content.Written.Length + 8).Bytes(number, content.Written).Written);

    private static ProtobufWriter Reshape(string from, string shape, string to) => new ProtobufWriter()
        .Text(NodeInput, from).Text(NodeInput, shape).Text(NodeOutput, to).Text(NodeOperator, "Reshape");

    /// <summary>A shape to reshape to: 0 keeps a size, −1 is what is left.</summary>
    private static ProtobufWriter Shape(string name, params ReadOnlySpan<long> sizes) => new ProtobufWriter()
        .Numbers(TensorDims, sizes.Length).Numbers(TensorType, Int64).Numbers(TensorInt64s, sizes).Text(TensorName, name);

    private static ProtobufWriter Convolution(ReadOnlySpan<byte> node, string from, string to)
    {
        var result = new ProtobufWriter();
        var isFirst = true;
        var fields = new ProtobufFields(node);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case NodeInput when isFirst:
                    result.Text(NodeInput, from);
                    isFirst = false;
                    break;
                case NodeOutput:
                    result.Text(NodeOutput, to);
                    break;
                case NodeAttribute:
                    result.Bytes(NodeAttribute, Attribute(fields.Content).Written);
                    break;
                default:
                    result.Whole(fields.Whole);
                    break;
            }
        }
        return result;
    }

    /// <summary>Along the new dimension a kernel of 1, a stride and a dilation of 1, and no padding at either end.</summary>
    private static ProtobufWriter Attribute(ReadOnlySpan<byte> attribute)
    {
        var (result, name, numbers) = (new ProtobufWriter(), "", new List<long>());
        var fields = new ProtobufFields(attribute);
        while (fields.Next())
        {
            if (fields.Number == AttributeInts)
            {
                fields.AddNumbers(numbers);
                continue;
            }
            name = fields.Number == AttributeName ? Encoding.UTF8.GetString(fields.Content) : name;
            result.Whole(fields.Whole);
        }
        return (name, numbers) switch
        {
            (_, []) => result,
            ("pads", [var before, var behind]) => result.Numbers(AttributeInts, 0, before, 0, behind),
            _ => result.Numbers(AttributeInts, [1, .. numbers]),
        };
    }

    /// <summary>Weights of one more dimension: outputs, inputs, 1, kernel.</summary>
    private static ProtobufWriter Widened(ReadOnlySpan<byte> tensor, List<long> dims)
    {
        var result = new ProtobufWriter(tensor.Length + 16).Numbers(TensorDims, dims[0], dims[1], 1, dims[2]);
        var fields = new ProtobufFields(tensor);
        while (fields.Next())
        {
            if (fields.Number != TensorDims)
            {
                result.Whole(fields.Whole);
            }
        }
        return result;
    }

    private static (string Kind, List<string> Inputs, List<string> Outputs) ReadNode(ReadOnlySpan<byte> node)
    {
        var (kind, inputs, outputs) = ("", new List<string>(), new List<string>());
        var fields = new ProtobufFields(node);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case NodeInput:
                    inputs.Add(Encoding.UTF8.GetString(fields.Content));
                    break;
                case NodeOutput:
                    outputs.Add(Encoding.UTF8.GetString(fields.Content));
                    break;
                case NodeOperator:
                    kind = Encoding.UTF8.GetString(fields.Content);
                    break;
            }
        }
        return (kind, inputs, outputs);
    }

    private static (string Name, List<long> Dims) ReadTensor(ReadOnlySpan<byte> tensor)
    {
        var (name, dims) = ("", new List<long>());
        var fields = new ProtobufFields(tensor);
        while (fields.Next())
        {
            if (fields.Number == TensorDims)
            {
                fields.AddNumbers(dims);
            }
            name = fields.Number == TensorName ? Encoding.UTF8.GetString(fields.Content) : name;
        }
        return (name, dims);
    }
}
