using System.Net;
using System.Net.Sockets;
using Visavis.Engine.Media;

namespace Visavis.Server.Assets;

/// <summary>
/// Fetches sound and pictures that a client named by its address. Connections go to the very addresses that were checked, at every redirect
/// again; size and time are limited. Addresses are never logged: their queries hold secrets.
/// </summary>
public sealed class SoundFetch : IDisposable
{
    private const int MostRedirects = 5;
    private const int PieceBytes = 64 << 10;

    /// <summary>A server that sends nothing for so long is gone.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly SoundAddress _addresses;
    private readonly IncomingFiles _incoming;
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;

    public SoundFetch(ServerOptions options, IncomingFiles incoming, TimeProvider time)
        : this(options, incoming, time, Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>With another name server.</summary>
    internal SoundFetch(ServerOptions options, IncomingFiles incoming, TimeProvider time, ResolveHost resolve)
    {
        (_options, _incoming, _time) = (options, incoming, time);
        _addresses = new SoundAddress(options.FetchAllowLoopback, resolve);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = LongestSilence,
            ConnectCallback = ConnectAsync,
            MaxResponseHeadersLength = 32,
            // A kept connection would belong to an address that was checked for an earlier request.
            PooledConnectionLifetime = TimeSpan.Zero,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Visavis");
    }

    /// <summary>What can be known of an address before anything is fetched; looks its host up for at most <paramref name="patience"/>.</summary>
    /// <exception cref="SoundException">Sound cannot be fetched from there.</exception>
    public async Task<Uri> CheckAsync(string url, TimeSpan patience, CancellationToken cancellation)
    {
        var uri = _addresses.Parse(url);
        using var limit = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _addresses.ResolveAsync(uri.IdnHost, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // A slow name server: the fetch asks again and reports.
        }
        return uri;
    }

    /// <summary>The whole file; its owner disposes it.</summary>
    /// <exception cref="SoundException">It did not come; the message says why.</exception>
    public Task<IncomingFile> FetchAsync(Uri uri, CancellationToken cancellation) => FetchAsync(uri, _options.AudioBytes, "audio_bytes", cancellation);

    /// <summary>The whole file; its owner disposes it.</summary>
    /// <param name="uri">What <see cref="CheckAsync"/> gave.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="setting">The setting that says so.</param>
    /// <param name="cancellation">Whoever asked is gone.</param>
    /// <exception cref="SoundException">It did not come; the message says why.</exception>
    public async Task<IncomingFile> FetchAsync(Uri uri, int limit, string setting, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(_options.FetchTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            using var response = await AskAsync(uri, either.Token).ConfigureAwait(false);
            return await ReceiveAsync(response, limit, setting, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SoundException(SoundFault.Unreachable, $"The file did not come whole within {Duration.Format(_options.FetchTimeout)} (fetch_timeout): send it as an asset instead.");
        }
        catch (HttpRequestException error)
        {
            // The check's own sentence where it was the check that failed.
            throw error.InnerException as SoundException ?? new SoundException(SoundFault.Unreachable, $"The file's server cannot be reached ({Reason(error)}): check the address.", error);
        }
        catch (IOException error)
        {
            throw new SoundException(SoundFault.Unreachable, "The file's server broke off before the file was whole: try again.", error);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> AskAsync(Uri uri, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var response = await _client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }
            using (response)
            {
                uri = (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
                    ? _addresses.Follow(uri, response.Headers.Location)
                    : throw new SoundException(SoundFault.Unreachable, $"The file's server answered {(int)response.StatusCode}: check that the address can be opened without signing in.");
            }
        }
        throw new SoundException(SoundFault.Unreachable, $"The file's server redirects more than {MostRedirects} times: give the last address instead.");
    }

    private async Task<IncomingFile> ReceiveAsync(HttpResponseMessage response, int limit, string setting, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > limit)
        {
            throw TooLarge(limit, setting);
        }
        var file = _incoming.New(limit);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            if (!await TryCopyAsync(body, file, cancellation).ConfigureAwait(false))
            {
                throw TooLarge(limit, setting);
            }
            file.Complete();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private async Task<bool> TryCopyAsync(Stream body, IncomingFile file, CancellationToken cancellation)
    {
        var piece = new byte[PieceBytes];
        while (true)
        {
            int count;
            try
            {
                count = await body.ReadAsync(piece, cancellation).AsTask().WaitAsync(LongestSilence, _time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new SoundException(SoundFault.Unreachable, $"The file's server sent nothing for {LongestSilence.TotalSeconds:0} s: try again, or send the file as an asset.");
            }
            if (count == 0)
            {
                return true;
            }
            if (!await file.TryWriteAsync(piece.AsMemory(0, count), cancellation).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await _addresses.ResolveAsync(context.DnsEndPoint.Host, cancellation).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SoundException TooLarge(int limit, string setting) => new(SoundFault.TooLarge, $"The file is larger than {limit} bytes ({setting}): send a smaller one.");

    private static string Reason(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => "its certificate is not valid",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => "it does not speak HTTP",
        _ => "the request failed",
    };
}
