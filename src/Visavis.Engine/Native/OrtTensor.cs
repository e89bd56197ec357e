using System.Buffers;
using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>Numbers with a shape, in managed memory: either floats or 64-bit integers, row by row.</summary>
public sealed class OrtTensor
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    public OrtTensor(ReadOnlyMemory<float> values, params long[] shape)
    {
        Floats = values;
        Shape = Checked(shape, values.Length);
    }

    public OrtTensor(ReadOnlyMemory<long> values, params long[] shape)
    {
        Integers = values;
        Shape = Checked(shape, values.Length);
        IsInteger = true;
    }

    /// <summary>The values, if they are floats.</summary>
    public ReadOnlyMemory<float> Floats { get; }

    /// <summary>The values, if they are integers.</summary>
    public ReadOnlyMemory<long> Integers { get; }

    public bool IsInteger { get; }

    /// <summary>Sizes from the outermost dimension to the innermost; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Copies a tensor out of onnxruntime's memory.</summary>
    internal static unsafe OrtTensor CopyOf(OrtValueHandle value)
    {
        var (type, shape) = OrtApi.TensorShape(value.DangerousGetHandle());
        var data = OrtApi.TensorData(value.DangerousGetHandle());
        var count = checked((int)Count(shape));
        return type switch
        {
            FloatType => new OrtTensor(new ReadOnlySpan<float>(data, count).ToArray(), shape),
            Int64Type => new OrtTensor(new ReadOnlySpan<long>(data, count).ToArray(), shape),
            _ => throw new OrtException($"A tensor of element type {type} is neither float nor int64."),
        };
    }

    /// <summary>Floats in onnxruntime's own memory; valid until <paramref name="value"/> is released.</summary>
    internal static unsafe Span<float> FloatsOf(OrtValueHandle value)
    {
        var (type, shape) = OrtApi.TensorShape(value.DangerousGetHandle());
        return type == FloatType
            ? new Span<float>(OrtApi.TensorData(value.DangerousGetHandle()), checked((int)Count(shape)))
            : throw new OrtException($"A tensor of element type {type} is not float.");
    }

    /// <summary>Holds the memory in place for the run that reads it.</summary>
    internal MemoryHandle Pin() => IsInteger ? Integers.Pin() : Floats.Pin();

    /// <summary>A view of the pinned memory for onnxruntime.</summary>
    internal unsafe OrtValueHandle Over(MemoryHandle pinned)
    {
        var bytes = IsInteger ? MemoryMarshal.AsBytes(Integers.Span).Length : MemoryMarshal.AsBytes(Floats.Span).Length;
        return new OrtValueHandle(OrtApi.CreateTensor(
            OrtMemoryInfoHandle.Shared.DangerousGetHandle(), pinned.Pointer, (nuint)bytes, (long[])Shape, IsInteger ? Int64Type : FloatType));
    }

    private static long[] Checked(long[] shape, int length) => Count(shape) == length
        ? shape
        : throw new ArgumentException($"{length} values do not fill the shape [{string.Join(", ", shape)}].", nameof(shape));

    private static long Count(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}
