using System.Runtime.ExceptionServices;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Hearing;
using Visavis.Engine.Hls;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Render;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Session;

/// <summary>
/// One presenter who speaks what is appended, or one sound: wires text, voice, face, encoders and HLS, keeps their clock, and reports why
/// it ended. Nothing here knows of HTTP or a database.
/// </summary>
public sealed class AvatarSession : IDisposable
{
    /// <summary>The face goes on this long after the last sound, so that a mouth closes and nothing is cut off.</summary>
    private static readonly MediaTime Tail = MediaTime.FromMilliseconds(600);

    /// <summary>A barge-in ends speech at most this much media after what is encoded.</summary>
    private static readonly MediaTime BargeIn = MediaTime.FromMilliseconds(300);

    /// <summary>
    /// Speech that is late holds the picture back no longer than this: viewers ask for the next part ahead of the clock, and a reload that
    /// is not answered within three target durations fails (RFC 8216bis 6.2.5.2). Then a part of silence comes, and they wait again.
    /// </summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2.4);

    /// <summary>Longest wait for a change that is signalled anyway.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The last words of a sound are waited for so long behind its end: a recogniser that is busy elsewhere may be late.</summary>
    private static readonly TimeSpan LastWordsPatience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Lock _publishing = new();
    private readonly Signal _changed = new();
    private readonly TaskCompletionSource _playable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancel = new();
    private readonly SessionOptions _options;
    private readonly DeadlinePool _pool;
    private readonly TimeProvider _time;
    private readonly SessionMeter _meter;
    private readonly MediaClock _clock;
    private readonly SpeechTimeline _timeline;
    private readonly ISpeaker _speaker;
    private readonly TextSpeaker? _text;
    private readonly SoundWords? _heard;
    private PartProducer? _producer;
    private long _lastText;
    private long _published;
    private MediaTime _position;

    /// <summary>One who speaks text.</summary>
    /// <exception cref="Native.LibavException">An encoder could not be opened.</exception>
    public AvatarSession(AvatarRig rig, ISpeechEngine voice, SessionOptions options, DeadlinePool pool, TimeProvider time)
        : this(rig, options, pool, time, session => new TextSpeaker(voice, session._timeline, session._clock, time, FirstSpeech(options), options.WholeSentences, session._changed.Set))
    {
    }

    /// <summary>One who lends a sound a face.</summary>
    /// <param name="rig">The presenter.</param>
    /// <param name="sound">48 kHz, as it is decoded; read once, some seconds ahead of the picture. What it throws is the session's cause.</param>
    /// <param name="analyser">Finds out what the mouth does.</param>
    /// <param name="recogniser">Finds out the words; null leaves the words stream empty.</param>
    /// <param name="options">Of kind <see cref="SessionKind.Audio"/>.</param>
    /// <param name="pool">Paints, encodes and analyses.</param>
    /// <param name="time">The wall clock.</param>
    /// <exception cref="Native.LibavException">An encoder could not be opened.</exception>
    public AvatarSession(
        AvatarRig rig, IAsyncEnumerable<PcmBuffer> sound, SpeechAnalyser analyser, Recogniser? recogniser, SessionOptions options, DeadlinePool pool, TimeProvider time)
        : this(rig, sound, analyser.AnalyseAsync, recogniser is null ? null : () => WordSource.Of(recogniser.Open(SoundSpeaker.Ahead)), options, pool, time)
    {
    }

    /// <summary>The same with other ears.</summary>
    internal AvatarSession(
        AvatarRig rig, IAsyncEnumerable<PcmBuffer> sound, SoundAnalysis analyse, Func<WordSource>? openWords, SessionOptions options, DeadlinePool pool, TimeProvider time)
        : this(rig, options, pool, time, session => new SoundSpeaker(
            sound,
            analyse,
            openWords is null ? null : new SoundWords(openWords, session._timeline, session._clock, session.PublishWords),
            session._timeline, session._clock, pool, time, session._changed.Set))
    {
        IsFinal = true;
    }

    private AvatarSession(AvatarRig rig, SessionOptions options, DeadlinePool pool, TimeProvider time, Func<AvatarSession, ISpeaker> speaker)
    {
        (_options, _pool, _time) = (options, pool, time);
        (_meter, _lastText) = (new SessionMeter(time), time.GetTimestamp());
        _clock = new MediaClock(time, FirstSpeech(options), options.Curtain);
        _timeline = new SpeechTimeline(new FaceTrack(options.Seed, rig.Life));
        _producer = new PartProducer(rig, _timeline, options, time);
        Hls = _producer.Window;
        _speaker = speaker(this);
        _text = _speaker as TextSpeaker;
        _heard = (_speaker as SoundSpeaker)?.Words;
    }

    public SessionStatus Status { get; private set; } = SessionStatus.Pending;

    /// <summary>Why it ended; null while it lives.</summary>
    public SessionEnd? End { get; private set; }

