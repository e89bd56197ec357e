using System.Net;

namespace Visavis.Server.Voices;

/// <summary>
/// Downloads a file that the operator named: over HTTPS, or from this machine itself; bounded in size and time, and a redirect leads
/// nowhere that could not have been named in the first place.
/// </summary>
internal sealed class VoiceFetch : IDisposable
{
    private const int MostRedirects = 5;

    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(30);

    /// <summary>A server that sends nothing for so long is gone.</summary>
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = MostSilence };

    /// <param name="url">What to fetch.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="mostBytes">More is refused.</param>
    /// <param name="progress">Told the bytes so far and all bytes, if known.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StartException">It cannot be had; the message says why.</exception>
    public async Task FetchAsync(Uri url, string target, long mostBytes, Action<long, long?> progress, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(MostTime, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var answer = await AskAsync(url, either.Token).ConfigureAwait(false);
            if (answer.Content.Headers.ContentLength > mostBytes)
            {
                throw TooLarge(mostBytes);
            }
            await SaveAsync(answer, target, mostBytes, progress, either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new StartException($"{url.Host} cannot be reached or broke off: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StartException($"{url.Host} sent nothing for {MostSilence.TotalSeconds} s, or took longer than {MostTime.TotalMinutes} minutes.");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> AskAsync(Uri url, CancellationToken cancellation)
    {
        for (var i = 0; i <= MostRedirects; i++)
        {
            RequireAllowed(url);
            var answer = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }
            using (answer)
            {
                url = answer.Headers.Location is { } next && (int)answer.StatusCode is >= 300 and < 400
                    ? new Uri(url, next)
                    : throw new StartException(answer.StatusCode == HttpStatusCode.NotFound
                        ? $"{url.Host} has no {url.AbsolutePath}."
                        : $"{url.Host} answered {(int)answer.StatusCode} for {url.AbsolutePath}.");
            }
        }
        throw new StartException($"{url.Host} redirects more than {MostRedirects} times.");
    }

    private static void RequireAllowed(Uri url)
    {
        var isHere = url.IsLoopback && url.Scheme == Uri.UriSchemeHttp;
        if (url.Scheme != Uri.UriSchemeHttps && !isHere)
        {
            throw new StartException($"{url.GetLeftPart(UriPartial.Path)} is not fetched: only https is, and http from this machine itself.");
        }
    }

    private static async Task SaveAsync(HttpResponseMessage answer, string target, long mostBytes, Action<long, long?> progress, CancellationToken cancellation)
    {
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var content = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = content.ConfigureAwait(false);
        var file = new FileStream(target, FileMode.Create);
        await using var __ = file.ConfigureAwait(false);
        while (true)
        {
            silence.CancelAfter(MostSilence);
            var count = await content.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }
            bytes += count;
            if (bytes > mostBytes)
            {
                throw TooLarge(mostBytes);
            }
            await file.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            progress(bytes, answer.Content.Headers.ContentLength);
        }
        if (answer.Content.Headers.ContentLength is { } promised && promised != bytes)
        {
            throw new StartException($"The file is cut off: {bytes} of {promised} bytes came.");
        }
    }

    private static StartException TooLarge(long mostBytes) => new($"The file is larger than {mostBytes >> 20} MiB, the limit for a voice.");
}
