using System.Diagnostics.CodeAnalysis;

namespace Visavis.Engine.Text;

/// <summary>
/// Searches the waiting text for the next place to cut it. Reads token by token (a token is a run without white space), so numbers,
/// abbreviations, addresses and emoji stay whole by themselves; only marks of scripts without spaces, and tokens beyond every measure, are
/// cut inside.
/// </summary>
internal sealed class ClauseCutter(WaitingText text, bool hurries)
{
    /// <summary>A comma ends a later clause only behind this many words: a voice makes no pause after one or two.</summary>
    private const int WordsBeforeComma = 5;

    /// <summary>What is left over when the input rests is said only if it has so many words, or no stop is behind it.</summary>
    private const int WordsBeforeRest = 3;

    /// <summary>Letters of a script without spaces that weigh as one word.</summary>
    private const int LettersPerDenseWord = 3;

    /// <summary>A forced cut; some closing marks may still join behind it.</summary>
    private const int MaximumLength = TextChunker.MaximumClauseLength - StopVerdict.Reach;

    // The search goes on where it stopped: these hold for the text before text.Scan.
    private int _token;
    private int _words;
    private int _denseLetters;
    private bool _tokenSpeaks;
    private bool _speaks;
    private CutPlaces _places;

    // These hold for what was cut.
    private OpenMarks _marks;
    private bool _behindStop;

    /// <summary>Whether something to say waits.</summary>
    public bool HasSpeakable => _speaks || SpeakableText.Any(text.All[text.Scan..]);

    /// <summary>Whether white space stood before the clause that was cut last.</summary>
    public bool SpaceBefore { get; private set; }

    public void Clear()
    {
        text.Clear();
        Restart(0);
        _marks = default;
        _behindStop = false;
    }

    /// <summary>Cuts the next clause off the waiting text, if one is complete.</summary>
    public bool TryCut(bool begun, Patience patience, [NotNullWhen(true)] out string? clause, out ClauseEnd end)
    {
        DropJoinedMarks();
        while (true)
        {
            var cut = FindCut(begun, patience, out end);
            if (cut < 0)
            {
                clause = null;
                return false;
            }
            SpaceBefore = text.Length > 0 && WaitingText.IsSpace(text[0]);
            var piece = text.All[..cut];
            var speaks = SpeakableText.Any(piece);
            clause = speaks ? Tidy(piece) : "";
            _marks.Read(piece);
            _behindStop = end >= ClauseEnd.Comma && cut == text.Length;
            Restart(cut);
            if (speaks)
            {
                end = end < ClauseEnd.Paragraph && TakeParagraphMarks() ? ClauseEnd.Paragraph : end;
                return true;
            }
        }
    }

    /// <summary>The index to cut at, or −1.</summary>
    private int FindCut(bool begun, Patience patience, out ClauseEnd end)
    {
        for (; text.Scan < text.Length; text.Scan++)
        {
            var c = text[text.Scan];
            if (c is WaitingText.ParagraphMark or WaitingText.LineMark)
            {
                EndToken();
                if (_speaks)
                {
                    end = c == WaitingText.ParagraphMark ? ClauseEnd.Paragraph
                        : Stop.At(text.All[_token..text.Scan]) >= StopKind.Sentence ? ClauseEnd.Sentence : ClauseEnd.Comma;
                    return text.Scan;
                }
                _marks.Read(text.All[..(text.Scan + 1)]);
                Restart(text.Scan + 1);
                text.Scan--;
                continue;
            }
            var wait = false;
            var cut = WaitingText.IsSpace(c) ? AtSpace(begun, patience, out end, out wait) : InsideToken(c, begun, out end);
            if (cut >= 0 || wait)
            {
                return cut;
            }
        }
        end = ClauseEnd.Open;
        return patience switch
        {
            Patience.MoreMayCome => -1,
            Patience.DeltaEnd => AtDeltaEnd(begun, out end),
            _ => AtRest(begun, patience, out end),
        };
    }

    /// <summary>A stop without white space behind it, but sure.</summary>
    private int AtDeltaEnd(bool begun, out ClauseEnd end)
    {
        end = _speaks ? SureStop.At(text, _token) : ClauseEnd.Open;
        var ends = end == ClauseEnd.Sentence || end == ClauseEnd.Comma && (!begun || WordsThroughToken >= WordsBeforeComma);
        return ends && !IsMarkOpen() ? text.Length : -1;
    }

