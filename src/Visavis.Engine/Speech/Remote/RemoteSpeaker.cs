using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Visavis.Engine.Speech.Remote;

/// <summary>Asks a server to say a text: bounded in time, size and number of requests at once, and patient with faults that may pass.</summary>
internal sealed class RemoteSpeaker(RemoteVoiceOptions options, HttpClient client, TimeProvider time) : IDisposable
{
    /// <summary>Sound for one clause; a clause is seconds.</summary>
    public const int MostSeconds = 120;

    /// <summary>A server that wants a longer rest counts as down: the fallback speaks meanwhile.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(3);

    /// <summary>A server that is there takes a connection at once.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _free = new(options.MostRequests);

    /// <summary>For the requests of all remote voices: a key follows no redirect, and no cookie is kept.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="SpeechException">The server did not; the message says why and holds no secret.</exception>
    public async Task<WaveDecoder> SayAsync(string text, float speed, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        using var total = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellation);
        try
        {
            return await InTriesAsync(text, speed, either.Token).ConfigureAwait(false);
        }
        catch (RemoteFault fault)
        {
            throw new SpeechException(fault.Message, fault.InnerException);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new SpeechException($"The remote voice's server gave no whole answer within {options.Timeout.TotalSeconds} s.", error);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<WaveDecoder> InTriesAsync(string text, float speed, CancellationToken cancellation)
    {
        for (var failed = 0; ; failed++)
        {
            try
            {
                return await TryAsync(text, speed, cancellation).ConfigureAwait(false);
            }
            catch (RemoteFault fault) when (fault.MayPass && failed < options.Retries && Rest(fault, failed) <= LongestRest)
            {
                await Task.Delay(Rest(fault, failed), time, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>0.2 s, then 0.8 s, unless the server says when.</summary>
    private static TimeSpan Rest(RemoteFault fault, int failed) =>
        fault.After is { } after ? (after > TimeSpan.Zero ? after : TimeSpan.Zero) : FirstRest * Math.Pow(4, failed);

    private async Task<WaveDecoder> TryAsync(string text, float speed, CancellationToken cancellation)
    {
        try
        {
            using var answer = await AskAsync(text, speed, cancellation).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw RemoteFault.Of(answer, time);
            }
            if (answer.Content.Headers.ContentType?.MediaType is { } type && (type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal)))
            {
                throw new RemoteFault("The remote voice's server answered with text instead of sound: check url in voice.json.", mayPass: false);
            }
            return await ReadAsync(answer.Content, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new RemoteFault("The remote voice's server cannot be reached or broke off.", mayPass: true, inner: error);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string text, float speed, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = JsonContent.Create(Body(text, speed)) };
        if (options.Key is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        }
        using var first = new CancellationTokenSource(options.FirstByteTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(first.Token, cancellation);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new RemoteFault($"The remote voice's server did not begin to answer within {options.FirstByteTimeout.TotalSeconds} s.", mayPass: true, inner: error);
        }
    }

    private Dictionary<string, object> Body(string text, float speed)
    {
        var body = new Dictionary<string, object> { ["model"] = options.Model, ["input"] = text, ["voice"] = options.Voice, ["response_format"] = options.Format };
        if (speed != 1)
        {
            body["speed"] = Math.Round(Math.Clamp(speed, 0.25f, 4), 3);
        }
        return body;
    }

    /// <summary>Decodes while the sound still comes, so that an end without measure is seen early.</summary>
    private async Task<WaveDecoder> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var decoder = new WaveDecoder(options.SampleRate, options.Format == "wav", MostSeconds);
        var buffer = new byte[16 * 1024];
        var sound = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (sound.ConfigureAwait(false))
        {
            while (await sound.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
            {
                decoder.Append(buffer.AsSpan(0, count));
            }
        }
        return decoder.Samples.Count > 0 ? decoder : throw new RemoteFault("The remote voice's server answered without sound.", mayPass: true);
    }
}
