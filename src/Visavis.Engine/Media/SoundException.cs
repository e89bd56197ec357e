namespace Visavis.Engine.Media;

/// <summary>Why a sound could not be had: which of them is whose fault decides the status of an answer.</summary>
public enum SoundFault
{
    /// <summary>No known kind of sound file.</summary>
    NotSound,

    /// <summary>A film without sound.</summary>
    NoSoundTrack,

    /// <summary>A sound track in a coding that is not decoded here.</summary>
    UnknownCoding,

    /// <summary>Nothing of it could be decoded.</summary>
    Damaged,

    /// <summary>Longer than <see cref="SoundDecoderOptions.LongestSeconds"/>.</summary>
    TooLong,

    /// <summary>Larger than <see cref="SoundDecoderOptions.LargestBytes"/>.</summary>
    TooLarge,

    /// <summary>It would take more time or memory than a sound may.</summary>
    TooCostly,

    /// <summary>It could not be fetched from its address.</summary>
    Unreachable,

    /// <summary>The server's fault: the decoder is missing or may not run.</summary>
    Unavailable,
}

/// <summary>A sound that cannot be decoded; the message is a sentence for whoever sent it and says what to do.</summary>
public sealed class SoundException(SoundFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public SoundFault Fault { get; } = fault;
}
