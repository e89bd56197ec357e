using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>Requests with an Idempotency-Key are done once: the first success is given again for a day.</summary>
public sealed partial class IdempotentRequests(ReplayStore replays)
{
    public const string Header = "Idempotency-Key";

    private readonly ConcurrentDictionary<(string Space, string Route, string Key), bool> _inProgress = new();

    /// <summary>Answers with what <paramref name="make"/> returns, now or when the same key came first.</summary>
    public async Task<IResult> OnceAsync<T>(HttpRequest request, Caller caller, string route, int status, Func<Task<T>> make)
        where T : notnull
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return Wire.Answer(await make().ConfigureAwait(false), status);
        }
        var key = values.ToString();
        if (!Sane().IsMatch(key))
        {
            throw ApiException.Invalid(Header, $"'{Header}' must match ^[A-Za-z0-9_\\-:.]{{1,255}}$.");
        }
        if (!_inProgress.TryAdd((caller.Space, route, key), true))
        {
            throw ApiException.InProgress();
        }
        try
        {
            var answer = replays.Find(caller.Space, route, key) ?? await MakeAsync().ConfigureAwait(false);
            return new Bytes(answer);
        }
        finally
        {
            _inProgress.TryRemove((caller.Space, route, key), out _);
        }

        async Task<StoredAnswer> MakeAsync()
        {
            var made = new StoredAnswer(status, JsonSerializer.SerializeToUtf8Bytes(new Answer<T>(await make().ConfigureAwait(false)), Wire.Json));
            await replays.AddAsync(caller.Space, route, key, made).ConfigureAwait(false);
            return made;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\-:.]{1,255}\z")]
    private static partial Regex Sane();

    private sealed class Bytes(StoredAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.Status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            return httpContext.Response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
        }
    }
}
