using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>
/// The part of onnxruntime's C interface that is used here. The library exports one function; all others are slots of the table
/// it hands out (OrtApi in onnxruntime_c_api.h). Slots are only ever appended, so these numbers hold for every version.
/// </summary>
internal static unsafe class OrtApi
{
    /// <summary>The oldest runtime that gives the voices' reference sound: earlier ones round differently.</summary>
    private const uint Version = 30;

    private static readonly Lazy<nint> Table = new(LoadTable);

    private enum Slot
    {
        GetErrorMessage = 2,
        CreateEnv = 3,
        CreateSessionFromArray = 8,
        Run = 9,
        CreateSessionOptions = 10,
        SetSessionExecutionMode = 13,
        DisableMemPattern = 17,
        DisableCpuMemArena = 19,
        SetSessionLogSeverityLevel = 22,
        SetSessionGraphOptimizationLevel = 23,
        SetIntraOpNumThreads = 24,
        SetInterOpNumThreads = 25,
        CreateRunOptions = 39,
        RunOptionsSetRunLogSeverityLevel = 41,
        RunOptionsSetTerminate = 46,
        CreateTensorWithDataAsOrtValue = 49,
        GetTensorMutableData = 51,
        GetTensorElementType = 60,
        GetDimensionsCount = 61,
        GetDimensions = 62,
        GetTensorTypeAndShape = 65,
        CreateCpuMemoryInfo = 69,
        ReleaseEnv = 92,
        ReleaseStatus = 93,
        ReleaseMemoryInfo = 94,
        ReleaseSession = 95,
        ReleaseValue = 96,
        ReleaseRunOptions = 97,
        ReleaseTensorTypeAndShapeInfo = 99,
        ReleaseSessionOptions = 100,
        AddSessionConfigEntry = 130,
    }

