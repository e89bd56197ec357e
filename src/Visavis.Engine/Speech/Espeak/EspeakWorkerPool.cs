using System.Collections.Concurrent;
using System.ComponentModel;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>
/// A few workers, started when first needed and kept; all espeak voices share one pool. A worker that dies, answers nonsense or
/// takes too long is replaced, and its clause tried once more by a fresh one.
/// </summary>
public sealed class EspeakWorkerPool : IDisposable
{
    /// <summary>A clause takes 1 to 15 ms and a start some 80 ms, on a busy machine a second: this is a hang.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentBag<EspeakProcess> _idle = [];
    private readonly ConcurrentDictionary<EspeakProcess, bool> _all = [];
    private readonly SemaphoreSlim _free;
    private readonly EspeakLaunch _launch;
    private readonly TimeProvider _time;
    private volatile bool _disposed;

    /// <param name="launch">How to start a worker.</param>
    /// <param name="size">Workers at most; further callers wait.</param>
    /// <param name="time">For the limit on an answer.</param>
    public EspeakWorkerPool(EspeakLaunch launch, int size, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_launch, _time) = (launch, time);
        _free = new SemaphoreSlim(size);
    }

    /// <summary>The processes that run now.</summary>
    internal IReadOnlyList<int> ProcessIds => [.. _all.Keys.Select(process => process.Id)];

    /// <summary>Says a text.</summary>
    /// <param name="voice">The library's name of the voice.</param>
    /// <param name="text">The text.</param>
    /// <param name="wordsPerMinute">80 to 450; 175 is the voices' own pace.</param>
    /// <param name="cancellation">Ends the wait for a worker.</param>
    internal Task<EspeakSpeech> SpeakAsync(string voice, string text, int wordsPerMinute, CancellationToken cancellation) =>
        AskAsync(new EspeakRequest(EspeakTask.Speak, voice, wordsPerMinute, text), EspeakFrames.ParseSpeech, cancellation);

    /// <summary>How a text is said: IPA with stress marks, its joined letters with a tie (a^ɪ), punctuation kept, word by written word.</summary>
    /// <param name="voice">The library's name of the voice: "en-us", "fr", "pt-br".</param>
    /// <param name="text">A clause; longer than <see cref="EspeakSpeechEngine.MaximumTextLength"/> is refused.</param>
    /// <param name="cancellation">Ends the wait for a worker.</param>
    /// <exception cref="SpeechException">The voice is unknown, or the worker failed.</exception>
    public async Task<IReadOnlyList<PronouncedUnit>> PhonemizeAsync(string voice, string text, CancellationToken cancellation)
    {
        var pieces = EspeakPiece.Split(text);
        var lines = string.Join('\n', pieces.SelectMany(piece => piece.Lines));
        if (lines.Length == 0)
        {
            return [];
        }
        if (text.Length > EspeakSpeechEngine.MaximumTextLength)
        {
            throw new SpeechException($"A clause of {text.Length} characters is beyond the limit of {EspeakSpeechEngine.MaximumTextLength} of espeak's reading.");
        }
        var ipa = await AskAsync(new EspeakRequest(EspeakTask.Phonemize, voice, 0, lines), EspeakFrames.ParsePhonemes, cancellation).ConfigureAwait(false);
        return EspeakPiece.Units(pieces, ipa);
    }

    private async Task<T> AskAsync<T>(EspeakRequest request, Func<byte[], T> parse, CancellationToken cancellation)
    {
        // Only the wait can be cancelled: an answer cut off half-way would cost the worker its life and the next caller a start.
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            try
            {
                return await TryAsync(request, parse).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or InvalidDataException or ObjectDisposedException)
            {
                return await TryAsync(request, parse).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ObjectDisposedException)
        {
            throw new SpeechException("The espeak worker ended while it spoke, twice.", error);
        }
        catch (OperationCanceledException error)
        {
            throw new SpeechException($"The espeak worker gave no answer within {AnswerTimeout.TotalSeconds} s.", error);
        }
        catch (Win32Exception error)
        {
            throw new SpeechException($"The espeak worker {_launch.FileName} did not start: {error.Message}.", error);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var process in _all.Keys)
        {
            Drop(process);
        }
    }

    private async Task<T> TryAsync<T>(EspeakRequest request, Func<byte[], T> parse)
    {
        var process = Take();
        using var timeout = new CancellationTokenSource(AnswerTimeout, _time);
        try
        {
            var answer = parse(await process.AskAsync(request, timeout.Token).ConfigureAwait(false));
            GiveBack(process);
            return answer;
        }
        catch (SpeechException)
        {
            // The worker said no in good order and lives on.
            GiveBack(process);
            throw;
        }
        catch
        {
            Drop(process);
            throw;
        }
    }

    private EspeakProcess Take()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (_idle.TryTake(out var process))
        {
            if (process.IsAlive)
            {
                return process;
            }
            Drop(process);
        }
        var started = new EspeakProcess(_launch);
        _all[started] = true;
        return started;
    }

    private void GiveBack(EspeakProcess process)
    {
        if (_disposed)
        {
            Drop(process);
            return;
        }
        _idle.Add(process);
    }

    private void Drop(EspeakProcess process)
    {
        if (_all.TryRemove(process, out _))
        {
            process.Dispose();
        }
    }
}
