using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Visavis.Server.Assets;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <param name="AssetId">What other calls name it by.</param>
/// <param name="Url">Where the bytes can be fetched, by anybody who knows the address.</param>
/// <param name="MimeType">Told from the bytes.</param>
/// <param name="SizeBytes">How large it is.</param>
public sealed record AssetUploaded(string AssetId, string Url, string MimeType, long SizeBytes);

/// <param name="Id">What other calls name it by.</param>
/// <param name="Name">The name of the file that was uploaded.</param>
/// <param name="Type">image, video, audio or document.</param>
/// <param name="Owner">The name of the key that uploaded it.</param>
/// <param name="SpaceId">The space it belongs to.</param>
/// <param name="UploadedAt">Unix seconds.</param>
/// <param name="FolderId">Always null: there are no folders.</param>
/// <param name="Url">Where the bytes can be fetched, by anybody who knows the address.</param>
public sealed record Asset(
    string Id,
    string Name,
    [property: AllowedValues("image", "video", "audio", "document")] string Type,
    string Owner,
    string SpaceId,
    long UploadedAt,
    string? FolderId,
    string Url);

public sealed record AssetDeleted(string Id);

/// <summary>Upload, look up, fetch and delete files.</summary>
public static class AssetsApi
{
    public const string Route = "/v3/assets";

    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        var assets = app.MapGroup(Route).WithTags("Assets").WithMetadata(RequiresKey.Mark);
        // The upload counts its bytes itself; the limit of all other bodies would be far too small.
        assets.MapPost("", UploadAsync).WithName("uploadAsset").WithSummary("Upload a file").WithMetadata(new DisableRequestSizeLimitAttribute())
            .TakesFile(FileUpload.Field).Gives<Answer<AssetUploaded>>(200).Fails(400, 401, 409, 413, 429);
        assets.MapGet("{asset_id}", Show).WithName("getAsset").WithSummary("One file").Gives<Answer<Asset>>(200).Fails(401, 404, 429);
        assets.MapDelete("{asset_id}", DeleteAsync).WithName("deleteAsset").WithSummary("Delete a file").Gives<Answer<AssetDeleted>>(200).Fails(401, 404, 429);
        app.MapMethods("/media/assets/{token}/{name}", [HttpMethods.Get, HttpMethods.Head], Bytes).ExcludeFromDescription();
    }

    private static Task<IResult> UploadAsync(
        HttpRequest request, Caller caller, FileUpload upload, AssetLibrary library, IdempotentRequests idempotent, ServerOptions options) =>
        idempotent.OnceAsync(request, caller, Route, 200, async () =>
        {
            try
            {
                library.RequireRoom(caller.Space, 0);
                using var file = await upload.ReceiveAsync(request).ConfigureAwait(false);
                var asset = await library.AddAsync(caller.Space, caller.KeyName, file.Name, file.Type, file.Content).ConfigureAwait(false);
                return new AssetUploaded(asset.Id, UrlOf(asset, request, options), asset.MimeType, asset.SizeBytes);
            }
            catch (QuotaException full)
            {
                throw ApiException.TooLarge(
                    $"The space's assets may have {options.AssetsBytesPerSpace} bytes together (assets_bytes_per_space) and have {full.UsedBytes} already: delete some first.", FileUpload.Field);
            }
        });

    private static IResult Show(string asset_id, HttpRequest request, Caller caller, AssetLibrary library, ServerOptions options)
    {
        var asset = library.Find(caller.Space, asset_id) ?? throw ApiException.AssetNotFound("asset_id");
        var kind = FileType.Served(asset.MimeType).Kind switch
        {
            FileKind.Image => "image",
            FileKind.Video => "video",
            FileKind.Audio => "audio",
            _ => "document",
        };
        return Wire.Answer(new Asset(
            asset.Id, asset.Name, kind, asset.Owner, asset.Space, asset.CreatedAt.ToUnixTimeSeconds(), null, UrlOf(asset, request, options)));
    }

    private static async Task<IResult> DeleteAsync(string asset_id, Caller caller, AssetLibrary library) =>
        await library.DeleteAsync(caller.Space, asset_id).ConfigureAwait(false)
            ? Wire.Answer(new AssetDeleted(asset_id))
            : throw ApiException.AssetNotFound("asset_id");

    /// <summary>The bytes. Strangers made them: they are shown as what they are, and nothing in them may run.</summary>
    private static IResult Bytes(string token, HttpContext context, AssetLibrary library)
    {
        var asset = library.FindByToken(token) ?? throw ApiException.ResourceNotFound();
        var content = library.Open(asset) ?? throw ApiException.ResourceNotFound();
        context.Response.RegisterForDispose(content);
        var disposition = new ContentDispositionHeaderValue(FileType.Served(asset.MimeType).Kind == FileKind.Document ? "attachment" : "inline");
        disposition.SetHttpFileName(asset.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // Never another content, but it can be deleted.
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.File(content.Path, asset.MimeType, lastModified: asset.CreatedAt, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}\""), enableRangeProcessing: true);
    }

    private static string UrlOf(StoredAsset asset, HttpRequest request, ServerOptions options) =>
        $"{PublicUrls.Of(request, options)}/media/assets/{asset.Token}/original.{FileType.Served(asset.MimeType).Extension}";
}
