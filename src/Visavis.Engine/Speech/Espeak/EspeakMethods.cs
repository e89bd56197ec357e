using System.Runtime.InteropServices;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>
/// The few calls of libespeak-ng 1.51 (speak_lib.h) that the worker needs. Only the worker's process may call them: the library is
/// GPL, keeps global state and crashed with four unlocked threads.
/// </summary>
internal static unsafe partial class EspeakMethods
{
    private const string Library = "libespeak-ng.so.1";

    public const int OutputSynchronous = 2;
    public const int PhonemeEvents = 1;
    public const int PhonemeIpa = 2;

    /// <summary>Names of several letters have a tie (bits 8 to 23) between them: a^ɪ.</summary>
    public const int PhonemeTie = 0x80 | ('^' << 8);

    /// <summary>espeakRATE: words a minute.</summary>
    public const int ParameterRate = 1;

    public const int DoNotExit = 0x8000;

    /// <summary>UTF-8 text; without the SSML flag (0x10), so that angle brackets are mere characters, and without phoneme input (0x100).</summary>
    public const uint Utf8 = 1;

    public const int PositionIsCharacter = 1;

    public const int EventListTerminated = 0;
    public const int EventWord = 1;
    public const int EventPhoneme = 7;

    /// <summary>espeak_EVENT, 40 bytes on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Event
    {
        public int Type;
        public uint Identifier;

        /// <summary>Counts characters (code points) from 1.</summary>
        public int TextPosition;
        public int Length;
        public int AudioPosition;
        public int Sample;
        public nint UserData;

        /// <summary>For a phoneme its IPA in UTF-8, up to eight bytes.</summary>
        public ulong Id;
    }

    [LibraryImport(Library, EntryPoint = "espeak_Initialize")]
    public static partial int Initialize(int output, int bufferMilliseconds, byte* path, int options);

    [LibraryImport(Library, EntryPoint = "espeak_SetSynthCallback")]
    public static partial void SetSynthCallback(delegate* unmanaged[Cdecl]<short*, int, Event*, int> callback);

    [LibraryImport(Library, EntryPoint = "espeak_SetVoiceByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetVoiceByName(string name);

    [LibraryImport(Library, EntryPoint = "espeak_SetParameter")]
    public static partial int SetParameter(int parameter, int value, int relative);

    [LibraryImport(Library, EntryPoint = "espeak_Synth")]
    public static partial int Synth(byte* text, nuint size, uint position, int positionType, uint endPosition, uint flags, uint* identifier, void* userData);

    [LibraryImport(Library, EntryPoint = "espeak_TextToPhonemes")]
    public static partial byte* TextToPhonemes(byte** text, int textMode, int phonemeMode);
}
