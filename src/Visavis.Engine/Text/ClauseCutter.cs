using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Visavis.Engine.Text;

/// <summary>
/// The waiting text and the search for the next place to cut it. Reads token by token (a token is a run without white space), so
/// numbers, abbreviations, addresses and emoji stay whole by themselves; only marks of scripts without spaces, and tokens beyond every
/// measure, are cut inside.
/// </summary>
internal sealed class ClauseCutter
{
    /// <summary>Written by the Markdown stripper where a paragraph, heading or list item ends.</summary>
    public const char ParagraphMark = '\u2029';

    /// <summary>Written by the Markdown stripper between table cells and at line breaks that were meant.</summary>
    public const char LineMark = '\u2028';

    /// <summary>A comma ends a later clause only behind this many words: a voice makes no pause after one or two.</summary>
    private const int WordsBeforeComma = 5;

    /// <summary>The first clause is parted before a conjunction only behind this many words …</summary>
    private const int FirstWordsBeforeJoint = 3;

    /// <summary>… and only when so many words have brought no punctuation.</summary>
    private const int FirstWords = 7;

    private const int LongWords = 12;

    /// <summary>Words that may wait so that a sentence of thirteen or fourteen is not parted shortly before its end.</summary>
    private const int MostWords = 15;

    /// <summary>Letters of a script without spaces that weigh as one word.</summary>
    private const int LettersPerDenseWord = 3;

    /// <summary>Beyond this a clause ends at the next chance, whatever its words.</summary>
    private const int LongLength = 200;

    /// <summary>A forced cut; some closing marks may still join behind it.</summary>
    private const int MaximumLength = TextChunker.MaximumClauseLength - MostClosers - 2;

    private const int MostClosers = 8;

    private char[] _text = new char[256];
    private int _start;
    private int _end;

    // The search goes on where it stopped: these hold for the text between _start and _scan.
    private int _scan;
    private int _token;
    private int _words;
    private int _denseLetters;
    private bool _tokenSpeaks;
    private bool _speaks;
    private int _comma;
    private int _commaWords;
    private int _joint;
    private int _jointWords;
    private int _lastWord;
    private int _lastWordEnd;

    /// <summary>Whether something to say waits.</summary>
    public bool HasSpeakable => _speaks || SpeakableText.Any(_text.AsSpan(_scan, _end - _scan));

    /// <summary>Whether white space stood before the clause that was cut last.</summary>
    public bool SpaceBefore { get; private set; }

    /// <summary>Takes one character; runs of white space become one, so that no look-ahead over them is ever long.</summary>
    public void Append(char c)
    {
        if (_end > _start && (IsSpace(c) ? IsSpace(_text[_end - 1]) : c == ParagraphMark && _text[_end - 1] == c))
        {
            return;
        }
        if (_end == _text.Length)
        {
            Array.Resize(ref _text, _text.Length * 2);
        }
        _text[_end++] = c;
    }

    /// <summary>Takes the last character back if it is <paramref name="c"/> and waits unread by any clause.</summary>
    public bool TakeBack(char c)
    {
        if (_end <= _start || _text[_end - 1] != c)
        {
            return false;
        }
        _end--;
        _scan = Math.Min(_scan, _end);
        return true;
    }

    /// <summary>Moves what waits to the front of the buffer, and gives memory back after a large delta.</summary>
    public void Compact()
    {
        if (_start < 1024)
        {
            return;
        }
        var length = _end - _start;
        var target = _text.Length > 8192 && length < 1024 ? new char[4096] : _text;
        _text.AsSpan(_start, length).CopyTo(target);
        _text = target;
        (_scan, _token, _comma, _joint, _lastWord, _lastWordEnd) = (_scan - _start, _token - _start, _comma - _start, _joint - _start, _lastWord - _start, _lastWordEnd - _start);
        (_start, _end) = (0, length);
    }

    public void Clear()
    {
        _end = _start;
        Restart(_start);
    }

