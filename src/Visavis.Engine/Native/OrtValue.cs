using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Visavis.Engine.Native;

/// <summary>
/// A tensor in native memory that outlives the run which made or read it: what one run gave is the next one's input without a copy
/// (a decoder's key and value cache). Its owner disposes it; until then any number of runs may read it.
/// </summary>
public sealed class OrtValue : IDisposable
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    private readonly OrtValueHandle _value;
    private readonly OrtMemoryHandle? _memory;

    /// <summary>A tensor that a run has made, in onnxruntime's own memory.</summary>
    internal OrtValue(nint value)
    {
        _value = new OrtValueHandle(value);
        Shape = OrtApi.TensorShape(value).Shape;
    }

    private OrtValue(OrtMemoryHandle memory, nuint bytes, long[] shape, int type)
    {
        _memory = memory;
        _value = memory.Tensor(bytes, shape, type);
        Shape = shape;
    }

    /// <summary>Sizes from the outermost dimension to the innermost.</summary>
    public IReadOnlyList<long> Shape { get; }

    internal OrtValueHandle Handle => _value;

    /// <summary>The floats, row by row, to read and (while no run reads them) to write; valid until this is disposed.</summary>
    /// <exception cref="OrtException">The values are not floats.</exception>
    public Span<float> Floats => OrtTensor.FloatsOf(_value);

    /// <summary>A tensor of floats, at first all 0. A size of 0 is allowed: a cache that holds nothing yet.</summary>
    public static OrtValue OfFloats(params long[] shape) => Allocate(shape, sizeof(float), FloatType);

    /// <summary>A row of 64-bit integers.</summary>
    public static unsafe OrtValue OfIntegers(ReadOnlySpan<long> values)
    {
        var row = Allocate([values.Length], sizeof(long), Int64Type);
        values.CopyTo(new Span<long>((void*)row._memory!.DangerousGetHandle(), values.Length));
        return row;
    }

    public void Dispose()
    {
        _value.Dispose();
        _memory?.Dispose();
    }

    private static OrtValue Allocate(long[] shape, int size, int type)
    {
        var bytes = checked((nuint)(shape.Aggregate(1L, (product, count) => checked(product * count)) * size));
        return new OrtValue(new OrtMemoryHandle(bytes), bytes, shape, type);
    }

    /// <summary>Zeroed memory under a tensor. Releasing a tensor does not touch what lies under it, so their order is free.</summary>
    private sealed unsafe class OrtMemoryHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public OrtMemoryHandle(nuint bytes) : base(true) => SetHandle((nint)NativeMemory.AllocZeroed(Math.Max(bytes, 1)));

        public OrtValueHandle Tensor(nuint bytes, long[] shape, int type) => new(OrtApi.CreateTensor(
            OrtMemoryInfoHandle.Shared.DangerousGetHandle(), (void*)handle, bytes, shape, type));

        protected override bool ReleaseHandle()
        {
            NativeMemory.Free((void*)handle);
            return true;
        }
    }
}
