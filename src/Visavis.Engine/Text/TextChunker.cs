using System.Text;

namespace Visavis.Engine.Text;

/// <summary>
/// Cuts text into clauses while it comes in pieces of any size. One instance a session; callers take turns.
/// The session's first clause is short, for a fast start; later ones end where a speaker would breathe.
/// Work is linear in the text and what waits is bounded, however the text is split into deltas.
/// </summary>
/// <remarks>For a slow voice it hurries: the first clause then ends before the first conjunction or preposition behind three words.</remarks>
public sealed class TextChunker
{
    /// <summary>No clause is longer than this many UTF-16 units.</summary>
    public const int MaximumClauseLength = 400;

    /// <summary>A sentence without an end is taken as ended here, so that <see cref="Clause.Sentence"/> stays bounded.</summary>
    public const int MaximumSentenceLength = 800;

    /// <summary>Pauses in a row (each 250 ms) after which everything that waits is said as it stands.</summary>
    public const int PausesOfLongSilence = 4;

    private readonly WaitingText _waiting = new();
    private readonly StringBuilder _sentence = new();
    private readonly MarkdownStripper _markdown;
    private readonly ClauseCutter _cutter;
    private readonly List<Clause> _cut = [];
    private char _highSurrogate;
    private int _pauses;
    private bool _begun;

    /// <param name="hurries">Whether the first clause is as short as can be.</param>
    public TextChunker(bool hurries = false) => (_markdown, _cutter) = (new MarkdownStripper(_waiting), new ClauseCutter(_waiting, hurries));

    /// <summary>Whether text waits that a later call may turn into a clause.</summary>
    public bool HasPending => _cutter.HasSpeakable || _markdown.IsHolding || _highSurrogate != 0;

    /// <summary>Takes the next piece of text; it may end anywhere, even between the halves of a surrogate pair.</summary>
    public IReadOnlyList<Clause> Append(string delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        if (delta.Length == 0)
        {
            return [];
        }
        _pauses = 0;
        _waiting.BeginDelta();
        foreach (var c in delta)
        {
            Take(c);
        }
        return Cut(_markdown.IsAtRest && _highSurrogate == 0 ? Patience.DeltaEnd : Patience.MoreMayCome);
    }

    /// <summary>
    /// 250 ms went by without more text. Call it again after each further 250 ms while <see cref="HasPending"/>:
    /// the fourth time in a row even an unfinished token is said.
    /// </summary>
    public IReadOnlyList<Clause> Pause()
    {
        _pauses++;
        if (_pauses < PausesOfLongSilence)
        {
            return Cut(Patience.Pause);
        }
        _markdown.Release();
        return Cut(Patience.LongSilence);
    }

    /// <summary>No more text comes; what waits is said. The next <see cref="Append"/> begins a new paragraph.</summary>
    public IReadOnlyList<Clause> Finish()
    {
        _highSurrogate = default;
        _markdown.Finish();
        var clauses = Cut(Patience.NoMore);
        Clear();
        return clauses;
    }

    /// <summary>Forgets what waits, as after an interruption.</summary>
    public void Clear()
    {
        _highSurrogate = default;
        _pauses = 0;
        _markdown.Clear();
        _cutter.Clear();
        _sentence.Clear();
    }

    /// <summary>Pairs surrogates across deltas and drops lone ones and control characters, which no database or voice can take.</summary>
    private void Take(char c)
    {
        if (char.IsLowSurrogate(c))
        {
            if (_highSurrogate != 0)
            {
                _markdown.Feed(_highSurrogate);
                _markdown.Feed(c);
            }
            _highSurrogate = default;
            return;
        }
        _highSurrogate = char.IsHighSurrogate(c) ? c : default;
        if (_highSurrogate == 0 && c != '\r' && c != '\uFEFF')
        {
            _markdown.Feed(char.IsControl(c) && c != '\n' ? ' ' : c);
        }
    }

    private Clause[] Cut(Patience patience)
    {
        _cut.Clear();
        while (_cutter.TryCut(_begun, patience, out var text, out var end))
        {
            Add(text, end);
        }
        _waiting.Compact();
        return [.. _cut];
    }

    private void Add(string text, ClauseEnd end)
    {
        if (_sentence.Length + text.Length + 1 > MaximumSentenceLength)
        {
            _sentence.Clear();
        }
        if (_sentence.Length > 0 && _cutter.SpaceBefore)
        {
            _sentence.Append(' ');
        }
        _sentence.Append(text);
        _cut.Add(new Clause(text, _sentence.ToString(), end));
        _begun = true;
        if (end >= ClauseEnd.Sentence)
        {
            _sentence.Clear();
        }
    }
}

/// <summary>How ready the cutter is to take the end of what waits for the end of a clause.</summary>
internal enum Patience
{
    /// <summary>Some of the text that has come is still held back.</summary>
    MoreMayCome,

    /// <summary>All text that has come is there: a stop at its end counts if nothing can change it.</summary>
    DeltaEnd,
    Pause,
    LongSilence,
    NoMore,
}