    /// <summary>Cuts the next clause off the waiting text, if one is complete.</summary>
    public bool TryCut(bool begun, Patience patience, [NotNullWhen(true)] out string? text, out ClauseEnd end)
    {
        while (true)
        {
            var cut = FindCut(begun, patience, out end);
            if (cut < 0)
            {
                text = null;
                return false;
            }
            SpaceBefore = _start < _end && IsSpace(_text[_start]);
            var piece = _text.AsSpan(_start, cut - _start);
            var speaks = SpeakableText.Any(piece);
            text = speaks ? Tidy(piece) : "";
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
        for (; _scan < _end; _scan++)
        {
            var c = _text[_scan];
            if (c is ParagraphMark or LineMark)
            {
                EndToken();
                if (_speaks)
                {
                    end = c == ParagraphMark ? ClauseEnd.Paragraph
                        : Stop.At(_text.AsSpan(_token, _scan - _token)) >= StopKind.Sentence ? ClauseEnd.Sentence : ClauseEnd.Comma;
                    return _scan;
                }
                Restart(_scan + 1);
                _scan--;
            }
            else if (IsSpace(c))
            {
                // The verdict on the token before may need the next one; then the scan rests here until more is known.
                var cut = AtTokenEnd(begun, patience, out end, out var wait);
                if (cut >= 0)
                {
                    return cut;
                }
                if (wait)
                {
                    return -1;
                }
                EndToken();
                _token = _scan + 1;
            }
            else
            {
                if (!_tokenSpeaks && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)))
                {
                    _tokenSpeaks = char.IsSurrogate(c) ? SpeakableText.Any(_text.AsSpan(_scan, Math.Min(2, _end - _scan))) : true;
                    _speaks |= _tokenSpeaks;
                }
                var cut = InsideToken(c, begun, patience, out end);
                if (cut >= 0)
                {
                    return cut;
                }
            }
        }
        end = ClauseEnd.Open;
        return patience == Patience.MoreMayCome ? -1 : AtRest(begun, patience, out end);
    }

    /// <summary>White space stands at the scan: judges the token before it.</summary>
    private int AtTokenEnd(bool begun, Patience patience, out ClauseEnd end, out bool wait)
    {
        wait = false;
        end = ClauseEnd.Open;
        if (_scan == _token)
        {
            return -1;
        }
        var token = _text.AsSpan(_token, _scan - _token);
        var words = _words + (_tokenSpeaks ? 1 : 0);
        if (_speaks)
        {
            switch (Resolve(Stop.At(token), token, patience))
            {
                case null:
                    wait = true;
                    return -1;
                case ClauseEnd.Sentence:
                    end = ClauseEnd.Sentence;
                    return IncludeClosers(_scan);
                case ClauseEnd.Comma:
                    if (!IsBetweenNumbers(token))
                    {
                        (_comma, _commaWords) = (_scan, words);
                    }
                    break;
            }
            if (_comma == _scan && (!begun || words >= WordsBeforeComma))
            {
                end = ClauseEnd.Comma;
                return _scan;
            }
        }
        if (_tokenSpeaks && _comma != _token - 1 && PhraseWords.MayBreatheBefore(token) && !JoinsNumbers())
        {
            if (_words >= FirstWordsBeforeJoint)
            {
                (_joint, _jointWords) = (_token, _words);
            }
        }
        return Overlong(begun, words, out end);
    }

    /// <summary>Decides what a stop means; null while that needs text that has not come.</summary>
    private ClauseEnd? Resolve(StopKind stop, ReadOnlySpan<char> token, Patience patience)
    {
        if (stop is StopKind.None or StopKind.Comma or StopKind.Sentence)
        {
            return stop switch { StopKind.Comma => ClauseEnd.Comma, StopKind.Sentence => ClauseEnd.Sentence, _ => ClauseEnd.Open };
        }
        var next = _scan;
        while (next < _end && IsSpace(_text[next]))
        {
            next++;
        }
        if (next == _end)
        {
            return patience == Patience.MoreMayCome ? null : ClauseEnd.Sentence;
        }
        if (_text[next] is ParagraphMark or LineMark)
        {
            return ClauseEnd.Sentence;
        }
        if (stop == StopKind.SentenceUnlessDigit)
        {
            return char.IsAsciiDigit(_text[next]) ? ClauseEnd.Open : ClauseEnd.Sentence;
        }
        if (stop == StopKind.SentenceUnlessSmall)
        {
            return char.IsLower(_text[next]) ? ClauseEnd.Comma : ClauseEnd.Sentence;
        }
        var behind = next;
        while (behind < _end && behind - next < 16 && (char.IsLetter(_text[behind]) || _text[behind] is '\'' or '’'))
        {
            behind++;
        }
        if (behind == _end && patience == Patience.MoreMayCome)
        {
            return null;
        }
        var word = _text.AsSpan(next, behind - next);
        return word.Length > 0 && char.IsUpper(word[0]) && PhraseWords.StartsSentence(word) ? ClauseEnd.Sentence : ClauseEnd.Open;
    }

    /// <summary>Too many words without a stop: cuts at the best place so far.</summary>
    private int Overlong(bool begun, int words, out ClauseEnd end)
    {
        end = ClauseEnd.Open;
        var length = _scan - _start;
        if (!begun && words >= FirstWords && _jointWords >= FirstWordsBeforeJoint)
        {
            return _joint - 1;
        }
        if (words < MostWords && length < LongLength)
        {
            (_lastWord, _lastWordEnd) = words <= LongWords && _tokenSpeaks && !PhraseWords.LeadsOn(_text.AsSpan(_token, _scan - _token)) ? (_token, _scan) : (_lastWord, _lastWordEnd);
            return -1;
        }
        if (_commaWords >= FirstWordsBeforeJoint)
        {
            end = ClauseEnd.Comma;
            return _comma;
        }
        if (_jointWords >= WordsBeforeComma)
        {
            return _joint - 1;
        }
        return _lastWordEnd > _start && _lastWordEnd - _start <= LongLength ? _lastWordEnd : _token > _start + 1 ? _token - 1 : _scan;
    }

    /// <summary>Scripts without spaces, dashes without spaces, and tokens that never end.</summary>
    private int InsideToken(char c, bool begun, Patience patience, out ClauseEnd end)
    {
        end = ClauseEnd.Open;
        if (IsDense(c) && ++_denseLetters % LettersPerDenseWord == 0)
        {
            _words++;
        }
        var length = _scan + 1 - _start;
        if (_scan > _start && _speaks && !Stop.IsCloser(c) && StopInside(_scan) is var stop and > StopKind.None)
        {
            end = stop == StopKind.Sentence ? ClauseEnd.Sentence : ClauseEnd.Comma;
            if (stop == StopKind.Sentence || !begun || _words >= WordsBeforeComma)
            {
                return _scan;
            }
            (_comma, _commaWords) = (_scan, _words);
            end = ClauseEnd.Open;
        }
        if (IsDense(c) && _words >= MostWords && _denseLetters > 0)
        {
            return _commaWords >= FirstWordsBeforeJoint ? _comma : ElementStart(_scan);
        }
        return length >= MaximumLength ? (_token > _start + 1 ? _token - 1 : ElementStart(_scan)) : -1;
    }

    /// <summary>The stop before <paramref name="index"/> that needs no space behind it.</summary>
    private StopKind StopInside(int index)
    {
        var mark = index - 1;
        while (mark > _start && Stop.IsCloser(_text[mark]))
        {
            mark--;
        }
        if (!Stop.PartsWithoutSpace(_text[mark]) || Stop.IsMark(_text[index]))
        {
            return StopKind.None;
        }
        return Stop.At(_text.AsSpan(mark, 1));
    }

    /// <summary>The input rests or has ended, and the scan has seen all of it.</summary>
    private int AtRest(bool begun, Patience patience, out ClauseEnd end)
    {
        end = ClauseEnd.Open;
        if (!_speaks)
        {
            return -1;
        }
        var tail = _text.AsSpan(_token, _end - _token);
        var stop = tail.IsEmpty ? StopKind.None : Resolve(Stop.At(tail), tail, patience) switch
        {
            ClauseEnd.Sentence => StopKind.Sentence,
            ClauseEnd.Comma => StopKind.Comma,
            _ => StopKind.None,
        };
        var solid = LastSolid();
        end = stop == StopKind.Sentence || patience == Patience.NoMore ? ClauseEnd.Sentence
            : stop == StopKind.Comma || (_comma == solid && _commaWords > 0) ? ClauseEnd.Comma
            : ClauseEnd.Open;
        if (patience >= Patience.LongSilence || end >= ClauseEnd.Comma && (end == ClauseEnd.Sentence || !begun || _words >= FirstWordsBeforeJoint))
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
        if (_jointWords >= FirstWordsBeforeJoint)
        {
            return _joint - 1;
        }
        // Scripts without spaces weigh as words before any token has ended.
        return !tail.IsEmpty && _token > _start + 1 && _words >= FirstWordsBeforeJoint && !HangsInTheAir(_token - 1) ? _token - 1 : -1;
    }

    private int LastSolid()
    {
        var last = _end;
        while (last > _start && IsSpace(_text[last - 1]))
        {
            last--;
        }
        return last;
    }

    /// <summary>Whether the word before <paramref name="last"/> calls for another.</summary>
    private bool HangsInTheAir(int last)
    {
        var first = last;
        while (first > _start && !IsSpace(_text[first - 1]))
        {
            first--;
        }
        var token = _text.AsSpan(first, last - first);
        return PhraseWords.LeadsOn(token) || token.EndsWith('.');
    }

    private void EndToken()
    {
        if (_tokenSpeaks)
        {
            _words++;
            _tokenSpeaks = false;
        }
    }

    private void Restart(int at)
    {
        _start = _scan = _token = _comma = _joint = _lastWord = _lastWordEnd = at;
        _words = _denseLetters = _commaWords = _jointWords = 0;
        _tokenSpeaks = _speaks = false;
    }

    /// <summary>"« Oui. »": closing marks that stand apart belong to the sentence before.</summary>
    private int IncludeClosers(int cut)
    {
        var next = cut;
        while (next < _end && IsSpace(_text[next]))
        {
            next++;
        }
        var behind = next;
        while (behind < _end && behind - next < MostClosers && Stop.IsCloser(_text[behind]) && _text[behind] is not '"' and not '\'' and not '*')
        {
            behind++;
        }
        return behind > next && (behind == _end || IsSpace(_text[behind])) ? behind : cut;
    }

    private bool TakeParagraphMarks()
    {
        var next = _start;
        var found = false;
        while (next < _end && (IsSpace(_text[next]) || _text[next] is ParagraphMark))
        {
            found |= _text[next++] == ParagraphMark;
        }
        if (found)
        {
            Restart(next);
        }
        return found;
    }

    /// <summary>"2 - 3": the dash is arithmetic, not a breath.</summary>
    private bool IsBetweenNumbers(ReadOnlySpan<char> token) =>
        token is "-" or "–" && _token >= _start + 2 && char.IsDigit(_text[_token - 2]) && _scan + 1 < _end && char.IsDigit(_text[_scan + 1]);

    /// <summary>"3 and 4", "2 x 3 by 5": a joint between digits binds.</summary>
    private bool JoinsNumbers() =>
        _token >= _start + 2 && char.IsDigit(_text[_token - 2]) && _scan + 1 < _end && char.IsDigit(_text[_scan + 1]);

    /// <summary>Where the text element at <paramref name="index"/> begins, so that a forced cut parts no pair, accent or joined emoji.</summary>
    private int ElementStart(int index)
    {
        var from = Math.Max(_start, index - 64);
        if (from > _start && char.IsLowSurrogate(_text[from]))
        {
            from--;
        }
        var window = _text.AsSpan(from, Math.Min(_end, index + 8) - from);
        var at = 0;
        while (at < window.Length)
        {
            var next = at + StringInfo.GetNextTextElementLength(window[at..]);
            if (from + next > index)
            {
                break;
            }
            at = next;
        }
        var cut = from + at;
        // One element longer than any clause: better parted than kept for ever, but not between the halves of a pair.
        return cut > _start ? cut : char.IsLowSurrogate(_text[index]) ? index - 1 : index;
    }

    private static string Tidy(ReadOnlySpan<char> piece)
    {
        var trimmed = piece.Trim();
        return trimmed.ContainsAny('\n', '\t') || trimmed.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', trimmed.ToString().Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
            : trimmed.ToString();
    }

    /// <summary>White space that parts tokens; the no-break spaces do not ("10 000", "Dr. Smith", "Bonjour !").</summary>
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) && c is not (ParagraphMark or LineMark or '\u00A0' or '\u202F');

    /// <summary>Letters of scripts that write no spaces: kana, Han, Thai, Lao, Khmer, Burmese.</summary>
    private static bool IsDense(char c) =>
        c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0EFF' or >= '\u1780' and <= '\u17FF' or >= '\u1000' and <= '\u109F';
}
