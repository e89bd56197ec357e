using System.Text;
using Visavis.Engine.Media;

namespace Visavis.Engine.Text.Ssml;

/// <summary>Collects text of one pace until something ends it, then has it cut into clauses. Readings travel as one letter each.</summary>
internal sealed class SsmlText
{
    /// <summary>A letter that no living text uses, so that the chunker takes it for a word.</summary>
    private const char Stand = 'ꙮ';

    private readonly TextChunker _chunker = new();
    private readonly List<Clause> _clauses = [];
    private readonly StringBuilder _pending = new();
    private readonly List<(string Written, string Said, bool IsIpa)> _readings = [];
    private float _speed = 1;
    private int _used;

    public void Add(string text, float speed)
    {
        if (speed != _speed && text.Any(c => !char.IsWhiteSpace(c)))
        {
            Flush(null);
            _speed = speed;
        }
        _pending.Append(text.Replace(Stand, 'о'));
    }

    public void AddReading(string written, string said, bool isIpa, float speed)
    {
        // Sounds without letters still need something that stands in the captions.
        written = string.Join(' ', written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (written.Length == 0 || written.Length > TextChunker.MaximumClauseLength)
        {
            throw new SsmlException($"A say-as, phoneme or sub must hold from 1 to {TextChunker.MaximumClauseLength} characters of text.");
        }
        Add(Stand.ToString(), speed);
        _pending[^1] = Stand;
        _readings.Add((written, said, isIpa));
    }

    /// <summary>A rest behind what was said; rests in a row add up.</summary>
    public void Pause(MediaTime pause)
    {
        Flush(null);
        if (_clauses.Count == 0)
        {
            _clauses.Add(new Clause("", "", ClauseEnd.Paragraph) { Pause = pause });
        }
        else
        {
            _clauses[^1] = _clauses[^1] with { Pause = (_clauses[^1].Pause ?? MediaTime.Zero) + pause };
        }
    }

    /// <summary>Parts what comes from what was, with a rest so short that the sentence goes on.</summary>
    public void SetOff(MediaTime pause)
    {
        var before = _clauses.Count;
        Flush(null);
        if (_clauses.Count > before && _clauses[^1].End < ClauseEnd.Sentence)
        {
            _clauses[^1] = _clauses[^1] with { Pause = pause };
        }
    }

    public void EndSentence(ClauseEnd end) => Flush(end);

    public IReadOnlyList<Clause> Finish()
    {
        Flush(ClauseEnd.Paragraph);
        return _clauses;
    }

    /// <param name="end">What ends here; null if the sentence goes on unless a stop says otherwise.</param>
    private void Flush(ClauseEnd? end)
    {
        var text = _pending.ToString();
        _pending.Clear();
        if (!SpeakableText.Any(text))
        {
            if (end is { } later && _clauses.Count > 0 && _clauses[^1].Text.Length > 0 && _clauses[^1].End < later)
            {
                _clauses[^1] = _clauses[^1] with { End = later };
            }
            return;
        }
        var from = _clauses.Count;
        _clauses.AddRange(_chunker.Append(text).Concat(_chunker.Finish()).Select(Restore));
        if (_clauses.Count > from)
        {
            var last = _clauses[^1];
            _clauses[^1] = last with { End = end ?? (Stop.At(last.Text.AsSpan(last.Text.LastIndexOf(' ') + 1)) >= StopKind.Sentence ? ClauseEnd.Sentence : ClauseEnd.Open) };
        }
    }

    /// <summary>Puts the written words back, with their readings.</summary>
    private Clause Restore(Clause clause)
    {
        var before = clause.Sentence[..^clause.Text.Length];
        var earlier = before.Count(c => c == Stand);
        var (sentence, _) = Expand(before, _used - earlier);
        var (text, readings) = Expand(clause.Text, _used);
        _used += readings.Count;
        return clause with { Text = text, Sentence = sentence + text, Readings = readings, Speed = _speed };
    }

    private (string Text, List<Reading> Readings) Expand(string text, int next)
    {
        var (expanded, readings) = (new StringBuilder(), new List<Reading>());
        foreach (var c in text)
        {
            if (c != Stand)
            {
                expanded.Append(c);
                continue;
            }
            var (written, said, isIpa) = _readings[next++];
            readings.Add(new Reading(expanded.Length, expanded.Length + written.Length, said, isIpa));
            expanded.Append(written);
        }
        return (expanded.ToString(), readings);
    }
}