    private bool IsMarkOpen()
    {
        var marks = _marks;
        marks.Read(text.All);
        return marks.Any;
    }

    /// <summary>Marks that come right behind a stop whose clause has left already are part of it, and nothing to say.</summary>
    private void DropJoinedMarks()
    {
        var marks = 0;
        while (_behindStop && marks < text.Length && Stop.Joins(text[marks]))
        {
            marks++;
        }
        if (marks > 0)
        {
            Restart(marks);
        }
        _behindStop &= text.Length == 0;
    }

    /// <summary>
    /// White space stands at the scan: judges the token before it. The verdict may need the next one; then <paramref name="wait"/> is true
    /// and the scan rests here until more is known.
    /// </summary>
    private int AtSpace(bool begun, Patience patience, out ClauseEnd end, out bool wait)
    {
        end = ClauseEnd.Open;
        wait = false;
        if (text.Scan > _token)
        {
            var token = text.All[_token..text.Scan];
            var cut = AtStop(token, begun, patience, out end, out wait);
            cut = cut >= 0 || wait ? cut : AtWord(token, begun, out end);
            if (cut >= 0 || wait)
            {
                return cut;
            }
        }
        EndToken();
        _token = text.Scan + 1;
        return -1;
    }

    private int AtStop(ReadOnlySpan<char> token, bool begun, Patience patience, out ClauseEnd end, out bool wait)
    {
        end = ClauseEnd.Open;
        wait = false;
        if (!_speaks)
        {
            return -1;
        }
        switch (StopVerdict.Of(token, text, text.Scan, patience))
        {
            case null:
                wait = true;
                return -1;
            case ClauseEnd.Sentence:
                end = ClauseEnd.Sentence;
                return StopVerdict.IncludeClosers(text, text.Scan);
            case ClauseEnd.Comma when !IsBetweenNumbers(token):
                _places.NoteComma(text.Scan, WordsThroughToken);
                break;
        }
        if (_places.Comma == text.Scan && (!begun || WordsThroughToken >= WordsBeforeComma))
        {
            end = ClauseEnd.Comma;
            return text.Scan;
        }
        return -1;
    }

    private int AtWord(ReadOnlySpan<char> token, bool begun, out ClauseEnd end)
    {
        if (_tokenSpeaks && _places.Comma != _token - 1 && PhraseWords.MayBreatheBefore(token) && !IsBetweenDigits())
        {
            _places.NoteJoint(_token, _words);
        }
        if (hurries && !begun && _places.HasJoint)
        {
            end = ClauseEnd.Open;
            return _places.Joint - 1;
        }
        return _places.AfterToken(_token, text.Scan, WordsThroughToken, _tokenSpeaks && !LeadsOn(token), begun, out end);
    }

    /// <summary>Scripts without spaces, dashes without spaces, and tokens that never end.</summary>
    private int InsideToken(char c, bool begun, out ClauseEnd end)
    {
        NoteSpeech(c);
        end = ClauseEnd.Open;
        if (IsDense(c) && ++_denseLetters % LettersPerDenseWord == 0)
        {
            _words++;
        }
        if (text.Scan > 0 && _speaks && !Stop.IsCloser(c) && StopVerdict.Inside(text, text.Scan) is var stop and > StopKind.None)
        {
            if (stop == StopKind.Sentence || !begun || _words >= WordsBeforeComma)
            {
                end = stop == StopKind.Sentence ? ClauseEnd.Sentence : ClauseEnd.Comma;
                return text.Scan;
            }
            _places.NoteComma(text.Scan, _words);
        }
        if (IsDense(c) && _words >= CutPlaces.MostWords && _denseLetters > 0)
        {
            return _places.HasLateComma ? _places.Comma : text.ElementStart(text.Scan);
        }
        return text.Scan + 1 < MaximumLength ? -1 : _token > 1 ? _token - 1 : text.ElementStart(text.Scan);
    }

