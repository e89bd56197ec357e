using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Visavis.Server.Api;

/// <summary>The body of every answer that is no success.</summary>
public sealed record ErrorEnvelope(ErrorBody Error);

/// <param name="Code">For programs.</param>
/// <param name="Message">For people.</param>
/// <param name="Param">The field, query or header that is wrong.</param>
/// <param name="DocUrl">Where more is written.</param>
public sealed record ErrorBody(string Code, string Message, string? Param, string? DocUrl);

/// <summary>A request that cannot be fulfilled; becomes the answer.</summary>
public sealed class ApiException(int status, string code, string message, string? param = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Param { get; } = param;

    public TimeSpan? RetryAfter { get; init; }

    public ErrorEnvelope Envelope => new(new ErrorBody(Code, Message, Param, null));

    public static ApiException Invalid(string? param, string message) => new(400, "invalid_parameter", message, param);

    public static ApiException Unauthorized() => new(401, "unauthorized", "Invalid or expired API key. Verify your x-api-key header.");

    public static ApiException Forbidden(string message) => new(403, "forbidden", message);

    public static ApiException SessionNotFound() => new(404, "not_found", "Session not found.");

    public static ApiException AvatarNotFound() => new(404, "avatar_not_found", "Avatar not found. GET /v3/avatars/looks lists the looks.", "avatar_id");

    public static ApiException GroupNotFound() => new(404, "avatar_not_found", "Avatar not found. GET /v3/avatars lists the avatars.", "group_id");

    public static ApiException VoiceNotFound() => new(404, "voice_not_found", "Voice not found. GET /v3/voices lists the voices.", "voice_id");

    public static ApiException AssetNotFound(string param) => new(404, "resource_not_found", "Asset not found. POST /v3/assets uploads one.", param);

    public static ApiException ResourceNotFound() => new(404, "resource_not_found", "There is nothing at this address.");

    public static ApiException MethodNotAllowed(string method) => new(405, "method_not_allowed", $"{method} is not possible at this address.");

    public static ApiException InProgress() =>
        new(409, "request_in_progress", "A request with this Idempotency-Key is still in progress.", IdempotentRequests.Header);

    public static ApiException Conflict(string message) => new(409, "conflict", message);

    public static ApiException StreamClosed() => new(410, "stream_closed", "The stream takes no more text: its final text was sent or it is over.");

    public static ApiException TooLarge(long limit) =>
        new(413, "payload_too_large", string.Create(CultureInfo.InvariantCulture, $"The request body is larger than {limit} bytes."));

    public static ApiException TooLarge(string message, string param) => new(413, "payload_too_large", message, param);

    public static ApiException TooMany(string message, TimeSpan retryAfter) => new(429, "rate_limit_exceeded", message) { RetryAfter = retryAfter };

    public static ApiException Unavailable(string message) => new(503, "internal_error", message) { RetryAfter = TimeSpan.FromSeconds(1) };

    public static ApiException Damaged(string message) => new(500, "internal_error", message);

    public static ApiException Internal() => new(500, "internal_error", "Something went wrong on the server. The request id finds it in the server's log.");
}

/// <summary>Turns whatever a request ends with into the envelope: an <see cref="ApiException"/>, a fault, or a bare status of the framework.</summary>
public sealed class ErrorAnswers(RequestDelegate next, ServerOptions options, ILogger<ErrorAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        ApiException? error;
        try
        {
            await next(context).ConfigureAwait(false);
            error = FromStatus(context);
        }
        catch (ApiException thrown)
        {
            error = thrown;
        }
        catch (BadHttpRequestException e)
        {
            error = e.StatusCode == 413 ? ApiException.TooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? options.RequestBytes) : ApiException.Invalid(null, "The request could not be read.");
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody is left to answer.
            return;
        }
        catch (Exception e)
        {
            log.RequestFailed(e, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no route", context.TraceIdentifier);
            error = ApiException.Internal();
        }
        if (error is not null)
        {
            await WriteAsync(context, error).ConfigureAwait(false);
        }
    }

    private static ApiException? FromStatus(HttpContext context) => context.Response switch
    {
        { HasStarted: true } => null,
        { StatusCode: 404, ContentType: null } => ApiException.ResourceNotFound(),
        { StatusCode: 405, ContentType: null } => ApiException.MethodNotAllowed(context.Request.Method),
        { StatusCode: 413, ContentType: null } => ApiException.TooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0),
        _ => null,
    };

    private static async Task WriteAsync(HttpContext context, ApiException error)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out; only a cut connection can still tell that it is not whole.
            context.Abort();
            return;
        }
        context.Response.StatusCode = error.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        await context.Response.WriteAsJsonAsync(error.Envelope, Wire.Json, context.RequestAborted).ConfigureAwait(false);
    }
}
