using Visavis.Engine.Encode;

namespace Visavis.Engine.Session;

/// <summary>What a session says.</summary>
public enum SessionKind
{
    /// <summary>One text, known from the start.</summary>
    Script,

    /// <summary>Text that arrives while the presenter speaks.</summary>
    TextStream,

    /// <summary>One sound, which the presenter lends mouth and face.</summary>
    Audio,
}

/// <summary>Where a session stands.</summary>
public enum SessionStatus
{
    Pending,
    Streaming,
    Completed,
    Error,
}

/// <summary>Who or what ended a session.</summary>
public enum SessionEnd
{
    /// <summary>The script or the sound was said, or the longest session time was over.</summary>
    Completed,

    /// <summary>The client sent its last text and it was said.</summary>
    FinalMarker,

    /// <summary>No text came for the idle time.</summary>
    IdleTimeout,

    /// <summary>The client cancelled, or the server stopped.</summary>
    Cancelled,

    /// <summary>A stage failed; the session's message says why.</summary>
    Error,
}

/// <summary>The knobs of one session.</summary>
public sealed record SessionOptions
{
    public required SessionKind Kind { get; init; }

    /// <summary>Whether all that is to be said is there from the start: it is made ahead of its viewers and kept for them from its beginning.</summary>
    public bool IsKnownAhead => Kind != SessionKind.TextStream;

    /// <summary>How long the media clock waits for the first viewer after the first segment.</summary>
    public TimeSpan Curtain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time without new text after which a text stream ends.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest session in media time.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far a script or a sound is produced ahead of the viewer: what a slow moment of the machine may cost.</summary>
    public TimeSpan ScriptLead { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Whether known clauses of a sentence are spoken as one; for slow voices.</summary>
    public bool WholeSentences { get; init; }

    /// <summary>How long a finished session stays "streaming" beyond its last part, for viewers who began late.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(3.6);

    /// <summary>Where segments older than the window in memory go; null keeps none.</summary>
    public string? MediaFile { get; init; }

    public VideoEncoderOptions Video { get; init; } = new();

    /// <summary>Seed of the face's life (blinks, gaze, sway).</summary>
    public uint Seed { get; init; }
}
