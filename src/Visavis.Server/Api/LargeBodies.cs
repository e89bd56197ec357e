using Microsoft.AspNetCore.Http.Features;

namespace Visavis.Server.Api;

/// <summary>
/// Bodies that may hold a sound or a picture. One of 50 MB takes some 120 MB of memory while it is read (the body and its bytes), so only two
/// are read at once; others wait, and small ones pass by.
/// </summary>
public sealed class LargeBodies(ServerOptions options, TimeProvider time) : IDisposable
{
    private const int AtOnce = 2;

    /// <summary>A body that takes longer would keep the place of others.</summary>
    private static readonly TimeSpan LongestRead = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _room = new(AtOnce);

    /// <summary>Base64 makes four of three bytes; the rest of the body is small.</summary>
    private long MostBytes => options.RequestBytes + 4L * ((Math.Max(options.AudioBytes, options.PictureBytes) + 2L) / 3);

    /// <summary>Reads a body and does <paramref name="work"/> with it while it is in memory.</summary>
    /// <param name="request">Of any size that may hold a sound.</param>
    /// <param name="mayBeLarge">Tells a body that holds a sound from one that may only have the size of any other.</param>
    /// <param name="work">What is wanted of it.</param>
    public async Task<T> ReadAsync<T>(HttpRequest request, Func<JsonBody, bool> mayBeLarge, Func<JsonBody, Task<T>> work)
    {
        if (request.ContentLength <= options.RequestBytes)
        {
            using var small = await JsonBody.ReadAsync(request).ConfigureAwait(false);
            return await work(small).ConfigureAwait(false);
        }
        if (request.ContentLength > MostBytes)
        {
            throw ApiException.TooLarge(MostBytes);
        }
        await _room.WaitAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        try
        {
            using var large = await ReadLargeAsync(request).ConfigureAwait(false);
            return large.Length > options.RequestBytes && !mayBeLarge(large)
                ? throw ApiException.TooLarge(options.RequestBytes)
                : await work(large).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task<JsonBody> ReadLargeAsync(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }
        using var limit = new CancellationTokenSource(LongestRead, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, request.HttpContext.RequestAborted);
        try
        {
            return await JsonBody.ReadAsync(request, cancellation: either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw ApiException.Invalid(null, $"The request body did not come whole within {LongestRead.TotalMinutes:0} minutes: upload the file as an asset.");
        }
    }
}
