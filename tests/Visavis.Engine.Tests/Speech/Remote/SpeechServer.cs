using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Tests.Speech.Heart;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Speech.Remote;

/// <summary>What a client sent.</summary>
internal sealed record SpeechRequest(string Path, string? Authorization, JsonElement Body);

/// <summary>A server with OpenAI's speech call on this machine that speaks with the heart voice, and answers as a test wants it to.</summary>
internal sealed class SpeechServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<int, SpeechRequest, HttpListenerResponse, Task> _answer;
    private readonly Task _serving;
    private readonly ConcurrentBag<Task> _answers = [];
    private int _count;

    /// <param name="answer">Takes the number of the request, from 1, what was asked, and the answer to fill.</param>
    public SpeechServer(Func<int, SpeechRequest, HttpListenerResponse, Task> answer)
    {
        _answer = answer;
        _listener = Listen(out var port);
        Url = new Uri($"http://127.0.0.1:{port}");
        _serving = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    public ConcurrentQueue<SpeechRequest> Requests { get; } = [];

    /// <summary>An address where nobody listens.</summary>
    public static Uri Nowhere()
    {
        using var listener = Listen(out var port);
        return new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>The text said by heart: 16-bit mono at 48 kHz.</summary>
    public static async Task<byte[]> SpeakAsync(SpeechRequest request)
    {
        var text = request.Body.GetProperty("input").GetString()!;
        var engine = new HeartSpeechEngine(HeartVoice.Model, HeartVariant.Heart, HeartVoice.Pronouncer);
        using var chunk = await engine.SpeakAsync(new Clause(text, text, ClauseEnd.Sentence), default);
        var bytes = new byte[2 * chunk.Pcm.Length];
        for (var i = 0; i < chunk.Pcm.Length; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), (short)(chunk.Pcm.Span[i] * 32_000));
        }
        return bytes;
    }

    /// <summary>A WAV file with a chunk of notes, and sizes as a server writes them that does not know them yet.</summary>
    public static byte[] Wave(byte[] sound, int rate = 48_000)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(-1);
        writer.Write("WAVELIST"u8);
        writer.Write(5);
        writer.Write("notes\0"u8);
        writer.Write("fmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(2 * rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(-1);
        writer.Write(sound);
        return file.ToArray();
    }

    public static async Task SendAsync(HttpListenerResponse response, byte[] body, string type = "audio/pcm", int status = 200)
    {
        (response.StatusCode, response.ContentType, response.SendChunked) = (status, type, true);
        await response.OutputStream.WriteAsync(body);
        response.Close();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _serving;
        await Task.WhenAll(_answers);
    }

    private static HttpListener Listen(out int port)
    {
        while (true)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                port = ((IPEndPoint)free.LocalEndpoint).Port;
            }
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                // Somebody else took the port meanwhile.
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _answers.Add(Task.Run(() => AnswerAsync(context)));
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            var request = new SpeechRequest(context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], body.RootElement.Clone());
            Requests.Enqueue(request);
            await _answer(Interlocked.Increment(ref _count), request, context.Response);
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The client has gone.
        }
    }
}