    /// <summary>What went wrong and what to do, with <see cref="SessionStatus.Error"/>.</summary>
    public string? ErrorMessage { get; private set; }

    public WordTrack Words { get; } = new();

    public HlsWindow Hls { get; }

    /// <summary>Done when the first segment is published, or the session is over before.</summary>
    public Task Playable => _playable.Task;

    /// <summary>Whether it holds encoders and what a face is painted with, some 20 MB.</summary>
    internal bool CanProduce => _producer is not null;

    /// <summary>Whether no more text is taken.</summary>
    public bool IsFinal { get; private set; }

    public SessionFigures Figures => _meter.Figures(_position.Seconds, _speaker.Clauses) with { WordDelaysMs = _heard?.DelaysMs ?? [] };

    /// <summary>Why the words of a sound stopped before its end, for the log; the session goes on without.</summary>
    public Exception? WordsFailure => _heard?.Failure;

    /// <summary>Takes text to say, in order.</summary>
    /// <param name="final">No more will come: the session ends when all is said.</param>
    /// <returns>False, and nothing taken, after the final text or the end.</returns>
    public bool Append(string text, bool final)
    {
        lock (_lock)
        {
            if (IsFinal || End is not null || _text is null)
            {
                return false;
            }
            IsFinal = final;
            _lastText = _time.GetTimestamp();
            _text.Append(text, final);
        }
        _changed.Set();
        return true;
    }

    /// <summary>Barge-in: speech ends at a word boundary at most 300 ms of media later, what was not said is dropped.</summary>
    /// <param name="next">What to say instead.</param>
    /// <returns>All the text said so far; null after the end, and for a sound.</returns>
    public string? Interrupt(string? next)
    {
        lock (_lock)
        {
            if (End is not null || _text is null)
            {
                return null;
            }
            _lastText = _time.GetTimestamp();
            return _text.Interrupt(_position + BargeIn, next);
        }
    }

    /// <summary>Ends the session at once.</summary>
    /// <returns>True if this call began it, false if it was over or ending.</returns>
    public bool Cancel()
    {
        lock (_lock)
        {
            if (End is not null || _cancel.IsCancellationRequested)
            {
                return false;
            }
            _cancel.Cancel();
            return true;
        }
    }

    /// <summary>A viewer asked for a media playlist or media: media time runs from the first on.</summary>
    public void ViewerArrived()
    {
        if (!_meter.HasViewer && _meter.HasSegment)
        {
            _meter.ViewerArrived();
            RaiseCurtain();
        }
    }

