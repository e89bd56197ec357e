using Microsoft.Win32.SafeHandles;

namespace Visavis.Engine.Native;

/// <summary>The process-wide environment of onnxruntime; it lives as long as the process.</summary>
internal sealed class OrtEnvHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int LogErrors = 3;

    private static readonly Lazy<OrtEnvHandle> SharedEnv = new(() => new OrtEnvHandle());

    public OrtEnvHandle() : base(true) => SetHandle(OrtApi.CreateEnv(LogErrors, "visavis\0"u8));

    public static OrtEnvHandle Shared => SharedEnv.Value;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseEnv(handle);
        return true;
    }
}

/// <summary>Says that tensors lie in ordinary memory.</summary>
internal sealed class OrtMemoryInfoHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private static readonly Lazy<OrtMemoryInfoHandle> SharedInfo = new(() => new OrtMemoryInfoHandle());

    public OrtMemoryInfoHandle() : base(true) => SetHandle(OrtApi.CreateCpuMemoryInfo());

    public static OrtMemoryInfoHandle Shared => SharedInfo.Value;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseMemoryInfo(handle);
        return true;
    }
}

/// <summary>
/// Settings of a session: one thread for a run (a second one gained nothing for any voice and, spinning, cost up to 60 % more CPU),
/// every optimisation of the graph, errors only (the models log harmless warnings while they load).
/// </summary>
internal sealed class OrtSessionOptionsHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int Sequential = 0;
    private const int OptimizeAll = 99;
    private const int LogErrors = 3;

    public OrtSessionOptionsHandle(bool arena, bool pattern) : base(true)
    {
        SetHandle(OrtApi.CreateSessionOptions());
        OrtApi.SetIntraOpThreads(handle, 1);
        OrtApi.SetInterOpThreads(handle, 1);
        OrtApi.SetExecutionMode(handle, Sequential);
        OrtApi.SetOptimization(handle, OptimizeAll);
        OrtApi.SetLogLevel(handle, LogErrors);
        OrtApi.AddConfigEntry(handle, "session.intra_op.allow_spinning\0"u8, "0\0"u8);
        if (!arena)
        {
            OrtApi.DisableArena(handle);
        }
        if (!arena || !pattern)
        {
            OrtApi.DisableMemoryPattern(handle);
        }
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSessionOptions(handle);
        return true;
    }
}

/// <summary>What can end a run.</summary>
internal sealed class OrtRunOptionsHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int LogFatal = 4;

    public OrtRunOptionsHandle() : base(true)
    {
        SetHandle(OrtApi.CreateRunOptions());
        // A run that is called off is no error.
        OrtApi.SetRunLogLevel(handle, LogFatal);
    }

    public void Terminate() => OrtApi.Terminate(handle);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseRunOptions(handle);
        return true;
    }
}

/// <summary>A loaded model.</summary>
internal sealed class OrtSessionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public OrtSessionHandle(ReadOnlySpan<byte> model, OrtSessionOptionsHandle options) : base(true) =>
        SetHandle(OrtApi.CreateSession(OrtEnvHandle.Shared.DangerousGetHandle(), model, options.DangerousGetHandle()));

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSession(handle);
        return true;
    }
}

/// <summary>A tensor of onnxruntime.</summary>
internal sealed class OrtValueHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public OrtValueHandle(nint value) : base(true) => SetHandle(value);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseValue(handle);
        return true;
    }
}
