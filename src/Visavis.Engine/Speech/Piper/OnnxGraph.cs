using System.Text;
using Visavis.Engine.Native;

namespace Visavis.Engine.Speech.Piper;

/// <summary>
/// What can be known of an ONNX file without running it: the names of its inputs and outputs and of its nodes' outputs. Reads the few
/// fields of protobuf messages that it needs (onnx.proto) and steps over all others.
/// </summary>
internal sealed class OnnxGraph
{
    // ModelProto, GraphProto, NodeProto, ValueInfoProto.
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphInput = 11;
    private const int GraphOutput = 12;
    private const int NodeOutput = 2;
    private const int NodeOperator = 4;
    private const int ValueName = 1;

    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];
    private readonly List<(string Operator, string Output)> _nodes = [];

    public IReadOnlyList<string> Inputs => _inputs;

    public IReadOnlyList<string> Outputs => _outputs;

    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> model)
    {
        var graph = new OnnxGraph();
        var fields = new ProtobufFields(model);
        while (fields.Next())
        {
            if (fields.Number == ModelGraph)
            {
                graph.AddGraph(fields.Content);
            }
        }
        return graph._nodes.Count > 0 ? graph : throw new InvalidDataException("It holds no graph.");
    }

    /// <summary>The first outputs of the nodes of one kind.</summary>
    public IEnumerable<string> OutputsOf(string kind) => _nodes.Where(node => node.Operator == kind).Select(node => node.Output);

    /// <summary>
    /// Bytes that, put behind a model's own, make a float tensor inside its graph one more output: protobuf merges concatenated
    /// messages. ModelProto.graph(7) { GraphProto.output(12) { name(1), type(2) { tensor_type(1) { elem_type(1) = FLOAT } } } }.
    /// </summary>
    public static byte[] MoreOutput(string tensor)
    {
        var name = Encoding.UTF8.GetBytes(tensor);
        ReadOnlySpan<byte> type = [0x12, 0x04, 0x0a, 0x02, 0x08, 0x01];
        byte[] value = [0x0a, .. Length(name.Length), .. name, .. type];
        byte[] output = [0x62, .. Length(value.Length), .. value];
        return [0x3a, .. Length(output.Length), .. output];
    }

    private static byte[] Length(int length) =>
        length < 0x80 ? [(byte)length] : [(byte)(length & 0x7f | 0x80), .. Length(length >> 7)];

    private void AddGraph(ReadOnlySpan<byte> graph)
    {
        var fields = new ProtobufFields(graph);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case GraphNode:
                    _nodes.Add((Text(fields.Content, NodeOperator), Text(fields.Content, NodeOutput)));
                    break;
                case GraphInput:
                    _inputs.Add(Text(fields.Content, ValueName));
                    break;
                case GraphOutput:
                    _outputs.Add(Text(fields.Content, ValueName));
                    break;
            }
        }
    }

    /// <summary>The first string of a field; empty if there is none.</summary>
    private static string Text(ReadOnlySpan<byte> message, int number)
    {
        var fields = new ProtobufFields(message);
        while (fields.Next())
        {
            if (fields.Number == number)
            {
                return Encoding.UTF8.GetString(fields.Content);
            }
        }
        return "";
    }
}
