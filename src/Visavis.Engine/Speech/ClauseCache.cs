using System.Globalization;
using System.Runtime.CompilerServices;
using Visavis.Engine.Media;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>
/// Clauses that were spoken lately (greetings, prompts of a menu), shared by all sessions: the one used longest ago gives way. A
/// clause that is asked for while it is being spoken is spoken once.
/// </summary>
/// <param name="capacity">Most bytes of kept speech.</param>
public sealed class ClauseCache(long capacity = ClauseCache.DefaultCapacity)
{
    /// <summary>64 MB: some six minutes of speech.</summary>
    public const long DefaultCapacity = 64 << 20;

    /// <summary>Longer clauses are hardly said twice, and one would push out many short ones.</summary>
    public static readonly MediaTime LongestKept = MediaTime.FromSeconds(8);

    // A voice that is loaded anew may sound otherwise; telling voices apart by a number keeps none alive that is gone.
    private readonly ConditionalWeakTable<ISpeechEngine, object> _numbers = [];
    private readonly Dictionary<ClauseKey, LinkedListNode<(ClauseKey Key, KeptSpeech Speech)>> _kept = [];
    private readonly LinkedList<(ClauseKey Key, KeptSpeech Speech)> _byUse = [];
    private readonly Dictionary<ClauseKey, ClauseFlight> _flights = [];
    private readonly Lock _lock = new();
    private int _voices;
    private long _bytes;
    private long _found;
    private long _asked;

    /// <summary>Bytes of kept speech.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many clauses were asked for, and how many of them needed no work of their own.</summary>
    public (long Asked, long Found) Figures => (Interlocked.Read(ref _asked), Interlocked.Read(ref _found));

    /// <summary>A seat on the flight that brings the clause: one that has landed, one under way, or a new one.</summary>
    internal ClauseSeat Join(ISpeechEngine voice, Clause clause)
    {
        lock (_lock)
        {
            var key = ClauseKey.Of(Number(voice), clause);
            _asked++;
            if (_kept.TryGetValue(key, out var node))
            {
                _found++;
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return new ClauseSeat(this, ClauseFlight.Landed(key, node.Value.Speech));
            }
            if (_flights.TryGetValue(key, out var flight))
            {
                _found++;
            }
            else
            {
                _flights[key] = flight = new ClauseFlight(key, voice, clause);
            }
            flight.Seats++;
            return new ClauseSeat(this, flight);
        }
    }

    /// <summary>A caller has its speech or wants it no more; work that nobody waits for ends.</summary>
    internal void Leave(ClauseFlight flight)
    {
        lock (_lock)
        {
            if (--flight.Seats > 0 || flight.Speech.IsCompleted)
            {
                return;
            }
            // Whoever asks from now on needs another.
            Remove(flight);
        }
        flight.Cancel();
    }

    /// <summary>The clause is spoken, or could not be: then the next who asks tries again.</summary>
    internal void Land(ClauseFlight flight, KeptSpeech? speech)
    {
        lock (_lock)
        {
            Remove(flight);
            if (speech is null || speech.Duration > LongestKept || speech.Bytes > capacity || _kept.ContainsKey(flight.Key))
            {
                return;
            }
            _kept[flight.Key] = _byUse.AddFirst((flight.Key, speech));
            for (_bytes += speech.Bytes; _bytes > capacity; _bytes -= _byUse.Last!.Value.Speech.Bytes, _byUse.RemoveLast())
            {
                _kept.Remove(_byUse.Last!.Value.Key);
            }
        }
    }

    private int Number(ISpeechEngine voice) => (int)_numbers.GetValue(voice, _ => ++_voices);

    private void Remove(ClauseFlight flight)
    {
        if (_flights.TryGetValue(flight.Key, out var current) && current == flight)
        {
            _flights.Remove(flight.Key);
        }
    }
}

/// <summary>All that the sound of a clause depends on.</summary>
internal readonly record struct ClauseKey(int Voice, string Text, string Sentence, ClauseEnd End, float Speed, MediaTime? Pause, string Readings)
{
    public static ClauseKey Of(int voice, Clause clause) => new(
        voice, clause.Text, clause.Sentence, clause.End, clause.Speed, clause.Pause,
        string.Concat(clause.Readings.Select(reading => string.Create(CultureInfo.InvariantCulture, $"{reading.Start}-{reading.End}{(reading.IsIpa ? '/' : ':')}{reading.Say}\n"))));
}

/// <summary>A spoken clause that many may have: its sound is copied for each, its marks never change.</summary>
internal sealed class KeptSpeech(SpeechChunk chunk)
{
    // Of its own, not from the pool: pooled arrays are up to twice as long.
    private readonly float[] _sound = chunk.Pcm.Span.ToArray();
    private readonly IReadOnlyList<WordMark> _words = chunk.Words;
    private readonly IReadOnlyList<PhonemeMark> _phonemes = chunk.Phonemes;
    private readonly MediaTime _pause = chunk.PauseAfter;

    public MediaTime Duration => new(_sound.Length);

    /// <summary>Memory, near enough: 4 bytes a sample; a word with its text takes about 64 bytes and a phoneme 24; lists and keys the rest.</summary>
    public long Bytes => 4L * _sound.Length + 64 * _words.Count + 24 * _phonemes.Count + 1_000;

    public SpeechChunk Copy() => new(PcmBuffer.From(_sound), _words, _phonemes, _pause);
}
