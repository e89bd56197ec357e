using System.Buffers;
using System.Text;

namespace Visavis.Engine.Native;

/// <summary>
/// A loaded ONNX model. Any number of threads may run it at once (bit-identical results, no lock felt), each on its own thread:
/// bound the callers, not the threads.
/// </summary>
public sealed class OrtModel : IDisposable
{
    private readonly OrtSessionHandle _session;

    private OrtModel(OrtSessionHandle session) => _session = session;

    /// <param name="path">The .onnx file.</param>
    /// <param name="arena">Whether working memory is kept between runs; without, big models take a third less memory and 5 to 20 % longer.</param>
    /// <param name="pattern">Whether it is laid out for each shape of the input; off, models fed many shapes take less memory. Needs the arena.</param>
    /// <exception cref="OrtException">The runtime is missing or too old, or the file is not a model.</exception>
    public static OrtModel Load(string path, bool arena = true, bool pattern = true)
    {
        if (!File.Exists(path))
        {
            throw new OrtException($"The model {path} does not exist; restore the assets folder or correct the path.");
        }
        return Load(File.ReadAllBytes(path), path, arena, pattern);
    }

    /// <summary>Loads a model from memory; <paramref name="name"/> says in errors where it came from.</summary>
    public static OrtModel Load(ReadOnlySpan<byte> model, string name, bool arena = true, bool pattern = true)
    {
        using var options = new OrtSessionOptionsHandle(arena, pattern);
        try
        {
            return new OrtModel(new OrtSessionHandle(model, options));
        }
        catch (OrtException refusal)
        {
            throw new OrtException($"{name} cannot be loaded as an ONNX model: {refusal.Message}");
        }
    }

    /// <summary>Runs the model; the outputs come in the order of their names, copied.</summary>
    /// <exception cref="OrtException">A name is unknown, a shape does not fit, or the run failed.</exception>
    public OrtTensor[] Run(ReadOnlySpan<(string Name, OrtTensor Value)> inputs, params ReadOnlySpan<string> outputs)
    {
        using var results = Evaluate(inputs, outputs);
        return results.ToTensors();
    }

    /// <summary>As <see cref="Run"/>, but the outputs stay where onnxruntime put them, for those too large to copy.</summary>
    public OrtOutputs Evaluate(ReadOnlySpan<(string Name, OrtTensor Value)> inputs, params ReadOnlySpan<string> outputs) =>
        Evaluate(inputs, CancellationToken.None, outputs);

    /// <summary>The same; a run that is called off ends before its next operator, for models that run for seconds.</summary>
    /// <exception cref="OrtException">A name is unknown, a shape does not fit, or the run failed.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public OrtOutputs Evaluate(ReadOnlySpan<(string Name, OrtTensor Value)> inputs, CancellationToken cancellation, params ReadOnlySpan<string> outputs)
    {
        var pins = new List<MemoryHandle>();
        var values = new List<OrtValueHandle>(inputs.Length);
        var held = false;
        try
        {
            _session.DangerousAddRef(ref held);
            foreach (var (name, tensor) in inputs)
            {
                pins.Add(NamePin(name));
                pins.Add(tensor.Pin());
                values.Add(tensor.Over(pins[^1]));
            }
            foreach (var name in outputs)
            {
                pins.Add(NamePin(name));
            }
            return new OrtOutputs(Results(pins, values, outputs.Length, cancellation));
        }
        finally
        {
            values.ForEach(value => value.Dispose());
            pins.ForEach(pin => pin.Dispose());
            if (held)
            {
                _session.DangerousRelease();
            }
        }
    }

    /// <summary>Runs the model on tensors in native memory; the outputs stay there too and are the caller's to dispose.</summary>
    /// <exception cref="OrtException">A name is unknown, a shape does not fit, or the run failed.</exception>
    public OrtValue[] Compute(ReadOnlySpan<(string Name, OrtValue Value)> inputs, params ReadOnlySpan<string> outputs)
    {
        var pins = new List<MemoryHandle>();
        var values = new List<OrtValueHandle>(inputs.Length);
        var held = false;
        try
        {
            _session.DangerousAddRef(ref held);
            foreach (var (name, value) in inputs)
            {
                pins.Add(NamePin(name));
                pins.Add(default);
                values.Add(value.Handle);
            }
            foreach (var name in outputs)
            {
                pins.Add(NamePin(name));
            }
            return Array.ConvertAll(Results(pins, values, outputs.Length), value => new OrtValue(value));
        }
        finally
        {
            pins.ForEach(pin => pin.Dispose());
            if (held)
            {
                _session.DangerousRelease();
            }
        }
    }

    public void Dispose() => _session.Dispose();

    private static MemoryHandle NamePin(string name) => Encoding.UTF8.GetBytes(name + '\0').AsMemory().Pin();

    /// <param name="pins">Name and data of each input, then the name of each output.</param>
    private unsafe nint[] Results(List<MemoryHandle> pins, List<OrtValueHandle> values, int outputCount, CancellationToken cancellation = default)
    {
        var names = stackalloc byte*[values.Count + outputCount];
        var handles = stackalloc nint[values.Count + outputCount];
        for (var i = 0; i < values.Count; i++)
        {
            names[i] = (byte*)pins[2 * i].Pointer;
            handles[i] = values[i].DangerousGetHandle();
        }
        for (var i = 0; i < outputCount; i++)
        {
            names[values.Count + i] = (byte*)pins[2 * values.Count + i].Pointer;
            handles[values.Count + i] = 0;
        }
        var results = handles + values.Count;
        if (!cancellation.CanBeCanceled)
        {
            OrtApi.Run(_session.DangerousGetHandle(), 0, names, handles, values.Count, names + values.Count, outputCount, results);
            return new ReadOnlySpan<nint>(results, outputCount).ToArray();
        }
        using var options = new OrtRunOptionsHandle();
        // Given up in front of the options: its disposal waits for a call that is under way.
        using var end = cancellation.UnsafeRegister(static options => ((OrtRunOptionsHandle)options!).Terminate(), options);
        try
        {
            OrtApi.Run(_session.DangerousGetHandle(), options.DangerousGetHandle(), names, handles, values.Count, names + values.Count, outputCount, results);
        }
        catch (OrtException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        return new ReadOnlySpan<nint>(results, outputCount).ToArray();
    }
}

/// <summary>The results of one run in onnxruntime's memory, given back by disposing.</summary>
public sealed class OrtOutputs : IDisposable
{
    private readonly OrtValueHandle[] _values;

    internal OrtOutputs(ReadOnlySpan<nint> values)
    {
        _values = new OrtValueHandle[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _values[i] = new OrtValueHandle(values[i]);
        }
    }

    /// <summary>The floats of output <paramref name="index"/>, valid until this is disposed.</summary>
    public ReadOnlySpan<float> Floats(int index) => OrtTensor.FloatsOf(_values[index]);

    public OrtTensor[] ToTensors() => Array.ConvertAll(_values, OrtTensor.CopyOf);

    public void Dispose() => Array.ForEach(_values, value => value.Dispose());
}
