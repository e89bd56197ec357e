using System.Buffers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Visavis.Server.Assets;

namespace Visavis.Server.Api;

/// <summary>A received file of a known type.</summary>
public sealed record UploadedFile(string Name, FileType Type, IncomingFile Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}

/// <summary>Reads a multipart body (RFC 7578) with exactly one part, streaming it to disk.</summary>
public sealed class FileUpload(IncomingFiles incoming, ServerOptions options)
{
    /// <summary>The name of the part.</summary>
    public const string Field = "file";

    /// <summary>The reader tells a body that ends early by this message only; other I/O errors are the disk's or the connection's.</summary>
    private const string Cut = "Unexpected end of Stream";

    private const int PieceBytes = 64 << 10;
    private const int LongestBoundary = 70;

    /// <summary>What the part's headers and boundaries add to the file, at most.</summary>
    private const int EnvelopeBytes = 16 << 10;

    /// <exception cref="ApiException">The body is no such file.</exception>
    public async Task<UploadedFile> ReceiveAsync(HttpRequest request)
    {
        // Refused before a byte is read, so that a client which asks first (Expect: 100-continue) sends nothing.
        if (request.ContentLength > options.AssetBytes + EnvelopeBytes)
        {
            throw TooLarge();
        }
        var reader = new MultipartReader(BoundaryOf(request), request.Body, PieceBytes);
        var content = incoming.New(options.AssetBytes);
        try
        {
            var name = await ReadAsync(reader, content, request.HttpContext.RequestAborted).ConfigureAwait(false);
            var type = FileType.Of(content.Head)
                ?? throw ApiException.Invalid(Field, $"'{Field}' is of no known type. Its bytes must be one of: {FileType.AllNames}.");
            content.Complete(lasting: true);
            return new UploadedFile(name, type, content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static string BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary
            : throw OnePart();

    /// <returns>The name that the client gave the file.</returns>
    private async Task<string> ReadAsync(MultipartReader reader, IncomingFile content, CancellationToken cancellation)
    {
        try
        {
            var part = await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) ?? throw OnePart();
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                || HeaderUtilities.RemoveQuotes(disposition.Name) != Field)
            {
                throw OnePart();
            }
            await CopyAsync(part.Body, content, cancellation).ConfigureAwait(false);
            if (await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is not null)
            {
                throw OnePart();
            }
            return (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString();
        }
        catch (Exception e) when (e is InvalidDataException || e.Message.StartsWith(Cut, StringComparison.Ordinal))
        {
            throw ApiException.Invalid(Field, "The multipart body could not be read: it must end with its closing boundary.");
        }
    }

    private async Task CopyAsync(Stream body, IncomingFile content, CancellationToken cancellation)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            int count;
            while ((count = await body.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)) > 0)
            {
                if (!await content.TryWriteAsync(piece.AsMemory(0, count), cancellation).ConfigureAwait(false))
                {
                    throw TooLarge();
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private ApiException TooLarge() => ApiException.TooLarge($"'{Field}' is larger than {options.AssetBytes} bytes (asset_bytes).", Field);

    private static ApiException OnePart() =>
        ApiException.Invalid(Field, $"The body must be multipart/form-data with exactly one part, named '{Field}'.");
}
