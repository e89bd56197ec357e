using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Session;

/// <summary>
/// The speech of a session placed on its media clock: which sound, word, clause and face is due when. The speaking loop adds
/// at its end, the producing loop reads at its front, and a barge-in cuts it in between.
/// </summary>
/// <param name="face">Moves with the speech; used only under this timeline's lock.</param>
public sealed class SpeechTimeline(FaceTrack face) : IDisposable
{
    /// <summary>Half a raised cosine of this length ends speech that is cut inside a clause, so that it does not click.</summary>
    private static readonly MediaTime Fade = MediaTime.FromMilliseconds(12);

    private readonly Lock _lock = new();
    private readonly List<Placed> _chunks = [];
    // By their starts. What was taken is gone, so it holds some seconds of speech.
    private readonly List<TimedMark> _words = [];
    private readonly System.Text.StringBuilder _said = new();
    private MediaTime _end;
    private MediaTime _pause;
    private MediaTime _read;

    /// <summary>Where the last sound ends; silence from here on.</summary>
    public MediaTime End
    {
        get
        {
            lock (_lock)
            {
                return _end;
            }
        }
    }

    /// <summary>Speech that waits beyond what was read.</summary>
    public MediaTime Unread
    {
        get
        {
            lock (_lock)
            {
                return _end > _read ? _end - _read : MediaTime.Zero;
            }
        }
    }

    /// <summary>
    /// Places a chunk behind what is there and its pause, but neither before <paramref name="earliest"/> nor in what is already read.
    /// </summary>
    /// <returns>Where it begins.</returns>
    public MediaTime Add(Clause clause, SpeechChunk chunk, MediaTime earliest)
    {
        lock (_lock)
        {
            var start = Later(Later(earliest, _read), _end == MediaTime.Zero ? _end : _end + _pause);
            _chunks.Add(new Placed(start, clause, chunk));
            foreach (var word in chunk.Words)
            {
                Insert(new TimedMark(start + word.Start, start + word.End, word.Word));
            }
            face.Speak(start, chunk.Phonemes);
            _end = start + chunk.Pcm.Duration;
            _pause = chunk.PauseAfter;
            return start;
        }
    }

    /// <summary>Whether a clause is being said at <paramref name="time"/>, short pauses between clauses included.</summary>
    public bool IsSpeaking(MediaTime time)
    {
        lock (_lock)
        {
            return _chunks.Count > 0 && time >= _chunks[0].Start && time < _end + _pause;
        }
    }

    /// <summary>Fills <paramref name="pcm"/> with the sound from <paramref name="from"/> on, silence where none is due.</summary>
    public void Read(MediaTime from, Span<float> pcm)
    {
        pcm.Clear();
        lock (_lock)
        {
            _read = from + new MediaTime(pcm.Length);
            foreach (var placed in _chunks)
            {
                CopyOverlap(placed, from, pcm);
            }
        }
    }

    /// <summary>The face at <paramref name="time"/>; asked for with rising times.</summary>
    public FaceState FaceAt(MediaTime time)
    {
        lock (_lock)
        {
            return face.At(time);
        }
    }

    /// <summary>Adds a word of sound that lies here, which may come after words behind it and after its sound was read.</summary>
    public void AddWord(string word, MediaTime start, MediaTime end)
    {
        lock (_lock)
        {
            Insert(new TimedMark(start, end, word));
        }
    }

    /// <summary>Takes out the words that begin before <paramref name="time"/>, in order.</summary>
    public List<TimedWord> TakeWords(MediaTime time)
    {
        lock (_lock)
        {
            var count = _words.FindIndex(mark => mark.Start >= time) is var first and >= 0 ? first : _words.Count;
            var taken = _words.GetRange(0, count);
            _words.RemoveRange(0, count);
            return taken.ConvertAll(mark => new TimedWord(mark.Word, Round(mark.Start), Round(mark.End)));
        }
    }

    /// <summary>Gives back the sound of clauses that ended before <paramref name="time"/>; their text counts as said.</summary>
    public void Forget(MediaTime time)
    {
        lock (_lock)
        {
            face.Forget(time);
            while (_chunks.Count > 0 && _chunks[0].End <= time)
            {
                Say(_chunks[0].Clause.Text);
                _chunks[0].Chunk.Dispose();
                _chunks.RemoveAt(0);
            }
        }
    }

