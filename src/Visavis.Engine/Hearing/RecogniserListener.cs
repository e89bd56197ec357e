using System.Globalization;
using Visavis.Engine.Media;

namespace Visavis.Engine.Hearing;

/// <summary>What a listener has to do next.</summary>
internal enum ListenerStep
{
    /// <summary>Nothing before more sound comes.</summary>
    Wait,

    /// <summary>There may be more to recognise.</summary>
    More,

    /// <summary>The sound is over and its words are known.</summary>
    End,
}

/// <summary>
/// The words of one sound: takes sound as it comes, and recognises a window of it each time it is told to. Appending may run beside
/// a step; steps come one after the other.
/// </summary>
/// <param name="longest">The longest sound that is taken.</param>
/// <param name="lead">How far ahead of its use the sound comes; words may take most of it.</param>
/// <param name="give">Takes each word as soon as it is sure.</param>
internal sealed class RecogniserListener(MediaTime longest, MediaTime lead, Action<HeardWord> give)
{
    private const int Rate = MelBank.SampleRate;

    /// <summary>Sound before the cut that is heard again.</summary>
    private const long Kept = (long)(0.15 * Rate);

    /// <summary>Kept of a buffer in which nobody spoke, for a word may begin in it.</summary>
    private const long KeptUnspoken = Rate;

    /// <summary>Seconds: where nobody spoke in so much sound, nobody did.</summary>
    private const double Telling = 3;

    private readonly Lock _lock = new();
    private readonly RecogniserSpool _spool = new();
    private readonly RecogniserGate _gate = new();
    private readonly RecogniserText _text = new();
    private readonly RecogniserLanguage _language = new();

    /// <summary>Seconds of new sound worth a pass; with the sound ahead of its use, longer stretches cost less.</summary>
    private readonly double _step = Math.Clamp(lead.Seconds - 2, 1, 6);

    private bool _finished;
    private long _cut;
    private long _heard;
    private long _given;
    private MediaTime _lastEnd;

    /// <summary>Passes in a row in which nobody spoke: music and noise are looked at less often.</summary>
    private int _unspoken;

    /// <summary>The language of the sound once it is known.</summary>
    public string? Language => _language.Settled;

    /// <exception cref="RecogniserException">The sound is longer than is taken; nothing of <paramref name="samples"/> was.</exception>
    public void Append(ReadOnlySpan<float> samples)
    {
        lock (_lock)
        {
            if (_finished)
            {
                throw new InvalidOperationException("The sound is finished; no more can be appended.");
            }
            if (3 * (_spool.Count + samples.Length) > longest.Samples)
            {
                throw new RecogniserException(string.Create(
                    CultureInfo.InvariantCulture, $"The sound is longer than the {longest.Seconds:0} s that are recognised (longestSound); send it in parts."));
            }
            _spool.Append(samples);
            _gate.Append(samples);
        }
    }

    public void Finish()
    {
        lock (_lock)
        {
            if (!_finished)
            {
                _finished = true;
                _gate.Finish();
            }
        }
    }

    /// <summary>Recognises the next window, if there is one.</summary>
    /// <exception cref="OperationCanceledException">Noticed between two tokens.</exception>
    public ListenerStep Step(WhisperModel model, CancellationToken cancellation)
    {
        RecogniserWindow window;
        float[] sound;
        lock (_lock)
        {
            window = RecogniserWindows.Next(_gate, _cut, _heard, _given, _finished, _step + Math.Min(_unspoken, 3));
            if (window.End == window.Start)
            {
                return Skip(window.Start);
            }
            sound = _spool.Read(window.Start, Math.Min(window.End, _spool.Count));
        }
        if (_language.Settled is null)
        {
            LookAhead(model, window.Start);
        }
        using var states = model.Encode(sound);
        cancellation.ThrowIfCancellationRequested();
        var language = _language.Settled ?? Detect(model, states, window);
        var reading = model.Read(states, language, _text.Context, _text.Given, cancellation);
        if (model.IsSpeech(reading))
        {
            _unspoken = 0;
            Take(window, model.Words(reading, sound, language));
        }
        else
        {
            Drop(window);
        }
        lock (_lock)
        {
            _spool.Release(_cut);
        }
        return ListenerStep.More;
    }

    /// <summary>Nothing to recognise before <paramref name="next"/>.</summary>
    private ListenerStep Skip(long next)
    {
        if (next > _cut)
        {
            _text.EndBuffer();
            (_cut, _heard) = (next, Math.Max(_heard, next));
            _spool.Release(_cut);
        }
        return _finished ? ListenerStep.End : ListenerStep.Wait;
    }

