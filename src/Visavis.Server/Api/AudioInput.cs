using System.ComponentModel.DataAnnotations;
using Visavis.Engine.Media;
using Visavis.Server.Assets;

namespace Visavis.Server.Api;

/// <summary>A new session that gives a sound a face.</summary>
public sealed record CreateAudioSession
{
    [AllowedValues(CreateSession.Audio)]
    public required string Type { get; init; }

    /// <summary>A look, see GET /v3/avatars/looks.</summary>
    public required string AvatarId { get; init; }

    public required AudioInput Audio { get; init; }
}

/// <summary>Where the sound is: with each type only its own fields.</summary>
public sealed record AudioInput
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

/// <summary>Reads the <c>audio</c> of a new session.</summary>
public sealed class AudioInputs(AssetLibrary assets, IncomingFiles incoming, SoundFetch fetch, ServerOptions options)
{
    /// <summary>A host that takes longer to be found is looked up again by the session.</summary>
    private static readonly TimeSpan LookUpPatience = TimeSpan.FromSeconds(2);

    /// <exception cref="ApiException">What can be known at once to be wrong.</exception>
    public async Task<SoundFile> OpenAsync(string space, JsonBody audio, CancellationToken cancellation)
    {
        switch (audio.Text("type"))
        {
            case "asset_id":
                audio.Close("type", "asset_id");
                return OfAsset(space, audio.Required("asset_id"));
            case "url":
                audio.Close("type", "url");
                return await OfUrlAsync(audio.Required("url"), cancellation).ConfigureAwait(false);
            case "base64":
                audio.Close("type", "media_type", "data");
                audio.Required("media_type");
                return await OfBytesAsync(audio.Bytes("data"), cancellation).ConfigureAwait(false);
            default:
                throw ApiException.Invalid("audio.type", "Invalid 'audio.type'. Must be one of: url, asset_id, base64.");
        }
    }

    private SoundFile OfAsset(string space, string id)
    {
        const string field = "audio.asset_id";
        var asset = assets.Find(space, id) ?? throw ApiException.AssetNotFound(field);
        if (FileType.Served(asset.MimeType).Kind is not (FileKind.Audio or FileKind.Video))
        {
            throw ApiException.Invalid(field, $"The asset '{id}' is {asset.MimeType}, which holds no sound. {Takes}");
        }
        return SoundFile.Of(assets.Open(asset) ?? throw ApiException.AssetNotFound(field));
    }

    private async Task<SoundFile> OfUrlAsync(string url, CancellationToken cancellation)
    {
        try
        {
            var uri = await fetch.CheckAsync(url, LookUpPatience, cancellation).ConfigureAwait(false);
            return SoundFile.Of(token => fetch.FetchAsync(uri, token));
        }
        catch (SoundException refusal)
        {
            throw ApiException.Invalid("audio.url", refusal.Message);
        }
    }

    private async Task<SoundFile> OfBytesAsync(byte[] bytes, CancellationToken cancellation)
    {
        const string field = "audio.data";
        if (bytes.Length > options.AudioBytes)
        {
            throw ApiException.TooLarge($"'{field}' holds more than {options.AudioBytes} bytes (audio_bytes): upload it as an asset, or send a shorter sound.", field);
        }
        if (SoundFormat.Of(bytes.AsSpan(0, Math.Min(bytes.Length, SoundFormat.HeadBytes))) is null)
        {
            throw ApiException.Invalid(field, bytes.Length == 0 ? $"'{field}' is empty." : $"'{field}' is no sound. {Takes}");
        }
        var file = incoming.New(options.AudioBytes);
        try
        {
            await file.TryWriteAsync(bytes, cancellation).ConfigureAwait(false);
            file.Complete();
            return SoundFile.Of(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private const string Takes = "It must be mp3, wav, m4a, aac, ogg, opus, flac, webm or mp4.";
}