    public static nint CreateEnv(int logLevel, ReadOnlySpan<byte> name)
    {
        nint env;
        fixed (byte* text = name)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)At(Slot.CreateEnv))(logLevel, text, &env));
        }
        return env;
    }

    public static nint CreateSessionOptions()
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)At(Slot.CreateSessionOptions))(&options));
        return options;
    }

    public static void SetExecutionMode(nint options, int mode) => Set(Slot.SetSessionExecutionMode, options, mode);

    public static void SetLogLevel(nint options, int level) => Set(Slot.SetSessionLogSeverityLevel, options, level);

    public static void SetOptimization(nint options, int level) => Set(Slot.SetSessionGraphOptimizationLevel, options, level);

    public static void SetIntraOpThreads(nint options, int count) => Set(Slot.SetIntraOpNumThreads, options, count);

    public static void SetInterOpThreads(nint options, int count) => Set(Slot.SetInterOpNumThreads, options, count);

    public static void DisableMemoryPattern(nint options) =>
        Check(((delegate* unmanaged<nint, nint>)At(Slot.DisableMemPattern))(options));

    public static void DisableArena(nint options) =>
        Check(((delegate* unmanaged<nint, nint>)At(Slot.DisableCpuMemArena))(options));

    public static void AddConfigEntry(nint options, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* name = key, text = value)
        {
            Check(((delegate* unmanaged<nint, byte*, byte*, nint>)At(Slot.AddSessionConfigEntry))(options, name, text));
        }
    }

    public static nint CreateSession(nint env, ReadOnlySpan<byte> model, nint options)
    {
        nint session;
        fixed (byte* data = model)
        {
            Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)At(Slot.CreateSessionFromArray))(
                env, data, (nuint)model.Length, options, &session));
        }
        return session;
    }

    public static nint CreateCpuMemoryInfo()
    {
        const int ArenaAllocator = 1;
        const int DefaultMemory = 0;
        nint info;
        Check(((delegate* unmanaged<int, int, nint*, nint>)At(Slot.CreateCpuMemoryInfo))(ArenaAllocator, DefaultMemory, &info));
        return info;
    }

    /// <summary>A tensor over memory that the caller keeps in place until the value is released.</summary>
    public static nint CreateTensor(nint memoryInfo, void* data, nuint bytes, ReadOnlySpan<long> shape, int elementType)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)At(Slot.CreateTensorWithDataAsOrtValue))(
                memoryInfo, data, bytes, dimensions, (nuint)shape.Length, elementType, &value));
        }
        return value;
    }

    public static nint CreateRunOptions()
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)At(Slot.CreateRunOptions))(&options));
        return options;
    }

    public static void SetRunLogLevel(nint options, int level) => Set(Slot.RunOptionsSetRunLogSeverityLevel, options, level);

    /// <summary>Ends the runs with these options before their next operator; any thread may call.</summary>
    public static void Terminate(nint options) => Check(((delegate* unmanaged<nint, nint>)At(Slot.RunOptionsSetTerminate))(options));

    /// <param name="options">0 for none.</param>
    public static void Run(nint session, nint options, byte** inputNames, nint* inputs, int inputCount, byte** outputNames, int outputCount, nint* outputs)
    {
        Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)At(Slot.Run))(
            session, options, inputNames, inputs, (nuint)inputCount, outputNames, (nuint)outputCount, outputs));
    }

    public static void* TensorData(nint value)
    {
        void* data;
        Check(((delegate* unmanaged<nint, void**, nint>)At(Slot.GetTensorMutableData))(value, &data));
        return data;
    }

    /// <summary>Element type (ONNXTensorElementDataType) and shape of a tensor.</summary>
    public static (int ElementType, long[] Shape) TensorShape(nint value)
    {
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)At(Slot.GetTensorTypeAndShape))(value, &info));
        try
        {
            int type;
            nuint count;
            Check(((delegate* unmanaged<nint, int*, nint>)At(Slot.GetTensorElementType))(info, &type));
            Check(((delegate* unmanaged<nint, nuint*, nint>)At(Slot.GetDimensionsCount))(info, &count));
            var shape = new long[count];
            fixed (long* dimensions = shape)
            {
                Check(((delegate* unmanaged<nint, long*, nuint, nint>)At(Slot.GetDimensions))(info, dimensions, count));
            }
            return (type, shape);
        }
        finally
        {
            Release(Slot.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    public static void ReleaseEnv(nint env) => Release(Slot.ReleaseEnv, env);

    public static void ReleaseMemoryInfo(nint info) => Release(Slot.ReleaseMemoryInfo, info);

    public static void ReleaseSession(nint session) => Release(Slot.ReleaseSession, session);

    public static void ReleaseRunOptions(nint options) => Release(Slot.ReleaseRunOptions, options);

    public static void ReleaseSessionOptions(nint options) => Release(Slot.ReleaseSessionOptions, options);

    public static void ReleaseValue(nint value) => Release(Slot.ReleaseValue, value);

    private static void Set(Slot slot, nint options, int value) =>
        Check(((delegate* unmanaged<nint, int, nint>)At(slot))(options, value));

    private static void Release(Slot slot, nint handle) => ((delegate* unmanaged<nint, void>)At(slot))(handle);

    private static void* At(Slot slot) => ((void**)Table.Value)[(int)slot];

    private static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }
        var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)At(Slot.GetErrorMessage))(status));
        Release(Slot.ReleaseStatus, status);
        throw new OrtException(message ?? "onnxruntime failed without a message.");
    }

    private static nint LoadTable()
    {
        var path = Path.Combine(AssetFolders.Native, "libonnxruntime.so.1");
        if (!NativeLibrary.TryLoad(path, out var library) || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var entry))
        {
            throw new OrtException($"onnxruntime cannot be loaded from {path}; run the set-up, or point VISAVIS_NATIVE at the folder that holds it.");
        }
        // OrtApiBase is two function pointers: GetApi(version) and GetVersionString().
        var start = ((delegate* unmanaged<nint*>)entry)();
        var table = ((delegate* unmanaged<uint, nint>)start[0])(Version);
        if (table == 0)
        {
            var found = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)start[1])());
            throw new OrtException($"onnxruntime {found} at {path} is too old; version 1.30 or newer is needed.");
        }
        return table;
    }
}

/// <summary>onnxruntime refused; the message is its own.</summary>
public sealed class OrtException(string message) : Exception(message);
