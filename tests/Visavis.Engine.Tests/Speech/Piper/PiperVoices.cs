using System.Text;
using Visavis.Engine.Speech.Piper;

namespace Visavis.Engine.Tests.Speech.Piper;

/// <summary>The Piper voice in shared/voices, and models made of its bytes.</summary>
internal static class PiperVoices
{
    private static readonly Lazy<PiperModel> Loaded = new(() => PiperModel.Load(JoePath));

    public static string JoePath => Path.Combine(SharedVoices.Folder!, "joe", "joe.onnx");

    public static PiperModel Joe => Loaded.Value;

    /// <summary>The model as Piper's exporter writes it: without an output for lengths, and with <paramref name="tensor"/> as their name inside.</summary>
    public static byte[] Published(string tensor)
    {
        var model = new List<byte>();
        foreach (var (number, head, content) in Fields(File.ReadAllBytes(JoePath)))
        {
            Write(model, number, head, number == 7 ? Graph(content, tensor) : content);
        }
        return [.. model];
    }

    private static byte[] Graph(byte[] graph, string tensor)
    {
        var renamed = new List<byte>();
        foreach (var (number, head, content) in Fields(graph))
        {
            if (number == 12 && Contains(content, "durations"))
            {
                continue;
            }
            Write(renamed, number, head, number == 1 && Contains(content, "durations") ? Node(content, tensor) : content);
        }
        return [.. renamed];
    }

    private static byte[] Node(byte[] node, string tensor)
    {
        var renamed = new List<byte>();
        foreach (var (number, head, content) in Fields(node))
        {
            Write(renamed, number, head, Encoding.UTF8.GetString(content) == "durations" ? Encoding.UTF8.GetBytes(tensor) : content);
        }
        return [.. renamed];
    }

    private static bool Contains(byte[] message, string text) => message.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static void Write(List<byte> output, int number, byte[]? raw, byte[] content)
    {
        if (raw is not null)
        {
            output.AddRange(raw);
            return;
        }
        AddNumber(output, (ulong)(number << 3 | 2));
        AddNumber(output, (ulong)content.Length);
        output.AddRange(content);
    }

    private static void AddNumber(List<byte> output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.Add((byte)(value & 0x7f | 0x80));
        }
        output.Add((byte)value);
    }

    /// <summary>Number and content of the fields with a length; of others the raw bytes.</summary>
    private static List<(int Number, byte[]? Raw, byte[] Content)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[]?, byte[])>();
        for (var at = 0; at < message.Length;)
        {
            var start = at;
            var key = Number(message, ref at);
            if ((key & 7) == 2)
            {
                var length = (int)Number(message, ref at);
                fields.Add(((int)(key >> 3), null, message[at..(at + length)]));
                at += length;
                continue;
            }
            if ((key & 7) == 0)
            {
                Number(message, ref at);
            }
            else
            {
                at += (key & 7) == 1 ? 8 : 4;
            }
            fields.Add(((int)(key >> 3), message[start..at], []));
        }
        return fields;
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
