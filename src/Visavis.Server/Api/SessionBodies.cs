using System.ComponentModel.DataAnnotations;

namespace Visavis.Server.Api;

// The names of these records are the names of the schemas in the OpenAPI document.

/// <summary>A new session: a presenter who says a text, or who says texts as they come.</summary>
public sealed record CreateSession
{
    public const string Script = "tts";
    public const string TextStream = "text_stream";
    public const string Audio = "audio";

    /// <summary>tts: one fixed script. text_stream: the text is the first of many.</summary>
    [AllowedValues(Script, TextStream)]
    public required string Type { get; init; }

    /// <summary>A look, see GET /v3/avatars/looks.</summary>
    public required string AvatarId { get; init; }

    /// <summary>A voice, see GET /v3/voices.</summary>
    public required string VoiceId { get; init; }

    [MinLength(1)]
    public required string Text { get; init; }
}

public sealed record SessionCreated(string StreamId);

/// <param name="StreamId">The session.</param>
/// <param name="Status">pending, streaming, completed or error.</param>
/// <param name="HlsUrl">The playlist, only while streaming.</param>
/// <param name="ErrorMessage">What went wrong, only with error.</param>
/// <param name="EndReason">final_marker or idle_timeout, only for a completed text_stream.</param>
public sealed record SessionState(
    string StreamId,
    [property: AllowedValues("pending", "streaming", "completed", "error")] string Status,
    string? HlsUrl,
    string? ErrorMessage,
    [property: AllowedValues("final_marker", "idle_timeout")] string? EndReason);

public sealed record SendText
{
    /// <summary>May be empty only with final.</summary>
    public required string Delta { get; init; }

    /// <summary>Whether no more text comes.</summary>
    public bool Final { get; init; }
}

/// <param name="Ok">Always true.</param>
/// <param name="BufferedBytes">All text of the session so far, in bytes of UTF-8.</param>
public sealed record TextAccepted(bool Ok, int BufferedBytes);

public sealed record Interrupt
{
    /// <summary>What to say next.</summary>
    [MinLength(1)]
    public string? Text { get; init; }
}

/// <param name="StreamId">The session.</param>
/// <param name="Spoken">The text said so far.</param>
public sealed record Interrupted(string StreamId, string Spoken);

/// <summary>No fields: nothing and {} are the same.</summary>
public sealed record Cancel;

/// <param name="StreamId">The session.</param>
/// <param name="Cancelled">Whether this call ended it; false if it was already over.</param>
public sealed record SessionCancelled(string StreamId, bool Cancelled);
