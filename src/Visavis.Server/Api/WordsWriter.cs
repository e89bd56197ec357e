using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Visavis.Engine.Session;

namespace Visavis.Server.Api;

/// <summary>
/// Writes words as server-sent events. The framework's own writer knows no comment lines, and those keep proxies from
/// closing a silent stream.
/// </summary>
public sealed class WordsWriter(PipeWriter output, TimeProvider time)
{
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private const int LargestBatch = 10;
    private const double LongestBatchSeconds = 1;

    /// <summary>All words so far, then each as it comes, until the end. A slow reader only holds up this call.</summary>
    public async Task FollowAsync(WordTrack track, CancellationToken cancellation)
    {
        var told = 0;
        while (true)
        {
            // The end is read before the words: words that come in between are told by the next round.
            var end = track.End;
            var words = track.Since(told);
            if (words.Length > 0)
            {
                await WriteWordsAsync(words, cancellation).ConfigureAwait(false);
                told += words.Length;
            }
            else if (end is { } reason)
            {
                await WriteEndAsync(reason, cancellation).ConfigureAwait(false);
                return;
            }
            else
            {
                await WaitAsync(track, told, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The words of a session that is over.</summary>
    public async Task WriteAllAsync(TimedWord[] words, SessionEnd end, CancellationToken cancellation)
    {
        await WriteWordsAsync(words, cancellation).ConfigureAwait(false);
        await WriteEndAsync(end, cancellation).ConfigureAwait(false);
    }

    private async Task WaitAsync(WordTrack track, int told, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(KeepAlive, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silence.Token);
        try
        {
            await track.WaitAsync(told, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            output.Write(": keep-alive\n\n"u8);
            await output.FlushAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task WriteWordsAsync(TimedWord[] words, CancellationToken cancellation)
    {
        for (var first = 0; first < words.Length;)
        {
            var count = BatchAt(words, first);
            Write("data: "u8, new { words = words[first..(first + count)] });
            await output.FlushAsync(cancellation).ConfigureAwait(false);
            first += count;
        }
    }

    private async Task WriteEndAsync(SessionEnd end, CancellationToken cancellation)
    {
        var reason = end switch
        {
            SessionEnd.FinalMarker => "final_marker",
            SessionEnd.IdleTimeout => "idle_timeout",
            SessionEnd.Error => "error",
            _ => "completed",
        };
        Write("event: end\ndata: "u8, new { reason });
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static int BatchAt(TimedWord[] words, int first)
    {
        var count = 1;
        while (count < LargestBatch && first + count < words.Length && words[first + count].End - words[first].Start <= LongestBatchSeconds)
        {
            count++;
        }
        return count;
    }

    private void Write<T>(ReadOnlySpan<byte> head, T data)
    {
        output.Write(head);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(data, Wire.Json));
        output.Write("\n\n"u8);
    }
}
