using Visavis.Engine.Media;
using Visavis.Server.Assets;

namespace Visavis.Server.Api;

/// <summary>A picture or clip on disk until this is disposed.</summary>
public sealed class LookSource(string path, string hash, IDisposable held) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash { get; } = hash;

    public void Dispose() => held.Dispose();
}

/// <summary>Reads the <c>file</c> of a new look: an asset, an address or the bytes themselves; a photo or a clip.</summary>
public sealed class LookInputs(AssetLibrary assets, IncomingFiles incoming, SoundFetch fetch, ClipDecoder clips, ServerOptions options)
{
    private static readonly TimeSpan LookUpPatience = TimeSpan.FromSeconds(2);

    private readonly Wanted _photo = new(
        FileKind.Image, head => PictureFormat.Of(head) is not null, "picture", "It must be a JPEG, PNG or WebP.", options.PictureBytes, options.PictureBytes, "picture_bytes");

    /// <summary>A clip inside a request's body is held in memory, so that it may be no larger than a photo.</summary>
    private readonly Wanted _clip = new(
        FileKind.Video, head => ClipFormat.Of(head) is not null, "clip", "It must be an mp4 or webm.", options.ClipBytes, Math.Min(options.ClipBytes, options.PictureBytes), "clip_bytes");

    /// <exception cref="ApiException">It is no picture, is too large, or did not come.</exception>
    public Task<LookSource> OpenPhotoAsync(string space, JsonBody file, CancellationToken cancellation) => OpenAsync(_photo, space, file, cancellation);

    /// <summary>As far as its beginning tells, the clip can be read.</summary>
    /// <exception cref="ApiException">It is no clip, is too large, too long or too short, or did not come.</exception>
    public async Task<LookSource> OpenClipAsync(string space, JsonBody file, CancellationToken cancellation)
    {
        var source = await OpenAsync(_clip, space, file, cancellation).ConfigureAwait(false);
        try
        {
            await clips.ProbeAsync(source.Path, cancellation).ConfigureAwait(false);
            return source;
        }
        catch (ClipException refusal) when (refusal.Fault != ClipFault.Unavailable)
        {
            source.Dispose();
            throw ApiException.Invalid(Field(file.Text("type")), refusal.Message);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static string Field(string? type) => type switch { "asset_id" => "file.asset_id", "url" => "file.url", _ => "file.data" };

    private Task<LookSource> OpenAsync(Wanted wanted, string space, JsonBody file, CancellationToken cancellation)
    {
        switch (file.Text("type"))
        {
            case "asset_id":
                file.Close("type", "asset_id");
                return Task.FromResult(OfAsset(wanted, space, file.Required("asset_id")));
            case "url":
                file.Close("type", "url");
                return OfUrlAsync(wanted, file.Required("url"), cancellation);
            case "base64":
                file.Close("type", "media_type", "data");
                file.Required("media_type");
                return OfBytesAsync(wanted, file.Bytes("data"), cancellation);
            default:
                throw ApiException.Invalid("file.type", "Invalid 'file.type'. Must be one of: url, asset_id, base64.");
        }
    }

    private LookSource OfAsset(Wanted wanted, string space, string id)
    {
        const string field = "file.asset_id";
        var asset = assets.Find(space, id) ?? throw ApiException.AssetNotFound(field);
        if (FileType.Served(asset.MimeType).Kind != wanted.Kind)
        {
            throw ApiException.Invalid(field, $"The asset '{id}' is {asset.MimeType}, which is no {wanted.Name}. {wanted.Takes}");
        }
        if (asset.SizeBytes > wanted.LargestBytes)
        {
            throw TooLarge(wanted, field, wanted.LargestBytes);
        }
        var content = assets.Open(asset) ?? throw ApiException.AssetNotFound(field);
        return new LookSource(content.Path, asset.Hash, content);
    }

    private async Task<LookSource> OfUrlAsync(Wanted wanted, string url, CancellationToken cancellation)
    {
        try
        {
            var uri = await fetch.CheckAsync(url, LookUpPatience, cancellation).ConfigureAwait(false);
            return Checked(wanted, await fetch.FetchAsync(uri, wanted.LargestBytes, wanted.Setting, cancellation).ConfigureAwait(false), "file.url");
        }
        catch (SoundException refusal)
        {
            throw ApiException.Invalid("file.url", refusal.Message);
        }
    }

    private async Task<LookSource> OfBytesAsync(Wanted wanted, byte[] bytes, CancellationToken cancellation)
    {
        const string field = "file.data";
        if (bytes.Length > wanted.LargestInBody)
        {
            throw TooLarge(wanted, field, wanted.LargestInBody);
        }
        var file = incoming.New(wanted.LargestInBody);
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
        return Checked(wanted, file, field);
    }

    private static LookSource Checked(Wanted wanted, IncomingFile file, string field)
    {
        if (wanted.Fits(file.Head))
        {
            return new LookSource(file.Path, file.Hash, file);
        }
        file.Dispose();
        throw ApiException.Invalid(field, $"'{field}' is no {wanted.Name}. {wanted.Takes}");
    }

    private static ApiException TooLarge(Wanted wanted, string field, int most) => ApiException.TooLarge(
        $"'{field}' holds more than {most} bytes ({(most < wanted.LargestBytes ? "as much as a body may: upload it as an asset" : $"{wanted.Setting}: send a smaller {wanted.Name}")}).", field);

    private delegate bool HeadFits(ReadOnlySpan<byte> head);

    private sealed record Wanted(FileKind Kind, HeadFits Fits, string Name, string Takes, int LargestBytes, int LargestInBody, string Setting);
}
