using System.Runtime.InteropServices;

namespace Visavis.Engine.Native;

/// <summary>A call into libavcodec failed, or the library is not one that we know.</summary>
public sealed class LibavException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Turns libav's return codes into exceptions.</summary>
internal static unsafe class LibavError
{
    /// <summary>The two codes that are not errors: nothing to receive yet, and nothing ever again.</summary>
    public const int Again = -11;
    public const int EndOfFile = -541478725;

    public static void ThrowIfError(int code, string call)
    {
        if (code < 0)
        {
            throw new LibavException($"{call} failed: {Describe(code)}.");
        }
    }

    public static nint NotNull(nint pointer, string call) => pointer != 0 ? pointer : throw new LibavException($"{call} failed: out of memory.");

    private static string Describe(int code)
    {
        var text = stackalloc byte[128];
        return LibavMethods.av_strerror(code, text, 128) == 0 ? Marshal.PtrToStringUTF8((nint)text)! : $"error {code}";
    }
}
