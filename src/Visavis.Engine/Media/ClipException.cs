namespace Visavis.Engine.Media;

/// <summary>Why a clip could not be had.</summary>
public enum ClipFault
{
    /// <summary>No known kind of film.</summary>
    NotClip,

    /// <summary>A sound, or a film without pictures.</summary>
    NoPictures,

    /// <summary>Pictures in a coding that is not decoded here.</summary>
    UnknownCoding,

    /// <summary>Nothing of it could be decoded, or it breaks off too early.</summary>
    Damaged,

    /// <summary>Shorter than <see cref="ClipDecoderOptions.ShortestSeconds"/>.</summary>
    TooShort,

    /// <summary>Longer than <see cref="ClipDecoderOptions.LongestSeconds"/>.</summary>
    TooLong,

    /// <summary>More bytes or pixels than a clip may have.</summary>
    TooLarge,

    /// <summary>It would take more time or memory than a clip may.</summary>
    TooCostly,

    /// <summary>The server's fault: the decoder is missing or may not run.</summary>
    Unavailable,
}

/// <summary>A clip that cannot be read; the message is a sentence for whoever sent it and says what to do.</summary>
public sealed class ClipException(ClipFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public ClipFault Fault { get; } = fault;
}