    /// <summary>
    /// Ends speech at the last word boundary between what is already read and <paramref name="latest"/>, or fades it out at
    /// <paramref name="latest"/> where one long word fills the span; all that was due later is dropped.
    /// </summary>
    /// <returns>Where speech now ends, and the text said until then since the session began.</returns>
    public (MediaTime At, string Spoken) Cut(MediaTime latest)
    {
        lock (_lock)
        {
            var at = Boundary(_read, Later(_read, latest));
            var spoken = SpokenBy(at);
            DropFrom(at);
            face.Cut(at);
            _end = _end < at ? _end : at;
            _pause = MediaTime.Zero;
            return (at, spoken);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _chunks.ForEach(placed => placed.Chunk.Dispose());
            _chunks.Clear();
        }
    }

    private static MediaTime Later(MediaTime a, MediaTime b) => a > b ? a : b;

    private static double Round(MediaTime time) => Math.Round(time.Seconds, 3);

    private static void CopyOverlap(Placed placed, MediaTime from, Span<float> pcm)
    {
        var sound = placed.Chunk.Pcm.Span;
        var start = Math.Max(0, placed.Start.Samples - from.Samples);
        var skip = Math.Max(0, from.Samples - placed.Start.Samples);
        var count = Math.Min(pcm.Length - start, sound.Length - skip);
        if (count > 0)
        {
            sound.Slice((int)skip, (int)count).CopyTo(pcm[(int)start..]);
        }
    }

    /// <summary>Behind the words that begin no later.</summary>
    private void Insert(TimedMark mark)
    {
        var index = _words.Count;
        while (index > 0 && _words[index - 1].Start > mark.Start)
        {
            index--;
        }
        _words.Insert(index, mark);
    }

    private MediaTime Boundary(MediaTime earliest, MediaTime latest)
    {
        if (_end <= latest)
        {
            return Later(_end, earliest);
        }
        var boundary = earliest;
        var found = false;
        foreach (var (end, next) in WordGaps())
        {
            if (end <= latest && next >= earliest)
            {
                boundary = Later(end, earliest);
                found = true;
            }
        }
        return found ? boundary : latest;
    }

    /// <summary>Each place between words: where one ends and where the next begins.</summary>
    private IEnumerable<(MediaTime End, MediaTime Next)> WordGaps()
    {
        foreach (var (index, placed) in _chunks.Index())
        {
            yield return (index == 0 ? MediaTime.Zero : _chunks[index - 1].End, placed.Start);
            var spoken = placed.Chunk.Words.Where(word => !word.IsPunctuation).ToList();
            for (var i = 0; i < spoken.Count; i++)
            {
                var next = i + 1 < spoken.Count ? placed.Start + spoken[i + 1].Start : placed.End;
                yield return (placed.Start + spoken[i].End, next);
            }
        }
    }

    private string SpokenBy(MediaTime time)
    {
        foreach (var placed in _chunks)
        {
            var said = placed.Chunk.Words.LastOrDefault(word => placed.Start + word.Start < time);
            Say(placed.End <= time ? placed.Clause.Text : placed.Clause.Text[..said.TextEnd]);
        }
        // What was just counted as said must not be counted again when its sound is forgotten.
        _chunks.ForEach(placed => placed.Clause = placed.Clause with { Text = "" });
        return _said.ToString();
    }

    private void Say(string text)
    {
        if (text.Length > 0)
        {
            _said.Append(_said.Length > 0 ? " " : "").Append(text);
        }
    }

    private void DropFrom(MediaTime at)
    {
        for (var i = _chunks.Count - 1; i >= 0 && _chunks[i].End > at; i--)
        {
            if (_chunks[i].Start >= at)
            {
                _chunks[i].Chunk.Dispose();
                _chunks.RemoveAt(i);
            }
            else
            {
                Silence(_chunks[i], at);
            }
        }
        _words.RemoveAll(word => word.Start >= at);
        for (var i = 0; i < _words.Count; i++)
        {
            _words[i] = _words[i] with { End = _words[i].End < at ? _words[i].End : at };
        }
    }

    private static void Silence(Placed placed, MediaTime at)
    {
        var sound = placed.Chunk.Pcm.Span;
        var cut = (int)(at - placed.Start).Samples;
        var fade = (int)Math.Min(Fade.Samples, cut);
        for (var i = 0; i < fade; i++)
        {
            sound[cut - fade + i] *= 0.5f * (1 + MathF.Cos(MathF.PI * (i + 0.5f) / fade));
        }
        sound[cut..].Clear();
    }

    private readonly record struct TimedMark(MediaTime Start, MediaTime End, string Word);

    private sealed class Placed(MediaTime start, Clause clause, SpeechChunk chunk)
    {
        public MediaTime Start { get; } = start;

        public Clause Clause { get; set; } = clause;

        public SpeechChunk Chunk { get; } = chunk;

        public MediaTime End => Start + Chunk.Pcm.Duration;
    }
}
