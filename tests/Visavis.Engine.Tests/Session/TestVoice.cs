using System.Collections.Concurrent;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Session;

/// <summary>A voice that begins a clause only when the test lets it, and tells what it was asked.</summary>
internal sealed class TestVoice : ISpeechEngine, IDisposable
{
    private readonly ManualResetEventSlim _gate = new(true);
    private readonly BlockingCollection<string> _begun = [];

    /// <summary>What it began to speak, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public ConcurrentQueue<CancellationToken> Tokens { get; } = [];

    /// <summary>Samples of a clause.</summary>
    public int Length { get; init; } = 480;

    public static Clause Clause(string text) => new(text, text, ClauseEnd.Sentence);

    public void Shut() => _gate.Reset();

    public void Open() => _gate.Set();

    /// <summary>Waits until it has begun the next clause.</summary>
    public string NextBegun() => _begun.Take();

    public bool CanRead(string text) => true;

    public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
    {
        Asked.Enqueue(clause.Text);
        Tokens.Enqueue(cancellation);
        _begun.Add(clause.Text, CancellationToken.None);
        _gate.Wait(cancellation);
        if (clause.Text == "fail")
        {
            throw new SpeechException("It failed.");
        }
        var pcm = new PcmBuffer(Length);
        pcm.Span.Fill(0.5f);
        return ValueTask.FromResult(new SpeechChunk(pcm, [new WordMark(clause.Text, MediaTime.Zero, pcm.Duration, clause.Text.Length, false)], [], MediaTime.Zero));
    }

    public void Dispose()
    {
        _gate.Set();
        _gate.Dispose();
        _begun.Dispose();
    }
}