    /// <summary>Runs the session to its end. Failures end it with <see cref="SessionEnd.Error"/>; nothing is thrown.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, _cancel.Token);
        var speaking = _speaker.RunAsync(ending.Token);
        var producing = ProduceAsync(ending.Token);
        try
        {
            // Speech that fails ends the session; speech that is over leaves the picture to play on to its end.
            await await Task.WhenAny(speaking, producing).ConfigureAwait(false);
            await producing.ConfigureAwait(false);
            Hls.Finish();
            await Task.WhenAll(LastWordsAsync(ending.Token), LingerAsync(ending.Token)).ConfigureAwait(false);
            Finish(SessionEnd.Completed);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Finish(SessionEnd.Cancelled);
        }
        catch (Exception e)
        {
            // The top of the loop that the session owns: whatever a stage threw becomes the session's one cause.
            Failure = e;
            ErrorMessage = e is SpeechException or SoundException or MediaLimitException ? e.Message : "The presenter failed while producing video. Create a new session; the server's log says more.";
            Finish(SessionEnd.Error);
        }
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(speaking, producing).ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        // Its media can be fetched for a while yet.
        EndProducing();
        Status = End == SessionEnd.Error ? SessionStatus.Error : SessionStatus.Completed;
        _playable.TrySetResult();
    }

    /// <summary>The cause of an end in error, for the log.</summary>
    public Exception? Failure { get; private set; }

    public void Dispose()
    {
        _speaker.Dispose();
        EndProducing();
        Hls.Dispose();
        _timeline.Dispose();
        _cancel.Dispose();
    }

    /// <summary>The words end when all are known, or their time is up.</summary>
    private async Task LastWordsAsync(CancellationToken stop)
    {
        var untilHeard = _clock.Until(_position) + (_clock.IsRunning ? TimeSpan.Zero : _clock.CurtainLeft);
        try
        {
            await _speaker.WordsKnown.WaitAsync(untilHeard + LastWordsPatience, _time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Better a stream without its last words than one that does not end.
        }
        PublishWords();
        Words.Finish(End ?? SessionEnd.Completed);
    }

    /// <summary>Stays until a viewer who came as late as the curtain allows can have played the last part.</summary>
    private async Task LingerAsync(CancellationToken stop)
    {
        while (!_clock.IsRunning && _clock.CurtainLeft > TimeSpan.Zero)
        {
            await _changed.WaitAsync(_clock.CurtainLeft, _time, stop).ConfigureAwait(false);
        }
        RaiseCurtain();
        await Task.Delay(_clock.Until(_position + MediaTime.From(_options.Linger)), _time, stop).ConfigureAwait(false);
    }

    private void EndProducing() => Interlocked.Exchange(ref _producer, null)?.Dispose();

    private async Task ProduceAsync(CancellationToken stop)
    {
        var producer = _producer ?? throw new InvalidOperationException("The session is over.");
        while (!TryEnd())
        {
            if (!await WaitUntilDueAsync(stop).ConfigureAwait(false))
            {
                continue;
            }
            var from = _position;
            var fragment = await _pool.RunAsync(_clock.Timestamp(from), () => producer.Produce(from), stop).ConfigureAwait(false);
            Publish(fragment);
        }
        if (_speaker.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Waits for the wall clock, the curtain or speech, whichever holds the next part back.</summary>
    /// <returns>False when something changed and the state must be looked at again.</returns>
    private async Task<bool> WaitUntilDueAsync(CancellationToken stop)
    {
        var wait = TimeUntilDue();
        if (wait > TimeSpan.Zero)
        {
            await _changed.WaitAsync(wait, _time, stop).ConfigureAwait(false);
            return false;
        }
        if (!_clock.IsRunning && _clock.CurtainLeft == TimeSpan.Zero && _meter.HasSegment)
        {
            RaiseCurtain();
        }
        return true;
    }

    private TimeSpan TimeUntilDue()
    {
        var isKnown = _options.IsKnownAhead;
        var lead = isKnown ? MediaTime.From(_options.ScriptLead) : MediaTime.Zero;
        if (isKnown && !_speaker.IsCaughtUp && _timeline.End < _position + PartProducer.Reach)
        {
            // The next sound is in the making: silence would be a hole that the script does not have.
            var hold = _clock.IsRunning ? Least(_clock.Until(_position), LongestHold - _time.GetElapsedTime(_published)) : Patience;
            if (hold > TimeSpan.Zero)
            {
                return hold;
            }
        }
        if (!_clock.IsRunning)
        {
            var burst = isKnown ? lead : PartProducer.Segment;
            return _position < burst ? TimeSpan.Zero : _clock.CurtainLeft;
        }
        return _clock.Until(_position - lead);
    }

    private void Publish(Fragment fragment)
    {
        Hls.Publish(fragment);
        _published = _time.GetTimestamp();
        _position += PartProducer.Part;
        PublishWords();
        _timeline.Forget(_position);
        _speaker.Progressed();
        if (_clock.IsRunning)
        {
            _meter.PartPublished((_position - _clock.Now).Milliseconds);
        }
        if (!_meter.HasSegment && _position >= PartProducer.Segment)
        {
            _meter.SegmentPublished();
            Status = SessionStatus.Streaming;
            _playable.TrySetResult();
        }
    }

    /// <summary>Tells of the words whose sound is encoded; those of a sound may become known at any time, so any thread may call.</summary>
    private void PublishWords()
    {
        lock (_publishing)
        {
            Words.Add(_timeline.TakeWords(_position));
        }
    }

    /// <summary>Ends the session if all is said. Text is taken or refused under the same lock, so none is accepted and then not said.</summary>
    private bool TryEnd()
    {
        lock (_lock)
        {
            if (!IsOver())
            {
                return false;
            }
            End = _speaker.Failure is null ? SpokenEnd() : null;
            IsFinal = true;
            return true;
        }
    }

    private bool IsOver()
    {
        if (_position >= MediaTime.From(_options.MaxDuration))
        {
            return true;
        }
        if (!_speaker.IsCaughtUp || _position < _timeline.End + Tail || _position < PartProducer.Segment)
        {
            return false;
        }
        return IsFinal || (_options.Kind == SessionKind.TextStream && IsIdle());
    }

    private bool IsIdle()
    {
        var silent = (_position - _timeline.End).ToTimeSpan();
        return silent >= _options.IdleTimeout && _time.GetElapsedTime(_lastText) >= _options.IdleTimeout;
    }

    private SessionEnd SpokenEnd() =>
        _options.IsKnownAhead || _position >= MediaTime.From(_options.MaxDuration) ? SessionEnd.Completed
        : IsFinal ? SessionEnd.FinalMarker
        : SessionEnd.IdleTimeout;

    /// <param name="end">The reason, unless the session has one already.</param>
    private void Finish(SessionEnd end)
    {
        lock (_lock)
        {
            if (End is null)
            {
                End = end;
                IsFinal = true;
            }
        }
        Hls.Finish();
        Words.Finish(End.Value);
    }

    private void RaiseCurtain()
    {
        if (_clock.Raise())
        {
            Hls.Rebase(_time.GetUtcNow() - _clock.Now.ToTimeSpan());
            _changed.Set();
        }
    }

    /// <summary>A script and a sound speak in their first segment; a text stream's is idle, and speech follows once it is watched.</summary>
    private static MediaTime FirstSpeech(SessionOptions options) => options.IsKnownAhead ? MediaTime.Zero : PartProducer.Segment;

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