    private void NoteSpeech(char c)
    {
        if (!_tokenSpeaks && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)))
        {
            _tokenSpeaks = !char.IsSurrogate(c) || SpeakableText.Any(text.All[text.Scan..Math.Min(text.Scan + 2, text.Length)]);
            _speaks |= _tokenSpeaks;
        }
    }

    /// <summary>The input rests or has ended, and the scan has seen all of it.</summary>
    private int AtRest(bool begun, Patience patience, out ClauseEnd end)
    {
        end = ClauseEnd.Open;
        if (!_speaks)
        {
            return -1;
        }
        var tail = text.All[_token..];
        var stop = tail.IsEmpty ? ClauseEnd.Open : StopVerdict.Of(tail, text, text.Scan, patience);
        var solid = text.SolidLength();
        end = stop == ClauseEnd.Sentence || patience == Patience.NoMore ? ClauseEnd.Sentence
            : stop == ClauseEnd.Comma || (_places.Comma == solid && _places.HasComma) ? ClauseEnd.Comma
            : ClauseEnd.Open;
        if (patience >= Patience.LongSilence || end == ClauseEnd.Sentence || end == ClauseEnd.Comma && (!begun || _words >= WordsBeforeRest))
        {
            return solid;
        }
        end = ClauseEnd.Open;
        if (tail.IsEmpty && (!begun || _words >= WordsBeforeComma) && !HangsInTheAir(solid))
        {
            return solid;
        }
        return begun ? -1 : BeforeTail(tail);
    }

    /// <summary>The first clause, while its last word may still go on: cuts before that word, or before a conjunction further back.</summary>
    private int BeforeTail(ReadOnlySpan<char> tail)
    {
        if (_places.HasJoint)
        {
            return _places.Joint - 1;
        }
        // Scripts without spaces weigh as words before any token has ended.
        return !tail.IsEmpty && _token > 1 && _words >= WordsBeforeRest && !HangsInTheAir(_token - 1) ? _token - 1 : -1;
    }

    /// <summary>Whether the word before <paramref name="last"/> calls for another.</summary>
    private bool HangsInTheAir(int last)
    {
        var first = last;
        while (first > 0 && !WaitingText.IsSpace(text[first - 1]))
        {
            first--;
        }
        return LeadsOn(text.All[first..last]);
    }

    /// <summary>Whether a word calls for another; so does an abbreviation ("Dr.").</summary>
    private static bool LeadsOn(ReadOnlySpan<char> token) => PhraseWords.LeadsOn(token) || token.EndsWith('.');

    private int WordsThroughToken => _words + (_tokenSpeaks ? 1 : 0);

    private void EndToken()
    {
        _words = WordsThroughToken;
        _tokenSpeaks = false;
    }

    private void Restart(int at)
    {
        text.Drop(at);
        text.Scan = _token = _words = _denseLetters = 0;
        _tokenSpeaks = _speaks = false;
        _places = default;
    }

    private bool TakeParagraphMarks()
    {
        var next = 0;
        var found = false;
        while (next < text.Length && (WaitingText.IsSpace(text[next]) || text[next] == WaitingText.ParagraphMark))
        {
            found |= text[next++] == WaitingText.ParagraphMark;
        }
        if (found)
        {
            _marks = default;
            Restart(next);
        }
        return found;
    }

    /// <summary>"2 - 3": the dash is arithmetic, not a breath.</summary>
    private bool IsBetweenNumbers(ReadOnlySpan<char> token) => token is "-" or "–" && IsBetweenDigits();

    /// <summary>"3 and 4", "2 x 3 by 5": a joint between digits binds.</summary>
    private bool IsBetweenDigits() =>
        _token >= 2 && char.IsDigit(text[_token - 2]) && text.Scan + 1 < text.Length && char.IsDigit(text[text.Scan + 1]);

    private static string Tidy(ReadOnlySpan<char> piece)
    {
        var trimmed = piece.Trim();
        return trimmed.ContainsAny('\n', '\t') || trimmed.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', trimmed.ToString().Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
            : trimmed.ToString();
    }

    /// <summary>Letters of scripts that write no spaces: kana, Han, Thai, Lao, Khmer, Burmese.</summary>
    private static bool IsDense(char c) =>
        c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0EFF' or >= '\u1780' and <= '\u17FF' or >= '\u1000' and <= '\u109F';
}