    private void Drop(RecogniserWindow window)
    {
        _unspoken++;
        _heard = window.End;
        if (window.IsWhole || window.Seconds >= Telling)
        {
            _text.Forget();
            _cut = window.End - (window.IsWhole ? Kept : KeptUnspoken);
            _heard = window.IsWhole ? _cut : window.End;
        }
    }

    private void Take(RecogniserWindow window, IReadOnlyList<WhisperWord> words)
    {
        if (window.IsWhole)
        {
            Give(window, _text.TakeAll(words));
            _text.EndBuffer();
            _cut = _heard = window.End - Kept;
            return;
        }
        _heard = window.End;
        if (window.Seconds >= RecogniserWindows.Longest)
        {
            Give(window, _text.TakeUntil(words, window.Seconds - 0.5));
            CutAfter(window, words, _text.GivenCount(words));
            return;
        }
        Give(window, _text.TakeAgreed(words, window.Seconds));
        var given = _text.GivenCount(words);
        if (window.Seconds > (_step > 1 ? RecogniserWindows.Long / 2 : RecogniserWindows.Long) && Clause(words, given) is var clause and > 0)
        {
            CutAfter(window, words, clause);
        }
    }

    /// <summary>How many of the given words lie before the last end of a clause that another word follows.</summary>
    private static int Clause(IReadOnlyList<WhisperWord> words, int given)
    {
        for (var i = Math.Min(given, words.Count - 1); i > 0; i--)
        {
            if (words[i - 1].IsMark && !words[i].IsMark)
            {
                return i;
            }
        }
        return 0;
    }

    /// <summary>Between the last word before the cut and the first behind it.</summary>
    private void CutAfter(RecogniserWindow window, IReadOnlyList<WhisperWord> words, int count)
    {
        _text.Cut(words, count);
        if (count == 0)
        {
            _cut = window.End - Kept;
            return;
        }
        var end = words.Take(count).Last().End;
        var next = count < words.Count ? words[count].Start : end;
        _cut = Math.Clamp(window.Start + (long)((end + Math.Max(end, next)) / 2 * Rate), window.Start, window.End - Kept);
    }

    /// <summary>Gives words out in order; where two passes differ on a time, no word begins before the one in front of it has ended.</summary>
    private void Give(RecogniserWindow window, List<WhisperWord> words)
    {
        foreach (var word in words.Where(word => word.Text.Length > 0))
        {
            foreach (var part in RecogniserWords.Parts(word, _language.Settled))
            {
                var start = Time(window, part.Start);
                start = start < _lastEnd ? _lastEnd : start;
                var end = Time(window, part.End);
                end = end < start ? start : end;
                _lastEnd = end;
                give(new HeardWord(part.Text, start, end, part.IsMark));
            }
        }
        _given = _lastEnd.Samples / 3;
    }

    private static MediaTime Time(RecogniserWindow window, double seconds) => new(3 * (window.Start + (long)Math.Round(seconds * Rate)));

    /// <summary>Settles the language where enough sound is there, whatever the window.</summary>
    private void LookAhead(WhisperModel model, long start)
    {
        float[] sound;
        lock (_lock)
        {
            var end = start + (long)(RecogniserLanguage.Wanted * Rate);
            if (_spool.Count < end || Speech(start, end) < RecogniserLanguage.Enough)
            {
                return;
            }
            sound = _spool.Read(start, end);
        }
        using var states = model.Encode(sound);
        var (languages, noSpeech) = model.DetectLanguage(states);
        if (model.MaySpeak(noSpeech))
        {
            _language.Add(languages, RecogniserLanguage.Enough);
        }
    }

    private string Detect(WhisperModel model, WhisperStates states, RecogniserWindow window)
    {
        var (languages, noSpeech) = model.DetectLanguage(states);
        double seconds;
        lock (_lock)
        {
            seconds = Speech(window.Start, window.End);
        }
        var likeliest = _language.Likeliest(languages, seconds);
        if (model.MaySpeak(noSpeech) && (window.IsWhole || seconds >= RecogniserLanguage.Enough))
        {
            _language.Add(languages, seconds);
        }
        return likeliest;
    }

    /// <summary>Seconds of active sound.</summary>
    private double Speech(long start, long end)
    {
        var (from, to) = ((int)(start / RecogniserGate.BlockSamples), (int)(end / RecogniserGate.BlockSamples));
        return Enumerable.Range(from, Math.Max(0, Math.Min(to, _gate.Blocks) - from)).Count(block => _gate[block]) * 0.02;
    }
}
