using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Visavis.Server.Api;

public sealed record StatusError(string Code, string Message);

/// <summary>A person, with one or more looks.</summary>
public sealed record AvatarGroup(
    string Id,
    string Name,
    long CreatedAt,
    int LooksCount,
    string? PreviewImageUrl,
    string? PreviewVideoUrl,
    string? Gender,
    string? DefaultVoiceId,
    string? ConsentStatus,
    string? Status,
    StatusError? Error);

/// <summary>A person in one outfit and place: what a session shows.</summary>
public sealed record AvatarLook(
    string Id,
    string Name,
    string AvatarType,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> SupportedApiEngines,
    string? GroupId,
    string? PreviewImageUrl,
    string? PreviewVideoUrl,
    string? Gender,
    string? DefaultVoiceId,
    int? ImageWidth,
    int? ImageHeight,
    string? PreferredOrientation,
    string? Status,
    StatusError? Error)
{
    /// <summary>How much of it is made, 0 to 1; only while it is processing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Progress { get; init; }

    /// <summary>What is being done: waiting; decoding, finding, checking, cutting, shaping, painting, saving for a photo; tracking, looping, painting, encoding, saving for a clip; only while it is processing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stage { get; init; }
}

/// <summary>A new look from a photo, or from a clip of 5 to 120 s of the person listening.</summary>
public sealed record CreateAvatar
{
    [AllowedValues("photo", "digital_twin")]
    public required string Type { get; init; }

    [MinLength(1), MaxLength(AvatarsApi.LongestName)]
    public required string Name { get; init; }

    public required LookInput File { get; init; }

    /// <summary>The person it is another look of; a new one where it is missing.</summary>
    public string? AvatarGroupId { get; init; }
}

/// <summary>Where the photo or clip is: with each type only its own fields.</summary>
public sealed record LookInput
{
    [AllowedValues("url", "asset_id", "base64")]
    public required string Type { get; init; }

    /// <summary>With url: a public https address.</summary>
    public string? Url { get; init; }

    /// <summary>With asset_id: a file of POST /v3/assets.</summary>
    public string? AssetId { get; init; }

    /// <summary>With base64: what the sender takes it for; the bytes decide.</summary>
    public string? MediaType { get; init; }

    /// <summary>With base64: the file's bytes.</summary>
    public string? Data { get; init; }
}

public sealed record AvatarCreated(AvatarLook AvatarItem, AvatarGroup AvatarGroup);

public sealed record ChangeAvatar
{
    [MinLength(1), MaxLength(AvatarsApi.LongestName)]
    public string? Name { get; init; }

    /// <summary>A voice, see GET /v3/voices.</summary>
    public string? DefaultVoiceId { get; init; }
}

public sealed record AvatarDeleted(string Id);

public sealed record AskConsent
{
    /// <summary>Where the page goes on to when it is decided: http or https.</summary>
    public string? RerouteUrl { get; init; }
}

/// <param name="Url">A page on which the person shown can agree; it lives for 24 hours.</param>
public sealed record ConsentAsked(string Url, AvatarGroup AvatarGroup);
