using Visavis.Engine.Media;
using Visavis.Server.Assets;

namespace Visavis.Server.Api;

/// <summary>A picture on disk until this is disposed.</summary>
public sealed class Photo(string path, string hash, IDisposable held) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash { get; } = hash;

    public void Dispose() => held.Dispose();
}

/// <summary>Reads the <c>file</c> of a new look: an asset, an address or the bytes themselves.</summary>
public sealed class PhotoInputs(AssetLibrary assets, IncomingFiles incoming, SoundFetch fetch, ServerOptions options)
{
    private const string Takes = "It must be a JPEG, PNG or WebP.";

    private static readonly TimeSpan LookUpPatience = TimeSpan.FromSeconds(2);

    /// <exception cref="ApiException">It is no picture, is too large, or did not come.</exception>
    public Task<Photo> OpenAsync(string space, JsonBody file, CancellationToken cancellation)
    {
        switch (file.Text("type"))
        {
            case "asset_id":
                file.Close("type", "asset_id");
                return Task.FromResult(OfAsset(space, file.Required("asset_id")));
            case "url":
                file.Close("type", "url");
                return OfUrlAsync(file.Required("url"), cancellation);
            case "base64":
                file.Close("type", "media_type", "data");
                file.Required("media_type");
                return OfBytesAsync(file.Bytes("data"), cancellation);
            default:
                throw ApiException.Invalid("file.type", "Invalid 'file.type'. Must be one of: url, asset_id, base64.");
        }
    }

    private Photo OfAsset(string space, string id)
    {
        const string field = "file.asset_id";
        var asset = assets.Find(space, id) ?? throw ApiException.AssetNotFound(field);
        if (FileType.Served(asset.MimeType).Kind != FileKind.Image)
        {
            throw ApiException.Invalid(field, $"The asset '{id}' is {asset.MimeType}, which is no picture. {Takes}");
        }
        if (asset.SizeBytes > options.PictureBytes)
        {
            throw TooLarge(field);
        }
        var content = assets.Open(asset) ?? throw ApiException.AssetNotFound(field);
        return new Photo(content.Path, asset.Hash, content);
    }

    private async Task<Photo> OfUrlAsync(string url, CancellationToken cancellation)
    {
        try
        {
            var uri = await fetch.CheckAsync(url, LookUpPatience, cancellation).ConfigureAwait(false);
            return Checked(await fetch.FetchAsync(uri, options.PictureBytes, "picture_bytes", cancellation).ConfigureAwait(false), "file.url");
        }
        catch (SoundException refusal)
        {
            throw ApiException.Invalid("file.url", refusal.Message);
        }
    }

    private async Task<Photo> OfBytesAsync(byte[] bytes, CancellationToken cancellation)
    {
        const string field = "file.data";
        if (bytes.Length > options.PictureBytes)
        {
            throw TooLarge(field);
        }
        var file = incoming.New(options.PictureBytes);
        try
        {
            await file.TryWriteAsync(bytes, cancellation).ConfigureAwait(false);
            file.Complete();
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return Checked(file, field);
    }

    private static Photo Checked(IncomingFile file, string field)
    {
        if (PictureFormat.Of(file.Head) is not null)
        {
            return new Photo(file.Path, file.Hash, file);
        }
        file.Dispose();
        throw ApiException.Invalid(field, $"'{field}' is no picture. {Takes}");
    }

    private ApiException TooLarge(string field) =>
        ApiException.TooLarge($"'{field}' holds more than {options.PictureBytes} bytes (picture_bytes): send a smaller picture.", field);
}
